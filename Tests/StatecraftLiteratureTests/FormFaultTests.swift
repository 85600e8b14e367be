import Foundation
import StatecraftLiterature
import StatecraftScenario
import Testing

/// A classic, edited so that it makes no sense, and what the reader says.
struct Nonsense: Sendable, CustomTestStringConvertible {
  let scenario: String
  let edits: [String]
  let faults: [String]

  init(_ scenario: String, _ edits: [String], _ faults: [String]) {
    (self.scenario, self.edits, self.faults) = (scenario, edits, faults)
  }

  var testDescription: String { "\(scenario) \(edits.joined(separator: " "))" }

  static let all = [
    Nonsense(
      "five-allies", ["game.public_good.preferences=linear"],
      [
        "‘taste’ belongs to Cobb and Douglas’s preferences",
        "no ‘return’ of A, B, C, D, E: give it below ‘members’, or to all at once here",
      ]),
    Nonsense(
      "three-allies", ["game.public_good.return=0.5"], ["‘return’ belongs to linear preferences"]),
    Nonsense(
      "council-of-seven", ["game.council.quota=4"],
      Array(repeating: "expected as many weights as quotas: 1", count: 7)),
    Nonsense(
      "council-of-seven", ["game.council.members=[{state: A, weight: [1, 1]}]"],
      ["B, C, D, E, F and 1 more must be listed below ‘members’ too"]),
    Nonsense(
      "council-of-ministers", ["game.council.members[FRA].weight=0.33333333"],
      [
        "majority 1 has weights that can't be added up exactly: give them as decimals of at most six "
          + "places and a total below a thousand million"
      ]),
    Nonsense(
      "risk-return", ["game.bargaining.balance=[0.2, 0.8]"],
      ["one thing may be known to the responder alone: the balance or its cost"]),
    Nonsense(
      "risk-return", ["game.bargaining.responder_cost=[0.4, 0.1]"],
      ["expected a number, or [lowest, highest]"]),
    Nonsense(
      "risk-return", ["game.bargaining.discount=0.5"],
      ["later periods are for bargaining in which both know all: give numbers"]),
    Nonsense(
      "preventive-war", ["game.bargaining.later_balance=0.2"],
      ["power may shift to the proposer only: name the state that rises as proposer"]),
    Nonsense(
      "preventive-war", ["game.bargaining.discount=0"],
      ["without a discount above 0 nothing comes later"]),
    Nonsense(
      "preventive-war", ["states=[{code: A}, {code: B}, {code: C}]"],
      ["two bargain: list two states, not 3"]),
    Nonsense(
      "cascade-on-a-path", ["game.threshold={}"],
      ["no ‘threshold’ of A, B, C, D, E: give it below ‘members’, or to all at once here"]),
  ]
}

@Suite struct FormFaultTests {
  private let library = ScenarioLibrary.find()

  @Test(arguments: Nonsense.all)
  func `Every part of a game that makes no sense is said`(_ nonsense: Nonsense) throws {
    let error = #expect(throws: ScenarioFaults.self) {
      try library.load(nonsense.scenario, set: nonsense.edits)
    }
    #expect(error?.faults.map(\.message) == nonsense.faults)
  }

  @Test func `A measure of another form has no number, and says so`() throws {
    let council = try library.load("council-of-ministers")
    let offer = try #require(
      try library.load("risk-return").experimentSet.published.first { $0.measure.state == nil })
    #expect(offer.measure.description == "optimal_offer")
    #expect(throws: MeasureFailure.self) {
      try GameMeasures(council, games: nil).estimate(of: offer.measure)
    }
  }

  @Test func `No file of the literature is passed over`() throws {
    let folder = URL(fileURLWithPath: library.root)
      .appendingPathComponent("Scenarios/literature").resolvingSymlinksInPath().path
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".yaml") }.map { "Scenarios/literature/\($0)" }
    #expect(!files.isEmpty)
    #expect(Set(files) == Set(ClassicTests.paths))
  }
}
