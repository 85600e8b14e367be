public import StatecraftCore

/// Finished research raises a state's technological level, and can push the frontier.
///
/// A lead in key technology is the prize (V-03), as large a one as possible (2D-12); research is
/// often a consortium's (V-54). Money counts against the sector's world size, with falling returns.
///
/// Cases C-701 and C-702.
public struct Research: Rule {
  public static let name = "research"
  public static let phase = Phase.construction
  public static let writes: Set<Column> = [.technology]
  public static let events = [finished]
  public static let sources = ["V-03", "V-54", "2D-12"]
  public static let summary = "Finished research raises the technological level."
  public static let parameters = [
    Parameter<Research>(
      "effect", \.effect, in: 0...1, unit: "level",
      "Gain of level when the money equals the intensity times the sector's world output."),
    Parameter<Research>(
      "intensity", \.intensity, in: 0.0001...1, unit: "share",
      "Research that counts as large, as a share of the sector's world output."),
  ]

  static let finished = EventKind(
    "research.finished", "Research finished, technology in %: {places}", unit: .log,
    audience: .everyone, project: .research)

  public var effect = 0.02
  public var intensity = 0.1

  public init() {}

  public func apply(to turn: inout Turn) throws {
    for project in turn.before.projects
    where project.kind == .research && project.ready == turn.number {
      let world = turn.roster.states.reduce(0) { $0 + turn.before.output[project.sector, $1] }
      guard world > 0 else { continue }
      let money = project.percentOfGDP / 100 * turn.setting.gdp[project.state]
      let gain = effect * Math.log1p(money / (intensity * world)) / Math.log(2)
      turn.after.technology[project.sector, project.state] += gain
      turn.report(
        Self.finished, state: project.state, sector: project.sector, value: gain,
        why: "the research was completed")
    }
  }
}
