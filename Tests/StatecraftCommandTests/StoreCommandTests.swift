import Foundation
import Synchronization
import Testing

/// Stores of results through the program: resumed, split, joined, exported.
@Suite struct `Stores of results` {
  /// What a batch prints but for the time it took.
  private func report(_ outcome: Program.Outcome) -> [String] { outcome.lines.dropLast(2) }

  @Test
  func `A batch goes on where it stopped, and reports what an unbroken one does`()
    async throws
  {
    let tiny = try Tiny()
    let unbroken = try await tiny.run("batch", "tiny.yaml", "--runs", "40")
    let first = try await tiny.run("batch", "tiny.yaml", "--runs", "25", "--store", "s.sqlite")
    #expect(first.code == 0 && !first.errors.contains("s.sqlite"))
    let second = try await tiny.run("batch", "tiny.yaml", "--runs", "40", "--store", "s.sqlite")
    #expect(second.code == 0)
    #expect(report(second) == report(unbroken))
    #expect(
      second.errors.hasPrefix(
        "‘s.sqlite’ has 25 of these 40 runs: 15 are left, and one is played again as a check.\n"))
    #expect(second.output.contains("\n40 runs, 16 played now, in "))
    let third = try await tiny.run(
      "batch", "tiny.yaml", "--runs", "40", "--store", "s.sqlite", "--json", "-")
    #expect(third.errors.hasPrefix("‘s.sqlite’ has all of these 40 runs; one is"))
    let plain = try await tiny.run("batch", "tiny.yaml", "--runs", "40", "--json", "-")
    for key in ["digest", "outcome", "excluded", "states", "supply_start_end", "runs"] {
      #expect(try third.json()[key] as? NSObject == plain.json()[key] as? NSObject)
    }
  }

  @Test
  func `Parts that are joined are the whole, byte for byte`() async throws {
    let tiny = try Tiny()
    let whole = try await tiny.run(
      "batch", "tiny.yaml", "--runs", "20", "--store", "whole.sqlite", "--trajectories")
    for part in 1...3 {
      let outcome = try await tiny.run(
        "batch", "tiny.yaml", "--runs", "20", "--store", "\(part).sqlite", "--trajectories",
        "--shard", "\(part)/3", "--jobs", "\(part)")
      #expect(outcome.lines[1].contains("runs (part \(part) of 3) of 4 turns"))
    }
    let some = try await tiny.run("merge", "joined.sqlite", "3.sqlite", "1.sqlite")
    #expect(
      some.output == """
        3.sqlite: 6 runs
        1.sqlite: 7 runs
        joined.sqlite: ‘tiny’, seed 2023: 13 runs; of 20 planned 7 are missing (1, 4, 7, 10, 13, …).

        """)
    let rest = try await tiny.run("merge", "joined.sqlite", "1.sqlite", "2.sqlite")
    #expect(
      rest.output == """
        1.sqlite: 0 runs, and 7 that were there
        2.sqlite: 7 runs
        joined.sqlite: ‘tiny’, seed 2023: 20 runs, none missing.

        """)
    for options in [[], ["--trajectories"], ["--format", "jsonl"]] {
      let exports = try await [
        Program.run(["export", "whole.sqlite"] + options, in: tiny.scratch),
        Program.run(["export", "joined.sqlite"] + options, in: tiny.scratch),
      ]
      #expect(exports[0].code == 0 && exports[0].output == exports[1].output)
    }
    let again = try await tiny.run(
      "batch", "tiny.yaml", "--runs", "20", "--store", "joined.sqlite", "--trajectories")
    #expect(report(again) == report(whole))
  }

  /// Kills the program again and again, at moments that hang on nothing but a fixed sequence and
  /// how far it has come. STATECRAFT_KILLS says how often: a few here, fifty for the record.
  @Test
  func `Killed at any moment, a batch loses the games that were being played`() async throws {
    let tiny = try Tiny()
    let kills = ProcessInfo.processInfo.environment["STATECRAFT_KILLS"].flatMap(Int.init) ?? 8
    let log = tiny.scratch.path("s.sqlite-wal")
    var stored = 0
    for kill in 1...kills {
      // At once, while it makes or opens the store, or after it has written this many times.
      let awaited = Mutex((writes: kill * 7919 % 29, last: Date?.none))
      let outcome = try await Program.run(
        ["batch", "tiny.yaml", "--runs", "1000000", "--store", "s.sqlite", "--trajectories"],
        in: tiny.scratch,
        killingWhen: {
          let facts = try? FileManager.default.attributesOfItem(atPath: log)
          let written = facts?[.modificationDate] as? Date
          return awaited.withLock {
            if written != $0.last { $0.writes -= 1 }
            $0.last = written
            return $0.writes <= 0
          }
        })
      #expect(outcome.code == SIGKILL && outcome.output.isEmpty)
      guard FileManager.default.fileExists(atPath: tiny.scratch.path("s.sqlite")) else { continue }
      let list = try await tiny.run("export", "s.sqlite", "--list")
      if list.code != 0, stored == 0 {
        // It was killed before the first table was made.
        #expect(list.errors.hasPrefix("‘s.sqlite’ is no store of results"))
        continue
      }
      #expect(list.code == 0, "\(list.errors)")
      let runs = list.lines.dropFirst().first?.split(separator: " ").dropFirst().first
      let now = runs.flatMap { Int($0.replacing(",", with: "")) } ?? 0
      #expect(now >= stored)
      stored = now
    }
    #expect(stored > 0)
    let runs = "\(stored + 10)"
    let options = ["--runs", runs, "--trajectories", "--store"]
    let resumed = try await Program.run(
      ["batch", "tiny.yaml"] + options + ["s.sqlite"], in: tiny.scratch)
    let unbroken = try await Program.run(
      ["batch", "tiny.yaml"] + options + ["u.sqlite"], in: tiny.scratch)
    #expect(resumed.code == 0, "\(resumed.errors)")
    #expect(report(resumed) == report(unbroken))
    for options in [[], ["--trajectories"]] {
      let exports = try await [
        Program.run(["export", "s.sqlite"] + options, in: tiny.scratch),
        Program.run(["export", "u.sqlite"] + options, in: tiny.scratch),
      ]
      #expect(exports[0].code == 0 && exports[0].output == exports[1].output)
    }
  }

  @Test func `Ctrl-C leaves a store that is gone on with`() async throws {
    let tiny = try Tiny()
    let stopped = try await tiny.run(
      "batch", "tiny.yaml", "--runs", "10000000", "--store", "s.sqlite",
      interruptingWhen: { !$0.isEmpty })
    #expect(stopped.code == 1)
    #expect(
      stopped.errorLines.last?.hasSuffix(
        "and the results are theirs. The same command goes on from there.") == true)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: tiny.scratch.folder.path).sorted()
        == ["s.sqlite", "states.csv", "supply.csv", "tiny.yaml"])
    let more = try await tiny.run("batch", "tiny.yaml", "--runs", "20", "--store", "s.sqlite")
    #expect(more.code == 0 && more.errors.hasPrefix("‘s.sqlite’ has "))
  }

  @Test
  func `Two batches may write into one store at the same time`() async throws {
    let tiny = try Tiny()
    _ = try await tiny.run("batch", "tiny.yaml", "--runs", "1", "--store", "s.sqlite")
    async let first = tiny.run("batch", "tiny.yaml", "--runs", "60", "--store", "s.sqlite")
    async let second = tiny.run(
      "batch", "tiny.yaml", "--runs", "60", "--store", "s.sqlite", "--seed", "5")
    async let same = tiny.run("batch", "tiny.yaml", "--runs", "60", "--store", "s.sqlite")
    for outcome in try await [first, second, same] {
      #expect(outcome.code == 0, "\(outcome.errors)")
    }
    let exported = try await tiny.run("export", "s.sqlite", "--metric", "outcome.S4")
    #expect(exported.lines.count == 122)
    let list = try await tiny.run("export", "s.sqlite", "--list")
    #expect(list.lines.dropFirst().allSatisfy { $0.isEmpty || $0.contains("60") })
  }

  @Test
  func `What is set comes with the runs`() async throws {
    let tiny = try Tiny()
    for options in [
      [], ["--set", "rules.supply-shocks.probability=0.1"], ["--without", "tariff"],
    ] {
      let outcome = try await Program.run(
        ["batch", "tiny.yaml", "--runs", "2", "--store", "s.sqlite"] + options, in: tiny.scratch)
      #expect(outcome.code == 0)
    }
    let rows = try await tiny.run("export", "s.sqlite", "--metric", "gain.USA").lines.map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    #expect(
      Array(rows[0].dropFirst()) == [
        "scenario", "rules.supply-shocks.probability", "without", "seed", "replicate", "digest",
        "held", "gain.USA",
      ])
    #expect(
      rows.dropFirst().dropLast().map { Array($0[2...3]) }
        == [["", ""], ["", ""], ["0.1", ""], ["0.1", ""], ["", "tariff"], ["", "tariff"]])
    let identity = try #require(rows[3].first)
    #expect(identity.hasPrefix("tiny-"))
    let one = try await tiny.run(
      "export", "s.sqlite", "--metric", "gain.USA", "--batch", identity, "--output", "one.csv")
    #expect(one.code == 0 && one.output.isEmpty)
    let file = try String(contentsOf: tiny.scratch.url("one.csv"), encoding: .utf8)
    #expect(file.split(separator: "\n").count == 3)
  }

  @Test
  func `Faults are sentences with a way out`() async throws {
    let tiny = try Tiny()
    _ = try await tiny.run("batch", "tiny.yaml", "--runs", "2", "--store", "s.sqlite")
    _ = try await tiny.run(
      "batch", "tiny.yaml", "--runs", "2", "--seed", "5", "--store", "t.sqlite")
    func expect(_ code: Int32, _ words: String, _ arguments: String...) async throws {
      let outcome = try await Program.run(arguments, in: tiny.scratch)
      #expect(outcome.code == code, "\(arguments)")
      #expect(outcome.errors.contains(words), "\(outcome.errors)")
      #expect(outcome.output.isEmpty)
    }
    try tiny.scratch.write("notes\n", to: "notes.csv")
    try await expect(1, "is no SQLite file", "batch", "tiny.yaml", "--store", "notes.csv")
    try await expect(2, "which is read here", "batch", "tiny.yaml", "--store", "supply.csv")
    try await expect(1, "can't be opened", "batch", "tiny.yaml", "--store", "nowhere/s.sqlite")
    try await expect(2, "‘--shard’ needs ‘--store’", "batch", "tiny.yaml", "--shard", "1/2")
    try await expect(2, "‘--trajectories’ needs", "batch", "tiny.yaml", "--trajectories")
    for shard in ["0/2", "3/2", "1", "1/2/3", "a/b", "-1/2"] {
      try await expect(
        2, "'--shard", "batch", "tiny.yaml", "--store", "x.sqlite", "--shard=\(shard)")
    }
    try await expect(
      2, "Part 4 of 5 has none of 3 runs", "batch", "tiny.yaml", "--runs", "3", "--store",
      "x.sqlite", "--shard", "4/5")
    try await expect(2, "‘x.sqlite’ isn't there", "merge", "y.sqlite", "s.sqlite", "x.sqlite")
    try await expect(2, "is the target and a part", "merge", "s.sqlite", "./s.sqlite")
    try await expect(1, "the seed is 5 in it", "merge", "y.sqlite", "s.sqlite", "t.sqlite")
    #expect(!FileManager.default.fileExists(atPath: tiny.scratch.path("y.sqlite")))
    try await expect(1, "isn't there: make it with", "export", "x.sqlite")
    try await expect(2, "did you mean ‘gain.USA’?", "export", "s.sqlite", "--metric", "gain.USB")
    try await expect(2, "has no batch ‘zz’", "export", "s.sqlite", "--batch", "zz")
    try await expect(1, "keeps no trajectories", "export", "s.sqlite", "--trajectories")
    try await expect(2, "can't be written", "export", "s.sqlite", "--output", "nowhere/x.csv")
  }
}
