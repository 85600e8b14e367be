import StatecraftCore
import StatecraftPlayers
import Testing

@Suite struct `A game of moves at the table` {
  @Test func `takes moves as people type them, and tells them back in notation`() throws {
    var table = try MovesSeated("ARC")
    #expect(table.session.prompt == "ARC turn 1> ")
    for (typed, orders) in [
      ("move defect BOR", ["move defect BOR"]), ("MO DEF bor", ["move defect BOR"]),
      ("defect bor", ["move defect BOR"]), ("coop the land of col", ["move cooperate COL"]),
      ("def all", ["move defect BOR", "move defect COL"]),
      ("move d bor, col", ["move defect BOR", "move defect COL"]),
    ] {
      let answers = try table.type(typed)
      #expect(answers.count == orders.count, "\(typed): \(answers)")
      for (answer, order) in zip(answers, orders) {
        #expect(answer.hasPrefix("  + \(order) ("), "\(typed): \(answer)")
      }
    }
    try table.type("hold")
    for (typed, reason) in [
      ("defct bor", "There is no command ‘defct’; did you mean ‘defect’?"),
      ("move defct brr", "There is no move ‘defct’; did you mean ‘defect’?"),
      ("move defect", "Toward whom? Name BOR or COL, or ‘all’."),
      ("move defect ARC", "‘move defect ARC’: it doesn't play with ARC."),
      ("move", "Expected: move MOVE STATE, such as ‘move defect BOR’."),
      ("align BOR 1", "There is no command ‘align’"),
      ("export chips BOR 1", "There is no command ‘export’"),
    ] {
      let answer = try table.type(typed)
      #expect(answer.flowing.hasPrefix(reason), "\(typed): \(answer)")
    }
    #expect(try table.type("move defct brr").count == 2)
    #expect(try table.type("review") == ["No orders: you'd hold."])
  }

  @Test func `tells what stands, what it pays and what came of moves`() throws {
    var table = try MovesSeated("ARC", others: [1: ["BOR": ["move defect ARC"]]])
    let briefing = try table.type("brief")
    #expect(briefing.contains { $0.contains(/BOR +cooperate +cooperate +3 +3 +defect/) })
    #expect(briefing.contains { $0.contains(/defect +5, 0 +1, 1/) })
    #expect(briefing.flowing.contains("All states decide at once, every turn."))
    let estimate = try table.type("estimate def bor").flowing
    #expect(estimate.contains("move defect BOR: estimate 5 a round, now 3"))
    #expect(estimate.contains("BOR would get 0; defect would pay it most, 1, and you 1 then."))
    let advice = try table.type("advise").flowing
    #expect(advice.contains("move defect BOR defect is worth 5 (probability 1.00), cooperate is"))
    let report = try table.type("defect col", "end").flowing
    #expect(report.contains("move defect COL: took effect."))
    #expect(report.contains("BOR turned to defect toward ARC."))
    // 0 from BOR, which defected, and 5 from COL, which didn't.
    #expect(report.contains("It paid you 5; your score is 5."))
    #expect(report.contains("Your score: 5, place 2 of 3; the last round paid you 5."))
    let explained = try table.type("explain bor").flowing
    #expect(explained.contains("defect toward ARC pays it 5, as much as it can get"))
    #expect(explained.contains("cooperate toward COL pays it 3; defect would pay it 5."))
    #expect(try table.type("show scores").contains { $0.contains(/BOR +8 +8 +-3/) })
    #expect(
      try table.type("show moves").contains { $0.contains("ARC  cooperate toward BOR; defect") })
    #expect(
      try table.type("show rounds bor").contains { $0.contains(/1 +BOR +cooperate +defect +0 +5/) })
    #expect(try table.type("rivals").contains { $0.contains(/BOR +1 +0 of 1 +1 of 1 +defect/) })
    #expect(try table.type("history").contains { $0.contains(/1 +5 +\(5\)/) })
    let ending = try table.type("end", "end", "end").flowing
    #expect(table.session.isOver)
    #expect(ending.contains("ARC has a score of 20: place 2 of 3."))
  }

  @Test func `says nothing of economies, in 80 columns`() throws {
    for game in [nil, CommonPot()] as [(any StageGame)?] {
      var table = try MovesSeated("ARC", game: game)
      var told = table.session.open().lines.texts
      let topics = try #require(table.type("help").first?.firstMatch(of: /: (.*)\)/)?.1)
      for topic in topics.split(separator: ", ") { told += try table.type("help \(topic)") }
      let questions = [
        "brief", "legal", "advise", "rivals", "explain BOR", "explain ARC", "show", "show scores",
        "show moves", "show payoffs", "show rounds", "show payoffs BOR", "history", "report",
        "review", "help",
      ]
      for question in questions { told += try table.type(question) }
      told += try table.type("end")
      for question in questions { told += try table.type(question) }
      told += try table.type("end", "end", "end")
      let text = told.joined(separator: "\n")
      for word in [
        "GDP", "gdp", " bp", "tariff", "sector", "align", "USD", "treasury", "%", "pole",
      ] {
        #expect(!text.contains(word), "\(word)")
      }
      for line in told { #expect(line.count <= 80, "\(line)") }
    }
  }

  @Test func `says when a move came out otherwise by mistake`() throws {
    var table = try MovesSeated("ARC", noise: 1)
    let report = try table.type("cooperate bor", "end").flowing
    #expect(report.contains("move cooperate BOR: a mistake by chance: it came out as defect."))
  }

  @Test func `passes over a seat that has no say, and tells it what was moved`() throws {
    let order = [2, 1, 0, 1].map(StateID.init(index:))
    var table = try MovesSeated(
      "ARC", "BOR", revision: .sequential(order), turns: 6,
      others: [1: ["COL": ["move defect ARC"]]])
    // COL's turn is over before anybody at the table is asked.
    #expect(table.records.count == 1)
    #expect(table.session.prompt == "Press Enter when BOR sits here: ")
    let first = try table.type("").flowing
    #expect(first.contains("You had no say in it: it was COL's."))
    #expect(first.contains("COL turned to defect toward ARC."))
    #expect(
      first.contains("in the order COL, BOR, ARC, BOR; your next say after this one: turn 4."))
    try table.type("defect arc", "end")
    #expect(table.session.prompt == "Press Enter when ARC sits here: ")
    let second = try table.type("").flowing
    #expect(second.contains("BOR turned to defect toward ARC."))
    #expect(second.contains("it was COL's.") && second.contains("it was BOR's."))
    try table.type("defect all", "end", "")
    #expect(table.session.prompt == "BOR turn 4> ")
    try table.type("end")
    // Turn 5 is COL's again, turn 6 BOR's.
    #expect(table.records.count == 5 && table.session.prompt.contains("BOR"))
  }

  @Test func `has quantities that count toward all`() throws {
    var table = try MovesSeated("ARC", game: CommonPot())
    #expect(try table.type("move 12,5").flowing.contains("a move is from 0.0 to 10.0"))
    #expect(try table.type("move 5 BOR")[0].hasPrefix("A move counts toward all here"))
    #expect(try table.type("move five")[0].hasPrefix("‘five’ is not a number"))
    #expect(try table.type("move 7,5") == ["  + move 7.5 (now 0)"])
    // 2 × 7.5 / 3 − 7.5.
    #expect(try table.type("estimate").flowing.contains("move 7.5: estimate -2.5 a round, now 0"))
    #expect(try table.type("legal").flowing.contains("move QUANTITY, from 0 to 10."))
    #expect(try table.type("end").flowing.contains("It paid you -2.5; your score is -2.5."))
    #expect(try table.type("brief").flowing.contains("best for you: 0, 0"))
  }

  @Test func `has an umpire, who sees what was weighed in payoffs`() throws {
    var table = try MovesSeated(hasUmpire: true)
    #expect(try table.type("help inject").flowing.contains("None of this game's rules"))
    try table.type("end")
    #expect(try table.type("as BOR brief").flowing.contains("Your score: 6"))
    #expect(try table.type("report").flowing.contains("Payoffs: ARC 6, BOR 6, COL 6"))
    #expect(!(try table.type("report").joined().contains("(1)")))
  }
}
