import Foundation
import StatecraftCore
import Testing

@Suite struct `The batch command` {
  @Test func `JSON has every field, of the right type, and adds up`() async throws {
    let tiny = try Tiny()
    let outcome = try await tiny.run("batch", "tiny.yaml", "--runs", "50", "--json", "-")
    #expect(outcome.code == 0)
    let json = try outcome.json()
    let scenario = try #require(json["scenario"] as? [String: String])
    #expect(scenario["name"] == "tiny")
    #expect(scenario["path"] == "tiny.yaml")
    #expect(scenario["hash"]?.count == 16)
    #expect(json["seed"] as? String == "2023")
    #expect(json["runs"] as? Int == 50)
    #expect(json["runs_planned"] as? Int == 50)
    #expect((json["jobs"] as? Int ?? 0) >= 1)
    #expect(json["turns"] as? Int == 4)
    #expect((json["digest"] as? String)?.count == 16)
    #expect((json["elapsed_s"] as? Double ?? -1) > 0)
    #expect((json["runs_per_s"] as? Double ?? -1) > 0)
    for name in ["outcome", "outcome_leader"] {
      let classes = try #require(json[name] as? [String: [String: Any]])
      #expect(classes.keys.sorted() == ["S1", "S2", "S3", "S4"])
      #expect(classes.values.reduce(0) { $0 + ($1["count"] as? Int ?? 0) } == 50)
      try expectShares(classes, runs: 50)
      let sum = classes.values.reduce(0) { $0 + ($1["share"] as? Double ?? 0) }
      #expect(abs(sum - 1) < 1e-12)
    }
    for name in ["excluded", "excluded_leader"] {
      let sectors = try #require(json[name] as? [String: [String: Any]])
      #expect(sectors.keys.sorted() == ["chips", "services"])
      try expectShares(sectors, runs: 50)
    }
    let states = try #require(json["states"] as? [String: [String: [String: Any]]])
    #expect(states.keys.sorted() == ["CHN", "DEU", "USA"])
    for (code, state) in states {
      let gain = try #require(state["gain"])
      let mean = try #require(gain["mean"] as? Double)
      let sd = try #require(gain["sd"] as? Double)
      let se = try #require(gain["se"] as? Double)
      #expect(abs(se - sd / 50.0.squareRoot()) < 1e-12)
      let interval = try #require(gain["ci95"] as? [Double])
      #expect(interval.count == 2 && interval[0] < mean && mean < interval[1])
      // Student's t at 49 degrees of freedom.
      #expect(abs((interval[1] - mean) / se - 2.0096) < 1e-3)
      let quantiles = try #require(gain["quantiles"] as? [String: Double])
      #expect(quantiles.keys.sorted() == ["0.05", "0.5", "0.95"])
      #expect(quantiles["0.05"]! <= quantiles["0.5"]! && quantiles["0.5"]! <= quantiles["0.95"]!)
      let alignment = try #require(state["alignment"] as? [String: Double])
      #expect(alignment.keys.sorted() == ["CHN", "USA"].filter { $0 != code })
      #expect(alignment.values.allSatisfy { (0...1).contains($0) })
    }
  }

  private func expectShares(_ shares: [String: [String: Any]], runs: Int) throws {
    for value in shares.values {
      let count = try #require(value["count"] as? Int)
      let share = try #require(value["share"] as? Double)
      let interval = try #require(value["ci95"] as? [Double])
      #expect(abs(share - Double(count) / Double(runs)) < 1e-12)
      #expect(interval.count == 2 && interval[0] <= share && share <= interval[1])
      #expect(interval[0] >= 0 && interval[1] <= 1 && interval[0] < interval[1])
    }
  }

  @Test func `What a single run can't tell is null`() async throws {
    let tiny = try Tiny()
    let json = try await tiny.run("batch", "tiny.yaml", "--runs", "1", "--json", "-").json()
    let gain = try #require((json["states"] as? [String: [String: [String: Any]]])?["USA"]?["gain"])
    for key in ["sd", "se", "ci95"] { #expect(gain[key] is NSNull) }
    #expect(gain["mean"] is Double)
    let text = try await tiny.run("batch", "tiny.yaml", "--runs", "1")
    #expect(text.output.contains("\n1 run of 4 turns from 2020, seed 2023"))
    #expect(!text.output.contains("nan"))
  }

  @Test
  func `Jobs, roster order and hash order leave every result as it was`() async throws {
    let (tiny, reversed) = (try Tiny(), try Tiny(isReversed: true))
    func results(_ tiny: Tiny, jobs: Int) async throws -> String {
      let outcome = try await tiny.run(
        "batch", "tiny.yaml", "--runs", "40", "--seed", "5", "--jobs", "\(jobs)")
      #expect(outcome.code == 0)
      // The first line has the fingerprint of the files, the last the time.
      return outcome.lines.dropFirst().dropLast(2).joined(separator: "\n")
    }
    let first = try await results(tiny, jobs: 1)
    #expect(first.contains("Digest of all runs "))
    #expect(try await results(tiny, jobs: 2) == first)
    #expect(try await results(tiny, jobs: 8) == first)
    #expect(try await results(reversed, jobs: 2) == first)
    #expect(
      try await tiny.run("batch", "tiny.yaml", "--runs", "40", "--seed", "6").digest
        != tiny.run("batch", "tiny.yaml", "--runs", "40", "--seed", "5").digest)
  }

  @Test
  func `Twenty fresh processes give one digest`() async throws {
    let tiny = try Tiny()
    var digests: [String?] = []
    for _ in 0..<20 {
      digests.append(try await tiny.run("batch", "tiny.yaml", "--runs", "3").digest)
    }
    #expect(digests[0] != nil)
    #expect(Set(digests).count == 1)
  }

  @Test
  func `Run k of a batch is the game of replicate k, and its replay verifies`() async throws {
    let tiny = try Tiny()
    // The digest of a batch is the chain of its runs' digests.
    var chain = Digest()
    for replicate in 0..<3 {
      let told = try await tiny.run(
        "run", "tiny.yaml", "--seed", "9", "--replicate", "\(replicate)", "--replay",
        "\(replicate).jsonl")
      #expect(told.code == 0)
      chain.add(try #require(told.digest.flatMap { UInt64($0, radix: 16) }))
      let batch = try await tiny.run(
        "batch", "tiny.yaml", "--seed", "9", "--runs", "\(replicate + 1)")
      #expect(batch.digest == chain.hexadecimal)
    }
    let verified = try await tiny.run("replay", "verify", "0.jsonl", "1.jsonl", "2.jsonl")
    #expect(verified.code == 0)
    #expect(
      verified.lines.dropLast()
        == (0..<3).map { "\($0).jsonl: verified from the record and drawn anew, 4 turns." })
  }

  @Test func `Tables fit 80 columns, and what is piped has no escape codes`() async throws {
    let outcome = try await Program.run(
      ["batch", "small-yard-2023", "--runs", "2", "--set", "turns=3"])
    #expect(outcome.code == 0)
    #expect(outcome.lines.allSatisfy { $0.count <= 80 })
    #expect(outcome.output.contains("S3 in some key sectors"))
    #expect(outcome.output.contains("USA United States"))
    for text in [outcome.output, outcome.errors] {
      #expect(!text.contains("\u{1B}") && !text.contains("\r"))
    }
  }

  @Test func `A run that fails names rule, turn, replicate, sector and state`() async throws {
    let tiny = try Tiny(
      ("CHN: {policy: logit, r: {USA: 0.5}}", "CHN: {policy: hold}"),
      (
        "default: {policy: logit}",
        """
        DEU:
              policy: scripted
              script:
                - turn: 2
                  orders: [control import chips USA 1, control import chips CHN 1]
        """
      ))
    try tiny.scratch.write("sector,state,share\nchips,USA,0.6\nchips,CHN,0.4\n", to: "supply.csv")
    let outcome = try await tiny.run("batch", "tiny.yaml", "--runs", "5", "--seed", "4")
    #expect(outcome.code == 1)
    #expect(outcome.output.isEmpty)
    #expect(
      outcome.errors
        == """
        Replicate 0 failed. Rule ‘trade’ failed in turn 3: every supplier of ‘chips’ to DEU is cut \
        off, and it needs one.
        ‘statecraft run’ with ‘--seed 4 --replicate 0’ tells how it came to that.

        """)
    let told = try await tiny.run("run", "tiny.yaml", "--seed", "4", "--replicate", "3", "--full")
    #expect(told.code == 1)
    #expect(told.errors.hasPrefix("Replicate 3 failed. Rule ‘trade’ failed in turn 3: "))
    #expect(told.output.contains("DEU controls import chips USA CHN 1.0"))
  }
}
