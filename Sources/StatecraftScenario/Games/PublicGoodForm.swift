internal import StatecraftCore
internal import StatecraftGames

/// `game: {public_good: …}`: contributions to a good that all enjoy.
enum PublicGoodForm: GameForm {
  static let name = "public_good"
  static let meaning = "Contributions to a good that nobody can be kept from."

  private static let endowment = Shape.number(0...1e12, unit: "any unit")
  private static let taste = Shape.number(0...1, unit: "share")
  private static let returns = Shape.number(0...1000, unit: "per unit contributed")

  static let keys: [Key] = [
    .optional(
      "preferences", .choice(["cobb_douglas", "linear"]), default: "cobb_douglas",
      "U = (1 − a) ln(w − g) + a ln G, or U = w − g + m G."),
    .optional("endowment", endowment, "What members without their own have to spend: w."),
    .optional("taste", taste, "a of members without their own."),
    .optional(
      "return", returns, "m, the marginal per-capita return, of members without their own."),
    .optional("members", .table(members), "What states differ in."),
  ]

  private static let members = TableShape(
    columns: [
      .required("state", .reference(.state), "The state."),
      .optional("endowment", endowment, "What it has to spend: w."),
      .optional("taste", taste, "Its taste for the public good: a."),
      .optional("return", returns, "What it gets back of a unit that anybody contributes: m."),
      .optional(
        "observed_percent", .number(0...100, unit: "% of endowment"),
        "What it was seen to contribute; nothing depends on it but measures of it."),
    ],
    identity: ["state"])

  static func make(_ record: Value, _ context: GameFormContext) -> (any StageGame)? {
    let endowments = context.number("endowment", of: record)
    let preferences: PublicGood.Preferences?
    if record.text("preferences") == "linear" {
      refuse("taste", of: record, "Cobb and Douglas’s", context)
      preferences = context.number("return", of: record).map { .linear(returns: $0) }
    } else {
      refuse("return", of: record, "linear", context)
      preferences = context.number("taste", of: record).map { .cobbDouglas(tastes: $0) }
    }
    guard let endowments, let preferences else { return nil }
    return PublicGood(
      endowments: endowments, preferences: preferences,
      observedPercent: PerState(
        context.members(record).storage.map { $0?.number("observed_percent") }))
  }

  /// Notes numbers that other preferences would need.
  private static func refuse(
    _ key: String, of record: Value, _ preferences: String, _ context: GameFormContext
  ) {
    for part in [record] + record.list("members") {
      if let value = part[key] {
        context.log.add("‘\(key)’ belongs to \(preferences) preferences", at: value)
      }
    }
  }
}
