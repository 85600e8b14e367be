public import StatecraftCore

/// Public money begins a project, which takes time to build.
///
/// Subsidy V-58, V-67, V-73, slow to become capacity V-71, and research V-54; the delay is the
/// sector's for capacity and this rule's for knowledge. Projects that have done their work are cleared away.
///
/// Cases C-601 to C-608.
public struct Investment: Rule {
  public static let name = "investment"
  public static let phase = Phase.orders
  public static let writes: Set<Column> = [.projects]
  public static let orders = InvestmentKind.allCases.map(OrderKind.investment)
  public static let sources = ["V-54", "V-58", "V-67", "V-71", "V-73"]
  public static let summary = "Subsidies and research begin projects that take time to build."
  public static let parameters = [
    Parameter<Investment>(
      "research_turns", \.researchTurns, in: 1...20, unit: "turns",
      "Turns from money for research to knowledge.")
  ]

  public var researchTurns = 2

  public init() {}

  public func apply(to turn: inout Turn) throws {
    var projects = turn.before.projects.filter { $0.ready >= turn.number }
    for state in turn.roster.states {
      for order in turn.decisions[state].investments where order.percentOfGDP > 0 {
        let delay =
          order.kind == .subsidy ? turn.setting[order.sector].buildTurns : researchTurns
        projects.append(
          Project(
            state: state, sector: order.sector, kind: order.kind,
            percentOfGDP: order.percentOfGDP, ready: turn.number + max(delay, 1)))
        turn.report(
          order.kind == .subsidy ? "project.begun" : "research.begun", state: state,
          sector: order.sector, value: order.percentOfGDP,
          why: "the state put public money into the sector")
      }
    }
    turn.after.projects = projects
  }
}
