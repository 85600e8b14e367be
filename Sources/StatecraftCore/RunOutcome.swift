/// How a game came out: a pure function of its last world.
public struct RunOutcome: Sendable, Equatable {
  /// The class of the leader and its whole system.
  public let system: OutcomeClass
  /// The class of the leader alone.
  public let leader: OutcomeClass
  /// Whether the leader's system has excluded the rival, by sector.
  public let excludedBySystem: PerSector<Bool>
  public let excludedByLeader: PerSector<Bool>
  /// Change of real income against the start, as a fraction.
  public let gains: PerState<Double>
  public let alignment: StatePole<Double>
  /// Each state's share of a sector's world output, in `0...1`.
  public let supply: SectorState<Double>
  /// The leader's dependence: the rival's share in what the leader buys, by sector.
  public let dependence: PerSector<Double>
  /// What rules in force let measure, in the order of ``Setting/measures`` and their places.
  public var added: [Double] = []
  /// Of a game in strategic form, which has no classes, sectors or gains; otherwise nil.
  public let game: GameOutcome?

  public init(of world: World, setting: Setting) {
    excludedBySystem = setting.excludedBySystem(in: world)
    excludedByLeader = setting.excludedByLeader(in: world)
    system = OutcomeClass(excluded: excludedBySystem, isKey: setting.isKey)
    leader = OutcomeClass(excluded: excludedByLeader, isKey: setting.isKey)
    gains = PerState(world.realIncome.storage.map { $0 - 1 })
    alignment = world.alignment
    supply = Self.shares(of: world.output, roster: setting.roster)
    dependence = Self.dependence(of: setting.leader, on: setting.rival, in: world.flows)
    game = setting.game.map { GameOutcome(of: world, game: $0, roster: setting.roster) }
    added = setting.measures.flatMap { measure in
      measure.places(in: setting.roster).map { measure.value(world, setting, $0) }
    }
  }

  /// An outcome that is known from elsewhere, such as a store of results.
  public init(
    system: OutcomeClass, leader: OutcomeClass, excludedBySystem: PerSector<Bool>,
    excludedByLeader: PerSector<Bool>, gains: PerState<Double>, alignment: StatePole<Double>,
    supply: SectorState<Double>, dependence: PerSector<Double>, game: GameOutcome? = nil
  ) {
    self.system = system
    self.leader = leader
    self.excludedBySystem = excludedBySystem
    self.excludedByLeader = excludedByLeader
    self.gains = gains
    self.alignment = alignment
    self.supply = supply
    self.dependence = dependence
    self.game = game
  }

  /// A supplier's share in what a state buys, by sector.
  public static func dependence(
    of state: StateID, on supplier: StateID, in flows: SectorDyadic<Double>
  ) -> PerSector<Double> {
    let states = (0..<flows.states).map(StateID.init(index:))
    let sectors = flows.states > 0 ? flows.storage.count / (flows.states * flows.states) : 0
    return PerSector(
      (0..<sectors).map(SectorID.init(index:)).map { sector in
        let bought = states.reduce(0) { $0 + flows[sector, state, $1] }
        return bought > 0 ? flows[sector, state, supplier] / bought : 0
      })
  }

  /// Each state's share of a sector's world output.
  public static func shares(
    of output: SectorState<Double>, roster: Roster
  ) -> SectorState<Double> {
    var shares = output
    for sector in roster.sectors {
      let world = roster.states.reduce(0) { $0 + output[sector, $1] }
      for state in roster.states where world > 0 { shares[sector, state] /= world }
    }
    return shares
  }
}
