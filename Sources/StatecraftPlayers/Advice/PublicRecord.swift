internal import StatecraftAgents
public import StatecraftCore

/// How often a state met a new measure with one of its own: from what became public.
public struct AnswerRecord: Sendable, Equatable {
  /// Turns in which another state tightened measures on it, counted for each such state, as far
  /// as there has been a turn to answer in.
  public let suffered: Int
  /// In how many of these it tightened measures on that state within two turns.
  public let answered: Int
}

/// What a state's standing measures on another cost it and do to the other, and what that says of
/// its motives.
public struct RevealedMotive: Sendable {
  public let imposer: StateID
  public let target: StateID
  /// First-order loss of the imposer, in billion US dollars.
  public let cost: Double
  /// First-order loss of the target, in billion US dollars.
  public let damage: Double

  /// The least weight r on the target's gains for which the measures are worth their cost, if
  /// gains are the only motive: r > cost/damage. Above 1, there must be another motive.
  public var leastR: Double { cost / damage }
}

extension SeatView {
  /// How a state has answered measures so far.
  public func record(of state: StateID) -> AnswerRecord {
    var (suffered, answered) = (0, 0)
    for turn in past where turn.number < self.turn - 1 {
      for author in roster.states where turn.tightened(by: author, on: state) {
        suffered += 1
        let later = past.filter { $0.number > turn.number && $0.number <= turn.number + 2 }
        if later.contains(where: { $0.tightened(by: state, on: author) }) { answered += 1 }
      }
    }
    return AnswerRecord(suffered: suffered, answered: answered)
  }

  /// What a state's controls on another reveal; nil when there are none that bite.
  public func motive(of imposer: StateID, toward target: StateID) -> RevealedMotive? {
    var (cost, damage) = (0.0, 0.0)
    let instruments = roster.instrumentIDs.filter { roster[$0].channel != .price }
    for measure in measures(by: imposer, on: target, instruments) {
      let effect = firstOrder(measure, level: measure.ordered)
      cost += effect.cost
      damage += effect.damage
    }
    guard damage > 0 else { return nil }
    return RevealedMotive(imposer: imposer, target: target, cost: cost, damage: damage)
  }

  /// What a control of some level costs its imposer and its target, in billion US dollars, to
  /// first order and against none.
  func firstOrder(_ measure: Measure, level: Double) -> (cost: Double, damage: Double) {
    let exposure = Exposure(
      now, of: measure.imposer, sector: measure.sector, other: measure.target)
    let (own, other) = (now.gdp(of: measure.imposer), now.gdp(of: measure.target))
    let effect = exposure.cost(
      of: roster[measure.instrument], level: level,
      learning: now.learning(of: measure.target, from: measure.imposer, in: measure.sector))
    return (effect.own * own, effect.other * other)
  }
}

extension PastTurn {
  /// Whether a state tightened a control or raised a tariff on another.
  func tightened(by author: StateID, on target: StateID) -> Bool {
    events.contains { event in
      event.state == author && event.target == target
        && event.kind.step == .tighter
    }
  }
}
