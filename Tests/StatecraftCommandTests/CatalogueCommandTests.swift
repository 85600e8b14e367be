import Foundation
import StatecraftLiterature
import StatecraftScenario
import Testing

@Suite struct `The catalogue on the command line` {
  @Test func `Without ids it counts, and every row is in one room and of one kind`() async throws {
    let outcome = try await Program.run(["catalogue"])
    #expect(outcome.code == 0 && outcome.errors.isEmpty)
    #expect(outcome.lines.allSatisfy { $0.count <= 80 })
    #expect(outcome.lines.count { $0.hasPrefix("all ") && $0.contains("1395") } == 2)
  }

  @Test func `A row is told with its mechanism, what is missing and what shows it`() async throws {
    let outcome = try await Program.run(["catalogue", "2d-54"])
    #expect(outcome.code == 0)
    #expect(outcome.lines.first == "2D-54 (system, works): Common control regime")
    #expect(outcome.output.contains("\n  carried by: trade.leakage"))
    #expect(outcome.output.contains("\n  shown by case C-301"))
  }

  @Test func `Rows can be chosen by room, status and kind, and written as tables`() async throws {
    let outcome = try await Program.run([
      "catalogue", "--room", "money", "--status", "none", "--csv", "-",
    ])
    let table = try DataTable(csv: outcome.output, file: "catalogue")
    #expect(!table.rows.isEmpty)
    #expect(table.rows.allSatisfy { $0[3] == "money" && $0[4] == "none" })
    let open = try await Program.run(["catalogue", "--open", "--kind", "edge", "--json", "-"])
    let rows = try #require(
      try JSONSerialization.jsonObject(with: Data(open.output.utf8)) as? [[String: Any]])
    #expect(!rows.isEmpty)
    #expect(
      rows.allSatisfy { $0["kind"] as? String == "edge" && $0["status"] as? String != "works" })
  }

  @Test(arguments: [
    (["catalogue", "2D-5444"], "There is no row ‘2D-5444’"),
    (["catalogue", "--room", "institution"], "did you mean ‘institutions’?"),
    (["catalogue", "--status", "xxxxxxxx"], "There are works, partial, none, unrated."),
  ])
  func `A word that names nothing is answered with what there is`(
    _ arguments: [String], _ answer: String
  ) async throws {
    let outcome = try await Program.run(arguments)
    #expect(outcome.code == 2)
    #expect(outcome.errors.contains(answer), "\(outcome.errors)")
  }

  @Test
  func `What shows a row can be run`() async throws {
    let outcome = try await Program.run(["catalogue", "2B-19", "--show"])
    #expect(outcome.code == 0)
    #expect(
      outcome.output.contains("$ statecraft dependence small-yard-2023 --of USA --on CHN\n"))
    #expect(outcome.output.contains(": dependence of USA on CHN\n"))
  }

  @Test
  func `Every command that is said to show a row is one, with its options`() async throws {
    let catalogue = try SourceCatalogue(of: ScenarioLibrary(root: Program.home.path))
    var commands: Set<[String]> = []
    for case .command(let words) in catalogue.rows.flatMap(\.evidence) { commands.insert(words) }
    // All predictions are played by PredictionsCommandTests.
    for words in commands.sorted(by: { $0.joined() < $1.joined() }) where words[0] != "predictions"
    {
      var short = words
      // The least of runs: whether it says what is claimed is a question for people.
      if let runs = short.firstIndex(of: "--runs") { short[runs + 1] = "2" }
      // Comparisons take a minute each: that what they change is there is seen by reading it.
      if words[0] == "compare" {
        let changes = words.indices.filter { ["--set", "--without"].contains(words[$0]) }
        short = ["check", words[1]] + changes.flatMap { words[$0...($0 + 1)] }
      }
      let outcome = try await Program.run(short)
      #expect(outcome.code == 0, "\(words.joined(separator: " ")): \(outcome.errors)")
    }
  }
}
