internal import StatecraftEconomy

/// What says what a trade economy is like: in a game, and in a file of its own.
extension ScenarioSchema {
  private static let positive = Shape.number(1e-12...1e15, unit: "factor")
  private static let value = Shape.number(-1e15...1e15, unit: "the file's unit of value")
  private static let labourSupply = Shape.number(0...20, unit: "1")
  private static let tariffRate = Shape.number(-0.99...100, unit: "fraction of the price")

  /// The economy of a game: sizes and measures are the game's.
  static let gameEconomy: [Key] = [
    residualSector, supplyShares, frictions(betweenTies: true), sourcing, recipes,
    .required(finalShares.name, finalShares.shape, finalShares.meaning), finalElasticity,
    .optional(
      "bilateral_fit", share, default: "0",
      "How far trade between two states is fitted to the facts of the kind bilateral_goods, with "
        + "supply shares: 0 not at all, 1 as far as supply and sizes let it."),
    .optional(
      capacity.name, capacity.shape, "Only in an economy without a game: a game refuses it."),
  ]

  /// An economy without a game, which can be given in more ways.
  private static let aloneEconomy: [Key] =
    [
      .optional(
        "world_value_added", positive, default: "1",
        "The world's value added, which sets the unit, where states' isn't given."),
      sourcing, residualSector, supplyShares, frictions(betweenTies: false), levels, inputOutput,
      .optional(
        "tariffs", flows("rate", tariffRate, "Ad valorem, levied by the market and rebated."),
        "Tariffs at the start; none where nothing is listed."),
      recipes, finalShares, finalElasticity, capacity,
      .optional(
        "labour_supply_elasticity", labourSupply, default: "0",
        "How the supply of labour answers to the real wage, in all states that don't say."),
      .optional("closure", closure, closureMeaning),
      .optional(
        "table_tolerance", .number(0...0.05, unit: "share of output"), default: "0.001",
        "How far an industry's sales may be from its output in an input-output table."),
      .optional(
        "inventories", .choice(Inventories.allCases.map(\.rawValue)), default: "keep",
        "What becomes of negative final sales: keep them, or fold them in, with outputs as the "
          + "others need."),
      .optional(
        "books", .choice(["given", "settle"]), default: "given",
        "Given: sizes agree with the shares to 1 %. Settle: they're of another source, and the "
          + "start is the equilibrium at which both agree; only with sourcing."),
    ]

  // MARK: - Files with an economy alone

  static let aloneHead: [Key] =
    opening(of: "economy") + [
      .optional("unit", .text(.free), "The unit of values, such as bn USD, for people.")
    ]

  static let aloneBody: [Key] = [
    .required("states", .table(aloneStates), "The states of the economy."),
    .required("sectors", .table(aloneSectors), "The sectors and stages of production."),
    .required("economy", .record(aloneEconomy), "The economy at the start."),
  ]

  private static let aloneStates = TableShape(
    columns: [
      .required("code", .text(.stateCode), "Capital letters and digits, such as USA."),
      .optional("name", .text(.free), "The name for people, and in tables."),
      .optional("value_added", positive, "Value added; needed with supply shares."),
      .optional("transfer", value, default: "0", "Spending beyond income; sums to zero."),
      .optional(
        "labour_supply_elasticity", labourSupply,
        "κ: labour supply is the real wage to this power, both over the start."),
      .optional("size", positive, "Labour; needed with levels."),
      .optional("productivity", positive, default: "1", "In all sectors; with levels."),
    ] + places,
    identity: ["code"])

  private static let aloneSectors = TableShape(
    columns: [
      .required("code", .text(.sectorCode), "The name in files."),
      .optional("name", .text(.free), "The name for people, and in tables."),
      .optional(
        "elasticity_theta", .number(0.05...100, unit: "1"),
        "Trade elasticity θ; an input-output table can do without."),
      .optional("criticality", degree, default: "1", "How badly its absence hurts."),
      .optional("goods", .flag, default: "1", "Whether a tariff can be levied on it."),
      inputElasticity,
      .optional(
        "scale_elasticity", .number(0...20, unit: "1"), default: "0",
        "ψ: unit cost falls with what the sector uses in a state to this power; below 1/θ."),
    ],
    identity: ["code"])

  // MARK: - Keys

  /// A column of sectors, in games and in economies alone.
  static let inputElasticity = Key.optional(
    "input_elasticity", .number(0...1000, unit: "1"), default: "1",
    "How labour and inputs replace each other: 0 fixed proportions, 1 constant cost shares.")

  private static let finalElasticity = Key.optional(
    "final_elasticity", .number(0...1000, unit: "1"), default: "1",
    "How sectors replace each other in final spending: 1 is constant shares.")

  private static let capacity = Key.optional(
    "capacity",
    .table(
      TableShape(
        columns: [
          .required("sector", sector, "A sector whose output installed capacity bounds."),
          .optional("state", state, "A state; a row without one holds for all not listed."),
          .optional(
            "rent_share", share, default: "0",
            "The share of sales that is rent on capacity, which then binds at the start; 1 is "
              + "an endowment. The recipe is of the rest."),
          .optional(
            "installed_capacity", .number(1...1e9, unit: "output at the start"), default: "1",
            "What can be made at most; above 1 there is slack."),
        ],
        identity: ["sector", "state"])),
    "Where output is bounded; elsewhere it isn't.")

  private static let residualSector = Key.optional(
    "residual_sector", sector,
    "The sector whose supply makes each state's value added hold; needed with supply shares.")

  private static let supplyShares = Key.optional(
    "supply_shares",
    .table(
      TableShape(
        columns: [
          .required("sector", sector, "A sector that isn't the residual one."),
          .required("state", state, "A supplier; who isn't listed supplies nothing."),
          .required("share", share, "Share of world output; sums to 1 by sector."),
        ],
        identity: ["sector", "state"])),
    "Who makes what; the residual sector follows.")

  private static func frictions(betweenTies: Bool) -> Key {
    let agreement = Key.optional(
      "agreement_factor", .number(0.01...100, unit: "factor"), default: "1",
      "How much easier trade is under the deepest trade agreement.")
    return .optional(
      "frictions",
      .table(
        TableShape(
          columns: [
            .required("sector", sector, "A sector; who isn't listed trades without friction."),
            .optional(
              "home_bias", .number(1e-6...1e6, unit: "factor"), default: "1",
              "How much easier trade within a state is."),
            .optional(
              "distance_elasticity", .number(0...10, unit: "1"), default: "0",
              "How trade falls with distance."),
          ] + (betweenTies ? [agreement] : []),
          identity: ["sector"], informational: ["trade_output_ratio_target"])),
      "What stands between buyers and sellers, with supply shares.")
  }

  private static let sourcing = Key.optional(
    "sourcing", flows("share", share, "Share of the market's spending; sums to 1."),
    "Who buys from whom, instead of supply shares; value added then follows.")

  private static let levels = Key.optional(
    "levels",
    .record([
      .optional(
        "iceberg",
        flows("factor", positive, "How much has to be sent for one to arrive; 1 at home."),
        "Barriers to trade; none where nothing is listed."),
      .optional(
        "productivity",
        .table(
          TableShape(
            columns: [
              .required("sector", sector, "A sector."),
              .required("state", state, "A state; who isn't listed is as the state says."),
              .required("factor", positive, "What a unit of the recipe yields."),
            ],
            identity: ["sector", "state"])), "Productivity by sector."),
    ]), "Sizes, productivities and barriers, from which shares and incomes follow.")

  private static let inputOutput = Key.optional(
    "input_output",
    .either(
      .record(
        [
          .optional(
            "intermediate", .list(.list(value)),
            "Z: what each industry sells to each, one list for each seller, state by state."),
          .optional(
            "final", .either(.list(value), .list(.list(value))),
            "F: what each sells to final users, one list for each seller with a number for each "
              + "state; of one state just numbers. What is left of output where missing."),
          .optional(
            "output", .list(value), "x: the output of each; the sum of its sales where missing."),
        ] + mappedTable), .table(wideTable)),
    "An input-output table: matrices, a CSV file in wide form, or a published file and what its "
      + "labels mean.")

  private static let mappedTable: [Key] = [
    .optional(
      "table", .text(.free),
      "Instead of matrices, a file as published: numbers with labels of rows and columns."),
    .optional(
      "mapping",
      .table(
        TableShape(
          columns: [
            .required("label", .text(.free), "A row's or column's label; parts joined by a dot."),
            .optional("state", state, "Whose it is."),
            .optional("sector", sector, "Of which sector; left out for final users."),
            .optional(
              "use", .choice(["industry", "final", "output", "skip"]),
              "What it is: an industry where it has a sector, else final use of a state."),
          ], identity: ["label"])),
      "What the labels of the table mean; several labels may mean one industry, and add up."),
    .optional(
      "separator", .choice(["comma", "semicolon", "tab"]), default: "comma",
      "What stands between the table's cells."),
    .optional(
      "header_rows", .whole(1...9, unit: "row"), default: "1", "Rows that label columns."),
    .optional(
      "label_columns", .whole(1...9, unit: "column"), default: "1", "Columns that label rows."),
  ]

  private static let wideTable = TableShape(
    columns: [
      .required("country", .text(.free), "The seller's state, by code or name."),
      .required("industry", .text(.free), "The seller's sector, by code or name."),
      .optional("output", value, "x; the sum of the row where missing."),
    ],
    identity: ["country", "industry"],
    prefixed: [
      .init(prefix: "Z:", shape: value, meaning: "Sales to an industry, such as Z:USA.chips."),
      .init(prefix: "F:", shape: value, meaning: "Sales to final users, such as F:USA."),
    ])

  private static let recipes = Key.optional(
    "recipes",
    .table(
      TableShape(
        columns: [
          .required("sector", sector, "What is made."),
          .optional(
            "state", state, "A state; rows without one hold where the sector has none of its own."),
          .required("input", .text(.sectorCode), "A sector that is used, or value_added."),
          .required("cost_share", share, "Share of cost; sums to 1 by sector and state."),
        ],
        identity: ["sector", "state", "input"])),
    "What each sector is made of; a sector without rows uses no inputs.")

  private static let finalShares = Key.optional(
    "final_shares",
    .table(
      TableShape(
        columns: [
          .required("sector", sector, "A sector."),
          .optional("state", state, "A state; a row without one holds for all not listed."),
          .required(
            "share_of_final_spending", share, "Share of final spending; sums to 1 by state."),
        ],
        identity: ["sector", "state"])),
    "What states spend on in the end; all on the one sector where there's only one.")

  /// A number for each sector, market and supplier: a matrix, one for each sector, or rows.
  ///
  /// A matrix has a list for each market, in the order of the file's states, with a number for
  /// each supplier.
  private static func flows(_ name: String, _ number: Shape, _ meaning: String) -> Shape {
    let matrix = Shape.list(.list(number))
    return .either(
      matrix,
      .either(
        .dictionary(.codes(.sector, or: []), matrix),
        .table(
          TableShape(
            columns: [
              .required("sector", sector, "A sector."),
              .required("market", state, "Who buys."),
              .required("supplier", state, "From whom."),
              .required(name, number, meaning),
            ],
            identity: ["sector", "market", "supplier"]))))
  }
}
