internal import StatecraftCore

/// How many coalitions win, by size, and how many of them contain each member.
struct WinningCounts: Equatable {
  /// [size, 0...n].
  private(set) var bySize: [Int]
  /// Of those, with the member: [member][size].
  private(set) var withMember: PerState<[Int]>

  private init(members: Int) {
    bySize = Array(repeating: 0, count: members + 1)
    withMember = PerState(repeating: bySize, count: members)
  }

  /// Looks at every coalition.
  init(enumerating rule: VotingRule) {
    let members = rule.memberCount
    self.init(members: members)
    for coalition in 0..<1 << members {
      guard rule.passes({ coalition >> $0.index & 1 == 1 }) else { continue }
      let size = coalition.nonzeroBitCount
      bySize[size] += 1
      for member in withMember.indices where coalition >> member.index & 1 == 1 {
        withMember[member][size] += 1
      }
    }
  }

  /// Counts coalitions by the sums of their weights, adding one member after the other (generating
  /// functions: Mann and Shapley 1962).
  ///
  /// A cell of the table stands for a size and a sum by each majority. Taking a member out again is
  /// the same walk with the sign reversed, so that all members together cost about two tables.
  ///
  /// - Returns: nil when the table would have more than `tableMax` cells.
  init?(bySumsOf rule: VotingRule, tableMax: Int) {
    let members = rule.memberCount
    self.init(members: members)
    let table = SumTable(rule)
    guard let table, table.cells <= tableMax else { return nil }
    let free = rule.vetoes.indices.filter { !rule.vetoes[$0] }
    // Whoever can stop a motion is in every coalition that wins.
    let base = rule.vetoes.indices.reduce(0) { rule.vetoes[$1] ? $0 + table.steps[$1] : $0 }
    var counts = Array(repeating: 0, count: table.cells)
    counts[base] = 1
    for member in free {
      let step = table.steps[member]
      for cell in stride(from: table.cells - 1, through: step, by: -1) {
        counts[cell] += counts[cell - step]
      }
    }
    let winning = table.winningCells
    for cell in winning { bySize[table.size(of: cell)] += counts[cell] }
    for member in withMember.indices {
      guard !rule.vetoes[member] else {
        withMember[member] = bySize
        continue
      }
      let step = table.steps[member]
      var without = counts
      for cell in 0..<table.cells - step where without[cell] != 0 {
        without[cell + step] -= without[cell]
      }
      for cell in winning where cell >= step {
        withMember[member][table.size(of: cell)] += without[cell - step]
      }
    }
  }
}

/// The cells of a table of coalitions by size and sums of weights.
///
/// A majority in which all weigh the same needs no sums: the size says whether it's met.
private struct SumTable {
  let cells: Int
  /// How far a member moves a coalition.
  let steps: PerState<Int>
  private let lengths: [Int]
  private let weighted: [WholeMajority]
  /// Whether a coalition of a size may win by its sums, and wins whatever its sums.
  private let bySize: [(isLargeEnough: Bool, isSufficient: Bool)]

  /// - Returns: nil when there would be more cells than an integer counts.
  init?(_ rule: VotingRule) {
    let equal = rule.whole.filter { majority in
      majority.weights.allSatisfy { $0 == majority.weights[0] }
    }
    weighted = rule.whole.filter { !equal.contains($0) }
    lengths = weighted.map { $0.weights.reduce(0, +) + 1 }
    bySize = (0...rule.memberCount).map { size in
      (
        equal.allSatisfy { $0.weights[0] * size >= $0.quota },
        rule.sufficientMembers.map { size >= $0 } ?? false
      )
    }
    var product = bySize.count
    var steps = PerState(repeating: 1, count: rule.memberCount)
    for (majority, length) in zip(weighted, lengths) {
      for member in steps.indices { steps[member] &+= product &* majority.weights[member.index] }
      let (next, overflows) = product.multipliedReportingOverflow(by: length)
      if overflows { return nil }
      product = next
    }
    cells = product
    self.steps = steps
  }

  func size(of cell: Int) -> Int { cell % bySize.count }

  /// The cells in which a motion passes, unless by a veto.
  var winningCells: [Int] {
    (0..<cells).filter { cell in
      let (isLargeEnough, isSufficient) = bySize[size(of: cell)]
      guard isLargeEnough, !isSufficient else { return isSufficient }
      var rest = cell / bySize.count
      for (majority, length) in zip(weighted, lengths) {
        if rest % length < majority.quota { return false }
        rest /= length
      }
      return true
    }
  }
}
