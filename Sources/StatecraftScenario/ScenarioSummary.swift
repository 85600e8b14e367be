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
  /// Whether a rule in force writes real incomes.
  let movesIncome: Bool
  /// Whether a rule in force writes what moves pay.
  let pays: Bool
  public let seats: [Seats]
  /// Files that the scenario was made from.
  public let files: [String]
  /// The economy in numbers; nil in a game in strategic form.
  public let economy: Economy?
  /// The form of the game in strategic form, its moves, and who may revise; nil where there is none.
  public let game: Game?

  /// An economy in numbers.
  public struct Economy: Sendable, Equatable {
    /// World value added, in billion US dollars.
    public let worldValueAdded: Double
    /// World imports and exports, over world value added.
    public let worldTradeShare: Double
    /// The largest difference between what a state's sectors pay out and its value added, over the
    /// latter: how exactly the economy's books balance.
    public let incomeResidual: Double
    /// The largest difference between what is sold and bought of a sector, over what is sold.
    public let marketResidual: Double
  }

  /// A game in strategic form.
  public struct Game: Sendable, Equatable {
    public let form: String
    /// Names; empty where moves are quantities.
    public let moves: [String]
    public let revision: String
  }

  public init(_ loaded: LoadedScenario) {
    let scenario = loaded.scenario
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
    let written = Set(scenario.rulebook.rules.flatMap { type(of: $0).writes })
    (movesIncome, pays) = (written.contains(.realIncome), written.contains(.payoffs))
    seats = Self.seats(scenario)
    files = loaded.bundle.files.map(\.path)
    game = setting.game.map { game in
      let revision =
        switch setting.revision {
        case .simultaneous: "all at once"
        case .sequential(let order): "in turn: " + order.map(roster.code).joined(separator: " ")
        case .random: "one by lot"
        }
      return Game(form: game.form, moves: roster.moveNames, revision: revision)
    }
    economy = loaded.baseline.map { Economy($0, setting) }
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
}

extension ScenarioSummary.Economy {
  init(_ baseline: Baseline, _ setting: Setting) {
    let roster = setting.roster
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
}
