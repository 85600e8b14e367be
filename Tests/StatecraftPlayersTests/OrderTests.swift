import StatecraftCore
import StatecraftPlayers
import Testing

@Suite struct `Orders at the table` {
  /// What is typed, and the orders that it makes, in decision notation.
  static let understood: [(typed: String, orders: [String])] = [
    ("align NOR 0.6", ["align NOR 0.6"]),
    ("  ALIGN nor 60%  ", ["align NOR 0.6"]),
    ("al nor .6", ["align NOR 0.6"]),
    ("align nor 60 %", ["align NOR 0.6"]),
    ("align sud 0,25", ["align SUD 0.25"]),
    ("control export tools SUD 0.75", ["control export tools SUD 0.75"]),
    ("c ex to su .75", ["control export tools SUD 0.75"]),
    ("ctl exp tools sud .75", ["control export tools SUD 0.75"]),
    ("CTRL imp tools sud .75", ["control import tools SUD 0.75"]),
    ("ctl tar goods far .25", ["control tariff goods FAR 0.25"]),
    ("control export SUD tools 0.75", ["control export tools SUD 0.75"]),
    ("ex tools sud 75%", ["control export tools SUD 0.75"]),
    ("export tools sud 75%", ["control export tools SUD 0.75"]),
    ("imp chips The land of ISL 1", ["control import chips ISL 1.0"]),
    ("tariff goods far 25%", ["control tariff goods FAR 0.25"]),
    ("lift export tools sud", ["control export tools SUD 0.0"]),
    (
      "export tools sud,far,isl .5",
      [
        "control export tools SUD 0.5", "control export tools FAR 0.5",
        "control export tools ISL 0.5",
      ]
    ),
    ("export tools sud, far 1", ["control export tools SUD 1.0", "control export tools FAR 1.0"]),
    ("export tools sud far 1", ["control export tools SUD 1.0", "control export tools FAR 1.0"]),
    ("export tools sud sud 1", ["control export tools SUD 1.0"]),
    ("invest subsidy chips 0.2%gdp", ["invest subsidy chips 0.2%gdp"]),
    ("inv sub chips .2", ["invest subsidy chips 0.2%gdp"]),
    ("subsidy chips 0.2 % gdp", ["invest subsidy chips 0.2%gdp"]),
    ("res tools .1", ["invest research tools 0.1%gdp"]),
    ("inv res tools .1", ["invest research tools 0.1%gdp"]),
    ("sub tools .1", ["invest subsidy tools 0.1%gdp"]),
    ("rese tools .1%", ["invest research tools 0.1%gdp"]),
    ("ex tools,chips sud .9", ["control export tools SUD 0.9", "control export chips SUD 0.9"]),
  ]

  @Test func `stand for many where a word says so, and are told in few lines`() throws {
    var table = try Seated("MID", turns: 6)
    let setting = table.scenario.setting
    let key = setting.roster.sectors.filter { setting[$0].isKey }.map(setting.roster.code)
    #expect(!key.isEmpty)
    try table.type("sanction sud", "end")
    let me = table.session.people[0]
    #expect(
      table.records[0].answers[me].decision.notation(in: setting.roster)
        == key.map { "control export \($0) SUD 1.0" })
    // What stands is stricter than what would be ordered.
    #expect(
      try table.type("sanction sud .5")
        == ["You withhold that much or more in every key sector already."])
    // All states but one's own, in a line for those with the same sectors.
    let told = try table.type("export all all .3")
    let sectors = setting.roster.sectorCodes
    #expect(told[0].hasPrefix("  + \(4 * sectors.count) orders ("))
    #expect(told.flowing.contains("control export \(sectors.joined(separator: ", ")) "))
    #expect(told.count < 5)
    try table.type("hold", "import \(key[0]) far .4", "end")
    // What stands is lifted, narrowed or all of it, and no tariff of the start with it.
    let mine = { (answers: [String]) in
      answers.map { String($0.dropFirst(4).prefix { $0 != "(" }.dropLast()) }
    }
    #expect(mine(try table.type("lift import")) == ["control import \(key[0]) FAR 0.0"])
    #expect(
      mine(try table.type("hold", "lift sud").filter { $0.hasPrefix("  +") })
        == key.map { "control export \($0) SUD 0.0" })
    #expect(try table.type("lift isl") == ["Nothing of yours stands there that could be lifted."])
    try table.type("hold", "lift all", "end", "end")
    #expect(
      table.records[2].answers[me].decision.notation(in: setting.roster).sorted()
        == (key.map { "control export \($0) SUD 0.0" } + ["control import \(key[0]) FAR 0.0"])
        .sorted())
    #expect(
      try table.type("lift all") == ["Nothing of yours stands there that could be lifted."])
  }

  @Test func `explain oneself when asked about me`() throws {
    var table = try Seated("MID")
    try table.type("export tools sud 1", "end")
    #expect(try table.type("explain me") == table.type("explain MID"))
    #expect(try table.type("explain me").flowing.contains("MID tightened its export control"))
  }

  @Test func `name states as people say them`() throws {
    let names = [
      ("ger", "Germany"), ("Britain", "United Kingdom"), ("america", "United States"),
      ("holland", "Netherlands"), ("korea", "South Korea"), ("us", "United States"),
    ]
    let codes = ["DEU", "GBR", "USA", "NLD", "KOR", "AUS"]
    let called = [
      "Germany", "United Kingdom", "United States", "Netherlands", "South Korea", "Australia",
    ]
    let roster = Roster(
      states: zip(codes, called).map { (code: $0, name: $1) }, sectors: [("goods", "Goods")],
      poles: ["USA"])
    for (word, name) in names {
      #expect(roster.stateCalled(word).map(roster.name) == name, "\(word)")
    }
  }

  @Test func `come as people type them, and are told back in decision notation`() throws {
    for (typed, orders) in Self.understood {
      var table = try Seated("MID")
      let answers = try table.type(typed)
      #expect(answers.count == orders.count, "\(typed): \(answers)")
      for (answer, order) in zip(answers, orders) {
        #expect(answer.hasPrefix("  + \(order) ("), "\(typed): \(answer)")
      }
      try table.type("end")
      let carriedOut = try #require(table.records.first?.answers[table.session.people[0]])
      #expect(carriedOut.decision.notation(in: table.scenario.setting.roster) == orders)
    }
  }

  /// What is typed, and what must be said to it.
  static let refused: [(typed: String, reasons: [String])] = [
    ("algn NOR 0.6", ["There is no command ‘algn’; did you mean ‘align’?"]),
    ("xyzzy", ["There is no command ‘xyzzy’; there are align, "]),
    ("s", ["‘s’ may be subsidy, sanction, show or save: write more of it."]),
    ("ex", ["‘ex’ may be export, explain or exit: write more of it."]),
    ("align", ["Expected: align POLE DEGREE, such as ‘align NOR 0.6’."]),
    ("align NRO 0.6", ["There is no state ‘NRO’; did you mean ‘NOR’?"]),
    ("align FAR 0.6", ["FAR leads no pole; the poles are NOR, SUD."]),
    (
      "align NRO much",
      [
        "There is no state ‘NRO’; did you mean ‘NOR’?",
        "‘much’ is not a number: write 0.75, .75 or 75%.",
      ]
    ),
    ("align NOR 60", ["60 is above 1: for 60 percent, write 60%."]),
    ("align NOR -0.5", ["‘align NOR -0.5’: a degree is from 0 to 1."]),
    ("align NOR 1.5", ["‘align NOR 1.5’: a degree is from 0 to 1."]),
    ("align NOR nan", ["‘nan’ is not a number"]),
    (
      "control exprt toolz SUX a",
      [
        "There is no instrument ‘exprt’; did you mean ‘export’?",
        "There is no sector ‘toolz’; did you mean ‘tools’?",
        "There is no state ‘SUX’; did you mean ‘SUD’?",
        "‘a’ is not a number",
      ]
    ),
    ("export tools MID 0.5", ["‘control export tools MID 0.5’: a state can't control its own"]),
    ("tariff goods SUD 3", ["‘control tariff goods SUD 3.0’: the level is from 0 to 2"]),
    ("lift toolz SUD", ["There is no state or sector ‘toolz’"]),
    ("lift", ["What? ‘lift all’, or instruments, sectors and states to narrow it."]),
    ("lift export SUD", ["Nothing of yours stands there that could be lifted."]),
    ("tariff goods SUD 25", ["25 would be 2500 percent: for 25 percent, write 25%."]),
    ("sanction", ["Expected: sanction STATE [LEVEL], such as ‘sanction "]),
    ("sanction MID", ["a state can't control its own"]),
    ("export g SUD 1", ["‘g’ may be goods or grain: write more of it."]),
    ("invest bribes chips 1", ["There is no investment ‘bribes’; there are subsidy, research."]),
    ("subsidy chips lots", ["‘lots’ is not money: write percent of GDP, such as 0.2%gdp."]),
    ("subsidy chips 1.5", ["the treasury allows 1.0 %"]),
    ("subsidy chips -1", ["money is from 0 to 100 percent of GDP"]),
  ]

  @Test func `that can't be read or carried out are refused with every reason`() throws {
    for (typed, reasons) in Self.refused {
      var table = try Seated("MID")
      try table.type("align SUD 0.3")
      let answer = try table.type(typed).flowing
      for reason in reasons { #expect(answer.contains(reason), "\(typed): \(answer)") }
      #expect(try table.type("review").count == 2, "\(typed) changed something")
    }
  }

  @Test func `about the same thing replace each other, and are taken back one by one`() throws {
    var table = try Seated("MID")
    try table.type("align NOR 0.6", "export tools sud,far .5")
    #expect(
      try table.type("export tools far .9") == [
        "  + control export tools FAR 0.9 (instead of 0.5)"
      ])
    #expect(
      try table.type("review").dropFirst() == [
        "  align NOR 0.6 (now 0.70)", "  control export tools SUD 0.5 (now 0)",
        "  control export tools FAR 0.9 (now 0)",
      ])
    #expect(try table.type("undo").last == "  control export tools FAR 0.5 (now 0)")
    #expect(try table.type("undo").last == "  align NOR 0.6 (now 0.70)")
    try table.type("hold")
    #expect(try table.type("review") == ["No orders: you'd hold."])
    #expect(try table.type("undo").count == 2)
    #expect(try table.type("undo") == ["No orders: you'd hold."])
    #expect(try table.type("undo")[0].hasPrefix("There is nothing to take back"))
  }

  @Test func `share the treasury, which is refused no more than it has`() throws {
    var table = try Seated("MID")
    try table.type("subsidy chips .6")
    let refused = try table.type("research tools .6").flowing
    #expect(refused.contains("together 1.2 % of GDP, and the treasury allows 1.0 %"))
    #expect(try table.type("review").last == "  Money: 0.6 % of GDP of 1 %.")
    // The same project with less money is another matter.
    try table.type("subsidy chips .3", "research tools .6")
    #expect(try table.type("review").last == "  Money: 0.9 % of GDP of 1 %.")
  }

  @Test func `of control characters and endless lines do no harm`() throws {
    var table = try Seated("MID")
    for line in ["\u{1B}[A", "\u{1B}[31m", "\0\0\0", "align\u{7}NOR\u{8}0.6", "…", "💥 💥"] {
      for text in try table.type(line) {
        #expect(text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
      }
    }
    let flood = try table.type(String(repeating: "align ", count: 100_000))
    #expect(flood.joined().count < 500)
    #expect(try table.type("align NOR " + String(repeating: "9", count: 5000)).joined().count < 500)
  }
}
