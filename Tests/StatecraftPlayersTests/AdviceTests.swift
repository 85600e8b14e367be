import StatecraftAgents
import StatecraftCore
import StatecraftPlayers
import StatecraftWorldSupport
import Testing

@Suite struct `What a seat is told` {
  /// A few turns in which much happens.
  static func eventful(_ seat: String = "MID") throws -> Seated {
    var table = try Seated(
      seat, turns: 6,
      others: [
        1: [
          "NOR": ["control export tools SUD 0.9", "control export chips FAR 0.5"],
          "SUD": ["control export goods MID 0.4", "control tariff goods MID 0.5"],
          "ISL": ["align SUD 0.9", "invest subsidy chips 0.5%gdp"],
        ],
        2: [
          "SUD": ["control import tools NOR 0.8", "control import goods MID 1"],
          "FAR": ["align SUD 1", "control import chips NOR 0.3"],
        ],
      ])
    try table.type("export tools sud .9", "subsidy tools .2", "end", "import goods sud .3", "end")
    return table
  }

  @Test func `fits into 80 columns, and never is nothing`() throws {
    let table = try Self.eventful()
    for code in ["MID", "NOR", "SUD", "FAR"] {
      for view in [try table.view(code), try table.view(code, policy: HoldPolicy())] {
        for line in try table.everything(view) {
          #expect(line.text.count <= 80 && !line.text.isEmpty, "\(line.text)")
          #expect(!line.text.hasSuffix(" "), "\(line.text)")
        }
      }
      for table in Advice.tables {
        let seated = try Self.eventful()
        #expect(!Advice(try seated.view(code)).show(table.name, Filter()).isEmpty, "\(table.name)")
      }
    }
  }

  @Test func `says nothing that depends on what others keep to themselves`() throws {
    let table = try Self.eventful()
    let view = try table.view("MID")
    let mine = view.me
    let other = try table.view("MID") { world in
      for state in view.roster.states where state != mine {
        for term in UtilityTerm.weighted { world.weights[state, term] += 0.7 }
        for target in view.roster.states where target != state {
          world.threat[state, target] = 0.123
          world.grievance[state, target] += 7.7
          world.relativeGains[state, target] = 0.456
        }
        world.government[state] = 3
        world.projects.append(
          Project(
            state: state, sector: view.roster.sectors[0], kind: .research, percentOfGDP: 0.777,
            ready: 6))
      }
    }
    #expect(try table.everything(view) == table.everything(other))
    // The same of its own it is told.
    let changed = try table.view("MID") { world in
      world.grievance[mine, view.roster.states[0]] += 7.7
    }
    #expect(try table.everything(view) != table.everything(changed))
  }

  @Test func `has estimates of the sign and the size of what comes`() throws {
    for (seat, order) in [
      ("NOR", "export tools sud 1"), ("NOR", "import chips sud 1"), ("MID", "export tools sud 1"),
    ] {
      // Full force from the first turn on, so that outcomes are of the whole order.
      var table = try Seated(seat, turns: 4)
      let view = try table.view(seat)
      try table.type(order)
      try table.type("end", "end")
      let decision = try #require(table.records.first?.answers[view.me].decision)
      let estimate = try #require(view.estimates(of: decision).first)
      let world = try #require(table.records.last?.world)
      let sud = try #require(view.roster.state("SUD"))
      let expected = try #require(estimate.assessment.otherLoss)
      let loss = 1 - world.realIncome[sud]
      #expect(expected > 0)
      #expect(loss / expected > 0.3 && loss / expected < 3, "\(seat) \(order): \(loss) \(expected)")
    }
  }

  @Test func `names the estimate as one, with cost, damage, heirs and what may come back`() throws {
    let table = try Self.eventful()
    let view = try table.view("MID")
    let order = try Decision(notation: ["control export tools FAR 1"], in: view.roster)
    let told = Advice(view).estimate(order).texts.flowing
    #expect(told.hasPrefix("Each by itself, against what stands (‘estimate’"))
    #expect(told.contains("control export tools FAR 1.0: estimate "))
    #expect(told.contains("You lose "))
    #expect(told.contains("FAR loses "))
    #expect(told.contains("what is cut would go to NOR "))
    #expect(told.contains("Retaliation: FAR's record, it met 1 of 1 measure with its own"))
    // Orders that change nothing are called that.
    let idle = try Decision(notation: ["control export tools SUD 0.9"], in: view.roster)
    #expect(Advice(view).estimate(idle).texts.flowing.contains("No cost and no damage"))
  }

  @Test func `counts how states answered measures, when there was a turn to answer in`() throws {
    let table = try Self.eventful()
    let view = try table.view("MID")
    func record(_ code: String) throws -> [Int] {
      let record = view.record(of: try #require(view.roster.state(code)))
      return [record.suffered, record.answered]
    }
    // SUD met MID's and NOR's measures of turn 1 in turn 2; FAR met NOR's; MID met SUD's.
    #expect(try record("SUD") == [2, 2])
    #expect(try record("FAR") == [1, 1])
    #expect(try record("MID") == [1, 1])
    // Of turn 2 nobody could answer yet.
    #expect(try record("NOR") == [0, 0])
  }

  @Test func `reveals the least r for which standing controls pay`() throws {
    let table = try Self.eventful()
    let view = try table.view("MID")
    let (nor, sud) = (
      try #require(view.roster.state("NOR")), try #require(view.roster.state("SUD"))
    )
    let motive = try #require(view.motive(of: nor, toward: sud))
    #expect(motive.cost > 0 && motive.damage > 0)
    for (r, isWorthwhile) in [(motive.leastR * 1.001, true), (motive.leastR * 0.999, false)] {
      #expect(
        RelativeGains.chooses(cost: motive.cost, damage: motive.damage, r: r) == isWorthwhile)
    }
    #expect(view.motive(of: nor, toward: view.me) == nil)
    // Of one's own controls it is what lifting them would save both.
    var policy = AssessingPolicy.bestReply()
    policy.temperament.leakage = 0
    let open = try table.view("MID", policy: policy)
    let own = try #require(open.motive(of: view.me, toward: sud))
    let lifting = try Decision(
      notation: ["control export tools SUD 0", "control import goods SUD 0"], in: view.roster)
    let saved = open.estimates(of: lifting).map(\.assessment)
    let cost = -saved.reduce(0) { $0 + $1.ownLoss } * open.now.gdp(of: view.me)
    let damage = -saved.reduce(0) { $0 + ($1.otherLoss ?? 0) } * open.now.gdp(of: sud)
    #expect(abs(own.cost / cost - 1) < 1e-9)
    #expect(abs(own.damage / damage - 1) < 1e-9)
    #expect(Advice(view).rivals().texts.contains { $0.hasPrefix("  NOR    SUD") })
  }

  @Test func `ranks dependence by the loss of a supplier that withholds all`() throws {
    let view = try Seated("MID").view("MID")
    for partnership in view.partnerships() {
      for item in partnership.bought {
        let bought = view.now.expenditure[item.sector, view.me]
        let share = view.now.flows[item.sector, view.me, partnership.partner] / bought
        #expect(abs(item.share - share) < 1e-12)
        #expect(item.loss > 0)
      }
      #expect(
        partnership.bought.map(\.loss) == partnership.bought.map(\.loss).sorted(by: >))
      // What one buys is what the other sells.
      let back = SeatView(
        facts: view.facts, now: try Seated("MID").view(view.roster.code(partnership.partner)).now,
        past: [], policy: HoldPolicy(), counsel: nil)
      let mirrored = try #require(back.partnerships().first { $0.partner == view.me })
      #expect(mirrored.sold.map(\.loss) == partnership.bought.map(\.loss))
    }
  }

  @Test func `is advised as its policy chooses, with the terms and the close calls`() throws {
    let table = try Self.eventful()
    let view = try table.view("NOR")
    let lines = Advice(view).advise().texts
    for order in try #require(view.counsel).decision.notation(in: view.roster) {
      #expect(lines.contains("  \(order)"), "\(order)")
    }
    // Best replies are never worth less than leaving things.
    #expect(lines.contains { $0.hasPrefix("    estimate +") })
    #expect(!lines.contains { $0.hasPrefix("    estimate -") })
    let idle = Advice(try table.view("NOR", policy: HoldPolicy())).advise().texts
    #expect(idle.contains("  nothing: leave all as it stands"))
  }

  @Test func `hears of pressure, clubs and what is ordered but not yet in force`() throws {
    let table = try Self.eventful()
    let told = Advice(try table.view("MID")).briefing().texts
    let text = told.flowing
    #expect(
      text.contains("SUD: export goods 0.4; import goods 0.6 (1 next turn); tariff goods 0.5"))
    #expect(text.contains("SUD's import restriction on you in goods goes from 0.6 to 1 this turn"))
    #expect(text.contains("of harm remembered"))
    #expect(text.contains("NOR's system: "))
    #expect(text.contains("Under way: subsidy tools 0.2 % (2033)"))
    #expect(told.count <= 45, "a screen and a half: \(told.count)")
  }

  @Test func `may order all that is called legal, and nothing beyond`() throws {
    var table = try Seated("MID")
    let legal = Advice(try table.view("MID")).legal(Filter()).texts
    let places = ["SECTOR": "goods", "STATE": "FAR"]
    var checked = 0
    for line in legal {
      guard
        let range = line.firstMatch(of: /^ +((?:align|control) [a-zA-Z ]+?) 0 to ([0-9.]+)/),
        let highest = Double(range.2)
      else { continue }
      let subject = range.1.split(separator: " ").map { places[String($0)] ?? String($0) }
        .joined(separator: " ")
      for level in [0, highest] {
        #expect(try table.type("\(subject) \(level)")[0].hasPrefix("  + "), "\(subject) \(level)")
      }
      #expect(try !table.type("\(subject) \(highest + 0.01)")[0].hasPrefix("  + "), "\(subject)")
      checked += 1
    }
    // Two poles, three instruments.
    #expect(checked == 5)
    #expect(legal.flowing.contains("0 to 1%gdp"))
    #expect(try table.type("legal FAR").contains { $0.contains("tools") })
    #expect(try table.type("legal tools").contains { $0.contains("takes 3 turns to build") })
  }

  @Test func `is offered nothing that no rule in force carries out`() throws {
    var table = try Seated(
      "MID", without: ["supply-shocks", "investment", "tariff", "alignment", "export-control"])
    let legal = try table.type("legal").flowing
    for word in ["invest", "tariff SECTOR", "align", "control export"] {
      #expect(!legal.contains(word), "\(word): \(legal)")
    }
    #expect(legal.contains("control import SECTOR STATE 0 to 1"))
    #expect(
      try table.type("estimate invest subsidy chips 0.2%gdp").flowing
        .contains("no effect, since no rule in force carries it out"))
    var bare = try Seated(
      "MID",
      without: [
        "investment", "tariff", "alignment", "export-control", "import-restriction",
        "supply-shocks",
      ])
    #expect(try bare.type("legal").flowing.contains("no rule in force carries out an order"))
  }

  @Test func `can have a state's public orders explained, and no others`() throws {
    var table = try Seated(
      "MID",
      others: [
        1: [
          "NOR": ["control export tools SUD 0.9", "invest subsidy chips 0.7%gdp"]
        ]
      ])
    #expect(try table.type("explain NOR").flowing.contains("no turn is closed"))
    try table.type("end")
    let told = try table.type("explain NOR").flowing
    #expect(told.contains("NOR tightened its export control on SUD in tools to 0.9."))
    #expect(told.contains(/export tools SUD 0.9: -[0-9.]+ bn USD for it, -[0-9.]+ bn USD for the/))
    #expect(!told.contains("0.7"))
    #expect(try table.type("explain FAR").flowing.contains("It changed nothing that is public."))
  }
}
