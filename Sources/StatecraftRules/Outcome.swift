public import StatecraftCore

/// Measures, sector by sector, whether the leader and its system are secure without the rival.
///
/// A sector is secured in a turn when the flow between the two sides, as a share of the sector's
/// world sales, has fallen by the stated part against the start *and* the side itself supplies
/// the stated share of what it buys. Literature 003-004, section B2.6 (F-39); the leader alone
/// and its whole system are reported, since allies are the binding case.
///
/// Cases C-1201 to C-1211.
public struct Outcome: Rule {
  public static let name = "outcome"
  public static let phase = Phase.outcome
  public static let writes: Set<Column> = [
    .exclusionByLeader, .exclusionBySystem, .securedByLeader, .securedBySystem,
  ]
  public static let events = [secured]
  public static let sources = ["F-39", "F-48", "C4-15"]
  public static let summary = "Measures in which sectors the rival is excluded."
  public static let parameters: [Parameter<Outcome>] = []

  static let secured = EventKind(
    "sector.secured",
    "The system of {state} is secure in {sector}: {target}'s part in its trade is down by {value}",
    unit: .wholeShare, audience: .everyone, evidence: .exclusion, isNews: true)

  public init() {}

  public func apply(to turn: inout Turn) throws {
    let world = turn.before
    let system = turn.setting.system(in: world)
    // The leader alone counts its system's capacity too: home plus allied.
    for sector in turn.roster.sectors {
      let leader = measure([turn.setting.leader], backing: system, sector, in: turn)
      turn.after.exclusionByLeader[sector] = leader.exclusion
      turn.after.securedByLeader[sector] =
        leader.isSecured ? world.securedByLeader[sector] + 1 : 0
      let whole = measure(system, backing: system, sector, in: turn)
      turn.after.exclusionBySystem[sector] = whole.exclusion
      turn.after.securedBySystem[sector] =
        whole.isSecured ? world.securedBySystem[sector] + 1 : 0
      if turn.after.securedBySystem[sector] == Double(turn.setting.outcome.turns) {
        turn.report(
          Self.secured, state: turn.setting.leader, target: turn.setting.rival,
          sector: sector, value: whole.exclusion,
          why: "the flow with the rival stayed down, and the system covered its own demand")
      }
    }
  }

  private func measure(
    _ side: [StateID], backing: [StateID], _ sector: SectorID, in turn: Turn
  ) -> (exclusion: Double, isSecured: Bool) {
    let setting = turn.setting
    let thresholds = setting.outcome
    let start = CrossFlow(of: side, with: setting.rival, sector, in: setting.startFlows)
    let now = CrossFlow(of: side, with: setting.rival, sector, in: turn.before.flows)
    // Without any flow at the start there's nothing to exclude.
    let exclusion = start.share > 0 ? 1 - now.share / start.share : 0
    var (bought, covered) = (0.0, 0.0)
    for buyer in side {
      bought += turn.before.expenditure[sector, buyer]
      for seller in backing { covered += turn.before.flows[sector, buyer, seller] }
    }
    let isCovered = bought == 0 || covered / bought >= thresholds.coverage
    let isExcluded = start.share == 0 || exclusion >= thresholds.flowFall
    return (exclusion, isExcluded && isCovered)
  }
}

/// Sales in both directions between a side and the rival.
private struct CrossFlow {
  /// As a share of the sector's world sales.
  let share: Double

  init(
    of side: [StateID], with rival: StateID, _ sector: SectorID, in flows: SectorDyadic<Double>
  ) {
    var cross = 0.0
    for state in side { cross += flows[sector, state, rival] + flows[sector, rival, state] }
    var world = 0.0
    let size = flows.states * flows.states
    for index in (sector.index * size)..<((sector.index + 1) * size) {
      world += flows.storage[index]
    }
    share = world > 0 ? cross / world : 0
  }
}
