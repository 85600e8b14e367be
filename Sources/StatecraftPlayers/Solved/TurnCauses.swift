internal import StatecraftCore

/// What moved a turn that is closed, found by resolving it again without each suspect.
///
/// Suspects are the seat's orders of the turn, measures of its that came into force in it, injects,
/// disruptions drawn, and others' orders: of leaders and of those who act on the seat one by one,
/// of the rest together. The worlds that come are kept, so any number can be asked what moved it.
/// What no suspect moved is the game's own course: learning, disruptions that fade, markets that
/// settle.
struct TurnCauses: Sendable {
  /// Something without which the turn was resolved again.
  struct Suspect: Sendable {
    /// Such as “your orders”.
    let name: String
    /// The world after the turn without it.
    let without: World
  }

  let before: World
  let after: World
  let suspects: [Suspect]

  /// What moved a number, the largest first; `size` is what counts as nothing.
  func effects(
    above size: Double, of number: (World) -> Double
  ) -> [(name: String, effect: Double)] {
    let now = number(after)
    return ranked(
      suspects.map { (name: $0.name, effect: now - number($0.without)) }
        .filter { abs($0.effect) >= size }
    ) { abs($0.effect) }
  }

  /// The suspect that did most of what a number moved; nil when none did half of it.
  func main(of number: (World) -> Double) -> String? {
    let change = number(after) - number(before)
    return effects(above: 0, of: number).first { $0.effect * change >= change * change / 2 }?.name
  }
}

extension TurnCauses {
  /// - Parameters:
  ///   - record: the turn.
  ///   - before: the world before it.
  ///   - me: whose seat asks.
  init(_ record: TurnRecord, before: World, for me: StateID, by adjudication: Adjudication) {
    let trial = Trial(record: record, before: before, adjudication: adjudication)
    self.before = before
    after = record.world
    let roster = adjudication.setting.roster
    var suspects: [Suspect] = []
    func add(_ name: String, _ world: World?) {
      if let world, world.realIncome != record.world.realIncome || world.flows != record.world.flows
      {
        suspects.append(Suspect(name: name, without: world))
      }
    }
    if record.answers[me].decision != .hold {
      add("your orders of this turn", trial.without(orders: [me], earlier: []))
    }
    if trial.hasEarlier(me) {
      add(
        "your measures of the turn before, now fully in force",
        trial.without(orders: [], earlier: [me]))
    }
    for index in record.injects.indices {
      add(
        "the inject ‘\(record.injects[index].notation(in: roster))’", trial.without(inject: index))
    }
    for event in record.events where event.kind.isDisruption && !event.kind.isNews {
      guard let sector = event.sector, let state = event.state else { continue }
      add(
        "the disruption of \(roster.code(sector)) in \(roster.code(state))",
        trial.withoutDisruption(of: sector))
    }
    let active = roster.states.filter {
      $0 != me && (record.answers[$0].decision != .hold || trial.hasEarlier($0))
    }
    let singled = active.filter {
      roster.pole(ledBy: $0) != nil || trial.bears($0, on: me)
    }.prefix(6)
    for other in singled {
      add("\(roster.code(other))'s measures", trial.without(orders: [other], earlier: [other]))
    }
    let rest = active.filter { !singled.contains($0) }
    if !rest.isEmpty {
      add(
        singled.isEmpty ? "others' measures" : "the measures of the rest",
        trial.without(orders: rest, earlier: rest))
    }
    self.suspects = suspects
  }
}

/// Resolves a closed turn again with something left out.
private struct Trial {
  let record: TurnRecord
  let before: World
  let adjudication: Adjudication

  /// Whether a state ordered measures before that weren't fully in force.
  func hasEarlier(_ state: StateID) -> Bool {
    let (roster, measures) = (adjudication.setting.roster, before.measures)
    return roster.instrumentIDs.contains { instrument in
      let (inForce, ordered) = (measures[instrument], measures[ordered: instrument])
      return roster.sectors.contains { sector in
        roster.states.contains { inForce[sector, state, $0] != ordered[sector, state, $0] }
      }
    }
  }

  /// Whether a state ordered something against another in the turn.
  func bears(_ state: StateID, on target: StateID) -> Bool {
    record.answers[state].decision.controls.contains { $0.target == target }
  }

  func without(orders: [StateID], earlier: [StateID]) -> World? {
    var decisions = PerState(record.answers.storage.map(\.decision))
    for state in orders { decisions[state] = .hold }
    var start = before
    let roster = adjudication.setting.roster
    // Table by table: a look at one number in a world is as dear as a look at a table.
    for instrument in roster.instrumentIDs where !earlier.isEmpty {
      let inForce = before.measures[instrument]
      var ordered = before.measures[ordered: instrument]
      for state in earlier {
        for sector in roster.sectors {
          for target in roster.states {
            ordered[sector, state, target] = inForce[sector, state, target]
          }
        }
      }
      start.measures[ordered: instrument] = ordered
    }
    return resolve(start, decisions, record.injects, RememberedChance(record))
  }

  func without(inject index: Int) -> World? {
    var injects = record.injects
    injects.remove(at: index)
    return resolve(before, decisions, injects, RememberedChance(record))
  }

  func withoutDisruption(of sector: SectorID) -> World? {
    resolve(
      before, decisions, record.injects,
      RememberedChance(
        record,
        without: ("supply-shock.occurrence", adjudication.setting.address(of: .sector(sector)))))
  }

  private var decisions: PerState<Decision> {
    PerState(record.answers.storage.map(\.decision))
  }

  private func resolve(
    _ world: World, _ decisions: PerState<Decision>, _ injects: [Inject],
    _ chance: RememberedChance
  ) -> World? {
    try? adjudication.resolve(world, decisions, injects: injects, chance: chance).world
  }
}

/// The draws of a recorded turn; what wasn't drawn then is neutral.
private struct RememberedChance: Chance {
  private struct Address: Hashable {
    let purpose: String
    let actor: UInt64
    let item: UInt64
  }

  private let draws: [Address: Double]

  init(_ record: TurnRecord, without: (purpose: String, item: UInt64)? = nil) {
    draws = Dictionary(
      record.draws.filter { $0.purpose != without?.purpose || $0.item.address != without?.item }.map
      {
        (
          Address(
            purpose: $0.purpose, actor: $0.actor.isEmpty ? 0 : stableHash($0.actor),
            item: $0.item.address),
          $0.value
        )
      }, uniquingKeysWith: { first, _ in first })
  }

  func value(of distribution: Distribution, at key: DrawKey) -> Double {
    draws[Address(purpose: key.purpose.name, actor: key.actor, item: key.item)]
      ?? distribution.neutral
  }
}
