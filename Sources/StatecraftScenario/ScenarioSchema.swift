internal import StatecraftAgents
internal import StatecraftCore

/// The definition of scenario files and profiles: every key, its type, range, unit, default and
/// meaning.
public struct ScenarioSchema: Sendable {
  /// What a scenario file holds: a game with an economy.
  let scenario: Shape
  /// What a scenario file holds: a game in strategic form, without an economy.
  let game: Shape
  /// What a file holds that is an economy alone.
  let economyAlone = Shape.record(Self.aloneHead + Self.aloneBody + Self.studyKeys)
  /// What a file of shocks holds.
  let shocks = Shape.record(Self.shockFileKeys)
  /// What a profile file holds.
  let profile: Shape

  public init(catalogue: ScenarioCatalogue = .standard) {
    scenario = .record(
      Self.head + Self.body + [
        Self.rules(catalogue.rules.map { ($0.name, $0.summary, $0.parameters) }), Self.profiles,
      ] + Self.studyKeys)
    game = Self.game(catalogue)
    profile = .record(
      [
        .required("name", .text(.slug), "The profile's name, as scenarios write it."),
        .required("summary", .text(.free), "What it's like, in a sentence."),
      ] + Self.conduct)
  }

  static let share = Shape.number(0...1, unit: "share")
  static let degree = Shape.number(0...1, unit: "degree")
  static let state = Shape.reference(.state)
  static let sector = Shape.reference(.sector)
  private static let pole = Shape.reference(.pole)

  /// What every file says of itself first.
  static func opening(of noun: String) -> [Key] {
    [
      .required("format", .whole(1...1, unit: "version"), "The version of this format."),
      .required("name", .text(.slug), "The \(noun)'s name on the command line."),
      .required("title", .text(.free), "The title for people."),
      .optional("summary", .text(.free), "What it's about, in a few sentences."),
    ]
  }

  private static let head: [Key] =
    opening(of: "scenario") + [
      .required("start_year", .whole(1...9999, unit: "year"), "The year of turn 1."),
      .required("turns", .whole(1...1000, unit: "turns"), "Turns to play, each of a year."),
      .required("poles", .set(state), "The states around which others align."),
      .required("leader", state, "The state whose system may exclude the rival."),
      .required("rival", state, "The state that may be excluded."),
    ]

  private static let body: [Key] = [
    .required("states", .table(states), "The states of the world."),
    .required("sectors", .table(sectors), "The sectors and stages of production."),
    .required("economy", .record(gameEconomy), "The trade economy at the start."),
    .optional(
      "technology", .either(.record(technologyByShares), .table(technologyLevels)), default: "{}",
      "Technological levels at the start: from shares, or a table."),
    .optional("relations", .record(relations), default: "{}", "What ties and divides states."),
    .optional(
      "instruments", .table(instruments),
      "What states may do to each other's dealings besides export, import and tariff."),
    .optional("controls", .table(controls), "Controls and tariffs in force at the start."),
    .optional(
      "institutions", .record(institutions),
      "Alliances, frameworks and clubs in play, with who takes part at the start."),
    .optional("money", .table(money), "Public money in programmes under way at the start."),
    .optional(
      "motives", .record(motives), default: "{}",
      "Whether what states did at the start counts beside theory."),
    .optional(
      "opening", .table(opening), "What columns that rules bring along hold at the start."),
    .optional("limits", .record(limits), default: "{}", "What a state may order at most."),
    .optional("treasury", .record(treasury), default: "{}", "What public money costs."),
    .optional("outcome", .record(outcome), default: "{}", "When a sector counts as secured."),
    luck,
    .optional("facts", .table(facts), "Facts to compare the economy of the start with."),
  ]

  static let luck = Key.optional(
    "luck",
    .record([
      .optional(
        "addresses", .choice(Luck.allCases.map(\.rawValue)), default: "names",
        "By what draws are addressed: by names, so that the order of lists changes no luck, or by "
          + "places in lists, as in the first games.")
    ]), default: "{}", "How chance is drawn.")

  private static let facts = TableShape(
    columns: [
      .required("kind", .choice(BaselineFact.Kind.allCases.map(\.rawValue)), "What is compared."),
      .required("state", state, "Whom it's about, the buyer."),
      .optional("partner", state, "The seller, where there is one."),
      .required("sector", .text(.free), "A sector, all_goods (all but the residual one) or all."),
      .required("value", .number(0...1e9, unit: "share or bn USD"), "The fact."),
    ],
    identity: ["kind", "state", "partner", "sector"], informational: ["unit", "scope"])

  // MARK: - States and sectors

  private static let states = TableShape(
    columns: [
      .required("code", .text(.stateCode), "ISO 3166-1 alpha-3 where there is one."),
      .required("name", .text(.free), "The name for people."),
      .required("gdp_usd_bn", .number(1e-6...1e9, unit: "bn USD"), "Gross domestic product."),
      .optional(
        "trade_balance_usd_bn", .number(-1e9...1e9, unit: "bn USD"), default: "0",
        "Exports less imports; sums to zero over all states."),
      .optional(
        "election_years", .set(.whole(1...9999, unit: "year")),
        "Years of elections that can change the government."),
      .optional(
        "cost_premium", .number(-0.9...10, unit: "share"), default: "0",
        "How much dearer it is to build than where it's cheapest."),
    ] + places,
    identity: ["code"], informational: ["government", "rd_pct_gdp"],
    informationalPrefixes: ["centroid_"])

  /// Where states are.
  static let places: [Key] = [
    .optional("centre_lat", .number(-90...90, unit: "degrees north"), "For distances."),
    .optional("centre_lon", .number(-180...180, unit: "degrees east"), "For distances."),
    .optional(
      "internal_distance_km", .number(1...20_100, unit: "km"),
      "The typical distance of trade within the state."),
    .optional(
      "distance_to_row_km", .number(1...20_100, unit: "km"),
      "The distance to states that have no centre, such as the rest of the world."),
  ]

  private static let sectors = TableShape(
    columns: [
      .required("code", .text(.sectorCode), "The name in files and orders."),
      .required("name", .text(.free), "The name for people."),
      .required("key", .flag, "Whether it's a key field that decides the outcome class."),
      .required("elasticity_theta", .number(0.05...100, unit: "1"), "Trade elasticity θ."),
      .optional("dual_use", degree, default: "0", "How much military use its goods have."),
      .optional("criticality", degree, default: "0", "How badly its absence hurts."),
      .optional("rent_share", share, default: "0", "The share of export revenue that is rent."),
      .optional(
        "build_years", .whole(0...50, unit: "years"), default: "1",
        "From a decision to invest to working capacity."),
      .optional("goods", .flag, default: "1", "Whether a tariff can be levied on it."),
      .optional(
        "plant_cost", .number(0...100, unit: "USD per USD a year"), default: "0",
        "What plant costs that makes goods worth a dollar a year; 0 where nobody says."),
      .optional(
        "site_share", .number(1e-6...1, unit: "share"), default: "1",
        "The share of world output that one disruption can strike."),
      inputElasticity,
    ],
    identity: ["code"], informational: ["complexity"])

  // MARK: - Technology

  private static let technologyByShares: [Key] = [
    .optional(
      "exponent", .number(0...5, unit: "1"), default: "0.5",
      "A level is the supply share over the largest one, to this power.")
  ]

  private static let technologyLevels = TableShape(
    columns: [
      .required("sector", sector, "A sector."),
      .required("state", state, "A state; who isn't listed is at 0."),
      .required("level", .number(0...1, unit: "share of the frontier"), "Technological level."),
    ],
    identity: ["sector", "state"])

  // MARK: - Relations

  private static let relations: [Key] = [
    .optional(
      "ties",
      .table(
        TableShape(
          columns: [
            .required("i", state, "One side."),
            .required("j", state, "The other side."),
            .optional(
              "defence", .number(0...3, unit: "depth"), default: "0",
              "Depth of the defence tie: 3 is an alliance."),
            .optional(
              "trade", .number(0...3, unit: "depth"), default: "0",
              "Depth of the trade agreement: 3 is a common market."),
          ],
          identity: ["i", "j"], informational: ["basis"])),
      "Treaties; a pair that isn't listed has none."),
    .optional(
      "affinity",
      .table(
        TableShape(
          columns: [
            .required("state", state, "A state."),
            .required("ideal_point", .number(-10...10, unit: "1"), "Place in world politics."),
          ],
          identity: ["state"])),
      "Agreement with a pole's leader is 1 − |difference| / affinity_scale, within −1 to 1."),
    .optional(
      "affinity_scale", .number(0.01...100, unit: "1"), default: "2",
      "The difference of ideal points at which agreement is 0."),
    .optional(
      "alignment",
      .table(
        TableShape(
          columns: [.required("state", state, "A state.")], identity: ["state"],
          informationalPrefixes: ["defence_", "clubs_", "votes_", "dispute_"],
          prefixed: [
            .init(
              prefix: "toward_", shape: degree, meaning: "How far the state sides with the pole.")
          ])),
      "Alignment at the start; who isn't listed sides with nobody, a leader with itself."),
    .optional(
      "threat",
      .table(
        TableShape(
          columns: [
            .required("state", state, "Who feels it."),
            .required("from", state, "From whom."),
            .required("level", degree, "The threat seen at the start."),
          ],
          identity: ["state", "from"], informational: ["basis"])),
      "Threats; a pair that isn't listed sees none."),
    .optional(
      "threats_beyond",
      .table(
        TableShape(
          columns: [
            .required("state", state, "Who feels it."),
            .required("from", .text(.free), "From whom outside the roster."),
            .required("level", degree, "The threat seen."),
            .required("protector", pole, "The pole that protects against it."),
          ],
          identity: ["state", "from", "protector"], informational: ["basis"])),
      "Threats from outside the roster, against which a pole protects."),
    .optional(
      "hazards",
      .table(
        TableShape(
          columns: [
            .required("of", state, "Who may do it."),
            .required("against", state, "Whose supplies it would cut off."),
            .required("level", degree, "How likely it's thought to be."),
          ],
          identity: ["of", "against"], informational: ["basis"])),
      "Dangers to third states on which others depend."),
    .optional(
      "exclusive_from", .dictionary(.codes(.pole, or: []), .whole(1...9999, unit: "year")),
      "The year from which a pole asks those who side with it to side with no other."),
    .optional(
      "reach", .dictionary(.codes(.state, or: []), share),
      "How far a state's export controls bind goods made abroad with its inputs: 1 in full."),
    .optional(
      "customs_unions",
      .list(
        .record([
          .required("name", .text(.free), "The union's name."),
          .required("members", .list(state), "Who orders tariffs together."),
          .optional(
            "quota", .number(0.5...1, unit: "share"), default: "0.65",
            "The share of members' GDP that a change of the common tariff needs."),
        ])), "States that order tariffs together."),
    .optional(
      "access_offers", .dictionary(.codes(.pole, or: []), degree),
      "Market access that a pole's leader offers to those who follow it."),
  ]

  private static let controls = TableShape(
    columns: [
      .required(
        "instrument", .reference(.instrument), "What is done."),
      .required("sector", sector, "To which goods."),
      .required("imposer", state, "By whom."),
      .required("target", state, "Against whom."),
      .required(
        "strictness_or_rate", .number(0...10, unit: "share, or rate of a tariff"),
        "Share of the flow that is stopped, at most 1; or the rate of a tariff."),
      .optional(
        "since", .text(.free),
        "Date, YYYY-MM-DD: later than the start year isn't in force; the latest of several is."),
    ],
    identity: ["instrument", "sector", "imposer", "target", "since"])

  private static let institutions: [Key] =
    [
      .optional(
        "at", .text(.free),
        "The month as of which members count, YYYY-MM; January of the start year "
          + "where it isn't given."),
      .optional(
        "only", .list(.text(.slug)),
        "The codes of those in play; without it all that are alive and have two members here."),
    ]
    + InstitutionTable.allCases.map { table in
      let meaning: String =
        switch table {
        case .institutions: "What there is: leader, target, dates, who decides."
        case .modules: "What each does, and through which channel."
        case .members: "Who takes part, since when."
        case .bodies: "Standing bodies."
        case .obligations: "What members owe against whom."
        case .groups: "Which states are members as one."
        case .regions: "Which states think of what works in a region; else everybody does."
        }
      return table == .bodies || table == .obligations || table == .groups
        || table == .regions
        ? .optional(table.key, .table(table.shape), meaning)
        : .required(table.key, .table(table.shape), meaning)
    }

  private static let treasury: [Key] = [
    .optional(
      "money_cost", share, default: "0",
      "The share of public money that private real income loses; 0 makes it free."),
    .optional(
      "excess_burden", .number(0...5, unit: "share"), default: "0",
      "What raising a unit of public money costs beyond the unit."),
  ]

  private static let money = TableShape(
    columns: [
      .required("state", state, "Whose money."),
      .required("sector", sector, "For which sector."),
      .required("kind", .choice(InvestmentKind.allCases.map(\.rawValue)), "What it's for."),
      .required("percent_of_gdp", .number(0...100, unit: "% of GDP"), "Money a turn."),
    ],
    identity: ["state", "sector", "kind"], informational: ["basis"])

  private static let motives: [Key] = [
    .optional(
      "from", .choice(MotiveSource.allCases.map(\.rawValue)), default: "theory",
      "theory: what the model knows is all; opening: what it can't explain of the start counts too."
    ),
    .optional(
      "half_life", .number(0.01...1e6, unit: "turns"),
      "Turns after which half of what is unexplained is left; it stays when this isn't given."),
    .optional(
      "refit", .flag, default: "false",
      "Whether edits of profiles count when motives are inverted: false asks what other motives "
        + "would have led to, true takes them for what led to the start."),
  ]

  private static let limits: [Key] = [
    .optional(
      "tariff_max", .number(0...10, unit: "fraction of the price"), default: "2",
      "Highest tariff."),
    .optional(
      "investment_percent_max", .number(0...100, unit: "% of GDP"), default: "1.5",
      "Public investment in a turn."),
  ]

  private static let outcome: [Key] = [
    .optional(
      "flow_fall", share, default: "0.5", "The fall of the cross-bloc flow that is exclusion."),
    .optional(
      "coverage", share, default: "0.8", "The demand that home and allied capacity must cover."),
    .optional(
      "turns", .whole(1...1000, unit: "turns"), default: "2", "Turns in a row for both."),
    .optional(
      "ally_alignment", degree, default: "0.5", "From which a state is of the leader's system."),
  ]

  // MARK: - Rules and profiles

  static func rules(_ rules: [(name: String, summary: String, parameters: [ParameterInfo])])
    -> Key
  {
    let keys = rules.map { rule in
      Key.optional(
        rule.name,
        .record(
          rule.parameters.map {
            .optional($0.name, .parameter($0), $0.meaning)
          }), rule.summary)
    }
    return .required("rules", .record(keys), "The rules in force, with their parameters.")
  }

  private static let weights: [Key] = UtilityTerm.weighted.map {
    .optional($0.name, .number(-100...100, unit: "factor"), "Weight of \($0.name).")
  }

  /// Parameters of policies that take whole numbers, whichever policy has them.
  private static let policyParameters: [Key] = {
    var keys: [Key] = []
    let all = PolicyCatalogue.entries.flatMap(\.parameters)
    for info in all where info.isWhole && !keys.contains(where: { $0.name == info.name }) {
      // A name that another policy gives a number of another kind is that policy's to prove.
      guard all.allSatisfy({ $0.name != info.name || $0 == info }) else { continue }
      keys.append(.optional(info.name, .parameter(info), info.meaning))
    }
    return keys
  }()

  /// What a profile says, and what a scenario may say instead.
  private static let conduct: [Key] = [
    .optional(
      "policy", .choice(PolicyCatalogue.entries.map(\.name)), "How it decides."),
    .optional(
      "parameters",
      .dictionary(.names(policyParameters), .number(-1e12...1e12, unit: "as the policy says")),
      "Parameters of the policy."),
    .optional("weights", .record(weights), "Weights of utility; 1 where nothing is said."),
    .optional(
      "r", .dictionary(.codes(.state, or: ["rivals", "all"]), share),
      "Weight of others' gains: of one state, of the other poles' leaders, of all."),
    .optional(
      "snidal_r", share,
      "Weight of the others' average gain (Snidal 1991): r/(n − 1) of each, n being all states."),
    .optional(
      "grieco_k", .number(0...1e6, unit: "factor"),
      "Grieco's k (1988): U = V − k(W − V), W being each other's gains."),
    .optional(
      "governments",
      .set(
        [
          .required("name", .text(.free), "The government's name."),
          .required("chance", .number(0...1e6, unit: "relative chance"), "Of being elected."),
          .optional(
            "weights", .record(weights), default: "{}", "Factors on the state's weights."),
          .optional(
            "r_scale", .number(0...1e6, unit: "factor"), default: "1",
            "Factor on the state's r, which stays within 0 to 1."),
        ], by: "name"),
      "Governments that an election may bring; the first is in office at the start."),
    .optional(
      "script",
      .set(
        [
          .required("turn", .whole(1...1000, unit: "turn"), "When."),
          .required("orders", .set(.text(.free)), "Orders in decision notation."),
        ], by: "turn"), "Orders for the policy ‘scripted’."),
  ]

  static let profiles = Key.required(
    "profiles",
    .dictionary(
      .codes(.state, or: ["default"]),
      .record(
        [
          .optional(
            "profile", .text(.path),
            "A profile of the library by name, or a path ending in .yaml relative to this file. "
              + "Without it an entry builds on ‘default’.")
        ] + conduct)),
    "Who each state is; ‘default’ is for those not listed.")
}
