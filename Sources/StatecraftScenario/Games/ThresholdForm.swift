internal import StatecraftCore
internal import StatecraftGames

/// `game: {threshold: …}`: a state joins when enough others have joined.
enum ThresholdForm: GameForm {
  static let name = "threshold"
  static let meaning = "Joining when enough of those one is tied to have joined."

  private static let threshold = Shape.number(0...1e9, unit: "as ‘compare’ says")

  static let keys: [Key] = [
    .optional(
      "compare", .choice(ThresholdGame.Comparison.allCases.map(\.rawValue)), default: "number",
      "What a threshold is held against: the number of those who have joined, or their share; ties "
        + "count by their weight."),
    .optional("threshold", threshold, "The threshold of members without their own."),
    .optional("members", .table(members), "What states differ in."),
    .optional(
      "may_leave", .flag, default: "true",
      "Whether those who have joined at the start leave again where too few others have."),
  ]

  private static let members = TableShape(
    columns: [
      .required("state", .reference(.state), "The state."),
      .optional("threshold", threshold, "How many must have joined before it does."),
    ],
    identity: ["state"])

  static func moveNames(_ record: Value) -> [String] { ["stay", "join"] }

  static func make(_ record: Value, _ context: GameFormContext) -> (any StageGame)? {
    guard var thresholds = context.number("threshold", of: record) else { return nil }
    let roster = context.roster
    if record["may_leave"]?.flag == false {
      // Who needs nobody never leaves; later joiners don't anyway, since nobody else does.
      for state in roster.states where context.start(of: state) == "join" { thresholds[state] = 0 }
    }
    return ThresholdGame(
      thresholds: thresholds,
      comparison: record.text("compare").flatMap(ThresholdGame.Comparison.init) ?? .number,
      network: context.network)
  }
}
