internal import StatecraftCore
internal import StatecraftReplay

/// Keeps what is to be put into the turns of a game, from a file or typed at the table.
actor Umpire {
  /// Whether somebody at the table may type injects.
  nonisolated let isSeated: Bool
  private var schedule: InjectSchedule

  init(_ schedule: InjectSchedule = InjectSchedule(), isSeated: Bool = false) {
    self.schedule = schedule
    self.isSeated = isSeated
  }

  func injects(in turn: Int) -> [Inject] { schedule[turn] }

  /// Adds an inject that was typed, and those of the turns that it lasts.
  ///
  /// - Throws: ``InjectError`` with every reason why it can't be.
  func add(_ line: String, in turn: Int, of scenario: Scenario) throws(InjectError) {
    try schedule.add(line, from: turn, in: scenario.setting, under: scenario.rulebook)
  }
}

extension InjectSchedule {
  /// The injects on record.
  init(_ replay: Replay) {
    self.init()
    for turn in replay.turns {
      for inject in turn.injects { add(inject, from: turn.number) }
    }
  }
}
