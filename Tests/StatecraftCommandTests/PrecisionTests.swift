import Foundation
import Testing

/// `batch --until`, and what a batch says of how sure it is.
@Suite struct `Precision` {
  @Test
  func `A batch that stops in time is a batch of that length, its intervals a bit wider`()
    async throws
  {
    let tiny = try Tiny()
    let stopped = try await tiny.run(
      "batch", "tiny.yaml", "--runs", "2000", "--until", "gain.DEU=0.002", "--until",
      "outcome.S3=0.08", "--json", "-")
    #expect(stopped.code == 0)
    let json = try stopped.json()
    let runs = try #require(json["runs"] as? Int)
    #expect(runs > 0 && runs < 2000)
    let until = try #require(json["until"] as? [String: Any])
    let looks = try #require(until["looks"] as? [Int])
    let taken = try #require(until["looks_taken"] as? Int)
    #expect(looks[taken - 1] == runs && until["reached"] as? Bool == true)
    for target in try #require(until["targets"] as? [[String: Any]]) {
      #expect((target["reached"] as? Double ?? 9) <= (target["half_width"] as? Double ?? 0))
    }
    let fixed = try await tiny.run("batch", "tiny.yaml", "--runs", "\(runs)", "--json", "-").json()
    #expect(fixed["digest"] as? String == json["digest"] as? String)
    #expect(fixed["until"] == nil)
    func interval(_ json: [String: Any]) throws -> [Double] {
      let states = try #require(json["states"] as? [String: [String: [String: Any]]])
      return try #require(states["DEU"]?["gain"]?["ci95"] as? [Double])
    }
    let (wide, narrow) = (try interval(json), try interval(fixed))
    let ratio = (wide[1] - wide[0]) / (narrow[1] - narrow[0])
    #expect(ratio > 1 && ratio < 1.05)
  }

  @Test func `What can't be reached says so, and what it would take`() async throws {
    let tiny = try Tiny()
    let outcome = try await tiny.run(
      "batch", "tiny.yaml", "--runs", "120", "--until", "gain.DEU=0.00001")
    #expect(outcome.code == 0)
    let text = outcome.output.replacing("\n ", with: "")
    #expect(text.contains("Looked after 100, 120 of at most 120 runs."))
    #expect(text.contains(/asked for ±0\.001 points, which takes about [0-9,]+ runs\./))
  }

  @Test
  func `Bars are blocks, and plain where the locale has none`() async throws {
    let tiny = try Tiny()
    func bars(_ locale: String) async throws -> Program.Outcome {
      try await Program.run(
        ["batch", "tiny.yaml", "--runs", "30"], in: tiny.scratch, environment: ["LC_ALL": locale])
    }
    let (blocks, plain) = (try await bars("en_US.UTF-8"), try await bars("C"))
    #expect(blocks.output.contains("█") && !plain.output.contains("█"))
    #expect(plain.output.contains("@"))
    #expect(plain.output.unicodeScalars.allSatisfy { !(0x2580...0x259F).contains($0.value) })
  }

  @Test func `Every estimate in JSON has its error, its interval and its shape`() async throws {
    let tiny = try Tiny()
    let json = try await tiny.run("batch", "tiny.yaml", "--runs", "100", "--json", "-").json()
    #expect(json["level"] as? Double == 0.95)
    #expect(json["warnings"] is [String])
    let shares = try #require(json["outcome"] as? [String: [String: Any]])
    for share in shares.values {
      let p = try #require(share["share"] as? Double)
      #expect(abs((share["se"] as? Double ?? .nan) - (p * (1 - p) / 100).squareRoot()) < 1e-12)
    }
    let states = try #require(json["states"] as? [String: [String: Any]])
    for state in states.values {
      let gain = try #require(state["gain"] as? [String: Any])
      let quantiles = try #require(gain["quantiles"] as? [String: Double])
      let intervals = try #require(gain["quantiles_ci95"] as? [String: [Double]])
      for (key, value) in quantiles {
        let interval = try #require(intervals[key])
        #expect(interval[0] <= value && value <= interval[1])
      }
      let histogram = try #require(gain["histogram"] as? [String: Any])
      #expect((histogram["counts"] as? [Int])?.reduce(0, +) == 100)
      let alignment = try #require(state["alignment"] as? [String: Double])
      let around = try #require(state["alignment_ci95"] as? [String: [Double]])
      for (pole, degree) in alignment {
        #expect(around[pole].map { $0[0] <= degree && degree <= $0[1] } == true)
      }
    }
  }
}
