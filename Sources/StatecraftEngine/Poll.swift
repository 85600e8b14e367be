internal import StatecraftCore

/// The states' answers in one turn, in slots by state: the order in which they come leaves no trace.
struct Poll: Sendable {
  let turn: Int
  private(set) var answers: PerState<Answer>
  private var isAnswered: PerState<Bool>
  private var eventsByState: PerState<Event?>
  private var notesByState: PerState<SeatNote?>

  init(turn: Int, stateCount: Int) {
    self.turn = turn
    answers = PerState(repeating: Answer(.hold), count: stateCount)
    isAnswered = PerState(repeating: false, count: stateCount)
    eventsByState = PerState(repeating: nil, count: stateCount)
    notesByState = PerState(repeating: nil, count: stateCount)
  }

  /// What each state decided, illegal decisions included.
  var decisions: PerState<Decision> { PerState(answers.storage.map(\.decision)) }
  /// What happened to seats, in order of state.
  var events: [Event] { eventsByState.storage.compactMap(\.self) }
  var notes: [SeatNote] { notesByState.storage.compactMap(\.self) }

  /// Enters a state's answer, or the error that it gave instead.
  mutating func enter(_ answer: Result<Answer, any Error>, of state: StateID) {
    isAnswered[state] = true
    switch answer {
    case .success(let answer):
      answers[state] = answer
    case .failure(let error):
      hold(
        state, .seatFailed, why: "the seat failed, so the state holds", reason: "\(error)")
    }
  }

  /// Puts orders in the place of answers.
  mutating func overrule(_ orders: [StateID: Decision]) {
    for state in answers.indices {
      guard let decision = orders[state] else { continue }
      answers[state] = Answer(decision)
      eventsByState[state] = nil
      notesByState[state] = nil
    }
  }

  /// Notes why decisions were held back.
  mutating func note(_ rejections: [Rejection]) {
    for rejection in rejections {
      notesByState[rejection.state] = SeatNote(
        turn: turn, state: rejection.state,
        reason: rejection.violations.map(\.description).joined(separator: "; "))
    }
  }

  private enum Message: Sendable {
    case answer(Result<Answer, any Error>, of: StateID)
    case timeIsUp
  }

  /// Asks all seats at once, and waits for all or for the deadline.
  ///
  /// It doesn't wait for the seats it gives up: they are cancelled, but one that doesn't heed it
  /// (a person, a program that hangs) mustn't keep the others. That rules out a task group, which
  /// ends only when all its tasks have.
  mutating func askTogether(
    _ seats: [any StateActor], _ observations: [Observation], deadline: Duration?,
    isolation: isolated (any Actor)? = #isolation
  ) async {
    // In a game of moves a turn may belong to others.
    guard !seats.isEmpty else { return }
    let (messages, inbox) = AsyncStream.makeStream(of: Message.self)
    var tasks = zip(seats, observations).map { seat, observation in
      Task {
        let answer: Result<Answer, any Error>
        do {
          answer = .success(try await seat.decide(observation))
        } catch {
          answer = .failure(error)
        }
        inbox.yield(.answer(answer, of: observation.me))
      }
    }
    if let deadline {
      tasks.append(
        Task {
          try? await Task.sleep(for: deadline)
          inbox.yield(.timeIsUp)
        })
    }
    var open = seats.count
    // Ends early, with `nil`, when the game is cancelled.
    waiting: for await message in messages {
      switch message {
      case .timeIsUp:
        break waiting
      case .answer(let answer, let state):
        enter(answer, of: state)
        open -= 1
        if open == 0 { break waiting }
      }
    }
    for task in tasks { task.cancel() }
    for state in observations.map(\.me) where !isAnswered[state] {
      hold(
        state, .seatLate, why: "no answer came before the deadline, so the state holds",
        reason: deadline.map { "no answer within \($0)" } ?? "the game was stopped")
    }
  }

  private mutating func hold(
    _ state: StateID, _ kind: EventKind, why: StaticName, reason: String
  ) {
    eventsByState[state] = Event(kind, by: Self.rule, state: state, why: why)
    notesByState[state] = SeatNote(turn: turn, state: state, reason: reason)
  }

  /// The name under which events of seats are reported; no rule has it.
  private static let rule = "engine"
}
