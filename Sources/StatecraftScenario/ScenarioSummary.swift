public import StatecraftCore
internal import StatecraftEconomy

/// What will run: a scenario in numbers, for people who check one.
public struct ScenarioSummary: Sendable, Equatable {
  /// A rule in force, with the value of each parameter.
  public struct Rule: Sendable, Equatable {
    public let name: String
    public let phase: String
    public let parameters: [(info: ParameterInfo, value: Double)]

    public static func == (left: Self, right: Self) -> Bool {
      left.name == right.name && left.phase == right.phase
        && left.parameters.elementsEqual(right.parameters) {
          $0.info == $1.info && $0.value == $1.value
        }
    }
  }

  /// States that decide alike.
  public struct Seats: Sendable, Equatable {
    public let profile: String
    public let policy: String
    /// Codes in roster order.
    public let states: [String]
  }

  public let name: String
  public let title: String
  public let summary: String
  public let hash: String
  public let startYear: Int
  public let turns: Int
  public let poles: [String]
  public let leader: String
  public let rival: String
  public let states: [String]
  public let sectors: [String]
  public let keySectors: [String]
  public let rules: [Rule]
  public let seats: [Seats]
  /// Files that the scenario was made from.
  public let files: [String]
  /// World value added, in billion US dollars.
  public let worldValueAdded: Double
  /// World imports and exports, over world value added.
  public let worldTradeShare: Double
  /// The largest difference between what a state's sectors pay out and its value added, over the
  /// latter: how exactly the economy's books balance.
  public let incomeResidual: Double
  /// The largest difference between what is sold and bought of a sector, over what is sold.
  public let marketResidual: Double

  public init(_ loaded: LoadedScenario) {
    let (scenario, baseline) = (loaded.scenario, loaded.baseline)
    let setting = scenario.setting
    let roster = setting.roster
    name = scenario.name
    title = scenario.title
    summary = loaded.summary
    hash = scenario.hash
    startYear = setting.startYear
    turns = setting.turns
    poles = roster.poles.map(roster.code)
    leader = roster.code(setting.leader)
    rival = roster.code(setting.rival)
    states = roster.stateCodes
    sectors = roster.sectorCodes
    keySectors = roster.sectors.filter { setting[$0].isKey }.map(roster.code)
    rules = scenario.rulebook.rules.map {
      Rule(name: $0.name, phase: type(of: $0).phase.name, parameters: $0.parameterValues)
    }
    seats = Self.seats(scenario)
    files = loaded.bundle.files.map(\.path)
    worldValueAdded = baseline.valueAdded.reduce(0, +)
    var trade = 0.0
    for sector in roster.sectors {
      for buyer in roster.states {
        for seller in roster.states where seller != buyer {
          trade += setting.startFlows[sector, buyer, seller]
        }
      }
    }
    worldTradeShare = 2 * trade / worldValueAdded
    (incomeResidual, marketResidual) = Self.residuals(baseline)
  }

  private static func seats(_ scenario: Scenario) -> [Seats] {
    var groups: [Seats] = []
    for state in scenario.setting.roster.states {
      let (seat, code) = (scenario.seats[state], scenario.setting.roster.code(state))
      if let index = groups.firstIndex(where: {
        $0.profile == seat.profile && $0.policy == seat.policyName
      }) {
        groups[index] = Seats(
          profile: seat.profile, policy: seat.policyName, states: groups[index].states + [code])
      } else {
        groups.append(Seats(profile: seat.profile, policy: seat.policyName, states: [code]))
      }
    }
    return groups
  }

  private static func residuals(_ baseline: Baseline) -> (income: Double, market: Double) {
    let (states, sectors) = (0..<baseline.stateCount, 0..<baseline.sectorCount)
    let income = states.map { state in
      let paid = sectors.reduce(0) {
        $0 + baseline.shares.valueAdded[$1, state] * baseline.output[$1, state]
      }
      return abs(paid / baseline.valueAdded[state] - 1)
    }
    let market = sectors.map { sector in
      let sold = states.reduce(0) { $0 + baseline.output[sector, $1] }
      let bought = states.reduce(0) { sum, buyer in
        states.reduce(sum) {
          $0 + baseline.receipts(sector: sector, market: buyer, supplier: $1)
        }
      }
      return sold > 0 ? abs(bought / sold - 1) : 0
    }
    return (income.max() ?? 0, market.max() ?? 0)
  }

  /// Lines for a terminal.
  public var lines: [String] {
    var lines = ["\(title) (\(name)), fingerprint \(hash)"]
    if !summary.isEmpty { lines.append(summary) }
    lines += [
      "\(turns) turns from \(startYear); poles \(poles.joined(separator: ", ")); "
        + "outcome: \(leader) against \(rival)",
      "\(states.count) states: \(states.joined(separator: " "))",
      "\(sectors.count) sectors, key ones starred: "
        + sectors.map { keySectors.contains($0) ? $0 + "*" : $0 }.joined(separator: " "),
      "\(rules.count) rules:",
    ]
    for rule in rules {
      let parameters = rule.parameters.map { "\($0.info.name)=\($0.value)" }
      lines.append("  \(([rule.phase, rule.name] + parameters).joined(separator: " "))")
    }
    lines.append("seats:")
    for group in seats {
      lines.append("  \(group.profile) (\(group.policy)): \(group.states.joined(separator: " "))")
    }
    lines += [
      "economy: value added \(rounded(worldValueAdded)) bn USD, "
        + "trade \(rounded(100 * worldTradeShare)) % of it; "
        + "books balance to \(incomeResidual) (incomes) and \(marketResidual) (markets)",
      "files: \(files.joined(separator: " "))",
    ]
    return lines
  }

  private func rounded(_ number: Double) -> String { "\((number * 10).rounded() / 10)" }
}
