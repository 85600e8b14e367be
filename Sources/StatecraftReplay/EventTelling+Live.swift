public import StatecraftCore

extension ReplayTelling {
  /// Tells events of a game that is being played in sentences, in the same words as a replay's;
  /// motives aren't told, since they're their owners'.
  public static func sentences(of events: [Event], in roster: Roster) -> [String] {
    EventTelling([], roster: roster, isBrief: true).sentences(
      events.map { ReplayEvent($0, in: roster) })
  }
}

extension ReplayEvent {
  /// The event as a replay of this roster has it.
  init(_ event: Event, in roster: Roster) {
    kind = event.kind
    rule = event.rule
    state = event.state.map(roster.code)
    target = event.target.map(roster.code)
    sector = event.sector.map(roster.code)
    module = event.module.map { roster.code($0) }
    value = event.value
    why = event.why.description
  }
}
