import StatecraftCore
import StatecraftTestSupport
import Testing

struct DecisionNotationTests {
  private let roster = Toy.setting().roster

  @Test func `Every order comes back from its notation to the last bit`() throws {
    let lines = [
      "align ARC 0.1", "align BOR 0.30000000000000004", "control export sector0 CAL 0.75",
      "control import sector1 ARC 5e-324", "control tariff sector0 BOR 1.25",
      "invest subsidy sector1 0.2%gdp", "invest research sector0 0.1%gdp",
    ]
    let decision = try Decision(notation: lines, in: roster)
    #expect(decision.notation(in: roster) == lines)
    #expect(decision.alignment[1] == AlignmentOrder(pole: PoleID(index: 1), degree: 0.1 + 0.2))
    #expect(
      decision.controls[2]
        == ControlOrder(
          instrument: .tariff, sector: SectorID(index: 0), target: StateID(index: 1), level: 1.25))
    #expect(
      decision.investments[1]
        == InvestmentOrder(kind: .research, sector: SectorID(index: 0), percentOfGDP: 0.1))
  }

  @Test func `Letter case and spaces are free, and to hold is to order nothing`() throws {
    let decision = try Decision(
      notation: ["  ALIGN  arc\t1", "hold", "", "Invest Subsidy SECTOR1 1%GDP"], in: roster)
    #expect(decision.notation(in: roster) == ["align ARC 1.0", "invest subsidy sector1 1.0%gdp"])
    #expect(try Decision(notation: ["hold"], in: roster) == .hold)
  }

  @Test func `All faults are reported at once, each with a way out`() {
    let error = #expect(throws: NotationError.self) {
      try Decision(
        notation: [
          "aline ARC 1", "align ARD 0.5", "align CAL 0.5", "align ARC", "align ARC much",
          "control embargo sector0 ARC 1", "control export sektor0 ARC 1",
          "control export sector0 ARC", "invest chips sector0 1%gdp", "invest subsidy sector0 1",
          "invest subsidy sector0", "align ARC 1",
        ], in: roster)
    }
    #expect(
      error?.faults.map(\.reason) == [
        "an order begins with ‘align’, ‘control’, ‘invest’, ‘move’ or ‘hold’",
        "‘ARD’ is no state of the roster; did you mean ‘ARC’?",
        "CAL leads no pole; the poles are ARC, BOR",
        "expected: align POLE DEGREE",
        "‘much’ is not a number",
        "‘embargo’ is no instrument; there are export, import, tariff",
        "‘sektor0’ is no sector; did you mean ‘sector0’?",
        "expected: control INSTRUMENT SECTOR TARGET LEVEL",
        "‘chips’ is no investment; there are subsidy, research",
        "money is given in percent of GDP, such as 0.2%gdp",
        "expected: invest KIND SECTOR SHARE%gdp",
      ])
    #expect(error?.faults[1].line == "align ARD 0.5")
  }

  @Test func `A suggestion is near, and the first of equals`() {
    #expect(nearestMatch(to: "chps", among: ["ships", "chips"]) == "chips")
    #expect(nearestMatch(to: "xhips", among: ["ships", "chips"]) == "ships")
    #expect(nearestMatch(to: "wool", among: ["ships", "chips"]) == nil)
    #expect(suggestion(for: "CHIPS", among: ["chips"]) == "; did you mean ‘chips’?")
    #expect(suggestion(for: "a", among: [String]()).isEmpty)
  }
}

struct ViolationTests {
  private let setting = Toy.setting()

  /// The reasons why a state can't give orders in notation.
  private func reasons(_ code: String, _ lines: String...) throws -> [String] {
    let state = try #require(setting.roster.state(code))
    return try Decision(notation: lines, in: setting.roster)
      .violations(by: state, in: setting).map(\.description)
  }

  @Test func `Legal orders have no violations, bounds included`() throws {
    #expect(
      try reasons(
        "ARC", "align BOR 0", "control export sector0 BOR 1", "control export sector1 BOR 0",
        "control tariff sector0 BOR 2", "invest subsidy sector0 0.7%gdp",
        "invest research sector0 0.3%gdp") == [])
  }

  @Test func `Every reason is given`() throws {
    #expect(
      try reasons("ARC", "align ARC 0.5", "align BOR 1.5", "align BOR nan") == [
        "align ARC 0.5: a pole's leader can't align with itself",
        "align BOR 1.5: a degree is from 0 to 1",
        "align BOR nan: a second order for the same pole",
        "align BOR nan: a degree is from 0 to 1",
      ])
    #expect(
      try reasons(
        "CAL", "control export sector0 CAL 0.5", "control tariff sector0 ARC 2.5",
        "control import sector1 ARC 1.5", "control import sector1 ARC -1") == [
          "control export sector0 CAL 0.5: a state can't control its own trade",
          "control tariff sector0 ARC 2.5: the level is from 0 to 2.0",
          "control import sector1 ARC 1.5: the level is from 0 to 1.0",
          "control import sector1 ARC -1.0: a second order for the same control",
          "control import sector1 ARC -1.0: the level is from 0 to 1.0",
        ])
    #expect(
      try reasons(
        "DUN", "invest subsidy sector0 0.8%gdp", "invest subsidy sector0 0.8%gdp",
        "invest research sector0 -1%gdp") == [
          "invest subsidy sector0 0.8%gdp: a second order for the same investment",
          "invest research sector0 -1.0%gdp: money is from 0 to 100 percent of GDP",
          "invest subsidy sector0 0.8%gdp; invest subsidy sector0 0.8%gdp; invest research sector0 "
            + "-1.0%gdp: together 1.6 % of GDP, and the treasury allows 1.0 %",
        ])
  }

  @Test func `Shares that add up to the limit in decimal notation are within it`() throws {
    #expect(0.05 + 0.55 + 0.3 + 0.1 > 1)
    #expect(
      try reasons(
        "DUN", "invest subsidy sector0 0.05%gdp", "invest subsidy sector1 0.55%gdp",
        "invest research sector0 0.3%gdp", "invest research sector1 0.1%gdp") == [])
  }
}
