public import StatecraftCore
public import StatecraftEconomy

/// A subsidised project comes to work and raises productivity, as far as its inputs arrive.
///
/// The gain is concave in the money against the sector's size. A project whose strategic inputs
/// are withheld (equipment for a fab) gains less: deprivation by controls. Literature V-71 (cost
/// premium, thin skills), V-31 (self-reliance is costly), 2D-33 (a fab needs all its inputs).
///
/// Cases C-601 to C-614.
public struct Construction: Rule {
  public static let name = "construction"
  public static let phase = Phase.construction
  public static let writes: Set<Column> = [.productivity]
  public static let events = [finished, starved]
  public static let sources = ["V-31", "V-71", "2D-33"]
  public static let summary = "Finished projects raise productivity, if their inputs arrive."
  public static let parameters = [
    Parameter<Construction>(
      "effect", \.effect, in: 0...2, unit: "log points",
      "Gain of productivity when the money equals the scale of the sector."),
    Parameter<Construction>(
      "scale_floor", \.scaleFloor, in: 0.0001...1, unit: "share",
      "Smallest scale of a sector in a state, as a share of the sector's world output."),
    Parameter<Construction>(
      "starvation", \.starvation, in: 0...1, unit: "share",
      "How much of its gain a project loses when all its strategic inputs are withheld."),
  ]

  static let finished = EventKind(
    "project.finished", "Projects finished, productivity in %: {places}", unit: .log,
    audience: .everyone, project: .subsidy)
  static let starved = EventKind(
    "project.starved",
    "Projects finished short of inputs, productivity in %: {places}", unit: .log,
    audience: .everyone, evidence: .starvation, project: .subsidy)

  public var effect = 0.1
  public var scaleFloor = 0.05
  public var starvation = 1.0

  private let strategicInputs: StrategicInputs

  public init(baseline: Baseline) { strategicInputs = StrategicInputs(baseline: baseline) }

  public func apply(to turn: inout Turn) throws {
    for project in turn.before.projects
    where project.kind == .subsidy && project.ready == turn.number {
      let world = turn.roster.states.reduce(0) { $0 + turn.before.output[project.sector, $1] }
      let scale = max(turn.before.output[project.sector, project.state], scaleFloor * world)
      let money = project.percentOfGDP / 100 * turn.setting.gdp[project.state]
      let withheld = strategicInputs.withheld(
        from: project.state, for: project.sector, in: turn.before, setting: turn.setting)
      let gain =
        scale > 0
        ? effect * Math.log1p(money / scale) / Math.log(2) * (1 - starvation * withheld) : 0
      turn.after.productivity[project.sector, project.state] += gain
      turn.report(
        withheld > 0.25 ? Self.starved : Self.finished, state: project.state,
        sector: project.sector, value: gain,
        why: withheld > 0.25
          ? "export controls withheld its strategic inputs, so it yields less"
          : "the project was built, and works from this turn")
    }
  }
}
