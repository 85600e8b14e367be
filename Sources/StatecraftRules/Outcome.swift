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
  public static let sources = ["F-39", "F-48", "C4-15"]
  public static let summary = "Measures in which sectors the rival is excluded."
  public static let parameters: [Parameter<Outcome>] = []

  public init() {}

  public func apply(to turn: inout Turn) throws {
    let world = turn.before
    let system = turn.setting.system(in: world)
    // The leader alone counts its system's capacity too: home plus allied.
    let sales = turn.scratchpad.object { WorldSales(in: turn.setting.startFlows) }
    for sector in turn.roster.sectors {
      let sold = (sales.atStart[sector.index], WorldSales.of(sector, in: world.flows))
      let leader = measure([turn.setting.leader], backing: system, sector, sold: sold, in: turn)
      turn.after.exclusionByLeader[sector] = leader.exclusion
      turn.after.securedByLeader[sector] =
        leader.isSecured ? world.securedByLeader[sector] + 1 : 0
      let whole = measure(system, backing: system, sector, sold: sold, in: turn)
      turn.after.exclusionBySystem[sector] = whole.exclusion
      turn.after.securedBySystem[sector] =
        whole.isSecured ? world.securedBySystem[sector] + 1 : 0
      if turn.after.securedBySystem[sector] == Double(turn.setting.outcome.turns) {
        turn.report(
          "sector.secured", state: turn.setting.leader, target: turn.setting.rival,
          sector: sector, value: whole.exclusion,
          why: "the flow with the rival stayed down, and the system covered its own demand")
      }
    }
  }

  /// - Parameter sold: the sector's world sales, at the start and now.
  private func measure(
    _ side: [StateID], backing: [StateID], _ sector: SectorID,
    sold: (atStart: Double, now: Double), in turn: Turn
  ) -> Exclusion {
    Exclusion(
      of: side, backing: backing, sector, in: turn.before, against: turn.setting.startFlows,
      sold: sold, setting: turn.setting)
  }
}

/// How far a side has excluded the rival from a sector, and whether it's secure without it.
public struct Exclusion: Sendable, Equatable {
  /// The fall of the flow between the side and the rival, as a share of the sector's world sales,
  /// against a yardstick: 0 none, 1 all; below 0 where it has grown.
  public let exclusion: Double
  /// Whether that is excluded enough, and the side covers enough of what it buys.
  public let isSecured: Bool

  /// - Parameters:
  ///   - side: the states that exclude.
  ///   - backing: those whose capacity counts as the side's.
  ///   - yardstick: flows to measure against: those of the start, or of a world without controls.
  public init(
    of side: [StateID], backing: [StateID], _ sector: SectorID, in world: World,
    against yardstick: SectorDyadic<Double>, setting: Setting
  ) {
    self.init(
      of: side, backing: backing, sector, in: world, against: yardstick,
      sold: (WorldSales.of(sector, in: yardstick), WorldSales.of(sector, in: world.flows)),
      setting: setting)
  }

  /// - Parameter sold: the sector's world sales by the yardstick, and now.
  fileprivate init(
    of side: [StateID], backing: [StateID], _ sector: SectorID, in world: World,
    against yardstick: SectorDyadic<Double>, sold: (atStart: Double, now: Double),
    setting: Setting
  ) {
    let thresholds = setting.outcome
    let start = CrossFlow(
      of: side, with: setting.rival, sector, in: yardstick, sold: sold.atStart)
    let now = CrossFlow(of: side, with: setting.rival, sector, in: world.flows, sold: sold.now)
    // Without any flow to begin with there's nothing to exclude.
    exclusion = start.share > 0 ? 1 - now.share / start.share : 0
    var (bought, covered) = (0.0, 0.0)
    for buyer in side {
      bought += world.expenditure[sector, buyer]
      for seller in backing { covered += world.flows[sector, buyer, seller] }
    }
    let isCovered = bought == 0 || covered / bought >= thresholds.coverage
    let isExcluded = start.share == 0 || exclusion >= thresholds.flowFall
    isSecured = isExcluded && isCovered
  }
}

/// Sales in both directions between a side and the rival.
private struct CrossFlow {
  /// As a share of the sector's world sales.
  let share: Double

  init(
    of side: [StateID], with rival: StateID, _ sector: SectorID, in flows: SectorDyadic<Double>,
    sold: Double
  ) {
    var cross = 0.0
    for state in side { cross += flows[sector, state, rival] + flows[sector, rival, state] }
    share = sold > 0 ? cross / sold : 0
  }
}

/// What the world sells of each sector; at the start it's the same in every turn.
private final class WorldSales {
  let atStart: [Double]

  init(in flows: SectorDyadic<Double>) {
    let size = flows.states * flows.states
    atStart = (0..<flows.storage.count / max(size, 1)).map {
      Self.of(SectorID(index: $0), in: flows)
    }
  }

  static func of(_ sector: SectorID, in flows: SectorDyadic<Double>) -> Double {
    let size = flows.states * flows.states
    var world = 0.0
    for index in (sector.index * size)..<((sector.index + 1) * size) {
      world += flows.storage[index]
    }
    return world
  }
}
