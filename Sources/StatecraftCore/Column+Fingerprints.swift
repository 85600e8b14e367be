extension Column {
  /// What the parts of a column belong to, for naming a difference.
  public enum Subject: Sendable {
    case state, sector
  }

  public var subject: Subject { isList || axes.contains(.state) ? .state : .sector }

  /// What the parts of a column of that name belong to, as recorded games name it.
  public static func subject(of name: String, in roster: Roster) -> Subject {
    (ofEconomies(roster.instruments) + ofGames).first { $0.name == name }?.subject ?? .state
  }
}

extension World {
  /// Short fingerprints of a column's parts: one for each state, or for each sector where a column
  /// has no states.
  ///
  /// They tell which state's numbers differ between two histories, without the numbers. A state's
  /// part of a table of pairs is what it does to others: its rows.
  public func fingerprints(of column: Column) -> [UInt32] {
    let states = realIncome.count
    if let fields = column.fields {
      let numbers = numbers(column)
      let records = stride(from: 0, to: numbers.count, by: fields.count + 1)
      return (0..<states).map { state in
        var digest = Digest()
        for first in records where Int(numbers[first]) == state {
          digest.add(Array(numbers[first...(first + fields.count)]))
        }
        return digest.short
      }
    }
    if column.isProjects {
      return (0..<states).map { state in
        var digest = Digest()
        for project in projects where project.state.index == state { digest.add(project.numbers) }
        return digest.short
      }
    }
    return numbers(column).withUnsafeBufferPointer { buffer in
      let owner = column.axes.firstIndex(of: column.subject == .state ? .state : .sector) ?? 0
      let count = column.subject == .state ? states : buffer.count
      // A part is a run of numbers, or several at equal distances where an axis comes before.
      let inner = column.axes[(owner + 1)...].reduce(1) { $0 * size(of: $1) }
      let stride = max(count * inner, 1)
      return (0..<count).map { part in
        var digest = Digest()
        for start in Swift.stride(from: part * inner, to: buffer.count, by: stride) {
          if column.axes.count == owner + 1 {
            digest.add(buffer[start])
          } else {
            digest.add(UnsafeBufferPointer(rebasing: buffer[start..<start + inner]))
          }
        }
        return digest.short
      }
    }
  }

  /// The places on an axis.
  func size(of axis: Column.Axis) -> Int {
    switch axis {
    case .state: realIncome.count
    case .sector: exclusionByLeader.count
    case .pole: alignment.width
    case .term: UtilityTerm.weighted.count
    case .institution: institutionCount
    case .module: moduleCount
    }
  }
}

extension Digest {
  /// Both halves, folded.
  fileprivate var short: UInt32 { UInt32(truncatingIfNeeded: value ^ (value >> 32)) }
}
