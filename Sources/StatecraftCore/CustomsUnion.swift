/// States that order tariffs together: a common policy.
///
/// Members vote with their tariff orders, since a tariff of one would be a hole in the others': a
/// level holds for all when members with ``quota`` of the union's weight want at least as much (to
/// raise) or at most as much (to lower). Weights are GDPs, which stand in for the populations of
/// the European Union's qualified majority (Treaty on European Union, Art. 16(4): 55 % of members
/// with 65 % of the population; common commercial policy: Treaty on the Functioning, Art. 207).
/// One decider for all would need motives that no member has; votes leave each seat to its player.
public struct CustomsUnion: Sendable, Equatable {
  public let name: String
  /// In roster order, two or more.
  public let members: [StateID]
  /// The share of the members' weight that a change needs, above 0.5 and at most 1.
  public let quota: Double

  public init(name: String, members: [StateID], quota: Double) {
    self.name = name
    self.members = members
    self.quota = quota
  }

  /// The level that a vote brings.
  ///
  /// - Parameters:
  ///   - wishes: each member's level, in order of ``members``.
  ///   - weights: each member's weight.
  ///   - standing: the level that holds without a majority.
  public func level(wishes: [Double], weights: [Double], standing: Double) -> Double {
    let needed = quota * weights.reduce(0, +) * (1 - 1e-12)
    func support(_ isFor: (Double) -> Bool) -> Double {
      zip(wishes, weights).reduce(0) { $0 + (isFor($1.0) ? $1.1 : 0) }
    }
    let higher = wishes.filter { wish in
      wish > standing && support { $0 >= wish } >= needed
    }
    let lower = wishes.filter { wish in
      wish < standing && support { $0 <= wish } >= needed
    }
    return higher.max() ?? lower.min() ?? standing
  }
}

extension Setting {
  /// The customs union of two states; nil when they aren't in one.
  public func union(of first: StateID, and second: StateID) -> CustomsUnion? {
    unions.first { $0.members.contains(first) && $0.members.contains(second) }
  }
}
