import Foundation
import Testing

/// The world that holds at its start.
@Suite struct OpeningTests {
  /// Choice so precise that it is best reply with each profile's own motives.
  private let sure = [
    "--set", "profiles.default.parameters.precision=10000",
    "--set", "profiles.USA.parameters.precision=10000",
    "--set", "profiles.CHN.parameters.precision=10000",
    "--without", "supply-shocks", "--without", "elections", "--set", "turns=1",
  ]

  @Test
  func `With best reply and no luck turn 1 of the flagship changes no measure`()
    async throws
  {
    let held = try await Program.run(["run", "small-yard-2023", "--full"] + sure)
    #expect(held.code == 0)
    #expect(!held.output.contains(" export control on "), "\(held.output)")
    #expect(!held.output.contains(" controls "), "\(held.output)")
    // By theory alone much is lifted, so that the line above says something.
    let theory = try await Program.run(
      ["run", "small-yard-2023", "--full", "--set", "motives.from=theory"] + sure)
    #expect(
      theory.lines.count { $0.contains(" export control on ") } >= 3, "\(theory.output)")
  }

  /// Few runs here; a thousand of twelve turns are in Flagship.md. Every decision and draw is the
  /// first program's, whose digest was `fb0e1ec247a67bad`: since then the market is calibrated
  /// without regard to the unit of money, which moves incomes in their thirteenth digit.
  @Test
  func `With all that is new switched off results are those of the first version`()
    async throws
  {
    let first = try await Program.run([
      "batch", "small-yard-2023-first", "--runs", "2", "--seed", "5", "--set", "turns=3",
    ])
    #expect(first.digest == "e775365b0de443e3")
  }

  @Test func `What theory explains is told, with the largest residuals by name`() async throws {
    let told = try await Program.run(["check", "small-yard-2023", "--motives"])
    #expect(told.code == 0)
    #expect(told.lines.allSatisfy { $0.count <= 80 })
    for part in [
      "Choices of the start", "measures that stood", "alignments", "money spent",
      "TWN: control export fabs_advanced CHN 0.5", "theory's best is", "judged", "solved",
    ] {
      #expect(told.output.contains(part), "\(part)")
    }
  }

  /// Defence ties stand in two tables, and are the same.
  @Test func `Ties and alignments of 2023 say the same of every pair`() throws {
    let data = Program.home.appendingPathComponent("Scenarios/data")
    func rows(_ name: String) throws -> [[String: String]] {
      let text = try String(contentsOf: data.appendingPathComponent(name), encoding: .utf8)
      let lines = text.split(separator: "\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
      return lines.dropFirst().map { row in
        Dictionary(zip(lines[0], row), uniquingKeysWith: { first, _ in first })
      }
    }
    var ties: [Set<String>: String] = [:]
    for row in try rows("ties.csv") { ties[[row["i"] ?? "", row["j"] ?? ""]] = row["defence"] }
    for row in try rows("alignment_2023.csv") where row["clubs_USA"] != "" {
      let state = row["state"] ?? ""
      for pole in ["USA", "CHN"] where pole != state {
        #expect(
          ties[[state, pole], default: "0"] == row["defence_\(pole)"], "\(state) and \(pole)")
      }
    }
  }
}
