public import StatecraftCore
public import StatecraftEconomy

/// A subsidised project comes to work and raises productivity, as far as its inputs arrive.
///
/// By the old law the gain is concave in the money against the sector's size. By that of plants
/// (`plants` 1) money buys plant: less waste, with the private money that follows, and less where
/// building is dearer. Plant is worth its sector's `plant_cost` for a dollar of output a turn, and
/// a capacity that grows by k is a gain of ln(1 + k)/θ, at which the sector sells so much more at
/// given wages. New plant needs new hands: what a sector's workforce can't grow in a turn stands
/// idle.
///
/// A project whose strategic inputs are withheld (equipment for a fab) gains less: deprivation by
/// controls. Literature V-71, 2D-68, 2D-E14 (cost premium, thin skills), 2C-14, 2C-E8 (crowding
/// in), V-31 (self-reliance is costly), 2D-33 (a fab needs all its inputs).
///
/// Cases C-601 to C-614 and C-617 to C-622.
public struct Construction: Rule {
  public static let name = "construction"
  public static let phase = Phase.construction
  public static let writes: Set<Column> = [.productivity]
  public static let sources = [
    "V-31", "V-71", "2D-33", "2C-14", "2C-E8", "2D-28", "2D-68", "2D-E14",
  ]
  public static let summary = "Finished projects raise productivity, if their inputs arrive."
  public static let parameters = [
    Parameter<Construction>(
      "effect", \.effect, in: 0...2, unit: "log points",
      "Gain of productivity when the money equals the scale of the sector, without plants."),
    Parameter<Construction>(
      "scale_floor", \.scaleFloor, in: 0.0001...1, unit: "share",
      "Smallest scale of a sector in a state, as a share of the sector's world output."),
    Parameter<Construction>(
      "starvation", \.starvation, in: 0...1, unit: "share",
      "How much of its gain a project loses when all its strategic inputs are withheld."),
    Parameter<Construction>(
      "plants", \.plants, in: 0...1, unit: "1",
      "1 where sectors say what plant costs: money buys plant; 0: the gain is by ‘effect’."),
    Parameter<Construction>(
      "waste", \.waste, in: 0...1, unit: "share", "Share of public money that builds nothing."),
    Parameter<Construction>(
      "crowd_in", \.crowdIn, in: -1...20, unit: "USD per USD",
      "Private money that follows a unit of public money; below 0 where it's crowded out."),
    Parameter<Construction>(
      "premium", \.premium, in: 0...1, unit: "1",
      "How far states' cost premiums count: 0 builds everywhere at the lowest cost."),
    Parameter<Construction>(
      "skilled_growth", \.skilledGrowth, in: 0...10, unit: "share per turn",
      "How much a sector's skilled workforce can grow in a turn; 0 sets no bound."),
  ]

  public var effect = 0.1
  public var scaleFloor = 0.05
  public var starvation = 1.0
  public var plants = 0.0
  public var waste = 0.0
  public var crowdIn = 0.0
  public var premium = 0.0
  public var skilledGrowth = 0.0

  private let strategicInputs: StrategicInputs

  public init(baseline: Baseline) { strategicInputs = StrategicInputs(baseline: baseline) }

  public func apply(to turn: inout Turn) throws {
    for project in turn.before.projects
    where project.kind == .subsidy && project.ready == turn.number {
      let withheld = strategicInputs.withheld(
        from: project.state, for: project.sector, in: turn.before, setting: turn.setting)
      let (full, staffed) = gain(of: project, in: turn)
      let gain = full * (1 - starvation * withheld)
      turn.after.productivity[project.sector, project.state] += gain
      report(&turn, project, gain: gain, withheld: withheld, staffed: staffed)
    }
  }

  /// What a project yields if all its inputs arrive, and the share of its posts that are filled.
  private func gain(of project: Project, in turn: Turn) -> (gain: Double, staffed: Double) {
    let (sector, state) = (project.sector, project.state)
    let traits = turn.setting[sector]
    let world = turn.roster.states.reduce(0) { $0 + turn.before.output[sector, $1] }
    let scale = max(turn.before.output[sector, state], scaleFloor * world)
    guard scale > 0 else { return (0, 1) }
    let money = project.percentOfGDP / 100 * turn.setting.gdp[state]
    guard plants > 0, traits.plantCost > 0 else {
      return (effect * Math.log1p(money / scale) / Math.log(2), 1)
    }
    let built =
      money * (1 - waste) * (1 + crowdIn) / (1 + premium * turn.setting.costPremium[state])
    let growth = built / (traits.plantCost * scale)
    let staffed = skilledGrowth > 0 && growth > skilledGrowth ? skilledGrowth / growth : 1
    return (Math.log1p(growth * staffed) / traits.elasticity, staffed)
  }

  private func report(
    _ turn: inout Turn, _ project: Project, gain: Double, withheld: Double, staffed: Double
  ) {
    if withheld > 0.25 {
      turn.report(
        "project.starved", state: project.state, sector: project.sector, value: gain,
        why: "export controls withheld its strategic inputs, so it yields less")
    } else if staffed < 0.75 {
      turn.report(
        "project.understaffed", state: project.state, sector: project.sector, value: gain,
        why: "skilled workers for all of it can't be found in a turn, so a part stands idle")
    } else {
      turn.report(
        "project.finished", state: project.state, sector: project.sector, value: gain,
        why: "the project was built, and works from this turn")
    }
  }
}
