import StatecraftCore
import StatecraftPlayers
import Testing

@Suite struct `A session at the table` {
  @Test func `tells every order's fate, and why`() throws {
    var table = try Seated("MID", turns: 4)
    let report = try table.type(
      "align NOR 0.2", "export tools sud 1", "import chips isl .5", "tariff goods far 25%",
      "subsidy tools .4", "subsidy chips .2", "research chips 0", "end", "report")
    for line in [
      "Turn 1 (2030) is resolved",
      "  align NOR 0.2: partly, from 0.70 to ",
      "    A state moves a part of the way each turn: order it again to go on.",
      "  control export tools SUD 1.0: partly: 0.6 is in force now, 1 from next turn.",
      "  control import chips ISL 0.5: partly: 0.3 is in force now, 0.5 from next turn.",
      "  control tariff goods FAR 0.25: took effect.",
      "  invest research chips 0.0%gdp: no money, so nothing began.",
    ] {
      #expect(report.contains { $0.hasPrefix(line) }, "\(line)")
    }
    let text = report.flowing
    // Tools take three turns to build, chips two.
    #expect(text.contains("invest subsidy tools 0.4%gdp: begun with"))
    #expect(text.contains("it comes to work in turn 4 (2033)"))
    #expect(text.contains("it comes to work in turn 3 (2032)"))
    #expect(text.contains(/Your tools for SUD: [0-9.]+ bn USD before, [0-9.]+ bn USD now, -/))
    #expect(report.allSatisfy { $0.count <= 80 })
    // In the next turn the same order changes nothing.
    let next = try table.type("export tools sud 1", "end", "report")
    #expect(
      next.contains("  control export tools SUD 1.0: nothing changed: it stood there already."))
    #expect(
      next.contains(
        "  control import chips ISL 0.5: ordered a turn ago, fully in force now."))
    let idle = try table.type("end", "report")
    #expect(idle.contains("  You gave none."))
    #expect(!idle.flowing.contains("a turn ago"))
  }

  @Test func `says that an order had no effect where no rule carries it out`() throws {
    var table = try Seated("MID", without: ["supply-shocks", "export-control", "alignment"])
    let report = try table.type("align NOR 0.2", "export tools sud 1", "end", "report")
      .flowing
    for (order, rule) in [
      ("align NOR 0.2", "alignment"), ("control export tools SUD 1.0", "export-control"),
    ] {
      #expect(
        report.contains(
          "\(order): no effect: the rule ‘\(rule)’ isn't in force in this game."))
    }
  }

  @Test func `names the event behind a loss, the largest first`() throws {
    var table = try Seated(
      "MID",
      others: [
        1: [
          "NOR": ["control export tools MID 1"], "FAR": ["control export grain MID 0.1"],
        ]
      ])
    let report = try table.type("end", "report")
    let loss = try #require(report.firstIndex { $0.hasPrefix("  Real income -") })
    let causes = try #require(
      report.firstIndex { $0 == "  What moved it (the turn resolved again without each):" })
    #expect(report[causes + 1].contains("NOR's measures"))
    let cause = try #require(Double(report[causes + 1].split(separator: " ")[0]))
    let outcome = try #require(Double(report[loss].split(separator: " ")[2]))
    #expect(cause < 0 && outcome < 0)
    #expect(abs(cause / outcome) > 0.8 && abs(cause / outcome) < 1.3)
  }

  @Test func `keeps others' plans and luck to themselves`() throws {
    var table = try Seated(
      "MID",
      others: [
        1: [
          "NOR": ["invest subsidy tools 0.7%gdp", "control export tools SUD 0.75"],
          "FAR": ["align SUD 0.9", "invest research chips 0.3%gdp"],
        ]
      ])
    try table.type("subsidy chips .1")
    let report =
      try table.type("end").joined(separator: "\n")
      + table.type("report all").joined(separator: "\n")
    #expect(report.contains("NOR tightened its export control on SUD in tools to 0.75."))
    for secret in ["0.7", "0.9", "0.3%", "Research begun", "drift"] {
      #expect(!report.replacing("0.75", with: "").contains(secret), "\(secret)")
    }
  }

  @Test func `opens a turn in a screen: what is new first, and all of it when asked`() throws {
    var table = try Seated(
      "MID", turns: 4,
      others: [
        1: ["NOR": ["control export tools MID 1"], "FAR": ["control import chips SUD 0.3"]]
      ])
    let first = table.session.open().lines.texts
    #expect(first.flowing.contains("‘brief full’"))
    let opening = try table.type("export tools sud 1", "subsidy chips .2", "align NOR .2", "end")
      .dropFirst(3)
    #expect(opening.count <= 24, "\(opening.joined(separator: "\n"))")
    let text = Array(opening).flowing
    #expect(text.contains("Turn 1 (2030) is resolved Real income "))
    #expect(text.contains("by NOR's measures"))
    #expect(text.contains("As you ordered: invest subsidy chips 0.2%gdp."))
    #expect(text.contains("align NOR 0.2: partly, from 0.70"))
    #expect(text.contains("NOR tightened its export control on MID in tools to 1."))
    #expect(text.contains("Turn 2 of 4 (2031): what is new"))
    // What stands as it stood isn't said again, but is there to be asked for.
    #expect(!text.contains("On whom you depend"))
    #expect(try table.type("brief full").flowing.contains("On whom you depend"))
    #expect(try table.type("brief").count < table.type("brief full").count)
    #expect(try table.type("report").flowing.contains("What moved it"))
    #expect(try table.type("brief fulll")[0].contains("did you mean ‘full’?"))
    // Orders of the turn before that came into force are told, and a quiet turn is short.
    let next = try table.type("end")
    #expect(next.flowing.contains("Fully in force now: control export tools SUD 1.0."))
    #expect(next.count <= 18, "\(next.joined(separator: "\n"))")
  }

  @Test(arguments: [
    ("al", ["align"]), ("align ", ["NOR", "SUD"]), ("align n", ["NOR"]), ("export to", ["tools"]),
    ("export tools su", ["SUD"]),
    ("export tools NOR,su", ["SUD"]), ("export tools NOR,", ["FAR", "ISL", "MID", "NOR", "SUD"]),
    ("show elec", ["elections"]), ("help inv", ["invest"]), ("brief ", ["full"]),
    ("invest ", ["subsidy", "research"]), ("xyzzy", []), ("lift a", ["all"]),
  ])
  func `finishes words`(_ line: String, _ words: [String]) throws {
    let session = try Seated("MID").session
    let found = session.completions(of: line)
    #expect(words.allSatisfy(found.contains), "\(line): \(found)")
    #expect(words.isEmpty == found.isEmpty, "\(line): \(found)")
  }

  @Test func `finishes nothing while the seat is handed over`() throws {
    var table = try Seated("MID", "ISL")
    #expect(table.session.completions(of: "") == [])
    try table.type("")
    #expect(table.session.completions(of: "").contains("align"))
  }

  @Test func `never tells one person what another ordered before the turn is closed`() throws {
    var table = try Seated("MID", "ISL")
    #expect(table.session.prompt == "Press Enter when MID sits here: ")
    try table.type("")
    #expect(table.session.prompt == "MID 2030> ")
    try table.type("align NOR 0.123", "export tools sud .456")
    let handover = table.session.enter("end")
    #expect(handover.clearsScreen)
    #expect(handover.lines.texts == ["Turn 1 of 3 (2030): pass to ISL, The land of ISL."])
    let shown = try table.type("", "review", "brief", "report", "undo", "help").joined()
    #expect(!shown.contains("0.123") && !shown.contains("0.456"))
    #expect(table.session.prompt == "ISL 2030> ")
    try table.type("align SUD 0.9", "end")
    let roster = table.scenario.setting.roster
    #expect(
      table.session.people.map {
        table.records[0].answers[$0].decision.notation(in: roster)
      } == [["align NOR 0.123", "control export tools SUD 0.456"], ["align SUD 0.9"]])
    // The next turn begins with the first again.
    #expect(table.session.prompt == "Press Enter when MID sits here: ")
  }

  @Test func `comes to the same when it's taken up in the middle`() throws {
    var table = try Seated("MID", turns: 4)
    try table.type("align NOR 0.2", "end", "export tools sud 1", "end")
    let asked = ["report all", "review", "history", "brief"]
    var resumed = try table.again(turns: 2)
    for question in asked {
      #expect(resumed.enter(question) == table.session.enter(question), "\(question)")
    }
    #expect(resumed.prompt == table.session.prompt)
  }

  @Test func `goes back a number of turns, and refuses what there isn't`() throws {
    var table = try Seated("MID", turns: 4)
    #expect(try table.type("back") == ["No turn is closed yet to go back to."])
    try table.type("end", "end")
    #expect(try table.type("back 3") == ["Only 2 turns are closed: go back 1 to 2."])
    #expect(try table.type("back 0") == ["Only 2 turns are closed: go back 1 to 2."])
    #expect(try table.type("back soon")[0].hasPrefix("Expected: back N"))
    #expect(table.actions.isEmpty)
    try table.type("back", "ba 2")
    #expect(table.actions == [.goBack(toTurn: 2), .goBack(toTurn: 1)])
  }

  @Test func `sets two histories side by side from where they part`() throws {
    var table = try Seated("MID", turns: 3)
    try table.type("end", "align NOR 0.2", "end", "end")
    let before = table.session.history(named: "before")
    var other = try Seated("MID", turns: 3)
    try other.type("end")
    let resumed = try other.again(turns: 1, other: before)
    #expect(!resumed.hasParted)
    #expect(resumed.comparison?.texts == ["The two histories are the same so far."])
    try other.type("export tools sud 1", "end", "end")
    let branched = try other.again(turns: 3, other: before)
    let lines = try #require(branched.comparison?.texts)
    #expect(lines[0] == "Two histories, the same luck: they part in turn 2")
    #expect(lines.contains("      before: align NOR 0.2"))
    #expect(lines.contains("      now: control export tools SUD 1.0"))
    #expect(!lines.contains { $0.hasPrefix("  1 (2030)") })
    let last = try #require(lines.first { $0.hasPrefix("  3 (2032)") })
    let mid = branched.people[0]
    let difference =
      10_000 * (other.records[2].world.realIncome[mid] - table.records[2].world.realIncome[mid])
    let told = try #require(Double(last.split(separator: " ").dropLast().last ?? ""))
    #expect(abs(told - difference) < 0.006)
    #expect(lines.allSatisfy { $0.count <= 80 })
  }

  @Test func `compares nobody's orders but one's own while others are at the table`() throws {
    var table = try Seated("MID", "ISL")
    try table.type("", "align NOR 0.123", "end", "", "align SUD 0.456", "end")
    let before = table.session.history(named: "before")
    var other = try Seated("MID", "ISL")
    try other.type("", "align NOR 0.9", "end", "", "align SUD 0.9", "end")
    var branched = try other.again(turns: 1, other: before)
    _ = branched.enter("")
    let told = branched.enter("history").lines.texts.flowing
    #expect(told.contains("before: align NOR 0.123"))
    #expect(!told.contains("0.456"))
  }

  @Test func `ends after the last turn, when only questions and going back are left`() throws {
    var table = try Seated("MID", turns: 2)
    let ending = try table.type("end", "end")
    #expect(table.session.isOver)
    #expect(ending.contains("The game is over"))
    #expect(ending.contains { $0.contains("MID gained ") && $0.contains("of 5") })
    #expect(try table.type("align NOR 1")[0].hasPrefix("There is no command ‘align’"))
    #expect(try table.type("history").count > 2)
    try table.type("back 2", "save x", "quit")
    #expect(table.actions == [.goBack(toTurn: 1), .save("x"), .leave])
  }

  @Test func `closes a turn at the word ‘end’ alone`() throws {
    var table = try Seated("MID")
    #expect(try table.type("end of the line") == ["‘end’ stands by itself."])
    #expect(table.records.isEmpty)
    try table.type("END")
    #expect(table.records.count == 1)
  }

  @Test(arguments: ["MID", "NOR", "SUD"])
  func `has help for every topic, with orders that can be given as they stand`(
    _ seat: String
  ) throws {
    var table = try Seated(seat)
    let topics = try #require(table.type("help").first?.firstMatch(of: /: (.*)\)/)?.1)
    for topic in topics.split(separator: ", ") {
      let page = try table.type("help \(topic)")
      #expect(page.count > 1, "\(topic)")
      #expect(page.allSatisfy { $0.count <= 80 }, "\(topic)")
    }
    let examples = try table.type("help orders").filter { $0.hasPrefix("  ") && $0.contains("  ") }
      .compactMap { $0.split(separator: "  ").last.map(String.init) }
      .filter { $0.contains(/^ ?(align|control|invest) .* [0-9.]+/) }
    #expect(examples.count == 6)
    for example in examples {
      #expect(try table.type(example)[0].hasPrefix("  + "), "\(example)")
    }
  }
}
