public import StatecraftCore

/// Two recorded games side by side: where they part, and what differs in each turn.
///
/// Games of one scenario under two seeds can be contrasted, or of two variants under one. Draws are
/// compared by their addresses, so that one more draw in one game doesn't make all others differ.
public struct ReplayContrast: Sendable {
  public let first: Replay
  public let second: Replay
  /// Turns that both games have, in order.
  public let turns: [TurnContrast]

  /// - Throws: ``IncomparableReplays`` when the rosters differ: then no table of one game fits the
  ///   other.
  public init(_ first: Replay, _ second: Replay) throws(IncomparableReplays) {
    let (one, other) = (first.header.roster, second.header.roster)
    guard one == other else {
      throw IncomparableReplays(
        states: Self.difference(one.stateCodes, other.stateCodes),
        sectors: Self.difference(one.sectorCodes, other.sectorCodes),
        poles: Self.difference(one.poles.map(one.code), other.poles.map(other.code)))
    }
    self.first = first
    self.second = second
    let (header, twin) = (first.header, second.header)
    let hasDraws = header.hasDraws && twin.hasDraws
    let hasDeliberations =
      header.hasDeliberations && twin.hasDeliberations
      && header.keepsMotivesOnly == twin.keepsMotivesOnly
    /// A turn with what both games record.
    func shared(_ turn: ReplayTurn) -> ReplayTurn {
      var turn = turn
      if !hasDraws { (turn.draws, turn.policyDraws) = ([], []) }
      if !hasDeliberations { turn.deliberations = [] }
      return turn
    }
    turns = zip(first.turns, second.turns).map {
      TurnContrast(shared($0), shared($1), roster: one)
    }
  }

  /// The first turn in which anything differs; nil when every turn that both have is the same.
  public var parting: TurnContrast? { turns.first { !$0.isSame } }

  /// Whether the games are the same to their ends.
  public var isSame: Bool {
    parting == nil && first.turns.count == second.turns.count
      && first.end?.outcome == second.end?.outcome
  }

  static func difference<Element: Equatable>(
    _ first: [Element], _ second: [Element]
  ) -> OneSided<Element> {
    OneSided(
      first: first.filter { !second.contains($0) }, second: second.filter { !first.contains($0) })
  }
}

/// What only one of two has, in its order.
public struct OneSided<Element: Sendable>: Sendable {
  public let first: [Element]
  public let second: [Element]

  public var isEmpty: Bool { first.isEmpty && second.isEmpty }
}

extension OneSided: Equatable where Element: Equatable {}

/// A turn of two games.
public struct TurnContrast: Sendable {
  public let number: Int
  /// Draws at one address that differ in value or distribution, or that only one game has: those
  /// of policies first.
  public let draws: [DrawContrast]
  /// States that decide otherwise, in roster order.
  public let decisions: [DecisionContrast]
  public let events: OneSided<ReplayEvent>
  /// Columns of the world after the turn that differ, with the codes of states or sectors whose
  /// part of it does.
  public let columns: [ColumnContrast]

  /// What differs first, in order from causes to effects; nil where nothing does.
  public let difference: ReplayDifference?

  /// Whether nothing differs, of all that a turn tells.
  public var isSame: Bool { difference == nil }

  init(_ first: ReplayTurn, _ second: ReplayTurn, roster: Roster) {
    number = first.number
    draws =
      DrawContrast.all(first.policyDraws, second.policyDraws)
      + DrawContrast.all(first.draws, second.draws)
    decisions = zip(roster.stateCodes, zip(first.decisions, second.decisions)).compactMap {
      state, pair in
      pair.0 == pair.1
        ? nil
        : DecisionContrast(
          state: state,
          orders: ReplayContrast.difference(
            pair.0.notation(in: roster), pair.1.notation(in: roster)))
    }
    events = ReplayContrast.difference(first.events, second.events)
    columns = zip(first.fingerprints, second.fingerprints).compactMap { one, other in
      guard one != other else { return nil }
      let codes =
        Column(rawValue: one.column)?.subject == .sector ? roster.sectorCodes : roster.stateCodes
      let subjects = zip(codes, zip(one.parts, other.parts)).filter { $0.1.0 != $0.1.1 }.map(\.0)
      return ColumnContrast(
        column: one.column, subjects: subjects, isWhole: subjects.count == codes.count)
    }
    difference = ReplayComparison.firstDifference(first, second, roster: roster)
  }
}

/// A state's decisions in one turn of two games: orders that only one of them has.
public struct DecisionContrast: Sendable, Equatable {
  public let state: String
  /// In decision notation; both empty when only their order differs.
  public let orders: OneSided<String>
}

/// A column that differs, and whose part of it.
public struct ColumnContrast: Sendable, Equatable {
  public let column: String
  public let subjects: [String]
  /// Whether no state or sector is left out.
  public let isWhole: Bool
}

/// A draw of two games at one address.
public struct DrawContrast: Sendable, Equatable {
  /// Nil where the game has no such draw.
  public let first: Draw?
  public let second: Draw?

  static func all(_ first: [Draw], _ second: [Draw]) -> [DrawContrast] {
    // Two games with the same luck mostly have the same draws.
    if first == second { return [] }
    func byAddress(_ draws: [Draw]) -> [Address: Draw] {
      Dictionary(draws.map { (Address($0), $0) }, uniquingKeysWith: { first, _ in first })
    }
    let (ours, theirs) = (byAddress(first), byAddress(second))
    var differences: [DrawContrast] = []
    var seen: Set<Address> = []
    for draw in first where seen.insert(Address(draw)).inserted {
      let other = theirs[Address(draw)]
      if other != draw { differences.append(DrawContrast(first: draw, second: other)) }
    }
    for draw in second where seen.insert(Address(draw)).inserted && ours[Address(draw)] == nil {
      differences.append(DrawContrast(first: nil, second: draw))
    }
    return differences
  }

  private struct Address: Hashable {
    let purpose, actor: String
    let item: DrawItem

    init(_ draw: Draw) {
      purpose = draw.purpose
      actor = draw.actor
      item = draw.item
    }
  }
}

/// Two games whose rosters differ.
public struct IncomparableReplays: Error, Sendable, Equatable, CustomStringConvertible {
  public let states, sectors, poles: OneSided<String>

  public var description: String {
    let parts = [("states", states), ("sectors", sectors), ("poles", poles)].flatMap {
      name, codes in
      [("A", codes.first), ("B", codes.second)].compactMap { side, codes in
        codes.isEmpty ? nil : "\(name) only in \(side): \(codes.joined(separator: ", "))"
      }
    }
    return "The games can't be compared turn by turn, since their rosters differ ("
      + (parts.isEmpty ? "in names or order" : parts.joined(separator: "; "))
      + "): play both with the same states, sectors and poles."
  }
}
