internal import StatecraftCore

/// What a file of a game in strategic form holds: no economy, but moves and what they pay.
extension ScenarioSchema {
  static func game(_ catalogue: ScenarioCatalogue) -> Shape {
    .record(
      gameHead + gameBody + [
        rules(catalogue.gameRules.map { ($0.name, $0.summary, $0.parameters) }), profiles,
      ] + literatureKeys + [play])
  }

  private static let gameHead: [Key] =
    opening(of: "scenario") + [
      .optional(
        "start_year", .whole(1...9999, unit: "year"), default: "1",
        "The year of turn 1, where turns are years."),
      .required("turns", .whole(1...100_000, unit: "turns"), "Turns to play."),
    ]

  private static let gameBody: [Key] = [
    .required("states", .table(players), "The states that play."),
    .optional(
      "network",
      .table(
        TableShape(
          columns: [
            .required("i", state, "One side of the tie."),
            .required("j", state, "The other side."),
            .optional(
              "weight", .number(0...1e9, unit: "strength"), default: "1", "How strong it is."),
          ],
          identity: ["i", "j"])),
      "Who is tied to whom; everybody to everybody where missing."),
    .optional(
      "directed", .flag, default: "false", "Whether a tie holds from i to j only."),
    .required("game", .record(gameKeys), "The game: one form, where it starts, who may revise."),
    luck,
  ]

  private static let players = TableShape(
    columns: [
      .required("code", .text(.stateCode), "Capital letters and digits, such as USA."),
      .optional("name", .text(.free), "The name for people, and in tables."),
      .optional("size", .number(0...1e12, unit: "size"), "Size or capability, where it counts."),
    ],
    identity: ["code"])

  private static let gameKeys: [Key] =
    GameForms.all.map { .optional($0.name, .record($0.keys), $0.meaning) } + [
      .optional(
        "start", .dictionary(.codes(.state, or: ["default"]), .text(.free)),
        "Moves before the first turn, by name or quantity; the first or lowest where missing."),
      .optional(
        "revision", .choice(["simultaneous", "sequential", "random"]), default: "simultaneous",
        "Who may decide in a turn: all, one after the other, or one drawn by lot."),
      .optional(
        "order", .set(state), "The order of sequential revision; that of codes where missing."),
    ]

  private static let play = Key.optional(
    "play",
    .record([
      .optional(
        "runs", .whole(1...1_000_000, unit: "games"), default: "1",
        "Games that published numbers of played games are averaged over."),
      .optional("seed", .whole(0...1_000_000_000, unit: "seed"), default: "1", "Their seed."),
    ]), default: "{}", "How games are played for published numbers.")
}
