public import StatecraftCore
internal import StatecraftReplay

/// A number that is measured of every run, known by its name: `outcome.S2`, `gain.USA`.
///
/// Intervals, comparisons, sensitivity indices, stores and exports all speak of runs in metrics.
public struct Metric: Sendable, Hashable {
  public enum Kind: String, Sendable {
    /// 1 in runs in which something is so, 0 in the others: its mean is a share of runs.
    case event
    /// Any number.
    case quantity
  }

  /// A family, then codes: `supply.chips.TWN`. Unique in a ``MetricCatalogue``.
  public let name: String
  public let kind: Kind
  /// In a few words, with the unit.
  public let meaning: String

  public init(_ name: String, _ kind: Kind, _ meaning: String) {
    self.name = name
    self.kind = kind
    self.meaning = meaning
  }

  /// What rules in force let measure: a metric for each place.
  static func added(_ setting: Setting) -> [Metric] {
    let roster = setting.roster
    return setting.measures.flatMap { measure in
      let codes = measure.axes.map(roster.codes(of:))
      return measure.places(in: roster).map { place in
        let names = zip(codes, place).map { $0[$1] }
        return Metric(
          ([measure.name] + names).joined(separator: "."), .quantity,
          ([measure.meaning] + names).joined(separator: ", "))
      }
    }
  }

  /// What comes before the first dot: the kind of thing that is measured.
  public var family: Substring { name.prefix { $0 != "." } }
}

/// Everything that is measured of a run, or of any turn of it, in a fixed order.
public struct MetricCatalogue: Sendable {
  public let metrics: [Metric]
  let setting: Setting
  let supplies: [(sector: SectorID, state: StateID)]
  let followers: [(state: StateID, pole: PoleID)]

  /// What can be measured of the runs of a scenario.
  ///
  /// Left out is what can't be other than it is: supplies by states that supply nothing at the
  /// start, the alignment of poles' leaders toward their own pole.
  public init(setting: Setting) {
    let roster = setting.roster
    if let game = setting.game {
      (supplies, followers, self.setting) = ([], [], setting)
      metrics = Self.metrics(of: game, roster) + Metric.added(setting)
      return
    }
    let leader = roster.code(setting.leader)
    let rival = roster.code(setting.rival)
    let supplies = roster.sectors.flatMap { sector in
      roster.states.filter { setting.startOutput[sector, $0] > 0 }.map { (sector, $0) }
    }
    let followers = roster.states.flatMap { state in
      roster.poles.filter { roster.leader(of: $0) != state }.map { (state, $0) }
    }
    var metrics: [Metric] = []
    func add(_ name: String, _ kind: Metric.Kind, _ meaning: String) {
      metrics.append(Metric(name, kind, meaning))
    }
    for outcome in OutcomeClass.allCases {
      add(
        "outcome.\(outcome.rawValue)", .event,
        "\(leader)'s system excludes \(rival) \(outcome.meaning)")
    }
    for outcome in OutcomeClass.allCases {
      add(
        "outcome_leader.\(outcome.rawValue)", .event,
        "\(leader) alone excludes \(rival) \(outcome.meaning)")
    }
    add("excluded_keys", .quantity, "key sectors from which \(leader)'s system excludes \(rival)")
    add("excluded_keys_leader", .quantity, "key sectors from which \(leader) excludes \(rival)")
    for sector in roster.sectors {
      add(
        "excluded.\(roster.code(sector))", .event,
        "\(leader)'s system excludes \(rival) from \(roster.name(sector))")
    }
    for sector in roster.sectors {
      add(
        "excluded_leader.\(roster.code(sector))", .event,
        "\(leader) alone excludes \(rival) from \(roster.name(sector))")
    }
    for state in roster.states {
      add(
        "gain.\(roster.code(state))", .quantity,
        "change of \(roster.name(state))'s real income against the start, as a fraction")
    }
    for (state, pole) in followers {
      add(
        "alignment.\(roster.code(state)).\(roster.code(pole))", .quantity,
        "how far \(roster.name(state)) sides with \(roster.code(pole)), 0 to 1")
    }
    for sector in roster.sectors {
      add(
        "dependence.\(roster.code(sector))", .quantity,
        "\(rival)'s share in what \(leader) buys of \(roster.name(sector))")
    }
    for (sector, state) in supplies {
      add(
        "supply.\(roster.code(sector)).\(roster.code(state))", .quantity,
        "\(roster.name(state))'s share of the world's output of \(roster.name(sector))")
    }
    self.metrics = metrics + Metric.added(setting)
    self.setting = setting
    self.supplies = supplies
    self.followers = followers
  }

  /// The values of all metrics, in the order of ``metrics``.
  public func values(of outcome: RunOutcome) -> [Double] {
    if let game = outcome.game {
      return game.scores.storage + game.payoffs.storage + game.moves.flatMap(\.self)
        + outcome.added
    }
    let sectors = setting.roster.sectors
    var values: [Double] = []
    values.reserveCapacity(metrics.count)
    func add(_ holds: Bool) { values.append(holds ? 1 : 0) }
    func addKeys(_ excluded: PerSector<Bool>) {
      values.append(Double(sectors.count { setting[$0].isKey && excluded[$0] }))
    }
    for item in OutcomeClass.allCases { add(outcome.system == item) }
    for item in OutcomeClass.allCases { add(outcome.leader == item) }
    addKeys(outcome.excludedBySystem)
    addKeys(outcome.excludedByLeader)
    for sector in sectors { add(outcome.excludedBySystem[sector]) }
    for sector in sectors { add(outcome.excludedByLeader[sector]) }
    values += outcome.gains.storage
    for (state, pole) in followers { values.append(outcome.alignment[state, pole]) }
    values += outcome.dependence.storage
    for (sector, state) in supplies { values.append(outcome.supply[sector, state]) }
    return values + outcome.added
  }

  /// The values at the end of a turn.
  public func values(of world: World) -> [Double] {
    values(of: RunOutcome(of: world, setting: setting))
  }

  /// Where a metric stands in ``metrics``.
  ///
  /// - Throws: ``UnknownMetric``.
  public func index(of name: String) throws(UnknownMetric) -> Int {
    guard let index = metrics.firstIndex(where: { $0.name == name }) else {
      throw UnknownMetric(name: name, known: metrics.map(\.name))
    }
    return index
  }
}

/// A metric was asked for that the scenario doesn't have.
public struct UnknownMetric: Error, CustomStringConvertible {
  public let name: String
  let known: [String]

  /// - Parameters:
  ///   - name: what was asked for.
  ///   - known: the names that there are.
  public init(name: String, known: [String]) {
    self.name = name
    self.known = known
  }

  public var description: String {
    let family = name.prefix { $0 != "." }
    let relatives = known.filter { $0.prefix { $0 != "." } == family }
    if let near = nearestMatch(to: name, among: known) {
      return "No metric is named ‘\(name)’; did you mean ‘\(near)’?"
    }
    let some = relatives.isEmpty ? families : relatives.prefix(4).joined(separator: ", ") + ", …"
    return "No metric is named ‘\(name)’. There are \(some)."
  }

  /// One name of each family.
  private var families: String {
    var seen: [Substring] = []
    var examples: [String] = []
    for name in known where !seen.contains(name.prefix { $0 != "." }) {
      seen.append(name.prefix { $0 != "." })
      examples.append(name)
    }
    return examples.joined(separator: ", ")
  }
}
