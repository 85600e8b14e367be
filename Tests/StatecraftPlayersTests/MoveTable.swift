import StatecraftAgents
import StatecraftCore
import StatecraftGames
import StatecraftPlayers
import StatecraftReplay
import StatecraftRules
import StatecraftWorldSupport

/// People at a table at which a prisoner's dilemma is played between three, or a game of
/// quantities.
struct MovesSeated {
  var session: Session
  private(set) var records: [TurnRecord] = []
  let scenario: Scenario
  private let adjudication: Adjudication
  /// What others move, by turn and code.
  private let others: [Int: [String: [String]]]

  init(
    _ people: String..., game: (any StageGame)? = nil, moves: [String] = ["cooperate", "defect"],
    revision: RevisionProtocol = .simultaneous, noise: Double = 0, turns: Int = 4,
    hasUmpire: Bool = false, others: [Int: [String: [String]]] = [:]
  ) throws {
    let roster = Roster(
      states: ["ARC", "BOR", "COL"].map { ($0, "The land of \($0)") }, sectors: [], poles: [],
      moves: game == nil ? moves : [])
    let dilemma = MatrixGame(
      payoffs: [[3, 0], [5, 1]], network: .complete(states: 3),
      playsRows: PerState(repeating: true, count: 3))
    let setting = Setting(
      roster: roster, game: game ?? dilemma, revision: revision, startYear: 1, turns: turns)
    var trembling = Moves()
    trembling.noise = noise
    let rulebook = try Rulebook([trembling, Payoffs()])
    let seats = roster.states.map { _ in
      Seat(profile: "default", policyName: "best-reply", policy: AssessingPolicy.bestReply())
    }
    var start = World(
      setting: setting, technology: SectorState(repeating: 0, rows: 0, width: roster.stateCount))
    for term in UtilityTerm.weighted {
      for state in roster.states { start.weights[state, term] = 1 }
    }
    scenario = Scenario(
      name: "dilemma", title: "A dilemma", setting: setting, start: start, rulebook: rulebook,
      seats: PerState(seats), hash: "dilemma")
    adjudication = Adjudication(setting: setting, rulebook: rulebook)
    self.others = others
    let header = ReplayHeader(
      scenario, bundle: ScenarioBundle(main: "dilemma.yaml", files: []), seed: 1, replicate: 0,
      programVersion: "1", gslVersion: "1",
      seats: roster.states.map { _ in SeatLabel(profile: "default", policy: "best-reply") },
      hasDraws: true, hasDeliberations: true)
    session = Session(
      scenario, people: people.compactMap(roster.state),
      desk: hasUmpire ? UmpireDesk(scenario, header: header) : nil,
      deciders: { turn in revision.deciders(in: turn, of: roster.states) { 0 } }
    ) { policy, observation in
      var context = PolicyContext(
        source: DrawSource(
          HashChance(), setting: setting, turn: observation.turn, isRecording: false),
        explains: true)
      let decision = try policy.decide(observation, &context)
      return Answer(decision, deliberations: context.deliberations)
    }
    try playOn()
  }

  /// Types lines; turns are carried out when the session asks for it, and those in which nobody at
  /// the table has a say, as they come.
  @discardableResult
  mutating func type(_ lines: String...) throws -> [String] {
    var shown: [String] = []
    for line in lines {
      let output = session.enter(line)
      shown += output.lines.texts
      guard case .resolve(let decisions) = output.action else { continue }
      try resolve(decisions)
      try playOn()
      shown += session.open().lines.texts
    }
    return shown
  }

  private mutating func playOn() throws {
    while !session.isOver && session.prompt.isEmpty { try resolve([:]) }
  }

  private mutating func resolve(_ decisions: [StateID: Decision]) throws {
    let roster = scenario.setting.roster
    let world = records.last?.world ?? scenario.start
    var all = PerState(repeating: Decision.hold, count: roster.stateCount)
    for (code, lines) in others[world.turn + 1] ?? [:] {
      guard let state = roster.state(code) else { fatalError("No state \(code)") }
      all[state] = try Decision(notation: lines, in: roster)
    }
    for (state, decision) in decisions { all[state] = decision }
    let resolution = try adjudication.resolve(world, all, chance: HashChance(), isRecording: true)
    let record = TurnRecord(
      number: world.turn + 1, answers: PerState(all.storage.map { Answer($0) }),
      draws: resolution.draws, events: resolution.events, notes: [], world: resolution.world,
      digest: resolution.world.digest())
    records.append(record)
    session.close(record)
  }
}

/// Each gives to a common pot that is doubled and shared: giving costs more than it brings.
struct CommonPot: StageGame {
  let form = "pot"
  let isBilateral = false
  func moves(of state: StateID) -> MoveSet { .quantity(0...10) }
  func payoff(
    of state: StateID, with partner: StateID, in profile: MoveProfile
  ) -> Double {
    let pot = (0..<profile.moves.width).reduce(0.0) {
      $0 + profile.moves[StateID(index: $1), StateID(index: $1)]
    }
    return 2 * pot / Double(profile.moves.width) - profile.moves[state, state]
  }
}
