public import StatecraftCore

/// How often each member of a council decides: counts of winning coalitions, exact, and the indices
/// of power that are made of them.
///
/// A member *swings* a coalition when that wins with it and loses without it.
public struct VotingPower: Sendable, Equatable {
  /// Coalitions that win, of all 2ⁿ.
  public let winningCoalitions: Int
  /// Coalitions that each member swings, by their size without it: [member][0..<n].
  public let swingsBySize: PerState<[Int]>

  /// More members would make counts overflow.
  public static let memberMax = 60
  /// The largest table of sums that counting by weight may fill.
  static let tableMax = 1 << 24
  /// More members are too many to enumerate.
  static let enumerationMax = 24

  /// Counts coalitions by weight, or one by one where there would be more sums than coalitions.
  ///
  /// - Throws: when there are too many members, or too many different sums of their weights.
  public init(_ rule: VotingRule) throws(VotingPowerError) {
    guard rule.memberCount <= Self.memberMax else { throw .tooManyMembers(rule.memberCount) }
    let wins: WinningCounts
    if let counts = WinningCounts(bySumsOf: rule, tableMax: Self.tableMax) {
      wins = counts
    } else if rule.memberCount <= Self.enumerationMax {
      wins = WinningCounts(enumerating: rule)
    } else {
      throw .tooManySums
    }
    self.init(wins)
  }

  init(_ wins: WinningCounts) {
    let sizes = 0..<wins.withMember.count
    winningCoalitions = wins.bySize.reduce(0, +)
    // With it: those that contain it, one larger. Without it: the rest of the winning ones.
    swingsBySize = PerState(
      wins.withMember.storage.map { with in
        sizes.map { with[$0 + 1] - (wins.bySize[$0] - with[$0]) }
      })
  }

  public var memberCount: Int { swingsBySize.count }

  /// Coalitions that a member swings, of the 2ⁿ⁻¹ without it.
  public func swings(of member: StateID) -> Int { swingsBySize[member].reduce(0, +) }

  /// The Banzhaf index: a member's share of all swings (Banzhaf 1965).
  public var banzhaf: PerState<Double> {
    let total = Double(swingsBySize.indices.reduce(0) { $0 + swings(of: $1) })
    return PerState(
      swingsBySize.indices.map { total > 0 ? Double(swings(of: $0)) / total : 0 })
  }

  /// The absolute Banzhaf index: the chance to swing when every other votes as a coin falls
  /// (Penrose 1946).
  public var absoluteBanzhaf: PerState<Double> {
    let coalitions = Double(1 << (memberCount - 1))
    return PerState(swingsBySize.indices.map { Double(swings(of: $0)) / coalitions })
  }

  /// The Shapley–Shubik index: the share of orders of members in which a member is the one who turns
  /// those before it into a winning coalition (Shapley and Shubik 1954).
  public var shapleyShubik: PerState<Double> {
    let n = memberCount
    return PerState(
      swingsBySize.storage.map { swings in
        // s! (n − 1 − s)! / n! = 1 / (n · C(n − 1, s)), with C built up from one size to the next.
        var (sum, combinations) = (0.0, 1.0)
        for size in 0..<n {
          sum += Double(swings[size]) / combinations
          combinations = combinations * Double(n - 1 - size) / Double(size + 1)
        }
        return sum / Double(n)
      })
  }

  /// The power of the council to act: the share of all coalitions that win (Coleman 1971).
  public var powerToAct: Double {
    Double(winningCoalitions) / Math.power(2, Double(memberCount))
  }
}

/// Why power can't be counted.
public enum VotingPowerError: Error, Equatable, CustomStringConvertible {
  case tooManyMembers(Int)
  case tooManySums

  public var description: String {
    switch self {
    case .tooManyMembers(let count):
      "\(count) members are too many to count coalitions exactly: at most "
        + "\(VotingPower.memberMax)"
    case .tooManySums:
      "these weights have too many different sums: round them, or list at most "
        + "\(VotingPower.enumerationMax) members"
    }
  }
}
