import StatecraftCore
import StatecraftPlayers
import Testing

@Suite struct `An umpire at the table` {
  private let choice = Deliberation(
    subject: "control export chips SUD",
    options: [
      .init(level: 0, terms: UtilityTerms(), probability: 0.25),
      .init(level: 0.8125, terms: UtilityTerms(), probability: 0.75),
    ], chosen: 1, draw: 0.4321)

  @Test func `puts injects into turns, takes them back, and sees what came of them`() throws {
    var table = try Seated(turns: 3, without: [], hasUmpire: true)
    #expect(table.session.prompt == "umpire 2030> ")
    #expect(
      try table.type("inj shock tools nor 0.5").contains("  this turn (2030): shock tools NOR 0.5"))
    #expect(
      try table.type("inject shock chips ISL 0.25 for 2").contains(
        "  turn 2 (2031): shock chips ISL 0.25"))
    #expect(try table.type("inject shock chips ISL 0.25") == ["It's in this turn already."])
    try table.type("inject shock goods far 1", "undo")
    let report = try table.type("end").flowing
    #expect(report.contains("Inject: a disruption strikes tools in NOR, productivity -39.35 %"))
    #expect(!report.contains("strikes goods"))
    #expect(table.records[0].injects.count == 2)
    #expect(try table.type("review").contains("  this turn (2031): shock chips ISL 0.25"))
    #expect(try table.type("hold") == ["No injects, in this turn or later."])
    #expect(try table.type("undo").contains("  this turn (2031): shock chips ISL 0.25"))
    try table.type("hold", "end")
    #expect(table.records[1].injects.isEmpty)
  }

  @Test func `is told every reason why an inject can't be`() throws {
    var table = try Seated(hasUmpire: true)
    #expect(
      try table.type("inject shock tolls NOX x") == [
        "‘tolls’ is no sector; did you mean ‘tools’?",
        "‘NOX’ is no state of the roster; did you mean ‘NOR’?", "‘x’ is not a number.",
      ])
    #expect(
      try table.type("inject shock tools NOR 4").contains(
        "No rule in force carries out an inject of kind ‘shock’."))
    #expect(try table.type("inject")[0].hasPrefix("What?"))
    #expect(try table.type("review") == ["No injects, in this turn or later."])
    #expect(try table.type("end please") == ["‘end’ stands by itself."])
    #expect(try table.type("show gains") == ["‘show’ is asked from a seat: ‘as NOR show gains’."])
  }

  @Test func `has help, with the injects that this game carries out`() throws {
    var table = try Seated(without: [], electionTurns: [2], hasUmpire: true)
    let topics = try #require(table.type("help").first?.firstMatch(of: /: (.*)\)/)?.1)
    for topic in topics.split(separator: ", ") {
      let page = try table.type("help \(topic)")
      #expect(page.count > 1 && page.allSatisfy { $0.count <= 80 }, "\(topic)")
    }
    #expect(try table.type("help").allSatisfy { $0.count <= 80 })
    let kinds = try table.type("help inject").flowing
    #expect(kinds.contains("inject shock SECTOR STATE SIZE") && kinds.contains("inject election"))
    let example = try #require(
      table.type("help").lazy.compactMap { $0.firstMatch(of: /inject shock \S+ \S+ \S+/) }.first)
    #expect(try table.type(String(example.0))[0] == "Injects")

    var calm = try Seated("MID", without: ["supply-shocks"], electionTurns: [2])
    let told = try calm.type("help inject").flowing
    #expect(told.contains("inject election STATE") && !told.contains("shock"))
    #expect(told.contains("Only an umpire may"))
    #expect(
      try calm.type("inject election NOR") == [
        "Injects are the umpire's: ‘--umpire’ lets one sit at the table."
      ])
  }

  @Test func `is explained what every state weighed, and people aren't`() throws {
    var table = try Seated("MID", hasUmpire: true)
    table.deliberations = [choice]
    try table.type("", "end", "")
    #expect(table.session.prompt == "umpire 2030> ")
    #expect(try table.type("explain NOR") == ["No turn is closed yet."])
    try table.type("end", "")
    // MID, a person: no word or number of what others weighed, by any question.
    #expect(table.session.prompt == "MID 2031> ")
    let told = try table.type(
      "explain NOR", "explain MID", "report all", "brief full", "rivals", "show relations",
      "history", "as NOR brief full", "help inject"
    ).joined(separator: "\n")
    for secret in ["0.8125", "0.4321", "weighs control", "drew"] {
      #expect(!told.contains(secret), "\(secret)")
    }
    try table.type("end", "")
    let explained = try table.type("explain nor")
    #expect(explained.contains("  NOR weighs control export chips SUD: drew 0.4321"))
    #expect(explained.contains { $0.hasPrefix("    → 0.8125 with probability 0.750") })
    #expect(try table.type("explain nor chips").count == explained.count)
    #expect(try table.type("explain nor tools").contains("  It weighed nothing there."))
    #expect(try table.type("explain")[0].hasPrefix("Whom?"))
  }

  @Test func `comes after the people, hidden from them, and what they ordered isn't shown`() throws
  {
    var table = try Seated("MID", "ISL", without: [], hasUmpire: true)
    try table.type("", "align NOR 0.123", "end", "")
    let handover = table.session.enter("end")
    #expect(handover.clearsScreen)
    #expect(handover.lines.texts == ["Turn 1 of 3 (2030): pass to the umpire."])
    #expect(table.session.prompt == "Press Enter when the umpire sits here: ")
    let shown = try table.type("", "review", "as MID brief full", "report").joined()
    #expect(!shown.contains("0.123"))
    try table.type("inject shock tools NOR 0.6875", "end")
    // What the umpire typed is off the screen before the next sits down.
    #expect(table.session.open().clearsScreen)
    #expect(table.session.prompt == "Press Enter when MID sits here: ")
    #expect(table.records.count == 1)
  }

  @Test func `sees from any seat what that seat may see`() throws {
    var table = try Seated("MID", turns: 3, hasUmpire: true)
    try table.type("")
    let seen = try table.type("brief full")
    try table.type("end", "")
    #expect(try table.type("as MID brief full") == seen)
    for question in ["legal chips", "show gains", "advise", "rivals", "estimate align NOR 0.2"] {
      #expect(!(try table.type("as mid \(question)")).isEmpty, "\(question)")
    }
    #expect(try table.type("as MID")[0].hasPrefix("Expected: as STATE QUESTION"))
    #expect(try table.type("as MID estimate")[0].hasPrefix("Of what?"))
    #expect(
      try table.type("as NOR estimate align NOR 0.2").flowing.contains("a pole's leader can't"))
  }

  @Test func `goes back, keeps copies and looks back when it's over`() throws {
    var table = try Seated(turns: 2, hasUmpire: true)
    try table.type("end", "back 1", "save x", "end")
    #expect(table.session.isOver && table.session.prompt == "over> ")
    #expect(try table.type("inject shock tools NOR 1")[0].hasPrefix("There is no command ‘inject’"))
    #expect(try table.type("explain NOR").count > 1)
    #expect(try table.type("history").contains { $0.hasPrefix("SUD turn by turn") })
    #expect(try table.type("history isl").contains { $0.hasPrefix("ISL turn by turn") })
    try table.type("quit")
    #expect(table.actions == [.goBack(toTurn: 1), .save("x"), .leave])
  }
}

@Suite struct `Who governs` {
  @Test func `is told to all seats, with the polls to come, and not what governments weigh`() throws
  {
    var table = try Seated("MID", turns: 5, electionTurns: [2, 4, 9])
    let opening = try table.type("brief full").flowing
    #expect(opening.contains("Polls ahead: NOR in 2031 (calm in office)."))
    try table.type("end")
    #expect(try table.type("brief full").flowing.contains("NOR this year (calm in office)"))
    let first = try table.type("show elections")
    #expect(first.contains { $0.contains(/NOR +calm +the start +2031, 2033$/) })
    // In the small world's luck the other government comes.
    try table.type("end")
    let after = try table.type("show elections", "show elections NOR").joined(separator: "\n")
    let isKeen = table.records[1].world.government.storage.contains(1)
    #expect(after.contains(isKeen ? /NOR +keen +2031 +2033/ : /NOR +calm +the start +2033/))
    let all = try table.type("brief full", "rivals", "explain NOR", "show relations").joined()
    #expect(!all.contains("0.1875") && !all.contains("1.0625"))
    try table.type("end", "end")
    #expect(!(try table.type("brief full").flowing.contains("Polls ahead")))
  }

  @Test func `is told to the seat itself, with its own weights`() throws {
    var table = try Seated("NOR", turns: 3, electionTurns: [2])
    #expect(
      try table.type("brief full").flowing.contains(
        "Government: calm in office, polls in 2031; it weighs all its aims alike."))
    try table.type("end", "end")
    #expect(try table.type("brief full").flowing.contains("no more polls in this game; it weighs"))
  }

  @Test func `is no matter where no rule holds elections`() throws {
    var table = try Seated(
      "MID", without: ["supply-shocks", "elections"], electionTurns: [2])
    #expect(!(try table.type("brief full").flowing.contains("Polls")))
    #expect(try table.type("show elections").contains { $0.contains(/NOR +calm +the start +none/) })
  }
}
