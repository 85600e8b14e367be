/// What a state may know when it decides.
///
/// Trade, measures in force and announced, alignments, capacity, who governs and when elections are
/// due are public. Others' weights, governments' plans, grievances and unfinished projects are not, and are simply not here.
///
/// It's a class because policies hand it around a great deal, and it never changes.
public final class Observation: Sendable {
  public let me: StateID
  public let setting: PublicSetting
  /// The turn to decide for, from 1.
  public let turn: Int

  public let alignment: StatePole<Double>
  public let marketAccess: Dyadic<Double>
  public let exportControlOrdered: SectorDyadic<Double>
  public let exportControl: SectorDyadic<Double>
  public let importRestrictionOrdered: SectorDyadic<Double>
  public let importRestriction: SectorDyadic<Double>
  public let tariff: SectorDyadic<Double>
  public let technology: SectorState<Double>
  public let expenditure: SectorState<Double>
  public let output: SectorState<Double>
  public let flows: SectorDyadic<Double>
  public let realIncome: PerState<Double>
  /// The government in office, by its place among those that may come; its name is
  /// ``PublicSetting/name(ofGovernment:in:)``.
  public let government: PerState<Double>

  /// The threat this state sees in each other state.
  public let threat: PerState<Double>
  /// Harm this state remembers, by whom.
  public let grievance: PerState<Double>
  /// This state's own weights, by term.
  public let weights: Row<UtilityTerm, Double>
  /// This state's own r for each other state.
  public let relativeGains: PerState<Double>
  /// This state's own projects under way.
  public let projects: [Project]
  /// What theory leaves unexplained of this state's own conduct at the start; nil where a scenario
  /// goes by theory alone.
  public let motives: OwnMotives?

  /// Everybody's moves as they stand, and this state's own type.
  public let profile: MoveProfile
  /// What each encounter paid in the last turn: [whom, with whom].
  public let payoffs: Dyadic<Double>
  /// Payoffs so far: [whom, with whom].
  public let scores: Dyadic<Double>

  /// What `state` may know of a world.
  public init(of world: World, by state: StateID, setting: Setting) {
    me = state
    self.setting = PublicSetting(setting)
    turn = world.turn + 1
    alignment = world.alignment
    marketAccess = world.marketAccess
    exportControlOrdered = world.exportControlOrdered
    exportControl = world.exportControl
    importRestrictionOrdered = world.importRestrictionOrdered
    importRestriction = world.importRestriction
    tariff = world.tariff
    technology = world.technology
    expenditure = world.expenditure
    output = world.output
    flows = world.flows
    realIncome = world.realIncome
    government = world.government
    threat = PerState(world.threat.row(state))
    grievance = PerState(world.grievance.row(state))
    weights = Row(world.weights.row(state))
    relativeGains = PerState(world.relativeGains.row(state))
    projects = world.projects.filter { $0.state == state }
    motives = setting.motives.map { OwnMotives($0, of: state, in: world.turn + 1) }
    profile = MoveProfile(moves: world.moves, types: world.types.keepingOnly(state))
    payoffs = world.payoffs
    scores = world.scores
  }
}

/// The facts of the start that all states share: a ``Setting`` without what governments plan.
public struct PublicSetting: Sendable {
  private let setting: Setting

  init(_ setting: Setting) { self.setting = setting }

  public var roster: Roster { setting.roster }
  public var sectors: [SectorTraits] { setting.sectors }
  public var gdp: PerState<Double> { setting.gdp }
  public var defenceTies: Dyadic<Double> { setting.defenceTies }
  public var tradeTies: Dyadic<Double> { setting.tradeTies }
  public var affinity: StatePole<Double> { setting.affinity }
  public var accessOffers: Row<PoleID, Double> { setting.accessOffers }
  public var openingMoney: OpeningMoney? { setting.openingMoney }
  public var threatsBeyond: StatePole<Double> { setting.threatsBeyond }
  public var hazards: Dyadic<Double> { setting.hazards }
  public var exclusiveFrom: Row<PoleID, Int?> { setting.exclusiveFrom }
  public var reach: SectorDyadic<Double>? { setting.reach }
  public func union(of first: StateID, and second: StateID) -> CustomsUnion? {
    setting.union(of: first, and: second)
  }
  public var limits: Limits { setting.limits }
  public var treasury: Treasury { setting.treasury }
  public var turns: Int { setting.turns }
  /// The turns (from 1) in which a state's calendar has an election that may bring another
  /// government; whether one is held is up to the rules in force.
  public func elections(of state: StateID) -> [Int] {
    setting.governments[state].count > 1
      ? setting.elections[state].filter { (1...turns).contains($0) } : []
  }
  /// The name of a government, by its place among those that may come; nil where nobody is
  /// elected.
  public func name(ofGovernment place: Double, in state: StateID) -> String? {
    let governments = setting.governments[state]
    return Int(exactly: place).flatMap {
      governments.indices.contains($0) ? governments[$0].name : nil
    }
  }
  public var game: (any StageGame)? { setting.game }
  public var revision: RevisionProtocol { setting.revision }
  public subscript(sector: SectorID) -> SectorTraits { setting[sector] }
}

extension Table {
  /// One row's values, in order.
  public func row(_ outer: Outer) -> [Element] {
    Array(storage[(outer.index * width)..<((outer.index + 1) * width)])
  }
}

extension PerState<Double> {
  /// The values with all but one state's at 0.
  fileprivate func keepingOnly(_ state: StateID) -> Self {
    guard storage.contains(where: { $0 != 0 }) else { return self }
    var values = Self(repeating: 0, count: count)
    values[state] = self[state]
    return values
  }
}
