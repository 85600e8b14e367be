package import StatecraftCore
package import StatecraftReplay

/// Keeps what is to be put into the turns of a game, from a file or as an umpire's desk has it.
package actor Umpire {
  private var schedule: InjectSchedule

  package init(_ schedule: InjectSchedule = InjectSchedule()) { self.schedule = schedule }

  package func injects(in turn: Int) -> [Inject] { schedule[turn] }

  /// Puts another schedule in the place of the one so far.
  package func follow(_ schedule: InjectSchedule) { self.schedule = schedule }
}

extension InjectSchedule {
  /// The injects on record.
  package init(_ replay: Replay) {
    self.init()
    for turn in replay.turns {
      for inject in turn.injects { add(inject, from: turn.number) }
    }
  }
}
