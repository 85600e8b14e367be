internal import StatecraftCore

/// States that may have joined a measure, and when they did.
public struct FactGroup: Sendable, Equatable {
  public let name: String
  /// A fact that says when its state joined, or that it hadn't when all others had.
  public struct Member: Sendable, Equatable {
    /// Its position among the facts.
    public let fact: Int
    /// Nil where the state never joined.
    public let joined: CalendarDate?
  }

  /// One for each state that can be put in order, in the order of the facts.
  public let members: [Member]
  /// Facts of states that hadn't joined at a date before another did: nobody can say which would
  /// have come first.
  public let leftOut: [Int]

  /// The groups that facts name, in the order in which they do.
  ///
  /// - Parameters:
  ///   - facts: all facts.
  ///   - positions: of those that count, ascending.
  public static func all(in facts: [DatedFact], at positions: [Int]) -> [FactGroup] {
    var names: [String] = []
    for position in positions {
      if let name = facts[position].group, !names.contains(name) { names.append(name) }
    }
    return names.map { name in
      FactGroup(name, facts, at: positions.filter { facts[$0].group == name })
    }
  }

  private init(_ name: String, _ facts: [DatedFact], at positions: [Int]) {
    self.name = name
    var states: [StateID] = []
    for position in positions where !states.contains(facts[position].who) {
      states.append(facts[position].who)
    }
    /// What says most of a state: when it joined first, or else how long it hadn't.
    let telling = states.map { state in
      let own = positions.filter { facts[$0].who == state }
      let joined = own.filter { facts[$0].happened != nil }
      func date(_ position: Int) -> CalendarDate { facts[position].happened ?? facts[position].by }
      return joined.min { (date($0), $0) < (date($1), $1) }
        ?? own.max { (date($0), -$0) < (date($1), -$1) } ?? own[0]
    }
    let last = telling.compactMap { facts[$0].happened }.max()
    let isLeftOut = { (position: Int) in
      facts[position].happened == nil && last.map { facts[position].by < $0 } ?? false
    }
    members = telling.filter { !isLeftOut($0) }
      .map { Member(fact: $0, joined: facts[$0].happened) }
    leftOut = telling.filter(isLeftOut)
  }
}
