import Foundation
import Testing

@Suite struct `The sweep command` {
  private func tiny() throws -> Tiny {
    let tiny = try Tiny()
    try tiny.writeStudies()
    return tiny
  }

  /// What isn't about time.
  private func results(_ outcome: Program.Outcome) -> [String] { outcome.lines.dropLast(2) }

  @Test
  func `A sweep that was stopped anywhere goes on to the same file`() async throws {
    let tiny = try tiny()
    let whole = try await tiny.run("sweep", "study.yaml", "--out", "whole.csv", "--jobs", "1")
    #expect(whole.code == 0, "\(whole.errors)")
    let kept = try Data(contentsOf: tiny.scratch.url("whole.csv"))
    // Before the header ends, at the end of a point, in a row, in a number, and at the end.
    for size in [0, 20, 400, kept.count / 2, kept.count - 3, kept.count] {
      try kept.prefix(size).write(to: tiny.scratch.url("part.csv"))
      let rest = try await tiny.run("sweep", "study.yaml", "--out", "part.csv", "--jobs", "3")
      #expect(rest.code == 0, "\(rest.errors)")
      #expect(try Data(contentsOf: tiny.scratch.url("part.csv")) == kept, "cut at \(size)")
      #expect(results(rest) == results(whole))
    }
    let again = try await tiny.run("sweep", "study.yaml", "--out", "part.csv")
    #expect(again.lines.contains("All games were known already."))
  }

  @Test
  func `Ctrl-C keeps the points that are done, and the same command ends the work`() async throws {
    let tiny = try tiny()
    let long = Tiny.study.replacing("runs: 4", with: "runs: 2").replacing(
      "kind: one-at-a-time", with: "kind: one-at-a-time, levels: 1000")
    try tiny.scratch.write(long, to: "long.yaml")
    let stopped = try await tiny.run(
      "sweep", "long.yaml", "--out", "long.csv", interruptingWhen: { !$0.isEmpty })
    #expect(stopped.code == 1)
    let last = try #require(stopped.errorLines.last)
    let words = try #require(
      last.wholeMatch(
        of:
          /Stopped: ([0-9,]+) of 2,003 points are done. ‘long.csv’ holds them: the same command goes on from there./
      ), "\(last)")
    let done = try #require(Int(words.1.replacing(",", with: "")))
    let rows = try String(contentsOf: tiny.scratch.url("long.csv"), encoding: .utf8)
      .split(separator: "\n")
    #expect(rows.count == 1 + 2 * done)
    let again = try await tiny.run("sweep", "long.yaml", "--analyse", "long.csv")
    #expect(again.code == 1)
    #expect(again.errors == "‘long.csv’ isn't complete: \(words.1) of 2,003 points are done.\n")
  }

  @Test func `A row says how to play its game again`() async throws {
    let tiny = try tiny()
    _ = try await tiny.run("sweep", "study.yaml", "--out", "r.csv")
    let rows = try String(contentsOf: tiny.scratch.url("r.csv"), encoding: .utf8)
      .split(separator: "\n").map(String.init)
    #expect(
      rows[0] == "study,point,replicate,rules.trade.leakage,\"relations.ties[USA,DEU].defence\","
        + "profiles.CHN.r.USA,gain.USA,dependence.chips")
    // Point 2 is leakage at its upper end; its first run has replicate 0.
    let cells = rows[1 + 2 * 4].split(separator: ",", omittingEmptySubsequences: false)
    #expect(cells[1...5].map(String.init) == ["2", "0", "0.4", "", ""])
    let game = try await tiny.run(
      "batch", "tiny.yaml", "--runs", "1", "--set", "rules.trade.leakage=0.4", "--json", "-"
    ).json()
    let states = try #require(game["states"] as? [String: [String: [String: Any]]])
    let gain = try #require(states["USA"]?["gain"]?["mean"] as? Double)
    #expect(abs(gain - (Double(cells[6]) ?? 0)) < 1e-15)
  }

  @Test
  func `A plan played as a table of points gives the same numbers`() async throws {
    let tiny = try tiny()
    let plan = try await tiny.run("sweep", "study.yaml", "--plan")
    #expect(plan.lines.count == 1 + 7 + 1)
    try tiny.scratch.write(plan.output, to: "points.csv")
    let factors = try #require(Tiny.study.firstRange(of: "factors:"))
    try tiny.scratch.write(
      Tiny.study[..<factors.lowerBound] + "luck: shared\ndesign: {kind: csv, points: points.csv}\n",
      to: "listed.yaml")
    func measured(_ study: String, _ file: String) async throws -> [String] {
      let outcome = try await tiny.run("sweep", study, "--out", file)
      #expect(outcome.code == 0, "\(outcome.errors)")
      return try String(contentsOf: tiny.scratch.url(file), encoding: .utf8)
        .split(separator: "\n").map { String($0.drop { $0 != "," }) }
    }
    #expect(try await measured("listed.yaml", "b.csv") == measured("study.yaml", "a.csv"))
  }

  @Test
  func `Every design runs, in 80 columns and the same on any number of jobs`() async throws {
    let tiny = try tiny()
    for design in [
      "full-factorial", "latin-hypercube, size: 6", "sobol, size: 4", "morris, size: 2",
      "saltelli, size: 4",
    ] {
      try tiny.scratch.write(
        Tiny.study.replacing("one-at-a-time", with: design), to: "design.yaml")
      let one = try await tiny.run("sweep", "design.yaml", "--jobs", "1")
      #expect(one.code == 0, "\(design): \(one.errors)")
      #expect(one.lines.allSatisfy { $0.count <= 80 }, "\(design)")
      #expect(!one.output.contains("nan"))
      let three = try await tiny.run("sweep", "design.yaml", "--jobs", "3")
      #expect(results(three) == results(one), "\(design)")
    }
  }

  @Test
  func `Rules off in turn are ranked by what they change`() async throws {
    let tiny = try tiny()
    let outcome = try await tiny.run("sweep", "rules.yaml", "--json", "-")
    let metrics = try #require(try outcome.json()["metrics"] as? [String: [String: Any]])
    let effects = try #require(
      metrics["gain.USA"]?["main_effects"] as? [String: [String: Any]])
    let levels = try #require(effects["without"]?["levels"] as? [[String: Any]])
    #expect(
      levels.map { $0["value"] as? String } == ["learning", "retaliation", "supply-shocks"])
    // The difference is that of two batches.
    func gain(_ options: String...) async throws -> Double {
      let json = try await Program.run(
        ["batch", "tiny.yaml", "--runs", "6", "--json", "-"] + options, in: tiny.scratch
      ).json()
      let states = try #require(json["states"] as? [String: [String: [String: Any]]])
      return try #require(states["USA"]?["gain"]?["mean"] as? Double)
    }
    let difference = try await gain("--without", "learning") - gain()
    #expect(abs(try #require(levels[0]["difference"] as? Double) - difference) < 1e-15)
  }

  @Test func `What is wrong with a study is told at once, in its place`() async throws {
    let tiny = try tiny()
    try tiny.scratch.write(
      Tiny.study.replacing("leakage,", with: "leekage,").replacing("[0.25, 1]", with: "[0.25, 7]"),
      to: "faulty.yaml")
    let paths = try await tiny.run("sweep", "faulty.yaml")
    #expect(paths.code == 3 && paths.output.isEmpty)
    #expect(
      paths.errors == """
        faulty.yaml:8:12: factors[0].path: --set rules.trade.leekage=0: rules.trade.leekage: \
        there is no key ‘leekage’; did you mean ‘leakage’?
        faulty.yaml:10:12: factors[2].path: --set profiles.CHN.r.USA=7: profiles.CHN.r.USA: \
        this is 7; it must be from 0 to 1 (share)

        """)
    try tiny.scratch.write(
      Tiny.study.replacing("gain.USA", with: "gain.USB"), to: "faulty.yaml")
    let metric = try await tiny.run("sweep", "faulty.yaml")
    #expect(metric.code == 3)
    #expect(
      metric.errors
        == "faulty.yaml:6:11: metrics[0]: No metric is named ‘gain.USB’; did you mean ‘gain.USA’?\n"
    )
  }

  @Test
  func `A file of other results, or one that was changed, isn't written to`() async throws {
    let tiny = try tiny()
    _ = try await tiny.run("sweep", "rules.yaml", "--out", "r.csv")
    let before = try Data(contentsOf: tiny.scratch.url("r.csv"))
    let other = try await tiny.run("sweep", "study.yaml", "--out", "r.csv")
    #expect(other.code == 1)
    #expect(other.errors.contains("‘r.csv’ holds something else than results of this sweep"))
    #expect(try Data(contentsOf: tiny.scratch.url("r.csv")) == before)
    let text = String(decoding: before, as: UTF8.self)
    let place = try #require(text.range(of: ",0,", options: .backwards))
    try tiny.scratch.write(text.replacingCharacters(in: place, with: ",00,"), to: "r.csv")
    let changed = try await tiny.run("sweep", "rules.yaml", "--out", "r.csv")
    #expect(changed.code == 1)
    #expect(changed.errors.hasPrefix("‘r.csv’ was changed after it was written"))
  }

  @Test func `A study that isn't there gets a suggestion`() async throws {
    let outcome = try await Program.run(["sweep", "flagship-mechanism"])
    #expect(outcome.code == 3)
    #expect(
      outcome.errors
        == "flagship-mechanism: there is no study of this name, nor such a file; did you "
        + "mean ‘flagship-mechanisms’?\n")
  }
}
