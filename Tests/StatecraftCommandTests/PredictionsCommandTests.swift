import Foundation
import Testing

@Suite struct `Predictions` {
  private static func file(bound: String) -> String {
    """
    format: 1
    id: X-1
    claim: What nobody doubts.
    source: made up for a test
    hangs: On nothing.
    scenario: tiny.yaml
    variants:
      - {name: calm, without: [supply-shocks]}
    tests:
      - name: one class or another
        terms:
          - {metric: outcome.S1}
          - {metric: outcome.S2}
          - {metric: outcome.S3}
          - {metric: outcome.S4}
        \(bound)
      - {name: no shocks, terms: [{metric: gain.USA, of: calm}], above: -1, below: 1}

    """
  }

  @Test func `Each is confirmed, contradicted or left open by its own bounds`() async throws {
    let tiny = try Tiny()
    for (bound, verdict) in [
      ("above: 0.5", "confirmed"), ("below: 0.5", "contradicted"), ("below: 1", "contradicted"),
    ] {
      try tiny.scratch.write(Self.file(bound: bound), to: "x.yaml")
      let told = try await tiny.run("predictions", "./x.yaml", "--runs", "4", "--csv", "x.csv")
      #expect(told.code == 0, "\(told.errors)")
      #expect(told.output.contains("X-1 \(verdict): What nobody doubts."))
      #expect(told.output.contains("On nothing."))
      #expect(told.lines.allSatisfy { $0.count <= 80 })
      let rows = try String(contentsOf: tiny.scratch.url("x.csv"), encoding: .utf8)
        .split(separator: "\n")
      #expect(rows.count == 3)
      #expect(rows[2].hasPrefix("X-1,\(verdict),no shocks,") && rows[2].hasSuffix(",confirmed"))
    }
    let json = try await tiny.run("predictions", "./x.yaml", "--runs", "4", "--json", "-").json()
    let all = try #require(json["predictions"] as? [[String: Any]])
    #expect(all.count == 1 && all[0]["verdict"] as? String == "contradicted")
    let one = try await tiny.run("predictions", "./x.yaml", "--runs", "4", "--jobs", "1")
    let two = try await tiny.run("predictions", "./x.yaml", "--runs", "4", "--jobs", "2")
    #expect(one.output == two.output)
  }

  @Test func `All faults of a file are told at once`() async throws {
    let tiny = try Tiny()
    let text = Self.file(bound: "above: 2\n    below: 1").replacing("of: calm", with: "of: clam")
      .replacing("without: [supply-shocks]", with: "set: []")
    try tiny.scratch.write(text, to: "x.yaml")
    let told = try await tiny.run("predictions", "./x.yaml")
    #expect(told.code == 3 && told.output.isEmpty)
    for words in [
      "there is no variant ‘clam’; did you mean ‘calm’?", "nothing is above 2.0 and below 1.0",
      "the variant changes nothing",
    ] {
      #expect(told.errors.contains(words), "\(told.errors)")
    }
    try tiny.scratch.write(
      Self.file(bound: "above: 0").replacing("outcome.S3", with: "outcome.S5"), to: "x.yaml")
    #expect(try await tiny.run("predictions", "./x.yaml").errors.contains("outcome.S5"))
    #expect(try await tiny.run("predictions", "P4-7").errors.contains("did you mean ‘P4-07’?"))
    #expect(try await tiny.run("predictions", "P4-07", "--all").code == 2)
  }

  /// How they come out takes hundreds of games; here, that each can be played.
  @Test func `All of the library load, are rows of the catalogue and can be played`() async throws {
    let listed = try await Program.run(["predictions"])
    #expect(listed.code == 0)
    let folder = Program.home.appendingPathComponent("Scenarios/predictions")
    let ids = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }
    #expect(ids.count >= 14)
    let catalogue = try String(
      contentsOf: Program.home.appendingPathComponent("Documentation/catalogue.csv"),
      encoding: .utf8)
    for id in ids {
      #expect(listed.output.contains("\(id): "), "\(id)")
      #expect(catalogue.contains("\n\(id),prediction,"), "\(id)")
      let text = try String(
        contentsOf: folder.appendingPathComponent("\(id).yaml"), encoding: .utf8)
      #expect(text.contains("\nid: \(id)\n"), "\(id)")
    }
    let played = try await Program.run(
      ["predictions", "--all", "--runs", "2", "--set", "turns=1", "--json", "-"])
    #expect(played.code == 0, "\(played.errors)")
    let all = try #require(try played.json()["predictions"] as? [[String: Any]])
    #expect(Set(all.compactMap { $0["id"] as? String }) == Set(ids))
  }
}
