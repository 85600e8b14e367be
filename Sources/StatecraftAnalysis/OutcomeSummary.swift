public import StatecraftCore

/// What many runs of one scenario say, gathered run by run in order.
public struct OutcomeSummary: Sendable {
  public let setting: Setting
  /// Of all intervals: 0.95, or more where a ``PrecisionPlan`` widens them.
  public let level: Double
  public private(set) var runs = 0
  private var systemClasses = Tally<OutcomeClass>(OutcomeClass.allCases)
  private var leaderClasses = Tally<OutcomeClass>(OutcomeClass.allCases)
  private var excludedBySystem: PerSector<Int>
  private var excludedByLeader: PerSector<Int>
  private var gains: PerState<[Double]>
  private var alignment: Table<StateID, PoleID, Moments>
  private var supply: SectorState<Moments>
  /// Of a game in strategic form, every metric with its estimate; empty otherwise.
  public private(set) var game: [(metric: Metric, estimate: MetricEstimate)] = []
  /// What rules in force let measure of an economy, with estimates.
  public private(set) var added: [(metric: Metric, estimate: MetricEstimate)] = []
  private let catalogue: MetricCatalogue?

  public init(setting: Setting, level: Double = 0.95) {
    self.setting = setting
    self.level = level
    let roster = setting.roster
    excludedBySystem = PerSector(repeating: 0, count: roster.sectorCount)
    excludedByLeader = PerSector(repeating: 0, count: roster.sectorCount)
    gains = PerState(repeating: [], count: roster.stateCount)
    alignment = Table(repeating: Moments(), rows: roster.stateCount, width: roster.poleCount)
    supply = SectorState(repeating: Moments(), rows: roster.sectorCount, width: roster.stateCount)
    catalogue = setting.game == nil ? nil : MetricCatalogue(setting: setting)
    game = catalogue?.metrics.map { ($0, MetricEstimate($0.kind)) } ?? []
    if setting.game == nil {
      added = Metric.added(setting).map { ($0, MetricEstimate($0.kind)) }
    }
  }

  public mutating func add(_ outcome: RunOutcome) {
    runs += 1
    if let catalogue {
      for (index, value) in catalogue.values(of: outcome).enumerated() {
        game[index].estimate.add(value)
      }
      return
    }
    for (index, value) in outcome.added.enumerated() { added[index].estimate.add(value) }
    systemClasses.add(outcome.system)
    leaderClasses.add(outcome.leader)
    for sector in setting.roster.sectors {
      if outcome.excludedBySystem[sector] { excludedBySystem[sector] += 1 }
      if outcome.excludedByLeader[sector] { excludedByLeader[sector] += 1 }
    }
    for index in supply.storage.indices { supply.storage[index].add(outcome.supply.storage[index]) }
    for state in setting.roster.states {
      gains[state].append(outcome.gains[state])
      for pole in setting.roster.poles {
        alignment[state, pole].add(outcome.alignment[state, pole])
      }
    }
  }

  /// The share of runs that end in a class, for the leader's whole system.
  public func share(of outcome: OutcomeClass) throws -> Share {
    try Share(count: systemClasses[outcome], of: runs, level: level)
  }

  /// The same for the leader alone.
  public func leaderShare(of outcome: OutcomeClass) throws -> Share {
    try Share(count: leaderClasses[outcome], of: runs, level: level)
  }

  /// The share of runs in which the leader's system excludes the rival from a sector.
  public func exclusion(of sector: SectorID) throws -> Share {
    try Share(count: excludedBySystem[sector], of: runs, level: level)
  }

  public func leaderExclusion(of sector: SectorID) throws -> Share {
    try Share(count: excludedByLeader[sector], of: runs, level: level)
  }

  public func gain(of state: StateID) throws -> Distribution {
    try Distribution(gains[state], level: level)
  }

  /// Mean alignment at the end.
  public func meanAlignment(of state: StateID, toward pole: PoleID) -> Double {
    alignment[state, pole].mean
  }

  /// Of the mean; nil with fewer than two runs.
  public func alignmentInterval(of state: StateID, toward pole: PoleID) throws -> Interval? {
    try .mean(alignment[state, pole], level: level)
  }

  /// Mean share of a sector's world output at the end.
  public func meanSupply(of sector: SectorID, by state: StateID) -> Double {
    supply[sector, state].mean
  }

  /// A share of runs with its interval.
  public struct Share: Sendable, Equatable {
    public let count: Int
    public let share: Double
    /// The Monte Carlo standard error, √(p(1 − p)/n).
    public let standardError: Double
    public let interval: Interval

    init(count: Int, of total: Int, level: Double) throws {
      self.count = count
      share = total == 0 ? 0 : Double(count) / Double(total)
      standardError = total == 0 ? 0 : (share * (1 - share) / Double(total)).squareRoot()
      interval = try .wilson(count: count, of: total, level: level)
    }
  }

  /// The distribution of a number over runs.
  public struct Distribution: Sendable, Equatable {
    public let mean: Double
    /// Nil with fewer than two runs, as are the next two.
    public let standardDeviation: Double?
    public let standardError: Double?
    public let interval: Interval?
    /// At 0.05, 0.5 and 0.95.
    public let quantiles: [Point]
    /// Nil without runs.
    public let histogram: Histogram?
    /// The two heaps into which the runs fall; nil where they form one.
    public let clusters: Clusters?

    /// A quantile.
    public struct Point: Sendable, Equatable {
      public let probability: Double
      public let value: Double
      /// By order statistics; nil with too few runs.
      public let interval: Interval?
    }

    init(_ values: [Double], level: Double) throws {
      var moments = Moments()
      for value in values { moments.add(value) }
      let sorted = values.sorted()
      mean = moments.mean
      standardDeviation = moments.standardDeviation
      standardError = moments.standardError
      interval = try .mean(moments, level: level)
      quantiles =
        try sorted.isEmpty
        ? []
        : [0.05, 0.5, 0.95].map {
          Point(
            probability: $0, value: quantile($0, ofSorted: sorted),
            interval: try .quantile($0, ofSorted: sorted, level: level))
        }
      histogram = sorted.isEmpty ? nil : Histogram(ofSorted: sorted)
      clusters = Clusters(ofSorted: sorted)
    }
  }
}

/// How often each of a closed set of things happened.
private struct Tally<Item: Hashable & Sendable>: Sendable {
  private let items: [Item]
  private var counts: [Int]

  init(_ items: [Item]) {
    self.items = items
    counts = Array(repeating: 0, count: items.count)
  }

  mutating func add(_ item: Item) {
    if let index = items.firstIndex(of: item) { counts[index] += 1 }
  }

  subscript(item: Item) -> Int { items.firstIndex(of: item).map { counts[$0] } ?? 0 }
}
