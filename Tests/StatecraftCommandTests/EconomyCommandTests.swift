import Foundation
import Testing

@Suite struct `Economies on the command line` {
  private func number(_ json: [String: Any], _ path: String...) throws -> Double {
    var value: Any? = json
    for key in path {
      if let list = value as? [Any], let index = Int(key) {
        value = list[index]
      } else {
        value = (value as? [String: Any])?[key]
      }
    }
    return try #require(value as? Double)
  }

  @Test func `A classic is told with its published numbers, in 80 columns`() async throws {
    let outcome = try await Program.run(["counterfactual", "three-countries"])
    #expect(outcome.code == 0 && outcome.errors.isEmpty)
    #expect(outcome.lines.allSatisfy { $0.count <= 80 })
    #expect(outcome.output.contains("All 18 published numbers agree within their tolerances."))
    let gain = try #require(outcome.output.firstMatch(of: /CCC +\+0\.32 +\+0\.32/))
    #expect(!gain.output.isEmpty)
  }

  @Test
  func `Results are JSON and CSV, and the parts sum to the whole`() async throws {
    let outcome = try await Program.run(
      [
        "counterfactual", "small-yard-2023", "--shock", "ban supplier=CHN sector=refining leak=0.1",
        "--shock", "tariff rate=0.25 market=USA supplier=CHN", "--json", "-",
      ])
    let json = try outcome.json()
    for state in ["USA", "CHN", "DEU"] {
      let income = try number(json, "experiments", "0", "states", state, "realIncome")
      let experiments = try #require(json["experiments"] as? [[String: Any]])
      let states = try #require(experiments[0]["states"] as? [String: [String: Any]])
      let sources = try #require(states[state]?["sources"] as? [String: Double])
      #expect(abs(sources.values.reduce(0, +) - (income - 1)) < 1e-9)
      #expect(income != 1)
    }
    let scratch = try Scratch()
    let file = scratch.path("out.csv")
    let table = try await Program.run(
      ["counterfactual", "optimal-tariff", "--case", "size-10", "--csv", file])
    #expect(table.code == 0)
    let rows = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
    #expect(rows.count == 5)
    #expect(rows[0].hasPrefix("experiment,state,real_income,wage,"))
    #expect(table.output.contains("HOM tariff       28.9311"))
    // Of a case, only its own published numbers.
    #expect(table.output.contains("All 2 published numbers agree"))
  }

  @Test func `A scenario's own shocks and measures are answered`() async throws {
    let scratch = try Scratch()
    try scratch.write(
      "shocks:\n  - {shock: autarky, state: AAA}\n", to: "mine.yaml")
    let outcome = try await Program.run(
      [
        "counterfactual", "three-countries", "--shocks", scratch.path("mine.yaml"), "--measure",
        "share[goods,AAA,AAA]",
      ])
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("share[goods,AAA,AAA]  1\n"))
    #expect(!outcome.output.contains("published"))
  }

  @Test
  func `A stress test is exact beside first glance, for one and for all`() async throws {
    let tiny = try Tiny()
    let one = try await tiny.run(
      "stress", "tiny.yaml", "--cut", "chn", "--sector", "chips", "--json", "-")
    let json = try one.json()
    let loss = try number(json, "cuts", "0", "losses", "DEU")
    let glance = try number(json, "cuts", "0", "lossesFirstOrder", "DEU")
    #expect(loss > 0 && glance > loss)
    let all = try await tiny.run(
      "stress", "tiny.yaml", "--table", "--sector", "chips", "--csv", "-")
    // A header, three states' losses by three cuts, and the end of the last line.
    #expect(all.lines.count == 11)
    let row = try #require(all.lines.first { $0.hasPrefix("CHN,DEU,") })
    let numbers = row.split(separator: ",").suffix(2).compactMap { Double($0) }
    #expect(zip(numbers, [loss, glance]).allSatisfy { abs($0 - $1) < 1e-15 })
    // Nobody buys without selling anything: a cut of all sales is one of all purchases.
    let alone = try await tiny.run("stress", "tiny.yaml", "--cut", "CHN")
    #expect(
      alone.code == 0
        && alone.output.replacing("\n", with: " ").contains("trade ends both ways for CHN"))
    let both = try await tiny.run("stress", "tiny.yaml", "--cut", "CHN", "--purchases")
    // At first glance they differ, since what isn't bought back isn't seen there.
    func exact(_ lines: [String]) -> [Substring] { lines[3...6].map { $0.dropLast(12) } }
    #expect(exact(alone.lines) == exact(both.lines))
  }

  private static let lender = """
    format: 1
    name: two
    title: Two states, one of which lends
    states: [{code: SUR, transfer: -0.02}, {code: DEF, transfer: 0.02}]
    sectors: [{code: goods, elasticity_theta: 5}]
    economy: {sourcing: [[0.8, 0.2], [0.25, 0.75]]}
    """

  @Test
  func `Autarky of a lender has an answer, or one sentence that names the cause`()
    async throws
  {
    let scratch = try Scratch()
    try scratch.write(Self.lender, to: "two.yaml")
    let free = try await Program.run(
      ["counterfactual", "two.yaml", "--shock", "autarky"], in: scratch)
    #expect(free.code == 0 && free.output.contains("Balances of trade are closed first"))
    let fixed = try await Program.run(
      ["counterfactual", "two.yaml", "--shock", "autarky", "--closure", "fixed"], in: scratch)
    #expect(fixed.code == 1)
    #expect(fixed.errors.contains("DEF borrows 0.02 abroad at the start, and buys nothing there"))
    for closure in ["proportional", "none", "balanced"] {
      let json = try await Program.run(
        [
          "counterfactual", "two.yaml", "--shock", "autarky", "--closure", closure, "--json", "-",
        ], in: scratch
      ).json()
      #expect(try number(json, "experiments", "0", "states", "SUR", "realIncome") > 0)
    }
    let table = try await Program.run(
      ["stress", "two.yaml", "--table", "--json", "-"], in: scratch
    ).json()
    for cut in ["0", "1"] {
      #expect(try number(table, "cuts", cut, "losses", "DEF").isFinite)
    }
  }

  @Test func `A state that would hand over more than it earns is refused, also in JSON`()
    async throws
  {
    let scratch = try Scratch()
    try scratch.write(Self.lender, to: "two.yaml")
    let outcome = try await Program.run(
      [
        "counterfactual", "two.yaml", "--shock", "transfer from=SUR to=DEF amount=0.9", "--json",
        "-",
      ], in: scratch)
    #expect(outcome.code == 1 && outcome.output.isEmpty)
    #expect(outcome.errors.contains("SUR would hand 0.92 abroad"))
  }

  @Test
  func `Dependence is direct and indirect, on one and on all`() async throws {
    let one = try await Program.run(["dependence", "leather", "--of", "DEU", "--on", "TUR"])
    #expect(one.code == 0)
    #expect(one.lines.allSatisfy { $0.count <= 80 })
    let json = try await Program.run(
      ["dependence", "leather", "--of", "DEU", "--json", "-"]
    ).json()
    // From the table: what Germany buys of transport from Turkey over all it buys of transport.
    let direct = try number(json, "on", "TUR", "sectors", "transport", "direct")
    let bought: [[Double]] = [[0, 0.4, 0.5, 0.8], [0.2, 0, 1.8, 4.9], [11.3, 8.1, 51.3, 68.4]]
    let all = bought.joined().reduce(0, +)
    let expected = bought[1].reduce(0, +) / all
    #expect(abs(direct - expected) < 1e-12)
    let total = try number(json, "on", "TUR", "sectors", "transport", "total")
    let indirect = try number(json, "on", "TUR", "sectors", "transport", "indirect")
    #expect(indirect > 0 && total > indirect)
  }

  @Test(arguments: [
    (
      ["stress", "optimal-tariff", "--cut", "FOT"], 2,
      "There is no state ‘FOT’; did you mean ‘FOR’"
    ),
    (
      ["stress", "optimal-tariff", "--cut", "FOR", "--sector", "godds"], 2,
      "did you mean ‘goods’?"
    ),
    (["stress", "optimal-tariff"], 2, "Say whom to ‘--cut’"),
    (["stress", "leather", "--cut", "TUR"], 1, "has no equilibrium to answer with"),
    (["dependence", "leather", "--of", "DEU", "--on", "DEU"], 2, "name the same state"),
    (["dependence", "leather", "--of", "TUT"], 2, "did you mean ‘TUR’?"),
    (["counterfactual", "small-yard-2023"], 2, "lists no experiments: say what changes"),
    (
      ["counterfactual", "three-countries", "--experiment", "decopling"], 2,
      "did you mean ‘decoupling’?"
    ),
    (["counterfactual", "optimal-tariff", "--case", "size-11"], 2, "did you mean ‘size-1"),
    (
      ["counterfactual", "three-countries", "--shock", "tarif rate=1"], 3, "did you mean ‘tariff’?"
    ),
    (
      ["counterfactual", "three-countries", "--measure", "incom[AAA]"], 3, "did you mean ‘income’?"
    ),
    (["counterfactual", "three-countries", "--json", "-", "--csv", "-"], 2, "can't both go to"),
    (["run", "three-countries"], 3, "holds an economy and no game"),
    (["check", "three-countries", "--baseline"], 2, "this has no game"),
    (["check", "three-countries", "--without", "trade"], 3, "there are no rules to take out"),
    (
      ["counterfactual", "gains-from-trade", "--set", "economy.sourcing=[[0.5, 0.4], [0, 1]]"], 3,
      "the shares of HOM's spending on goods sum to 0.9"
    ),
  ])
  func `A mistake is told with a way out`(
    arguments: [String], code: Int32, message: String
  ) async throws {
    let outcome = try await Program.run(arguments)
    #expect(outcome.code == code, "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }

  @Test
  func `An economy is checked like a game`() async throws {
    let outcome = try await Program.run(["check", "three-countries"])
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("(three-countries), an economy"))
    #expect(outcome.output.contains("18 published numbers"))
    #expect(outcome.lines.allSatisfy { $0.count <= 80 })
    let list = try await Program.run(["scenarios"])
    let groups = list.output.split(separator: "\n").split { !$0.hasPrefix("  ") }
    let headings = list.lines.filter { !$0.hasPrefix(" ") }
    #expect(headings.first?.hasPrefix("Worlds: games with an economy (") == true)
    #expect(groups.first?.contains { $0.hasPrefix("  small-yard-2023 ") } == true)
    let economies = try #require(headings.firstIndex { $0.hasPrefix("Economies, with published") })
    #expect(groups[economies].contains { $0.hasPrefix("  three-countries ") })
  }
}
