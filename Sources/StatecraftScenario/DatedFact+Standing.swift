public import StatecraftCore

extension DatedFact {
  /// Whether a fact can be held against a game, and on which turns.
  public enum Standing: Sendable, Equatable {
    /// Judged at the end of the turn that is due; it happened in an earlier one or that, or not.
    case scored(due: Int, happened: Int?)
    case unscored(Reason)
  }

  /// Why a fact says nothing of a game.
  public enum Reason: String, Sendable, CaseIterable {
    /// It's known from memory, and facts from memory weren't asked for.
    case memory
    /// What it's about stands in the world of the start, whatever the model does.
    case given
    /// It was due, or happened, before the first turn.
    case early
    /// It's due after the last turn.
    case late

    /// In a few words.
    public var words: String {
      switch self {
      case .memory: "from memory, to be checked first; ‘--memory’ scores them too"
      case .given: "standing in the world of the start"
      case .early: "of the time before the first turn"
      case .late: "due after the last turn"
      }
    }
  }

  /// Where it stands against a game.
  ///
  /// A turn is a year: whatever the date, a fact is judged at the end of the turn of its year.
  ///
  /// - Parameters:
  ///   - scenario: the game.
  ///   - usesMemory: whether facts from memory count.
  public func standing(in scenario: Scenario, usesMemory: Bool) -> Standing {
    let setting = scenario.setting
    func turn(of date: CalendarDate) -> Int { date.year - setting.startYear + 1 }
    if status == .memory, !usesMemory { return .unscored(.memory) }
    if holds(in: scenario.start) { return .unscored(.given) }
    let due = turn(of: by)
    if due > setting.turns { return .unscored(.late) }
    guard due >= 1, happened.map({ turn(of: $0) >= 1 }) ?? true else { return .unscored(.early) }
    return .scored(due: due, happened: happened.map(turn))
  }
}
