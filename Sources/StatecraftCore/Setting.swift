/// What stays the same through a game: who and what there is, and the facts of the start.
///
/// It's a class because it's handed to every seat, rule and draw, and never changes: handing it on
/// costs one count, where a value of twenty tables would cost twenty.
public final class Setting: Sendable {
  public let roster: Roster
  /// In roster order.
  public let sectors: [SectorTraits]
  public let startYear: Int
  public let turns: Int
  /// The state whose system may exclude the rival, and the rival: whom outcome classes are about.
  public let leader: StateID
  public let rival: StateID
  /// Gross domestic product at the start, in billion US dollars.
  public let gdp: PerState<Double>
  /// Strength of a defence tie, in `0...1`, symmetric.
  public let defenceTies: Dyadic<Double>
  /// Agreement with a pole's leader in world politics, in `−1...1`.
  public let affinity: StatePole<Double>
  /// The governments that an election may bring, the first in office at the start; empty where
  /// nobody is elected.
  public let governments: PerState<[Government]>
  /// Turns (from 1) with an election.
  public let elections: PerState<[Int]>
  /// Output at the start, in billion US dollars.
  public let startOutput: SectorState<Double>
  /// Flows at the start at buyers' prices, in billion US dollars: [sector][buyer][seller].
  public let startFlows: SectorDyadic<Double>
  public let limits: Limits
  public let outcome: OutcomeThresholds
  /// What a scenario may leave out.
  public let extras: Extras
  /// The columns of its worlds, in order.
  public let columns: [Column]
  /// The states whose export controls bind others' sales.
  public let lawsAbroad: [StateID]
  /// Stable hashes of the states' codes, in roster order: addresses of their draws.
  public let actorIDs: [UInt64]

  public init(
    roster: Roster, sectors: [SectorTraits], startYear: Int, turns: Int, leader: StateID,
    rival: StateID, gdp: PerState<Double>, defenceTies: Dyadic<Double>,
    affinity: StatePole<Double>, governments: PerState<[Government]>, elections: PerState<[Int]>,
    startOutput: SectorState<Double>, startFlows: SectorDyadic<Double>, limits: Limits,
    outcome: OutcomeThresholds, extras: Extras? = nil
  ) {
    self.roster = roster
    self.sectors = sectors
    self.startYear = startYear
    self.turns = turns
    self.leader = leader
    self.rival = rival
    self.gdp = gdp
    self.defenceTies = defenceTies
    self.affinity = affinity
    self.governments = governments
    self.elections = elections
    self.startOutput = startOutput
    self.startFlows = startFlows
    self.limits = limits
    self.outcome = outcome
    let extras = extras ?? Extras(for: roster)
    self.extras = extras
    columns =
      (extras.game == nil ? Column.ofEconomies(roster.instruments) : Column.ofGames)
      + extras.addedColumns
    actorIDs = roster.stateCodes.map(stableHash)
    lawsAbroad = roster.states.filter { issuer in
      guard let reach = extras.reach else { return false }
      return roster.sectors.contains { sector in
        roster.states.contains { reach[sector, issuer, $0] > 0 }
      }
    }
  }

  /// A setting without an economy, in which a game of moves is played.
  ///
  /// It has no sectors, poles or outcome classes; leader and rival are no more than the first and
  /// the last state.
  public convenience init(
    roster: Roster, game: any StageGame, revision: RevisionProtocol, startYear: Int, turns: Int,
    luck: Luck = .names
  ) {
    let states = roster.stateCount
    var extras = Extras(for: roster)
    extras.game = game
    extras.revision = revision
    extras.luck = luck
    self.init(
      roster: roster, sectors: [], startYear: startYear, turns: turns,
      leader: StateID(index: 0), rival: StateID(index: states - 1),
      gdp: PerState(repeating: 1, count: states),
      defenceTies: Dyadic(repeating: 0, rows: states, width: states),
      affinity: StatePole(repeating: 0, rows: states, width: 0),
      governments: PerState(repeating: [], count: states),
      elections: PerState(repeating: [], count: states),
      startOutput: SectorState(repeating: 0, rows: 0, width: states),
      startFlows: SectorDyadic(repeating: 0, sectors: 0, states: states),
      limits: Limits(tariffMax: 0, investmentPercentMax: 0),
      outcome: OutcomeThresholds(flowFall: 0, coverage: 0, turns: 1, allyAlignment: 0),
      extras: extras)
  }

  /// The same setting with other extras.
  ///
  /// - Parameter governments: those that elections may bring instead; the same when nil.
  public func with(
    governments: PerState<[Government]>? = nil, _ change: (inout Extras) -> Void = { _ in }
  ) -> Setting {
    var extras = self.extras
    change(&extras)
    return Setting(
      roster: roster, sectors: sectors, startYear: startYear, turns: turns, leader: leader,
      rival: rival, gdp: gdp, defenceTies: defenceTies, affinity: affinity,
      governments: governments ?? self.governments, elections: elections,
      startOutput: startOutput, startFlows: startFlows, limits: limits, outcome: outcome,
      extras: extras)
  }

  public subscript(sector: SectorID) -> SectorTraits { sectors[sector.index] }

  /// The calendar year in which a turn is played; turn 1 is the start year.
  public func year(of turn: Int) -> Int { startYear + turn - 1 }
}

extension Setting {
  /// What a scenario may leave out, as it is then.
  public struct Extras: Sendable {
    /// Market access that each pole's leader offers to those who side with it and follow its
    /// controls, in `0...1`, in order of the poles. Nothing unless a scenario says so.
    public var accessOffers: Row<PoleID, Double>
    /// Depth of a trade agreement, in `0...1`, symmetric. None unless a scenario lists it.
    public var tradeTies: Dyadic<Double>
    /// How much dearer it is to build in a state than where it's cheapest, 0 or more: a premium of
    /// 0.5 buys two thirds of the plant. None unless a scenario lists it.
    public var costPremium: PerState<Double>
    /// What public money costs a state's people. Nothing unless a scenario says so.
    public var treasury = Treasury()
    /// The strongest threat from outside the roster against which a pole protects a state, in
    /// `0...1`: [state, pole].
    public var threatsBeyond: StatePole<Double>
    /// How likely one state is to cut off what another supplies, in `0...1`: [who, whom].
    public var hazards: Dyadic<Double>
    /// The turn from which each pole asks those who side with it to side with no other; nil for
    /// poles that don't.
    public var exclusiveFrom: Row<PoleID, Int?>
    /// How far one state's export controls bind another's sales, in `0...1`: [sector, issuer,
    /// seller]. The issuer's share in the seller's strategic inputs times the reach of its law.
    public var reach: SectorDyadic<Double>?
    /// Public money a turn in programmes under way at the start, in percent of GDP: [sector,
    /// state], by kind; nil where nothing is known of it.
    public var openingMoney: OpeningMoney?
    /// Who orders tariffs together.
    public var unions: [CustomsUnion] = []
    /// The institutions in play, with who is a member at the start. None unless a scenario lists
    /// them.
    public var institutions = Institutions()
    /// What theory leaves unexplained of each state's conduct at the start; nil where a scenario
    /// goes by theory alone.
    public var motives: Motives?
    /// The game in strategic form that is played each turn; nil in a scenario with an economy.
    public var game: (any StageGame)?
    /// Who may decide in a turn.
    public var revision = RevisionProtocol.simultaneous
    /// How draws are addressed.
    public var luck = Luck.names
    /// The kinds of orders that the rules in force carry out: others may be given, and do nothing.
    /// All unless a scenario's rulebook says so.
    public var orders = Set(OrderKind.allCases)
    /// The columns that rules in force bring along.
    public var addedColumns: [Column] = []
    /// What rules in force let measure.
    public var measures: [WorldMeasure] = []

    public init(for roster: Roster) {
      accessOffers = Row(repeating: 0, count: roster.poleCount)
      tradeTies = Dyadic(repeating: 0, rows: roster.stateCount, width: roster.stateCount)
      costPremium = PerState(repeating: 0, count: roster.stateCount)
      threatsBeyond = StatePole(
        repeating: 0, rows: roster.stateCount, width: roster.poleCount)
      hazards = tradeTies
      exclusiveFrom = Row(repeating: nil, count: roster.poleCount)
    }
  }

  @inlinable public var accessOffers: Row<PoleID, Double> { extras.accessOffers }
  @inlinable public var tradeTies: Dyadic<Double> { extras.tradeTies }
  @inlinable public var costPremium: PerState<Double> { extras.costPremium }
  @inlinable public var treasury: Treasury { extras.treasury }
  @inlinable public var threatsBeyond: StatePole<Double> { extras.threatsBeyond }
  @inlinable public var hazards: Dyadic<Double> { extras.hazards }
  @inlinable public var exclusiveFrom: Row<PoleID, Int?> { extras.exclusiveFrom }
  @inlinable public var reach: SectorDyadic<Double>? { extras.reach }
  @inlinable public var openingMoney: OpeningMoney? { extras.openingMoney }
  @inlinable public var unions: [CustomsUnion] { extras.unions }
  @inlinable public var institutions: Institutions { extras.institutions }
  @inlinable public var motives: Motives? { extras.motives }
  @inlinable public var game: (any StageGame)? { extras.game }
  @inlinable public var revision: RevisionProtocol { extras.revision }
  @inlinable public var luck: Luck { extras.luck }
  @inlinable public var orders: Set<OrderKind> { extras.orders }
  /// Whether a rule in force carries out orders of a kind; those that a rule brings along are there
  /// only with it.
  public func carriesOut(_ kind: OrderKind) -> Bool {
    if case .added = kind { return true }
    return orders.contains(kind)
  }
  @inlinable public var addedColumns: [Column] { extras.addedColumns }
  @inlinable public var measures: [WorldMeasure] { extras.measures }
}

/// What a sector is like.
public struct SectorTraits: Sendable, Equatable {
  /// Whether it's one of the key fields that decide the outcome class.
  public let isKey: Bool
  /// Trade elasticity θ, above 0.
  public let elasticity: Double
  /// How much military use its goods have, in `0...1` (literature V-05).
  public let dualUse: Double
  /// How badly its absence hurts, in `0...1` (V-04).
  public let criticality: Double
  /// The share of export revenue that is rent, μ, in `0...1`.
  public let rentShare: Double
  /// Turns from a decision to invest to working capacity.
  public let buildTurns: Int
  /// Whether it crosses borders as a good, so that a tariff can be levied on it.
  public let isGood: Bool
  /// What plant costs that makes goods worth a dollar a turn, in dollars; 0 where nobody says.
  public let plantCost: Double
  /// The share of the sector's world output that one disruption can strike, above 0 and at most 1:
  /// what stands at one site, or hangs on one.
  public let siteShare: Double

  /// Whether it's a good outside key sectors: what tariffs of policies are on.
  public var isOrdinaryGood: Bool { isGood && !isKey }

  public init(
    isKey: Bool, elasticity: Double, dualUse: Double, criticality: Double, rentShare: Double,
    buildTurns: Int, isGood: Bool = true, plantCost: Double = 0, siteShare: Double = 1
  ) {
    self.isKey = isKey
    self.elasticity = elasticity
    self.dualUse = dualUse
    self.criticality = criticality
    self.rentShare = rentShare
    self.buildTurns = buildTurns
    self.isGood = isGood
    self.plantCost = plantCost
    self.siteShare = siteShare
  }
}

/// What public money costs: it's spent on goods that households then don't have.
///
/// Literature 2C-27 (the fiscal cliff), V-31, V-71.
public struct Treasury: Sendable, Equatable {
  /// The share of public money that is taken out of private real income in the turn in which it's
  /// spent, in `0...1`; 0 makes it free, as transfers from nowhere.
  public var moneyCost: Double
  /// What raising a unit of money costs beyond the unit, 0 or more: taxes distort.
  public var excessBurden: Double

  public init(moneyCost: Double = 0, excessBurden: Double = 0) {
    self.moneyCost = moneyCost
    self.excessBurden = excessBurden
  }

  /// What a unit of public money costs a state's people.
  public var costOfUnit: Double { moneyCost * (1 + excessBurden) }
}

/// What a state may order at most.
public struct Limits: Sendable, Equatable {
  /// Highest tariff, as a fraction of the price.
  public var tariffMax: Double
  /// Public investment of all kinds in a turn, in percent of GDP.
  public var investmentPercentMax: Double

  public init(tariffMax: Double, investmentPercentMax: Double) {
    self.tariffMax = tariffMax
    self.investmentPercentMax = investmentPercentMax
  }
}

/// When a sector counts as secured against the rival.
public struct OutcomeThresholds: Sendable, Equatable {
  /// The fall of the cross-bloc flow against the start that counts as exclusion, in `0...1`.
  public var flowFall: Double
  /// The share of demand that home and allied capacity must cover, in `0...1`.
  public var coverage: Double
  /// Turns in a row for which both must hold.
  public var turns: Int
  /// Alignment toward the leader from which a state belongs to its system, in `0...1`.
  public var allyAlignment: Double

  public init(flowFall: Double, coverage: Double, turns: Int, allyAlignment: Double) {
    self.flowFall = flowFall
    self.coverage = coverage
    self.turns = turns
    self.allyAlignment = allyAlignment
  }
}
