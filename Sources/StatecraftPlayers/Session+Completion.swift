internal import StatecraftCore

extension Session {
  /// What the last word of a line may become: words in full that begin like it, codes of states
  /// that are called so, and all that may stand there where nothing is typed yet.
  public func completions(of line: String) -> [String] {
    let words = OrderReader.words(line)
    let isOpen = line.last.map { $0.isWhitespace || $0 == "," } ?? true
    // Only what follows the last comma is open: ‘CHN,RUS’.
    let open = isOpen ? "" : words.last?.split(separator: ",").last.map(String.init) ?? ""
    let before = isOpen ? words : words.dropLast()
    let lower = open.lowercased()
    let found = vocabulary(after: before).filter { entry in
      entry.names.contains { $0.hasPrefix(lower) }
    }
    // Who names a state by its code means it.
    let byCode = found.filter { $0.word.lowercased().hasPrefix(lower) }
    return (byCode.isEmpty ? found : byCode).map(\.word)
  }

  private typealias Entry = (word: String, names: [String])

  private func plain(_ words: [String]) -> [Entry] { words.map { ($0, [$0.lowercased()]) } }

  /// The words that may follow others.
  private func vocabulary(after words: some Collection<String>) -> [Entry] {
    let roster = facts.roster
    guard stage == .ordering || stage == .over else { return [] }
    guard let first = words.first else {
      if isUmpire {
        return plain(stage == .over ? Self.umpireCommandsAfterTheEnd : Self.umpireCommands)
      }
      return plain(stage == .over ? Self.commandsAfterTheEnd : verbs + Self.commands)
    }
    let second = words.count == 1
    let verb = Lexicon(words: verbs + Self.commands).value(first) ?? first.lowercased()
    let states: [Entry] = roster.states.map {
      (roster.code($0), [roster.code($0).lowercased(), roster.name($0).lowercased()])
    }
    switch verb {
    case "help", "?":
      let moves = setting.game.flatMap { game in
        isUmpire ? nil : MoveReader(roster: roster, game: game, me: seat.state)
      }
      return second
        ? plain(Help(facts: facts, me: isUmpire ? nil : seat.state, moves: moves).topics) : []
    case "show" where second: return plain(isUmpire ? [] : staff(of: view).tables.map(\.name))
    case "brief": return plain(["full"])
    case "report": return plain(["all"])
    case "align": return second ? plain(roster.poles.map(roster.code)) : []
    case "control" where second: return plain(roster.instrumentIDs.map(roster.code))
    case "invest" where second: return plain(InvestmentKind.allCases.map(\.rawValue))
    case "estimate" where second: return plain(verbs)
    case "sanction", "explain", "as": return states
    case "lift":
      return plain(["all"] + roster.instrumentIDs.map(roster.code) + roster.sectorCodes) + states
    default: return plain(roster.sectorCodes) + states
    }
  }
}
