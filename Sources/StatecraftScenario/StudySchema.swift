internal import StatecraftCore

/// The definition of study files, as ``ScenarioSchema`` is that of scenarios.
public struct StudySchema: Sendable {
  let study = Shape.record([
    .required("format", .whole(1...1, unit: "version"), "The version of this format."),
    .required("name", .text(.slug), "The study's name on the command line."),
    .optional("title", .text(.free), "The title for people."),
    .optional("summary", .text(.free), "What it asks, in a few sentences."),
    .required(
      "scenario", .text(.free),
      "A scenario's name, or the path of its file relative to this one, ending in .yaml."),
    .optional("set", .list(.text(.free)), "Edits as path=value that hold for every point."),
    .optional("without", .set(.text(.free)), "Rules that are off at every point."),
    .required("runs", .whole(1...1_000_000, unit: "games"), "Games at each point."),
    .optional(
      "seed", .whole(0...9_007_199_254_740_991, unit: "1"), default: "2023",
      "The master seed of games and design."),
    .optional(
      "luck", .choice(Study.Luck.allCases.map(\.rawValue)),
      "Whether points share their luck (run k has the same draws at each) or not; unless said, "
        + "shared where differences are asked for, independent where shares of variance are."),
    .required("metrics", .set(.text(.free)), "What is measured of each game."),
    .optional("factors", .set(factor, by: "path"), "What is varied."),
    .required("design", .record(design), "How points are placed."),
    .optional(
      "behaviour",
      .set(
        [
          .required("metric", .text(.free), "One of the metrics."),
          .optional("from", bound, "The least mean of a point that counts."),
          .optional("to", bound, "The largest mean of a point that counts."),
        ], by: "metric"),
      "Which outcomes a regional analysis looks for; above the median unless said."),
  ])

  public init() {}

  private static let bound = Shape.number(-1e12...1e12, unit: "as the metric")

  private static let factor: [Key] = [
    .required(
      "path", .text(.free),
      "As for --set, such as rules.trade.leakage; or ‘without’, whose values are rules."),
    .optional("name", .text(.free), "The name in tables; the path unless given."),
    .optional(
      "range", .list(.number(-1e12...1e12, unit: "as the path")), "Lowest and highest value."),
    .optional(
      "scale", .choice(["linear", "log"]), default: "linear", "How a range is spread out."),
    .optional("values", .set(.text(.free)), "All values, instead of a range."),
  ]

  private static let design: [Key] = [
    .required("kind", .choice(Design.Kind.allCases.map(\.rawValue)), "The kind of design."),
    .optional(
      "size", .whole(1...Design.pointsMax, unit: "1"),
      "Points (latin-hypercube, sobol), trajectories (morris), or rows of A and B (saltelli)."),
    .optional(
      "levels", .whole(2...1000, unit: "levels"),
      "Levels of a range (one-at-a-time and full-factorial: 2 unless said; morris: 4)."),
    .optional("points", .text(.path), "The CSV file of a design of kind csv."),
    .optional("rules", .set(.text(.free)), "The rules to switch off (without); all unless said."),
  ]
}
