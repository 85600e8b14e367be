/// Everything that changes in a game, at one moment: a value.
///
/// Columns are dense tables over the roster. A rule reads the world as it was before its phase
/// and writes the columns that it declares; ``columns`` lists them all.
public struct World: Sendable, Equatable {
  /// Its columns, in order.
  public let columns: [Column]
  /// Turns played: 0 at the start.
  public var turn = 0

  // MARK: Alignment

  /// How far a state sides with each pole, in `0...1`; both may be high, or both low.
  public var alignment: StatePole<Double>
  /// Preferential access that an importer grants to an exporter, in `0...1` (0 is none):
  /// [importer, exporter].
  public var marketAccess: Dyadic<Double>

  // MARK: Controls

  /// Standing measures of every instrument, as ordered and as in force.
  public var measures: Measures

  // MARK: Capacity

  /// Log change of productivity since the start.
  public var productivity: SectorState<Double>
  /// Technological level, in `0...1` of the frontier at the start; the frontier may pass 1.
  public var technology: SectorState<Double>
  /// Log loss of productivity to a supply disruption under way, 0 or more.
  public var disruption: SectorState<Double>
  /// Public projects that are not yet at work, oldest first.
  public var projects: [Project] = []

  // MARK: Relations

  /// The threat that a state sees in another, in `0...1`: [who feels it, from whom].
  public var threat: Dyadic<Double>
  /// Remembered harm by another's measures, in basis points of own GDP: [who was hurt, by whom].
  public var grievance: Dyadic<Double>

  // MARK: Government

  /// The government in office: an index into ``Setting/governments``.
  public var government: PerState<Double>
  public var weights: Weights
  /// The weight of each other state's gains in one's own utility, r, in `0...1`.
  public var relativeGains: Dyadic<Double>

  // MARK: Economy

  /// Wages against the start, world value added being the numeraire.
  public var wage: PerState<Double>
  /// Buyers' prices against the start.
  public var price: SectorState<Double>
  /// Spending of a market on a sector, in billion US dollars of the numeraire.
  public var expenditure: SectorState<Double>
  /// Output at sellers' prices.
  public var output: SectorState<Double>
  /// Flows at buyers' prices: [sector, buyer, seller].
  public var flows: SectorDyadic<Double>
  /// Real income against the start: 1 is unchanged.
  public var realIncome: PerState<Double>

  // MARK: Game of moves

  /// Moves as they stand: the number of a named one, or a quantity: [who moves, toward whom], and
  /// on the diagonal what counts toward all.
  public var moves: Dyadic<Double>
  /// What nature told each state before the first turn; 0 where there is nothing to tell.
  public var types: PerState<Double>
  /// What each encounter paid in the last turn: [whom, with whom].
  public var payoffs: Dyadic<Double>
  /// Payoffs so far: [whom, with whom].
  public var scores: Dyadic<Double>

  // MARK: Outcome

  /// The fall of the flow between the leader and the rival against the start: 0 none, 1 all.
  public var exclusionByLeader: PerSector<Double>
  /// The same for the leader's whole system and the rival.
  public var exclusionBySystem: PerSector<Double>
  /// Turns in a row for which the leader has been secure without the rival.
  public var securedByLeader: PerSector<Double>
  public var securedBySystem: PerSector<Double>

  // MARK: Rules' own

  /// The columns that rules bring along.
  var added: [AddedTable]
  let institutionCount: Int
  let moduleCount: Int

  /// A world in which nothing has happened yet.
  ///
  /// - Parameters:
  ///   - setting: the facts of the start.
  ///   - technology: levels at the start, in `0...1`.
  public init(setting: Setting, technology: SectorState<Double>) {
    let (states, sectors) = (setting.roster.stateCount, setting.roster.sectorCount)
    columns = setting.columns
    institutionCount = setting.roster.institutionCodes.count
    moduleCount = setting.roster.moduleCodes.count
    measures = Measures(setting.roster)
    added = setting.addedColumns.map { column in
      let count =
        column.isList ? 0 : column.axes.reduce(1) { $0 * setting.roster.count(of: $1) }
      return AddedTable(column, Array(repeating: column.start ?? 0, count: count))
    }
    let dyads = Dyadic(repeating: 0.0, rows: states, width: states)
    let cells = SectorState(repeating: 0.0, rows: sectors, width: states)
    alignment = StatePole(repeating: 0, rows: states, width: setting.roster.poleCount)
    marketAccess = dyads
    productivity = cells
    self.technology = technology
    disruption = cells
    threat = dyads
    grievance = dyads
    government = PerState(repeating: 0, count: states)
    weights = Weights(repeating: 1, rows: states, width: UtilityTerm.weighted.count)
    relativeGains = dyads
    wage = PerState(repeating: 1, count: states)
    price = SectorState(repeating: 1, rows: sectors, width: states)
    expenditure = cells
    for sector in setting.roster.sectors {
      for buyer in setting.roster.states {
        for seller in setting.roster.states {
          expenditure[sector, buyer] += setting.startFlows[sector, buyer, seller]
        }
      }
    }
    output = setting.startOutput
    flows = setting.startFlows
    realIncome = PerState(repeating: 1, count: states)
    let played = setting.game == nil ? 0 : states
    moves = Dyadic(repeating: 0, rows: played, width: played)
    types = PerState(repeating: 0, count: played)
    payoffs = moves
    scores = moves
    let perSector = PerSector(repeating: 0.0, count: sectors)
    exclusionByLeader = perSector
    exclusionBySystem = perSector
    securedByLeader = perSector
    securedBySystem = perSector
  }
}

extension World {
  /// The strictness that a state has ordered for its exports, in `0...1`:
  /// [sector, imposer, target].
  @inlinable public var exportControlOrdered: SectorDyadic<Double> {
    get { measures[ordered: .exportControl] }
    _modify { yield &measures[ordered: .exportControl] }
  }
  /// The strictness in force, which follows what was ordered with delay.
  @inlinable public var exportControl: SectorDyadic<Double> {
    get { measures[.exportControl] }
    _modify { yield &measures[.exportControl] }
  }
  /// The strictness that a state has ordered against imports: [sector, imposer, target].
  @inlinable public var importRestrictionOrdered: SectorDyadic<Double> {
    get { measures[ordered: .importRestriction] }
    _modify { yield &measures[ordered: .importRestriction] }
  }
  @inlinable public var importRestriction: SectorDyadic<Double> {
    get { measures[.importRestriction] }
    _modify { yield &measures[.importRestriction] }
  }
  /// Ad valorem tariff as a fraction of the price: [sector, importer, exporter].
  @inlinable public var tariff: SectorDyadic<Double> {
    get { measures[.tariff] }
    _modify { yield &measures[.tariff] }
  }
}

/// A public project on its way to working capacity.
public struct Project: Sendable, Equatable {
  public let state: StateID
  public let sector: SectorID
  public let kind: InvestmentKind
  /// Money put in, in percent of the state's GDP.
  public let percentOfGDP: Double
  /// The turn at whose beginning it starts to work.
  public let ready: Int

  public init(
    state: StateID, sector: SectorID, kind: InvestmentKind, percentOfGDP: Double, ready: Int
  ) {
    self.state = state
    self.sector = sector
    self.kind = kind
    self.percentOfGDP = percentOfGDP
    self.ready = ready
  }
}
