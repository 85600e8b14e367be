internal import Foundation
internal import StatecraftCore
internal import StatecraftEngine
internal import StatecraftPlayers
internal import StatecraftReplay
internal import StatecraftServe

/// Keeps a game at a terminal: seats people, carries out their turns, and keeps every closed turn
/// in a file.
struct Table {
  let scenario: Scenario
  let people: [StateID]
  let terminal: Terminal
  /// What the file of the course that is being played says first.
  private(set) var header: ReplayHeader
  private(set) var path: String
  /// The turns that are closed.
  private var past: [TurnRecord]
  /// The course of the game before it was branched.
  private var other: GameHistory?
  private var session: Session
  private var writer: ReplayWriter?
  /// Seats programs and records anew, for each course of the game.
  private let seating: () throws -> SeatedOthers
  /// What is put into the turns.
  private let umpire: Umpire
  /// How many turns are to be closed without orders before anybody is asked again.
  private var turnsToHold = 0
  /// The umpire's place at the start of the game, if an umpire sits at the table.
  private let desk: UmpireDesk?

  /// A game that begins, or is taken up.
  ///
  /// - Parameters:
  ///   - writer: where closed turns go; none for a game that is over.
  ///   - past: the turns that are closed.
  ///   - other: another course of the same game.
  ///   - schedule: what is put into the turns.
  ///   - hasUmpire: whether an umpire sits at the table, and may change it.
  ///   - seating: seats programs and records for a course of the game.
  init(
    _ scenario: Scenario, people: [StateID], terminal: Terminal, header: ReplayHeader,
    path: String, writer: ReplayWriter?, past: [TurnRecord] = [], other: GameHistory? = nil,
    schedule: InjectSchedule = InjectSchedule(), hasUmpire: Bool = false,
    seating: @escaping () throws -> SeatedOthers = { SeatedOthers() }
  ) {
    umpire = Umpire(schedule)
    desk = hasUmpire ? UmpireDesk(scenario, header: header, schedule: schedule) : nil
    self.seating = seating
    self.scenario = scenario
    self.people = people
    self.terminal = terminal
    self.header = header
    self.path = path
    self.writer = writer
    self.past = past
    self.other = other
    session = Self.session(scenario, people, desk, header, past, other)
  }

  private static func session(
    _ scenario: Scenario, _ people: [StateID], _ desk: UmpireDesk?, _ header: ReplayHeader,
    _ past: [TurnRecord], _ other: GameHistory?
  ) -> Session {
    let (seed, replicate) = (header.seed, header.replicate)
    return Session(
      scenario, people: people, desk: desk, past: past, other: other,
      deciders: scenario.deciders(seed: seed, replicate: replicate),
      consult: scenario.consultation(seed: seed, replicate: replicate))
  }

  /// Plays until the people leave.
  mutating func play() async throws {
    while true {
      let course = try Course(
        scenario, people: people, header: header, past: past, writer: writer,
        others: try seating(), umpire: umpire, hasUmpire: desk != nil)
      let next: Int?
      do {
        next = try await follow(course)
      } catch {
        await course.end()
        throw error
      }
      await course.end()
      guard let turn = next else {
        farewell()
        return
      }
      try branch(before: turn)
    }
  }

  /// Follows a course of the game until it's left.
  ///
  /// - Returns: the turn to go back to; nil when the people leave.
  private mutating func follow(_ course: Course) async throws -> Int? {
    defer { course.stop() }
    for await event in course.events {
      switch event {
      case .asked(let asked):
        terminal.show(session.open())
        switch await converse() {
        case .resolve(let decisions):
          if let desk = session.desk { await umpire.follow(desk.schedule) }
          asked.answer(decisions)
        case .goBack(let turn): return turn
        case .leave, .save: return nil
        }
      case .closed(let record):
        past.append(record)
        session.close(record)
      case .over:
        terminal.show(session.open())
        for state in people { await showSplit(of: state) }
        if case .goBack(let turn) = await converse() { return turn }
        return nil
      case .failed(let error): throw Failure(.failed, "\(error)\n\(whereabouts)")
      }
    }
    return nil
  }

  /// Says what own orders, others' and luck did to a state's result, by games played again.
  private func showSplit(of state: StateID) async {
    guard scenario.setting.game == nil else { return }
    let roster = scenario.setting.roster
    var injects = InjectSchedule()
    for record in past {
      for inject in record.injects { injects.add(inject, from: record.number) }
    }
    let recorded = roster.states.filter {
      people.contains($0) || header.seats[$0.index].isProgramOrRecord
    }
    let split = try? await ResultSplit.of(
      state, in: scenario,
      decisions: past.map { PerState($0.answers.storage.map(\.decision)) }, recorded: recorded,
      injects: injects, seed: header.seed, replicate: header.replicate)
    if let split { terminal.show(split.lines(in: roster)) }
  }

  /// Talks with whoever is at the terminal until there is something to do.
  private mutating func converse() async -> Session.Action {
    if turnsToHold > 0 {
      turnsToHold -= 1
      let output = session.enter("end")
      terminal.show(output)
      if let action = output.action { return action }
    }
    while true {
      let asked = session
      switch await terminal.ask(session.prompt, completing: { asked.completions(of: $0) }) {
      case .end, .interruption: return .leave
      case .line(let line):
        let output = session.enter(holding(line) ?? line)
        if output.action == nil && !output.clearsScreen {
          terminal.page(output.lines)
          continue
        }
        terminal.show(output)
        switch output.action {
        case nil: continue
        case .save(let name): save(name)
        case let action?: return action
        }
      }
    }
  }

  /// Takes ‘end 5’ for ‘end’ five times, of a table with one person.
  ///
  /// - Returns: the line to carry out instead; nil when it's another.
  private mutating func holding(_ line: String) -> String? {
    let words = line.split(separator: " ")
    guard words.count == 2, words[0].lowercased() == "end", let count = Int(words[1]),
      (1...1000).contains(count), people.count + (desk == nil ? 0 : 1) == 1, !session.isOver
    else { return nil }
    turnsToHold = min(count, session.facts.turns - past.count) - 1
    return "end"
  }

  private func save(_ name: String?) {
    guard let name else { return terminal.show(whereabouts) }
    do throws(Failure) {
      terminal.show("A copy is in ‘\(try GameFile.copy(path, to: name))’; play goes on here.")
    } catch {
      terminal.show(error.message, .bad)
    }
  }

  /// Leaves the course before a turn, for a new one in a file of its own.
  private mutating func branch(before turn: Int) throws {
    other = session.history(named: "before")
    turnsToHold = 0
    past = Array(past.prefix(turn - 1))
    let old = path
    path = GameFile.branch(of: old, turn: turn)
    do {
      let lines = try StoppedReplay(path: old).lines(ofFirst: turn - 1)
      writer = try ReplayWriter(path: path, header: header, past: past, lines: lines)
    } catch {
      throw Failure(.failed, "\(error)\n‘\(old)’ holds the game as it was.")
    }
    // What an umpire has put into the turns stays in them, as chance does.
    let desk = session.desk.map {
      UmpireDesk(scenario, header: header, schedule: $0.scheduleWithoutOpenChanges)
    }
    session = Self.session(scenario, people, desk, header, past, other)
    terminal.show(
      "Back in turn \(session.facts.numbered(turn)), with the same luck. This way is kept "
        + "in ‘\(path)’; the other stays in ‘\(old)’.", .caution)
    terminal.show([""])
  }

  // MARK: Leaving

  private func farewell() {
    if !session.isOver, people.count + (desk == nil ? 0 : 1) == 1,
      let comparison = session.comparison, session.hasParted
    {
      terminal.show(comparison + [""])
    }
    if session.hasOpenOrders {
      terminal.show(
        "The \(desk == nil ? "orders" : "orders and injects") of the open turn aren't kept.")
    }
    terminal.show(whereabouts)
    if past.isEmpty { try? FileManager.default.removeItem(atPath: path) }
  }

  private var whereabouts: String {
    let turns = past.count
    if turns == 0 { return "No turn was closed, so there is no game to be kept." }
    return "‘\(path)’ holds \(turns == 1 ? "the turn" : "the \(turns) turns") closed so far. "
      + (session.isOver
        ? "‘statecraft replay show \(path)’ tells the game."
        : "‘statecraft play \(path)\(desk == nil ? "" : " --umpire")’ takes it up again.")
  }
}

extension Terminal {
  func show(_ output: Session.Output) {
    if output.clearsScreen { clear() }
    show(output.lines)
  }
}
