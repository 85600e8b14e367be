/// What a state may know when it decides.
///
/// Trade, measures in force and announced, alignments, capacity, who governs and when elections
/// are due are public. Others' weights, governments' plans, grievances and unfinished projects are
/// not, and are simply not here.
///
/// It's a look at the one ``Scene`` that all observers of a turn share, so that making one costs
/// next to nothing.
public struct Observation: Sendable {
  public let me: StateID
  @usableFromInline let scene: Scene

  /// What `state` may know of a scene.
  @inlinable public init(of scene: Scene, by state: StateID) {
    me = state
    self.scene = scene
  }

  /// What `state` may know of a world that nobody else looks at.
  public init(of world: World, by state: StateID, setting: Setting) {
    self.init(of: Scene(world, setting: setting), by: state)
  }
}

/// What only this state knows.
extension Observation {
  /// The threat this state sees in each other state.
  @inlinable public var threat: RowView<StateID, Double> { scene.world.threat.view(of: me) }
  /// Harm this state remembers, by whom.
  @inlinable public var grievance: RowView<StateID, Double> {
    scene.world.grievance.view(of: me)
  }
  /// This state's own weights, by term.
  @inlinable public var weights: RowView<UtilityTerm, Double> {
    scene.world.weights.view(of: me)
  }
  /// This state's own r for each other state.
  @inlinable public var relativeGains: RowView<StateID, Double> {
    scene.world.relativeGains.view(of: me)
  }
  /// This state's own projects under way.
  public var projects: [Project] { scene.world.projects.filter { $0.state == me } }
  /// What theory leaves unexplained of this state's own conduct at the start; nil where a scenario
  /// goes by theory alone.
  public var motives: OwnMotives? {
    setting.setting.motives.map { OwnMotives($0, of: me, in: turn) }
  }
  /// Everybody's moves as they stand, and this state's own type.
  public var profile: MoveProfile {
    MoveProfile(moves: scene.world.moves, types: scene.world.types.keepingOnly(me))
  }
}

/// What everybody may know.
extension Observation {
  @inlinable public var setting: PublicSetting { scene.setting }
  /// The turn to decide for, from 1.
  @inlinable public var turn: Int { scene.world.turn + 1 }

  /// What follows from what all can see.
  @inlinable public var conduct: PublicConduct { scene.conduct }
  /// Proposals and agreements; nil where no rule lets states bargain.
  @inlinable public var bargains: Bargains? { scene.bargains }
  @inlinable public var alignment: StatePole<Double> { scene.world.alignment }
  @inlinable public var marketAccess: Dyadic<Double> { scene.world.marketAccess }
  /// Standing measures of every instrument, as announced and as in force.
  @inlinable public var measures: Measures { scene.world.measures }
  @inlinable public var exportControlOrdered: SectorDyadic<Double> {
    scene.world.exportControlOrdered
  }
  @inlinable public var exportControl: SectorDyadic<Double> { scene.world.exportControl }
  @inlinable public var importRestrictionOrdered: SectorDyadic<Double> {
    scene.world.importRestrictionOrdered
  }
  @inlinable public var importRestriction: SectorDyadic<Double> {
    scene.world.importRestriction
  }
  @inlinable public var tariff: SectorDyadic<Double> { scene.world.tariff }
  @inlinable public var technology: SectorState<Double> { scene.world.technology }
  @inlinable public var expenditure: SectorState<Double> { scene.world.expenditure }
  @inlinable public var output: SectorState<Double> { scene.world.output }
  @inlinable public var flows: SectorDyadic<Double> { scene.world.flows }
  @inlinable public var realIncome: PerState<Double> { scene.world.realIncome }
  /// The government in office, by its place among those that may come; its name is
  /// ``PublicSetting/name(ofGovernment:in:)``.
  @inlinable public var government: PerState<Double> { scene.world.government }
  /// What each encounter paid in the last turn: [whom, with whom].
  @inlinable public var payoffs: Dyadic<Double> { scene.world.payoffs }
  /// Payoffs so far: [whom, with whom].
  @inlinable public var scores: Dyadic<Double> { scene.world.scores }
}

/// The world as it stands when states decide, taken once a turn and shared by all who observe it.
///
/// Nobody sees it but through an ``Observation``.
public final class Scene: Sendable {
  @usableFromInline let world: World
  @usableFromInline let setting: PublicSetting
  @usableFromInline let conduct: PublicConduct
  @usableFromInline let bargains: Bargains?

  public init(_ world: World, setting: Setting) {
    self.world = world
    self.setting = PublicSetting(setting)
    conduct = PublicConduct(world, setting)
    bargains = world.bargains(setting.roster.stateCount)
  }
}

/// The facts of the start that all states share: a ``Setting`` without what governments plan.
public struct PublicSetting: Sendable {
  @usableFromInline let setting: Setting

  init(_ setting: Setting) { self.setting = setting }

  @inlinable public var roster: Roster { setting.roster }
  @inlinable public var sectors: [SectorTraits] { setting.sectors }
  @inlinable public var gdp: PerState<Double> { setting.gdp }
  @inlinable public var defenceTies: Dyadic<Double> { setting.defenceTies }
  @inlinable public var tradeTies: Dyadic<Double> { setting.tradeTies }
  @inlinable public var affinity: StatePole<Double> { setting.affinity }
  @inlinable public var accessOffers: Row<PoleID, Double> { setting.accessOffers }
  @inlinable public var limits: Limits { setting.limits }
  public var openingMoney: OpeningMoney? { setting.openingMoney }
  public var threatsBeyond: StatePole<Double> { setting.threatsBeyond }
  public var hazards: Dyadic<Double> { setting.hazards }
  public var exclusiveFrom: Row<PoleID, Int?> { setting.exclusiveFrom }
  public var reach: SectorDyadic<Double>? { setting.reach }
  /// The states whose export controls bind sales abroad.
  @inlinable public var lawsAbroad: [StateID] { setting.lawsAbroad }
  public func union(of first: StateID, and second: StateID) -> CustomsUnion? {
    setting.union(of: first, and: second)
  }
  @inlinable public var institutions: Institutions { setting.institutions }
  public var treasury: Treasury { setting.treasury }
  /// Whether a rule in force carries out orders of a kind.
  public func carriesOut(_ kind: OrderKind) -> Bool {
    setting.carriesOut(kind)
  }
  @inlinable public var turns: Int { setting.turns }
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
  @inlinable public var game: (any StageGame)? { setting.game }
  @inlinable public var revision: RevisionProtocol { setting.revision }
  /// What a draw is about, as its record says it.
  public func item(of subject: DrawSubject) -> DrawItem { setting.item(of: subject) }
  @inlinable public subscript(sector: SectorID) -> SectorTraits { setting.sectors[sector.index] }
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
