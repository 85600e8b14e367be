public import StatecraftCore

/// Producing more than at the start raises productivity, producing less lowers it.
///
/// Learning by doing: without it, exclusion never becomes cheaper with time. Literature V-16 (home
/// capacity makes others depend over time), 000-68 (learning by trading), 2D-75 (substitution
/// learns).
///
/// By value a state that raises its wage at others' cost, by tariffs for one, would learn in all
/// sectors at once; by the work that goes in (`by_work`) what one sector learns another forgoes, since
/// a state has as many hands as before.
///
/// Cases C-709 to C-711.
public struct Learning: Rule {
  public static let name = "learning"
  public static let phase = Phase.technology
  public static let writes: Set<Column> = [.productivity]
  public static let sources = ["V-16", "000-68", "2D-75"]
  public static let summary = "Productivity follows a state's own output against the start."
  public static let parameters = [
    Parameter<Learning>(
      "elasticity", \.elasticity, in: 0...0.5, unit: "1 per turn",
      "Gain of log productivity in a turn for a unit of ln(output over output at the start)."),
    Parameter<Learning>(
      "by_work", \.byWork, in: 0...1, unit: "share",
      "How far output counts by the work in it: 0 by its value, 1 by its value over the wage."),
  ]

  public var elasticity = 0.03
  public var byWork = 0.0

  public init() {}

  public func apply(to turn: inout Turn) throws {
    let states = turn.roster.stateCount
    for index in turn.after.productivity.storage.indices {
      let (now, start) = (
        turn.before.output.storage[index], turn.setting.startOutput.storage[index]
      )
      guard now > 0, start > 0 else { continue }
      var growth = Math.log(now / start)
      if byWork > 0 {
        growth -= byWork * Math.log(turn.before.wage.storage[index % states])
      }
      // Beyond a factor of e either way a sector learns no faster.
      turn.after.productivity.storage[index] += elasticity * min(max(growth, -1), 1)
    }
  }
}
