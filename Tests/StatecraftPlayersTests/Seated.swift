import StatecraftCore
import StatecraftPlayers
import StatecraftReplay
import StatecraftRules
import StatecraftWorldSupport

/// People at a table of the small world: turns are carried out as a keeper would, by nothing but
/// values.
struct Seated {
  var session: Session
  private(set) var records: [TurnRecord] = []
  /// What was asked of the keeper that isn't a turn.
  private(set) var actions: [Session.Action] = []
  let scenario: Scenario
  private let adjudication: Adjudication
  /// What the other states order, by turn and code.
  private let others: [Int: [String: [String]]]
  /// What every state is said to have weighed in every turn.
  var deliberations: [Deliberation] = []

  /// - Parameters:
  ///   - others: what states without a person order, by turn and code, in decision notation.
  ///   - without: rules that aren't in force.
  init(
    _ people: String..., turns: Int = 3, without: Set<String> = ["supply-shocks"],
    others: [Int: [String: [String]]] = [:], electionTurns: [Int] = [], hasUmpire: Bool = false
  ) throws {
    var small = try SmallWorld(
      turns: turns, electionTurns: electionTurns,
      governments: { electionTurns.isEmpty ? [] : Self.governments($0) })
    let rulebook = try small.rulebook(without: without)
    small.setting = small.setting.with { $0.orders = rulebook.orders }
    let seats = small.setting.roster.states.map { _ in
      Seat(profile: "still", policyName: "still", policy: Still())
    }
    scenario = Scenario(
      name: "small", title: "A small world", setting: small.setting, start: small.start,
      rulebook: rulebook, seats: PerState(seats), hash: "small")
    adjudication = Adjudication(setting: small.setting, rulebook: rulebook)
    self.others = others
    session = Session(
      scenario, people: people.map(small.state),
      desk: hasUmpire ? UmpireDesk(scenario, header: Self.header(scenario)) : nil, consult: consult)
  }

  /// Two governments, one of which minds gains more; their weights are nobody's business.
  private static func governments(_ roster: Roster) -> [Government] {
    ["calm", "keen"].enumerated().map { index, name in
      Government(
        name: name, chance: 1,
        weights: UtilityTerm.weighted.map { _ in 1.0 + 0.0625 * Double(index) },
        relativeGains: roster.states.map { _ in 0.1875 * Double(index) })
    }
  }

  private static func header(_ scenario: Scenario) -> ReplayHeader {
    ReplayHeader(
      scenario, bundle: ScenarioBundle(main: "small.yaml", files: []), seed: 1, replicate: 0,
      programVersion: "1", gslVersion: "1",
      seats: scenario.setting.roster.states.map { _ in
        SeatLabel(profile: "still", policy: "still")
      }, hasDraws: true, hasDeliberations: true)
  }

  /// Types a line; carries out the turn when it's the last word.
  ///
  /// - Returns: the text of all that is shown.
  @discardableResult
  mutating func type(_ lines: String...) throws -> [String] {
    var shown: [String] = []
    for line in lines {
      let output = session.enter(line)
      shown += output.lines.texts
      switch output.action {
      case .resolve(let decisions):
        try resolve(decisions)
        shown += session.open().lines.texts
      case let action?: actions.append(action)
      case nil: break
      }
    }
    return shown
  }

  /// The game taken up again with the first turns that were played.
  func again(turns: Int, other: GameHistory? = nil) throws -> Session {
    Session(
      scenario, people: session.people, past: Array(records.prefix(turns)), other: other,
      consult: consult)
  }

  private mutating func resolve(_ decisions: [StateID: Decision]) throws {
    let roster = scenario.setting.roster
    let world = records.last?.world ?? scenario.start
    var all = PerState(repeating: Decision.hold, count: roster.stateCount)
    for (code, lines) in others[world.turn + 1] ?? [:] {
      guard let state = roster.state(code) else { fatalError("No state \(code)") }
      all[state] = try Decision(notation: lines, in: roster)
    }
    for state in roster.states { all[state] = decisions[state] ?? all[state] }
    let injects = session.desk?.schedule[world.turn + 1] ?? []
    let resolution = try adjudication.resolve(
      world, all, injects: injects, chance: HashChance(), isRecording: true)
    let record = TurnRecord(
      number: world.turn + 1,
      answers: PerState(
        all.storage.map { Answer($0, deliberations: deliberations) }), injects: injects,
      draws: resolution.draws, events: resolution.events, notes: [], world: resolution.world,
      digest: resolution.world.digest())
    records.append(record)
    session.close(record)
  }
}

/// Does nothing.
private struct Still: Policy {
  mutating func decide(
    _ observation: Observation, _ context: inout PolicyContext
  ) throws -> Decision { .hold }
}

private let consult: Session.Consultation = { _, _ in Answer(.hold) }

extension [String] {
  /// The text without its breaks into lines.
  var flowing: String {
    joined(separator: " ").split(separator: " ").joined(separator: " ")
  }
}
