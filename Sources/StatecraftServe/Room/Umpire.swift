package import StatecraftCore
package import StatecraftReplay

/// Keeps what is to be put into the turns of a game, from a file or as an umpire's desk has it.
package actor Umpire {
  private var schedule: InjectSchedule

  package init(_ schedule: InjectSchedule = InjectSchedule()) { self.schedule = schedule }

  package func injects(in turn: Int) -> [Inject] { schedule[turn] }

  package func planned(after turn: Int) -> InjectSchedule { schedule.later(than: turn) }

  /// Puts another schedule in the place of the one so far.
  package func follow(_ schedule: InjectSchedule) { self.schedule = schedule }
}

extension InjectSchedule {
  /// The injects on record, and those that were planned when the last turn was closed.
  package init(_ replay: Replay) {
    self = replay.turns.last?.planned ?? InjectSchedule()
    for turn in replay.turns {
      for inject in turn.injects { add(inject, from: turn.number) }
    }
  }

  /// What comes into a game that is taken up again.
  ///
  /// - Parameters:
  ///   - replay: the turns that are closed.
  ///   - plan: what comes into later ones instead of what was planned; nil to leave it at that.
  package init(resuming replay: Replay, with plan: InjectSchedule?) {
    self.init(replay)
    if let plan {
      let recorded = self
      self = plan
      replace(upTo: replay.turns.count, with: recorded)
    }
  }
}
