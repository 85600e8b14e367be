public import StatecraftCore

extension OutcomeField {
  /// What a replay's last line says of a game's outcome.
  public static func fields(of outcome: RunOutcome, in roster: Roster) -> [OutcomeField] {
    if let game = outcome.game {
      return roster.states.map {
        OutcomeField("\(score)\(roster.code($0))", .number(game.scores[$0]))
      }
    }
    func sectors(_ excluded: PerSector<Bool>) -> String {
      let codes = roster.sectors.filter { excluded[$0] }.map(roster.code)
      return codes.isEmpty ? "none" : codes.joined(separator: " ")
    }
    return [
      OutcomeField("class of the system", .text(outcome.system.rawValue)),
      OutcomeField("class of the leader alone", .text(outcome.leader.rawValue)),
      OutcomeField("excluded by the system", .text(sectors(outcome.excludedBySystem))),
      OutcomeField("excluded by the leader", .text(sectors(outcome.excludedByLeader))),
    ] + roster.states.map { OutcomeField(gain + roster.code($0), .number(outcome.gains[$0])) }
  }

  /// The code of the state whose gain this is.
  var stateOfGain: String? {
    name.hasPrefix(Self.gain) ? String(name.dropFirst(Self.gain.count)) : nil
  }

  /// The code of the state whose score this is.
  var stateOfScore: String? {
    name.hasPrefix(Self.score) ? String(name.dropFirst(Self.score.count)) : nil
  }

  private static let gain = "gain "
  private static let score = "score "
}

extension OutcomeClass {
  /// What the classes mean, in a line.
  public static let legend =
    "S1 to S4: excluded in all sectors, in all key ones, in some key ones, in none"

  /// The class in words, after “the rival is excluded”.
  public var meaning: String {
    switch self {
    case .s1: "in all sectors"
    case .s2: "in all key sectors"
    case .s3: "in some key sectors"
    case .s4: "in no key sector"
    }
  }
}
