import Foundation
import Testing

@Suite struct `The compare command` {
  private func results(_ json: [String: Any], _ place: Int = 0) throws -> [String: [String: Any]] {
    let comparisons = try #require(json["comparisons"] as? [[String: Any]])
    let rows = try #require(comparisons[place]["results"] as? [[String: Any]])
    return Dictionary(
      uniqueKeysWithValues: try rows.map { (try #require($0["metric"] as? String), $0) })
  }

  @Test
  func `Each side plays the games of its batch, and differences are of their means`()
    async throws
  {
    let tiny = try Tiny()
    let found = try await tiny.run(
      "compare", "tiny.yaml", "--set", "profiles.USA.r.CHN=0", "--without", "learning", "--runs",
      "70", "--json", "-")
    #expect(found.code == 0)
    let json = try found.json()
    let sides = try #require(json["sides"] as? [[String: Any]])
    #expect(
      sides.map { $0["name"] as? String } == ["base", "profiles.USA.r.CHN=0", "without learning"])
    let batches = [[], ["--set", "profiles.USA.r.CHN=0"], ["--without", "learning"]]
    var means: [[String: Double]] = []
    for (side, options) in zip(sides, batches) {
      let batch = try await Program.run(
        ["batch", "tiny.yaml", "--runs", "70", "--json", "-"] + options, in: tiny.scratch
      ).json()
      #expect(batch["digest"] as? String == side["digest"] as? String)
      let states = try #require(batch["states"] as? [String: [String: [String: Any]]])
      var row = try states.mapValues { try #require($0["gain"]?["mean"] as? Double) }
      let shares = try #require(batch["outcome"] as? [String: [String: Any]])
      row["S3"] = shares["S3"]?["share"] as? Double
      means.append(row)
    }
    for place in [0, 1] {
      for (metric, row) in try results(json, place) {
        let name = metric.split(separator: ".").last.map(String.init) ?? ""
        guard ["gain." + name, "outcome.S3"].contains(metric), let base = means[0][name],
          let variant = means[place + 1][name]
        else { continue }
        #expect(abs((row["base_mean"] as? Double ?? .nan) - base) < 1e-12)
        #expect(abs((row["variant_mean"] as? Double ?? .nan) - variant) < 1e-12)
        #expect(abs((row["difference"] as? Double ?? .nan) - (variant - base)) < 1e-12)
      }
    }
  }

  @Test
  func `A variant that changes nothing is the same game in every run`() async throws {
    let tiny = try Tiny()
    let same = try await tiny.run(
      "compare", "tiny.yaml", "--variant", "same: turns=4", "--runs", "10")
    #expect(same.code == 0)
    #expect(same.output.contains("\n10 of 10 pairs were the same game, turn by turn.\n"))
    let json = try await tiny.run(
      "compare", "tiny.yaml", "--variant", "same: turns=4", "--runs", "10", "--json", "-"
    ).json()
    for row in try results(json).values {
      #expect(row["difference"] as? Double == 0 && row["p_holm"] as? Double == 1)
      #expect(row["told_apart"] as? Bool == false && row["pairs_that_differ"] as? Int == 0)
      #expect(row["variance_ratio"] == nil)
    }
  }

  @Test
  func `Jobs leave every number as it was`() async throws {
    let tiny = try Tiny()
    var files: [Data] = []
    for jobs in ["1", "3"] {
      let done = try await tiny.run(
        "compare", "tiny.yaml", "--without", "retaliation", "--runs", "50", "--jobs", jobs, "--csv",
        "out.csv")
      #expect(done.code == 0)
      files.append(try Data(contentsOf: tiny.scratch.url("out.csv")))
    }
    #expect(files[0] == files[1])
    let lines = String(decoding: files[0], as: UTF8.self).split(separator: "\n")
    #expect(
      Set(lines.map { $0.split(separator: ",", omittingEmptySubsequences: false).count }) == [15])
  }

  @Test
  func `What is clear is told in a sentence, with its interval`() async throws {
    let tiny = try Tiny()
    let arguments = [
      "compare", "tiny.yaml", "--variant", "calm: profiles.USA.r.CHN=0; without retaliation",
      "--metric", "outcome_leader", "--metric", "gain.CHN", "--runs", "200",
    ]
    let json = try await Program.run(arguments + ["--json", "-"], in: tiny.scratch).json()
    let found = try results(json)
    #expect(found.count == 5)
    #expect(found.values.contains { $0["told_apart"] as? Bool == true })
    let text = try await Program.run(arguments, in: tiny.scratch)
    let flat = text.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for (metric, row) in found {
      let sentence = try #require(row["sentence"] as? String)
      #expect(flat.contains(sentence), "\(metric)")
      #expect(sentence.hasPrefix("With ‘calm’, "))
      let interval = try #require(row["ci95"] as? [Double])
      if row["told_apart"] as? Bool == true {
        let difference = try #require(row["difference"] as? Double)
        #expect((interval[0] > 0) == (difference > 0))
        #expect(
          sentence.contains(difference > 0 ? "more often" : "less often")
            || sentence.contains(difference > 0 ? "higher" : "lower"))
      }
    }
  }

  @Test
  func `Another scenario is a variant too, and faults are told by variant`() async throws {
    let tiny = try Tiny()
    try tiny.scratch.write(
      Tiny.yaml.replacing("turns: 4", with: "turns: 2").replacing(
        "name: tiny", with: "name: brief"),
      to: "brief.yaml")
    let found = try await tiny.run(
      "compare", "tiny.yaml", "--variant", "brief: brief.yaml", "--runs", "5")
    #expect(found.code == 0)
    #expect(found.output.contains("\nbrief: brief.yaml\n"))
    let faulty = try await tiny.run(
      "compare", "tiny.yaml", "--variant", "a: turns=0", "--variant", "b: without nothing")
    #expect(faulty.code == 3)
    #expect(faulty.errors.contains("In variant ‘a’:\n--set turns=0: "))
    #expect(faulty.errors.contains("In variant ‘b’:\n--without nothing: "))
  }

  @Test func `Tables fit 80 columns`() async throws {
    let outcome = try await Program.run(
      [
        "compare", "small-yard-2023", "--runs", "3", "--base", "turns=3", "--set",
        "profiles.USA.r.CHN=0",
        "--without", "retaliation", "--all-pairs",
      ])
    #expect(outcome.code == 0)
    #expect(outcome.lines.allSatisfy { $0.count <= 80 })
  }

  @Test
  func `A comparison that is stopped reports the pairs that are done`() async throws {
    let tiny = try Tiny()
    let stopped = try await tiny.run(
      "compare", "tiny.yaml", "--without", "learning", "--runs", "10000000", "--jobs", "1",
      "--json",
      "-", interruptingWhen: { $0.count { $0 == UInt8(ascii: "\n") } >= 2 })
    #expect(stopped.code == 1)
    let json = try stopped.json()
    let done = try #require(json["runs"] as? Int)
    #expect(done > 0 && done < 10_000_000)
    let again = try await tiny.run(
      "compare", "tiny.yaml", "--without", "learning", "--runs", "\(done)", "--json", "-"
    ).json()
    #expect(try #require(again["comparisons"] as? NSArray) == json["comparisons"] as? NSArray)
  }
}
