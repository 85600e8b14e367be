public import StatecraftCore

/// An election draws a government, and the government's weights become the state's.
///
/// Three administrations with three trade policies, and executive pacts that are at risk when
/// the government changes: literature F-26, F-62, X4-7. Which governments may come, with what
/// chances and weights, is data of the state's profile. A new one may cancel what the old one has
/// begun to build (2C-27, 2C-E19, 2C-P12): the money is spent, and nothing comes of it.
///
/// Cases C-1001 to C-1010.
public struct Elections: Rule {
  public static let name = "elections"
  public static let phase = Phase.nature
  public static let writes: Set<Column> = [
    .government, .weights, .relativeGains, .projects,
  ]
  public static let purposes = [result, cancelled]
  public static let injects = [Inject.Kind.election]
  public static let sources = ["F-26", "F-62", "X4-7", "2C-27", "2C-E19", "2C-P12"]
  public static let summary = "In an election year a draw brings a government with its own weights."
  public static let parameters = [
    Parameter<Elections>(
      "incumbency", \.incumbency, in: 0...10, unit: "1",
      "Factor on the chance of the government in office; 1 gives it no advantage."),
    Parameter<Elections>(
      "cancellation", \.cancellation, in: 0...1, unit: "share",
      "Probability that a new government cancels a project that isn't finished."),
  ]

  static let result = Purpose("election.result")
  static let cancelled = Purpose("election.cancelled")

  public var incumbency = 1.0
  public var cancellation = 0.0

  public init() {}

  public func apply(to turn: inout Turn) throws {
    for state in turn.roster.states {
      let isCalled = turn.injects.contains(.election(state))
      if isCalled {
        turn.report("inject.election", state: state, why: "an umpire put it into the turn")
      }
      if isCalled || turn.setting.elections[state].contains(turn.number) {
        try hold(in: state, &turn)
      }
    }
  }

  private func hold(in state: StateID, _ turn: inout Turn) throws {
    let candidates = turn.setting.governments[state]
    guard candidates.count > 1 else { return }
    let incumbent = Int(turn.before.government[state])
    let chances = candidates.enumerated().map { index, government in
      government.chance * (index == incumbent ? incumbency : 1)
    }
    let draw = try turn.draw(.unit, Self.result, for: state)
    var remaining = draw * chances.reduce(0, +)
    var winner = 0
    for (index, chance) in chances.enumerated() {
      winner = index
      remaining -= chance
      if remaining < 0 { break }
    }
    if winner == incumbent {
      turn.report(
        "election.confirmed", state: state, value: Double(winner),
        why: "the election draw kept the government in office")
      return
    }
    let government = candidates[winner]
    turn.after.government[state] = Double(winner)
    for term in UtilityTerm.weighted {
      turn.after.weights[state, term] = government.weights[term.index]
    }
    for other in turn.roster.states {
      turn.after.relativeGains[state, other] = government.relativeGains[other.index]
    }
    turn.report(
      "election.changed", state: state, value: Double(winner),
      why: "the election draw brought another government, which weighs gains in its own way")
    try cancelProjects(of: state, &turn)
  }

  /// Each project that isn't finished by itself.
  private func cancelProjects(of state: StateID, _ turn: inout Turn) throws {
    guard cancellation > 0 else { return }
    var kept: [Project] = []
    for project in turn.after.projects {
      guard project.state == state, project.ready >= turn.number else {
        kept.append(project)
        continue
      }
      let draw = try turn.draw(
        .bernoulli(probability: cancellation), Self.cancelled, for: state,
        about: .project(project.sector, project.kind, ready: project.ready))
      if draw == 1 {
        turn.report(
          "projects.cancelled", state: state, sector: project.sector,
          value: project.percentOfGDP,
          why: "another government gave up what the one before it had begun")
      } else {
        kept.append(project)
      }
    }
    turn.after.projects = kept
  }
}
