internal import StatecraftCore

/// How ordered strictness reaches force: what export controls and import restrictions share.
struct StandingControls {
  /// The part of a change that is in force in the turn in which it's ordered.
  let phaseIn: Double

  /// Carries out the orders of one instrument.
  func apply(
    _ instrument: ControlInstrument, ordered: WritableKeyPath<World, SectorDyadic<Double>>,
    inForce: WritableKeyPath<World, SectorDyadic<Double>>, to turn: inout Turn
  ) {
    for state in turn.roster.states {
      for order in turn.decisions[state].controls where order.instrument == instrument {
        let was = turn.before[keyPath: ordered][order.sector, state, order.target]
        guard order.level != was else { continue }
        turn.after[keyPath: ordered][order.sector, state, order.target] = order.level
        turn.report(
          order.level > was ? "control.tightened" : "control.loosened", state: state,
          target: order.target, sector: order.sector, value: order.level,
          why: order.level > was
            ? "the state ordered a stricter control" : "the state ordered a milder control")
      }
    }
    let before = turn.before[keyPath: ordered].storage
    let after = turn.after[keyPath: ordered].storage
    // Next to all stand as they are, so the column is only copied when one doesn't.
    guard turn.before[keyPath: inForce].storage != after else { return }
    var force = turn.before[keyPath: inForce]
    for index in after.indices where force.storage[index] != after[index] {
      let isNew = before[index] != after[index]
      let gap = after[index] - force.storage[index]
      force.storage[index] = isNew ? force.storage[index] + phaseIn * gap : after[index]
    }
    turn.after[keyPath: inForce] = force
  }
}
