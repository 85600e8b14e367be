internal import StatecraftCore

/// What `help` says to an umpire, and of umpires.
extension Help {
  var umpiresOverview: [Line] {
    page(
      "Help (topics: \(topics.joined(separator: ", ")))",
      (example.map { [("inject \($0)", "put something into this turn")] } ?? [])
        + [
          ("undo, hold, review", "take the last back, or all; look over"),
          ("end", "close the turn"),
          ("report [STATE]", "the last turn again"),
          ("explain STATE", "what a state weighed, and its luck"),
          ("as STATE brief", "what its seat knows; ‘help advice’"),
          ("back 1", "play the last turn another way"),
          ("save NAME, quit", "keep a copy, leave (nothing is lost)"),
        ],
      "You see everything. People at the table don't see what you see or type: the screen is cleared "
        + "between you.")
  }

  var umpiresTurn: [Line] {
    page(
      "The umpire's turn",
      [
        ("inject …", "put it into this turn: ‘help inject’"),
        ("undo", "take back the last change in this turn"),
        ("hold", "take back all: no injects in this turn"),
        ("review", "what comes in this turn and later"),
        ("end", "close the turn"),
      ],
      "Everybody has decided, or decides at the same time: nobody knows of an inject before it "
        + "strikes.")
  }

  var umpiresQuestions: [Line] {
    page(
      "What an umpire may ask",
      [
        ("report [STATE]", "the last turn: motives, orders, gains"),
        ("explain STATE [SECTOR]", "all that it weighed, and the draw"),
        ("as STATE brief", "its briefing"),
        ("as STATE show [TABLE]", "its tables"),
        ("as STATE advise", "what its policy would order now"),
        ("as STATE legal, estimate, rivals", "as its seat would ask"),
        ("history [STATE]", "turn by turn; after ‘back’, both ways"),
      ])
  }

  /// An inject that this game carries out, in notation.
  private var example: String? {
    facts.injects.lazy.compactMap { example(of: $0) }.first
  }

  private func example(of kind: Inject.Kind) -> String? {
    let state = facts.roster.code(facts.leader)
    switch kind {
    case .supplyShock:
      return facts.roster.sectorCodes.first.map { first in
        let sector = facts.roster.sectorCodes.first { $0 == "chips" } ?? first
        return "shock \(sector) \(state) 0.5"
      }
    case .election: return "election \(state)"
    case .threat: return "threat \(state) \(facts.roster.code(facts.rival)) 0.8"
    }
  }

  /// The kinds of injects that the rules of this game carry out.
  var inject: [Line] {
    guard !facts.injects.isEmpty else {
      return [Line("inject", .heading)]
        + paragraph("None of this game's rules carries out an inject.")
    }
    var rows: [(String, String)] = []
    for kind in facts.injects {
      switch kind {
      case .supplyShock:
        rows.append(("inject \(kind.usage)", "SIZE in log points, 0.5 is 39 % less"))
      case .election: rows.append(("inject \(kind.usage)", "an election, this turn"))
      case .threat: rows.append(("inject \(kind.usage)", "fear of FROM, a war's: 0 to 1"))
      }
      if kind.isHeld {
        rows.append(("inject \(kind.rawValue) … for TURNS", "the same, held so long"))
      }
    }
    return page(
      "inject, an umpire's word", rows,
      me == nil
        ? "It's put into the turn that is open, and recorded in the game's file."
        : "Only an umpire may: ‘statecraft play … --umpire’ seats one, ‘--injects FILE’ has them "
          + "from a file.")
  }
}
