public import StatecraftCore
public import StatecraftReplay

/// An umpire's place at the table: sees everything of the turns that are closed, and puts injects
/// into the open turn.
///
/// It's the only part of a session that holds whole records of turns. People's seats are made from
/// observations, so that nobody can be told by mistake what only the umpire may know.
public struct UmpireDesk: Sendable {
  /// What comes in which turn, as far as it's known now.
  public private(set) var schedule: InjectSchedule
  /// The schedule before each inject that was typed in the open turn.
  private var earlier: [InjectSchedule] = []
  let scenario: Scenario
  private(set) var records: [TurnRecord] = []
  private let header: ReplayHeader
  private var turns: [ReplayTurn] = []

  /// - Parameters:
  ///   - scenario: what is played.
  ///   - header: what the game's replay says first: the desk tells turns as a replay does.
  ///   - schedule: the injects that are known beforehand.
  public init(_ scenario: Scenario, header: ReplayHeader, schedule: InjectSchedule = .init()) {
    self.scenario = scenario
    self.header = header
    self.schedule = schedule
  }

  var roster: Roster { scenario.setting.roster }
  var isChanged: Bool { !earlier.isEmpty }
  /// The schedule as it was when the open turn began.
  public var scheduleWithoutOpenChanges: InjectSchedule { earlier.first ?? schedule }
  private var openTurn: Int { records.count + 1 }

  mutating func close(_ record: TurnRecord) {
    records.append(record)
    turns.append(ReplayTurn(record, header: header))
    earlier = []
  }

  // MARK: Injects

  mutating func inject(_ words: [String]) throws(Misunderstanding) {
    var changed = schedule
    do throws(InjectError) {
      try changed.add(
        words.joined(separator: " "), from: openTurn, in: scenario.setting,
        under: scenario.rulebook)
    } catch {
      throw Misunderstanding(error.reasons)
    }
    guard changed != schedule else { throw Misunderstanding("it's in this turn already") }
    earlier.append(schedule)
    schedule = changed
  }

  /// Takes all injects out of the open turn.
  mutating func hold() {
    guard !schedule[openTurn].isEmpty else { return }
    earlier.append(schedule)
    schedule.clear(openTurn)
  }

  /// Takes back the last change of the open turn.
  ///
  /// - Returns: whether there was one in the open turn.
  mutating func undo() -> Bool {
    guard let last = earlier.popLast() else { return false }
    schedule = last
    return true
  }

  /// What comes in the open turn and later.
  func review(_ facts: GameFacts) -> [Line] {
    let notations = (openTurn...facts.turns).map { turn in
      (turn, schedule[turn].map { $0.notation(in: roster) })
    }
    guard notations.contains(where: { !$0.1.isEmpty }) else {
      return [Line("No injects, in this turn or later.")]
    }
    return [Line("Injects", .heading)]
      + notations.filter { !$0.1.isEmpty }.flatMap { turn, injects in
        paragraph(
          (turn == openTurn ? "this turn" : "turn \(turn)")
            + (facts.hasCalendar ? " (\(facts.year(of: turn))): " : ": ")
            + injects.joined(separator: "; "))
      }
  }

  // MARK: What happened

  /// The last turn as a replay tells it: events, motives, orders and gains of all states.
  func report(_ states: [StateID] = []) -> [Line] {
    guard let turn = turns.last else { return [Line("No turn is closed yet.")] }
    let telling = ReplayTelling(states: Set(states.map(roster.code)))
    let lines = telling.lines(turn, after: turns.dropLast().last, header: header)
    return lines.enumerated().map { Line($0.element, $0.offset == 0 ? .heading : .plain) }
  }

  /// All that a state weighed in the last turn: the options, the terms of each and the draw that
  /// decided.
  ///
  /// - Parameter sectors: what the choices are about; all where none is named.
  func explain(_ state: StateID, _ sectors: [SectorID] = []) -> [Line] {
    let code = roster.code(state)
    guard let last = records.last else { return [Line("No turn is closed yet.")] }
    let codes = sectors.map(roster.code)
    let choices = last.answers[state].deliberations.filter { choice in
      codes.isEmpty
        || choice.subject.split(separator: " ").contains { codes.contains(String($0)) }
    }
    var lines = [
      Line("What \(code) weighed in turn \(last.number)", .heading)
    ]
    let orders = last.answers[state].decision.notation(in: roster)
    lines += paragraph(
      "It ordered: " + (orders.isEmpty ? "nothing" : orders.joined(separator: "; ")) + ".")
    if let note = last.notes.first(where: { $0.state == state }) {
      lines += paragraph("It held: \(note.reason).", .bad)
    }
    guard !choices.isEmpty else {
      if !last.answers[state].deliberations.isEmpty {
        return lines + paragraph("It weighed nothing there.", .quiet)
      }
      return lines
        + paragraph(
          "What it weighed isn't known: its seat is \(header.seats[state.index].policy), or weighs "
            + "nothing.", .quiet)
    }
    return lines + ReplayTelling.explanation(of: choices, by: code, in: roster).map { Line($0) }
  }

  /// What a state's seat knows now, with the advice of its policy.
  func view(
    of state: StateID, _ facts: GameFacts, consult: Session.Consultation, deciders: Session.Deciders
  ) -> SeatView {
    var seat = PlayedSeat(scenario, state)
    for turn in 1...openTurn {
      if turn <= facts.turns, deciders(turn).contains(state) { seat.takeCounsel(consult) }
      if turn < openTurn { seat.close(records[turn - 1], setting: scenario.setting) }
    }
    return seat.view(facts)
  }
}
