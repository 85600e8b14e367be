internal import StatecraftCore

/// What an umpire may type.
extension Session {
  static let umpireCommands = [
    "inject", "undo", "hold", "review", "end", "report", "explain", "as", "history", "back", "save",
    "help",
    "quit", "exit", "?",
  ]
  /// What is asked from a state's seat: ‘as DEU brief’.
  private static let questions = ["brief", "legal", "estimate", "show", "advise", "rivals"]
  static let umpireCommandsAfterTheEnd = [
    "report", "explain", "as", "history", "back", "save", "help", "quit", "exit", "?",
  ]

  /// What the umpire is shown when it's their turn at the terminal.
  func opening(of desk: UmpireDesk) -> [Line] {
    var lines = desk.records.isEmpty ? [] : desk.report() + [""]
    lines.append(
      Line("The umpire's \(facts.placed(turn))", .heading))
    lines += desk.review(facts)
    if desk.records.isEmpty {
      lines += paragraph(
        "\(facts.injects.isEmpty ? "" : "‘inject’ puts something into the turn, ")‘end’ closes it, ‘explain STATE’ tells what a state "
          + "weighed; ‘help’ has the rest.", indent: 0)
    }
    return lines
  }

  /// Carries out what an umpire typed.
  mutating func umpire(_ words: [String]) throws(Misunderstanding) -> Output {
    let commands = stage == .over ? Self.umpireCommandsAfterTheEnd : Self.umpireCommands
    // What people would type here has its place.
    if let question = Lexicon(words: Self.questions).value(words[0]),
      Lexicon(words: commands).value(words[0]) == nil
    {
      throw Misunderstanding(
        "‘\(question)’ is asked from a seat: ‘as \(facts.roster.code(facts.leader)) "
          + "\(words.joined(separator: " "))’")
    }
    let command = try Lexicon(words: commands).resolve(words[0], "command")
    let rest = Array(words.dropFirst())
    if ["undo", "hold", "review", "end", "quit", "exit"].contains(command), !rest.isEmpty {
      throw Misunderstanding("‘\(command)’ stands by itself")
    }
    switch command {
    case "inject": return try inject(rest)
    case "undo":
      guard desk?.undo() == true else {
        throw Misunderstanding("there is nothing to take back in this turn")
      }
      return Output(desk?.review(facts) ?? [])
    case "hold":
      desk?.hold()
      return Output(desk?.review(facts) ?? [])
    case "review": return Output(desk?.review(facts) ?? [])
    case "end": return end()
    case "report":
      return Output(desk?.report(rest.isEmpty ? [] : try reader.targets(rest)) ?? [])
    case "explain":
      let filter = try reader.filter(rest)
      guard !filter.states.isEmpty else {
        throw Misunderstanding(
          "whom? Name a state, such as ‘explain \(facts.roster.code(facts.leader))’")
      }
      return Output(filter.states.flatMap { desk?.explain($0, filter.sectors) ?? [] })
    case "as": return Output(try ask(rest))
    case "history":
      let states = rest.isEmpty ? watched : try reader.targets(rest)
      return Output(
        hasParted
          ? comparison ?? []
          : states.flatMap { history(named: "now").lines(for: $0, facts: facts) })
    case "help", "?": return Output(try help(rest))
    default: return try time(command, rest)
    }
  }

  private mutating func inject(_ words: [String]) throws(Misunderstanding) -> Output {
    guard !words.isEmpty else {
      throw Misunderstanding("what? ‘help inject’ has the kinds that there are")
    }
    try desk?.inject(words)
    return Output(desk?.review(facts) ?? [])
  }

  /// Asks what a state's seat may know: `as DEU show tariffs`.
  private func ask(_ words: [String]) throws(Misunderstanding) -> [Line] {
    guard let desk, words.count > 1 else {
      throw Misunderstanding(
        "expected: as STATE QUESTION, where the question is "
          + alternatives(Self.questions.map { "‘\($0)’" }))
    }
    let states = try reader.targets([words[0]])
    let question = try Lexicon(words: Self.questions).resolve(words[1], "question")
    let rest = Array(words.dropFirst(2))
    var lines: [Line] = []
    for state in states {
      let view = desk.view(of: state, facts, consult: consult, deciders: deciders)
      lines += try answer(question, rest, from: view)
    }
    return lines
  }
}
