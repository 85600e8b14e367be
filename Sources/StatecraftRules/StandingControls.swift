public import StatecraftCore

/// How what is ordered of an instrument reaches force: what the rules of all instruments share.
struct StandingControls {
  let instrument: InstrumentID
  /// The part of a change that is in force in the turn in which it's ordered.
  let phaseIn: Double

  /// Carries out the orders.
  func apply(to turn: inout Turn) {
    let isPrice = turn.roster[instrument].channel == .price
    for state in turn.roster.states {
      for order in turn.decisions[state].controls where order.instrument == instrument {
        let was = turn.before.measures[ordered: instrument][order.sector, state, order.target]
        guard order.level != was else { continue }
        turn.after.measures[ordered: instrument][order.sector, state, order.target] = order.level
        let isUp = order.level > was
        turn.report(
          isPrice
            ? (isUp ? .tariffRaised : .tariffLowered)
            : (isUp ? .controlTightened : .controlLoosened),
          state: state, target: order.target, sector: order.sector, value: order.level,
          why: isPrice
            ? (isUp ? "the state ordered a higher tariff" : "the state ordered a lower tariff")
            : (isUp ? "the state ordered a stricter control" : "the state ordered a milder control")
        )
      }
    }
    guard !turn.roster[instrument].isImmediate else { return }
    let before = turn.before.measures[ordered: instrument].storage
    let after = turn.after.measures[ordered: instrument].storage
    // Next to all stand as they are, so the column is only copied when one doesn't.
    guard turn.before.measures[instrument].storage != after else { return }
    var force = turn.before.measures[instrument]
    for index in after.indices where force.storage[index] != after[index] {
      let isNew = before[index] != after[index]
      let gap = after[index] - force.storage[index]
      force.storage[index] = isNew ? force.storage[index] + phaseIn * gap : after[index]
    }
    turn.after.measures[instrument] = force
  }
}

/// A measure of a scenario's own instrument: ordered levels reach force as its row says.
///
/// A row of `instruments` puts it in force, under the instrument's name.
public struct StandingMeasure: Rule {
  public static let name = "measure"
  public static let phase = Phase.orders
  public static let writes: Set<Column> = []
  public static let events = EventKind.measures
  public static let sources: [String] = []
  public static let summary = "What is ordered of an instrument reaches force as its row says."
  public static let parameters: [Parameter<StandingMeasure>] = []

  public let name: String
  public let writes: Set<Column>
  public let orders: [OrderKind]
  private let controls: StandingControls

  /// - Parameter instrument: one of the roster that no other rule carries out.
  public init(_ instrument: InstrumentID, in roster: Roster) {
    let row = roster[instrument]
    name = row.name
    writes = Set(Column.ofMeasures(roster.instruments).filter { $0.instrument == instrument })
    orders = [.control(instrument)]
    controls = StandingControls(
      instrument: instrument, phaseIn: row.delay > 0 ? 0 : row.phaseIn)
  }

  public func apply(to turn: inout Turn) throws { controls.apply(to: &turn) }
}
