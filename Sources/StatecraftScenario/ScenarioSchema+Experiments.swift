internal import StatecraftEconomy

/// What is asked of an economy or a game: experiments, cases, and published results.
extension ScenarioSchema {
  /// The keys that a scenario with an economy may have.
  static let studyKeys: [Key] =
    [
      .optional(
        "experiments", .table(experiments), "What is tried on the economy of the start.")
    ] + literatureKeys

  /// The keys that any scenario may have.
  static let literatureKeys: [Key] = [
    .optional(
      "literature", .record(literature), "Which published result the file reproduces."),
    .optional(
      "cases", .table(cases), "Variants of this file, each a list of settings by name."),
    .optional(
      "published", .table(published), "Published numbers to compare ours with."),
  ]

  /// The keys of a file of shocks.
  static let shockFileKeys: [Key] = [
    .optional("name", .text(.slug), default: "shocks", "What the experiment is called."),
    .optional("title", .text(.free), "What is tried, for people."),
    .required("shocks", .table(shock), "What changes, all at once."),
    .optional("closure", closure, closureMeaning),
  ]

  /// What a shock says, as `--shock` reads it.
  static let shockKeys = shock.columns

  private static let literature: [Key] = [
    .required("source", .text(.free), "The publication, so that it can be found."),
    .required("claim", .text(.free), "The result, in a sentence."),
    .optional("uncertain", .text(.free), "What the source leaves open, and what was assumed."),
  ]

  private static let experiments = TableShape(
    columns: [
      .required("name", .text(.slug), "The experiment's name."),
      .optional("title", .text(.free), "What is tried, for people."),
      .required("shocks", .table(shock), "What changes, all at once."),
      .optional(
        "from", .text(.slug), "An experiment before this one: what it leaves is the start."),
      .optional("closure", closure, closureMeaning),
    ],
    identity: ["name"])

  static let closure = Shape.choice(Closure.allCases.map(\.rawValue))
  static let closureMeaning =
    "What becomes of balances of trade: fixed, proportional to income, none, or balanced first. "
    + "Fixed where it can be by default, and balanced first where trade ends."

  private static let shock = TableShape(
    columns: [
      .required("shock", .choice(ShockKind.allCases.map(\.rawValue)), "What changes."),
      .optional(
        "sector", .oneOrMore(.sector),
        "In which sectors; in all where missing, of tariffs in all goods."),
      .optional("market", .oneOrMore(.state), "Who buys; all where missing."),
      .optional("supplier", .oneOrMore(.state), "Who sells; all where missing."),
      .optional("between", .oneOrMore(.state), "States that are buyers and sellers to each other."),
      .optional("state", .oneOrMore(.state), "Where, for what happens within states."),
      .optional("from", state, "Who hands over a transfer."),
      .optional("to", state, "Who receives it."),
      .optional(
        "factor", .number(0...1e9, unit: "factor"),
        "What a barrier, productivity or capacity is multiplied by."),
      .optional(
        "weight_after", .number(0...1e6, unit: "share of world value added"),
        "The Domar weight after the change where it was observed; solved for where missing."),
      .optional("leak", share, "The share of a trade flow's weight that a ban lets through."),
      .optional(
        "rate", .number(-0.99...100, unit: "fraction of the price"), "A tariff or an export tax."),
      .optional(
        "instrument", .choice(OptimalTariff.Instrument.allCases.map(\.rawValue)),
        "What states reply to each other with; tariffs where missing."),
      .optional(
        "rate_max", .number(0...100, unit: "fraction of the price"),
        "Highest tariff or tax tried; of a control, the largest share of exports withheld."),
      .optional(
        "r", .number(-1...10, unit: "1"),
        "The weight of a rival's gain against one's own, in the choice of a measure."),
      .optional("against", .oneOrMore(.state), "Whose gains weigh; partners' where missing."),
      .optional(
        "amount", .number(-1e15...1e15, unit: "the file's unit of value"),
        "Of a transfer, or the new final demand."),
    ],
    identity: [])

  private static let cases = TableShape(
    columns: [
      .required("name", .text(.slug), "The case's name."),
      .optional("title", .text(.free), "What is different, for people."),
      .required("set", .list(.text(.free)), "Edits of this file, each as path=value."),
    ],
    identity: ["name"])

  private static let published = TableShape(
    columns: [
      .optional("case", .text(.slug), "The case it belongs to; the file as it is where missing."),
      .optional("experiment", .text(.slug), "After which experiment; at the start where missing."),
      .required("measure", .text(.free), "What was published, such as real_income[USA]."),
      .required("value", .number(-1e15...1e15, unit: "as the measure says"), "The number."),
      .optional(
        "relation", .choice(PublishedRow.Relation.allCases.map(\.rawValue)), default: "about",
        "What ours should be of it."),
      .optional(
        "tolerance", .number(0...1e15, unit: "as the measure says"), default: "0",
        "How far ours may be from it."),
      .optional(
        "error_level", .number(1e-12...0.5, unit: "probability"),
        "For averages over played games: how often chance alone may refute a true number."),
      .optional("place", .text(.free), "Where in the source."),
    ],
    identity: ["case", "experiment", "measure"])
}
