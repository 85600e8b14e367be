extension Column {
  /// What the parts of a column belong to, for naming a difference.
  public enum Subject: Sendable {
    case state, sector
  }

  public var subject: Subject { layout == .perSector ? .sector : .state }
}

extension World {
  /// Short fingerprints of a column's parts: one for each state, or for each sector where a column
  /// has no states.
  ///
  /// They tell which state's numbers differ between two histories, without the numbers. A state's
  /// part of a table of pairs is what it does to others: its rows.
  public func fingerprints(of column: Column) -> [UInt32] {
    let states = realIncome.count
    if column == .projects {
      return (0..<states).map { state in
        var digest = Digest()
        for project in projects where project.state.index == state { digest.add(project.numbers) }
        return digest.short
      }
    }
    return numbers(column).withUnsafeBufferPointer { buffer in
      let count = column.subject == .state ? states : buffer.count
      return (0..<count).map { part in
        var digest = Digest()
        switch column.layout {
        case .perState, .perSector:
          digest.add(buffer[part])
        case .rows, .perStatePair, .list:
          let width = buffer.count / count
          digest.add(UnsafeBufferPointer(rebasing: buffer[part * width..<(part + 1) * width]))
        case .sectorState:
          for index in stride(from: part, to: buffer.count, by: states) {
            digest.add(buffer[index])
          }
        case .sectorPair:
          for start in stride(from: part * states, to: buffer.count, by: states * states) {
            digest.add(UnsafeBufferPointer(rebasing: buffer[start..<start + states]))
          }
        }
        return digest.short
      }
    }
  }
}

extension Digest {
  /// Both halves, folded.
  fileprivate var short: UInt32 { UInt32(truncatingIfNeeded: value ^ (value >> 32)) }
}
