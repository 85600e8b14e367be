internal import StatecraftCore
internal import StatecraftGames

/// `game: {landscape: …}`: actors of different size side with those they get along with.
enum LandscapeForm: GameForm {
  static let name = "landscape"
  static let meaning =
    "Alignment by size and propensity (Axelrod and Bennett 1993); sizes are in the table of states."

  /// The sides where the file doesn't name any.
  private static let sides = ["side-1", "side-2"]

  static let keys: [Key] = [
    .optional(
      "sides", .set(.text(.slug)),
      "The names of the sides, two or more; side-1 and side-2 "
        + "where missing."),
    .required(
      "propensities",
      .table(
        TableShape(
          columns: [
            .required("i", .reference(.state), "Who."),
            .required("j", .reference(.state), "Toward whom."),
            .required(
              "value", .number(-1e9...1e9, unit: "propensity"),
              "How much the two are inclined to be together; below 0, to be apart."),
          ],
          identity: ["i", "j"])), "Propensities p_ij; 0 for pairs that aren't listed."),
    .optional(
      "one_way", .flag, default: "false",
      "Whether a row is what i feels for j only, and not also j for i."),
    .optional(
      "weigh_by_size", .flag, default: "true",
      "Whether frustration is weighed by an actor's own size when it pays, as in the energy."),
  ]

  static func moveNames(_ record: Value) -> [String] {
    record["sides"] == nil ? sides : record.list("sides").compactMap(\.text)
  }

  static func make(_ record: Value, _ context: GameFormContext) -> (any StageGame)? {
    let names = moveNames(record)
    if let value = record["sides"] {
      if names.count < 2 { context.log.add("there must be two sides or more", at: value) }
    }
    let count = context.roster.stateCount
    var propensities = Dyadic(repeating: 0.0, rows: count, width: count)
    var isListed = Dyadic(repeating: false, rows: count, width: count)
    let isOneWay = record["one_way"]?.flag ?? false
    for row in record.list("propensities") {
      guard let i = context.roster.state(row["i"]), let j = context.roster.state(row["j"]),
        let value = row.number("value")
      else { continue }
      if i == j {
        context.log.add("a propensity is toward another state", at: row)
      } else if !isOneWay, isListed[j, i] {
        context.log.add(
          "this pair is listed already, the other way round: say ‘one_way: true’ where the two "
            + "differ", at: row)
      }
      isListed[i, j] = true
      propensities[i, j] = value
      if !isOneWay { propensities[j, i] = value }
    }
    guard let sizes = context.column("size"), names.count >= 2 else { return nil }
    return Landscape(
      sizes: sizes, propensities: propensities, sideCount: names.count,
      isSizeWeighted: record["weigh_by_size"]?.flag ?? true)
  }
}
