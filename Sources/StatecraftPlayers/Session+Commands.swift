internal import StatecraftCore

extension Session {
  /// The words that aren't orders.
  static let commands = [
    "hold", "undo", "review", "end", "brief", "report", "legal", "estimate", "show", "explain",
    "advise", "rivals", "history", "back", "save", "help", "quit", "exit", "?",
  ]
  /// Those that take no more words.
  private static let lonelyCommands: Set = [
    "hold", "undo", "review", "end", "advise", "rivals", "history", "quit", "exit",
  ]
  /// The longest line that is read, in bytes: many times an order.
  private static let lineMax = 1000
  /// Those that go on when the game is over.
  static let commandsAfterTheEnd = [
    "report", "show", "history", "back", "save", "help", "quit", "exit", "?",
  ]

  /// Takes a line that was typed.
  ///
  /// - Returns: what to print and do. A line that can't be read or carried out changes nothing.
  public mutating func enter(_ line: String) -> Output {
    guard line.utf8.count <= Self.lineMax else {
      return Output([Line("That line is too long to be an order.", .bad)])
    }
    let words = OrderReader.words(line)
    if stage == .handover {
      if words.first?.lowercased() == "quit" { return Output(action: .leave) }
      stage = .ordering
      // Nor shown: it may have been meant for nobody's eyes.
      let note = Line("What was typed before you sat down was no order, and is gone.", .caution)
      return Output((words.isEmpty ? [] : [note, Line("")]) + opening, clearsScreen: true)
    }
    guard let first = words.first else { return Output() }
    do {
      if isUmpire { return try umpire(words) }
      return try carryOut(try command(first, of: words.count), Array(words.dropFirst()))
    } catch {
      return Output(error.reasons.map { Line(sentence($0), .bad) }.wrapped)
    }
  }

  /// The command that a word begins.
  private func command(_ word: String, of count: Int) throws(Misunderstanding) -> String {
    if stage == .over {
      return try Lexicon(words: Self.commandsAfterTheEnd).resolve(word, "command")
    }
    if ["inject", "inj"].contains(word.lowercased()) {
      throw Misunderstanding("injects are the umpire's: ‘--umpire’ lets one sit at the table")
    }
    // Four words are an order, if they can be one: ‘ex chips CHN .5’ doesn't ask to be explained.
    if count >= 4, let verb = Lexicon(words: verbs).value(word) { return verb }
    return try Lexicon(words: verbs + Self.commands).resolve(word, "command")
  }

  private mutating func carryOut(
    _ command: String, _ words: [String]
  ) throws(Misunderstanding) -> Output {
    // Above all ‘end’: words that were meant otherwise mustn't close a turn.
    if !words.isEmpty && Self.lonelyCommands.contains(command) {
      throw Misunderstanding("‘\(command)’ stands by itself")
    }
    // Whoever asks about themselves says so.
    let asks = ["explain", "show", "legal"].contains(command)
    let words = words.map { asks && $0.lowercased() == "me" ? facts.roster.code(seat.state) : $0 }
    switch command {
    case "hold": return hold()
    case "undo": return undo()
    case "review": return Output(review)
    case "end": return end()
    case "report": return try report(words)
    case "estimate" where words.isEmpty: return Output(try estimate())
    case "brief", "legal", "estimate", "show", "advise", "rivals":
      return Output(try answer(command, words, from: view))
    case "explain": return Output(try explain(words))
    case "history":
      return Output(
        hasParted ? comparison ?? [] : history(named: "now").lines(for: seat.state, facts: facts))
    case "back", "save", "quit", "exit": return try time(command, words)
    case "help", "?": return Output(try help(words))
    default: return try order([command] + words)
    }
  }

  /// What anybody at the table may do with the game as a whole.
  func time(_ command: String, _ words: [String]) throws(Misunderstanding) -> Output {
    switch command {
    case "back": Output(action: .goBack(toTurn: try turnBack(words)))
    case "save": Output(action: .save(words.isEmpty ? nil : words.joined(separator: " ")))
    default: Output(action: .leave)
    }
  }

  // MARK: Orders

  private mutating func order(_ words: [String]) throws(Misunderstanding) -> Output {
    let new = try read(words, by: seat.state)
    let orders = seat.draft.adding(new)
    try check(Decision(orders), by: seat.state)
    let replaced = seat.draft.orders.filter { old in new.contains { $0.isAboutSame(as: old) } }
    seats[current].draft.change(to: orders)
    if new.count > 4 { return Output(batch(new)) }
    return Output(
      new.flatMap { order -> [Line] in
        let instead = replaced.first { $0.isAboutSame(as: order) }.map {
          " (instead of \(level(of: $0)))"
        }
        let told = "+ \(order.notation(in: facts.roster))\(instead ?? standing(order))"
        return setting.carriesOut(order.kind)
          ? paragraph(told, .good)
          : paragraph(told + ": no rule in force carries it out, so it will do nothing", .caution)
      })
  }

  /// The words with which an order may begin in this game.
  var verbs: [String] {
    setting.game == nil ? reader.verbs : MoveReader.verbs(facts.roster)
  }

  private func read(_ words: [String], by state: StateID) throws(Misunderstanding) -> [Order] {
    guard let game = setting.game else {
      if let orders = try shorthand(words) { return orders }
      return try reader.read(words, by: state)
    }
    return try MoveReader(roster: facts.roster, game: game, me: state).read(words)
  }

  /// Refuses orders that can't be carried out, with every reason.
  private func check(_ decision: Decision, by state: StateID) throws(Misunderstanding) {
    let violations = decision.violations(by: state, in: setting)
    if !violations.isEmpty {
      throw Misunderstanding(violations.map { "‘\($0.order)’: \($0.reason)" })
    }
  }

  private func level(of order: Order) -> String {
    switch order {
    case .align(let order): short(order.degree)
    case .control(let order): short(order.level)
    case .invest(let order): "\(short(order.percentOfGDP))%gdp"
    case .move(let order): facts.name(move: order.move)
    case .added(let order): short(order.level)
    }
  }

  /// What stands now where an order would have it otherwise.
  private func standing(_ order: Order) -> String {
    let now = seat.now
    switch order {
    case .align(let order):
      return " (now \(degree(now.alignment[seat.state, order.pole])))"
    case .control(let order):
      let stands = now.ordered(order.instrument, order.sector, seat.state, order.target)
      return stands == order.level ? " (it stands there already)" : " (now \(short(stands)))"
    case .invest(let order):
      let money = order.percentOfGDP / 100 * now.setting.gdp[seat.state]
      return " (\(billions(money)))"
    case .move(let order):
      let stands = now.profile.moves[seat.state, order.target ?? seat.state]
      return stands == order.move
        ? " (it stands there already)" : " (now \(facts.name(move: stands)))"
    case .added: return ""
    }
  }

  private mutating func hold() -> Output {
    guard !seat.draft.orders.isEmpty else { return Output([Line("There are no orders.")]) }
    seats[current].draft.change(to: [])
    return Output([Line("All orders are taken back; ‘undo’ brings them back.")])
  }

  private mutating func undo() -> Output {
    guard seats[current].draft.undo() else {
      return Output([
        Line("There is nothing to take back in this turn; ‘back 1’ goes back a turn.", .bad)
      ])
    }
    return Output(review)
  }

  private var review: [Line] {
    let orders = seat.draft.decision.orders
    guard !orders.isEmpty else { return [Line("No orders: you'd hold.")] }
    var lines = [Line("Your orders for \(facts.when(turn))", .heading)]
    for order in orders {
      lines += paragraph(order.notation(in: facts.roster) + standing(order))
    }
    let money = seat.draft.decision.investments.reduce(0) { $0 + $1.percentOfGDP }
    if money > 0 {
      lines += paragraph(
        "Money: \(short(money)) % of GDP of \(short(facts.limits.investmentPercentMax)) %.")
    }
    return lines
  }

  mutating func end() -> Output {
    let told = farewell
    if next() { return handover }
    stage = .resolving
    let decisions = seats.map { ($0.state, $0.draft.decision) }
    return Output(
      [told, ""],
      action: .resolve(Dictionary(decisions, uniquingKeysWith: { first, _ in first })))
  }

  /// What is said of the orders of whoever closes their turn.
  private var farewell: Line {
    if isUmpire {
      let count = desk?.schedule[turn].count ?? 0
      return Line(count == 0 ? "No injects." : "Injects in this turn: \(count).")
    }
    let code = facts.roster.code(seat.state)
    return seat.draft.orders.isEmpty
      ? Line("\(code) gives no orders.")
      : Line("\(code)'s orders are given: \(seat.draft.orders.count).")
  }

  // MARK: Questions

  /// What a seat's staff has to say.
  func staff(of view: SeatView) -> any Staff {
    MoveAdvice(view, deciders: deciders) ?? Advice(view)
  }

  /// Answers a question that is asked from a seat.
  func answer(
    _ question: String, _ words: [String], from view: SeatView
  ) throws(Misunderstanding) -> [Line] {
    let staff = staff(of: view)
    switch question {
    case "brief":
      guard let first = words.first else { return staff.brief() }
      _ = try Lexicon(words: ["full"]).resolve(first, "briefing")
      return staff.briefing()
    case "legal": return staff.legal(try reader.filter(words))
    case "estimate": return staff.estimate(try decision(words, by: view.me))
    case "show": return try show(words, staff)
    case "advise": return staff.advise()
    default: return staff.rivals()
    }
  }

  private func report(_ words: [String]) throws(Misunderstanding) -> Output {
    let tellsAll = words.first?.lowercased() == "all"
    guard let report = report(to: seat, tellsAll: tellsAll) else {
      throw Misunderstanding("no turn is closed yet")
    }
    return Output(report)
  }

  /// An estimate of all orders of the open turn.
  private func estimate() throws(Misunderstanding) -> [Line] {
    guard !seat.draft.orders.isEmpty else {
      throw Misunderstanding("there are no orders yet; name one: ‘estimate \(verbs[0]) …’")
    }
    return staff(of: view).estimate(seat.draft.decision)
  }

  /// The orders in a line, proven to be a state's to give.
  private func decision(
    _ words: [String], by state: StateID
  ) throws(Misunderstanding) -> Decision {
    guard let first = words.first else {
      throw Misunderstanding("of what? Name an order, such as ‘estimate \(verbs[0]) …’")
    }
    let verb = try Lexicon(words: verbs).resolve(first, "order")
    let decision = Decision(try read([verb] + words.dropFirst(), by: state))
    try check(decision, by: state)
    return decision
  }

  private func show(_ words: [String], _ staff: any Staff) throws(Misunderstanding) -> [Line] {
    guard let first = words.first else {
      let narrowed = facts.isGameOfMoves ? "[STATE]" : "[STATE|SECTOR]"
      return [Line("Tables (‘show TABLE \(narrowed)’)", .heading)]
        + staff.tables.map { Line("  " + $0.name.padded(to: 14) + $0.summary) }
    }
    let table = try Lexicon(words: staff.tables.map(\.name)).resolve(first, "table")
    return staff.show(table, try reader.filter(Array(words.dropFirst())))
  }

  private func explain(_ words: [String]) throws(Misunderstanding) -> [Line] {
    guard !words.isEmpty else {
      throw Misunderstanding("whom? Name a state, such as ‘explain \(otherLeader)’")
    }
    let states = try reader.targets(words)
    return states.flatMap { staff(of: view).explain($0) }
  }

  var otherLeader: String {
    let roster = facts.roster
    return (roster.poleLeaders + roster.states).first { $0 != seat.state }.map(roster.code) ?? ""
  }

  private func turnBack(_ words: [String]) throws(Misunderstanding) -> Int {
    let closed = history.count
    guard closed > 0 else { throw Misunderstanding("no turn is closed yet to go back to") }
    guard let count = words.isEmpty ? 1 : Int(words[0]), words.count < 2 else {
      throw Misunderstanding("expected: back N, the number of turns, such as ‘back 1’")
    }
    guard (1...closed).contains(count) else {
      throw Misunderstanding(
        "only \(closed) \(closed == 1 ? "turn is" : "turns are") closed: go back 1 to \(closed)")
    }
    return turn - count
  }

  func help(_ words: [String]) throws(Misunderstanding) -> [Line] {
    let moves = setting.game.flatMap { game in
      isUmpire ? nil : MoveReader(roster: facts.roster, game: game, me: seat.state)
    }
    let help = Help(facts: facts, me: isUmpire ? nil : seat.state, moves: moves)
    guard let first = words.first else { return help.lines(nil) }
    return help.lines(try Lexicon(words: help.topics).resolve(first, "topic"))
  }
}

extension [Line] {
  /// Lines of at most 80 columns.
  fileprivate var wrapped: [Line] { flatMap { paragraph($0.text, indent: 0, $0.style) } }
}

/// A reason as a sentence: it begins with a capital letter and ends with a full stop.
private func sentence(_ reason: String) -> String {
  let ended = reason.hasSuffix("?") || reason.hasSuffix(".") ? reason : reason + "."
  return ended.prefix(1).uppercased() + ended.dropFirst()
}
