import Foundation
import Testing

/// What the documents say about stores, done.
@Suite struct `Recipes for stores` {
  @Test(arguments: [true, false])
  func `A batch in parts, by script, is the batch`(hasParallel: Bool) async throws {
    let tiny = try Tiny()
    let whole = try await tiny.run("batch", "tiny.yaml", "--runs", "12", "--store", "whole.sqlite")
    var environment = [
      "STATECRAFT": Program.executable.path, "STATECRAFT_HOME": Program.home.path,
      "SLOTS": "2",
    ]
    if !hasParallel {
      // A path with all that the script needs but GNU parallel.
      let tools = tiny.scratch.url("tools")
      try FileManager.default.createDirectory(at: tools, withIntermediateDirectories: true)
      for tool in ["bash", "sh", "dirname", "mkdir", "seq", "xargs", "nproc"] {
        let found = try #require(Shell.find(tool))
        try FileManager.default.createSymbolicLink(
          atPath: tools.appendingPathComponent(tool).path, withDestinationPath: found)
      }
      environment["PATH"] = tools.path
    }
    let script = Program.home.appendingPathComponent("Scenarios/scale-out/parallel.sh").path
    let command = "bash '\(script)' 'all parts' 3 tiny.yaml --runs 12"
    for isAgain in [false, true] {
      let outcome = try await Shell.run(command, in: tiny.scratch, environment)
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("‘tiny’, seed 2023: 12 runs, none missing."))
      #expect(outcome.output.contains(try #require(whole.digest)))
      #expect(outcome.output.contains("part-1.sqlite: 0 runs, and 4 that were there") == isAgain)
    }
    let exports = try await [
      tiny.run("export", "all parts/whole.sqlite"), tiny.run("export", "whole.sqlite"),
    ]
    #expect(exports[0].output == exports[1].output)
  }

  @Test
  func `A task of a job array plays its part`() async throws {
    let tiny = try Tiny()
    let script = Program.home.appendingPathComponent("Scenarios/scale-out/slurm.sh").path
    for task in 1...2 {
      let outcome = try await Shell.run(
        "bash '\(script)' parts 2 tiny.yaml --runs 7", in: tiny.scratch,
        [
          "SLURM_ARRAY_TASK_ID": "\(task)", "SLURM_SUBMIT_DIR": tiny.scratch.folder.path,
          "SLURM_CPUS_PER_TASK": "2", "STATECRAFT": Program.executable.path,
          "STATECRAFT_HOME": Program.home.path,
        ])
      #expect(outcome.code == 0, "\(outcome.errors)")
    }
    let joined = try await tiny.run(
      "merge", "whole.sqlite", "parts/part-1.sqlite", "parts/part-2.sqlite")
    #expect(joined.output.hasSuffix("whole.sqlite: ‘tiny’, seed 2023: 7 runs, none missing.\n"))
    let alone = try await Shell.run("bash '\(script)' parts 2 tiny.yaml", in: tiny.scratch)
    #expect(alone.code == 2 && alone.errors.hasPrefix("Usage: sbatch --array=1-PARTS "))
  }

  /// The examples of `Documentation/Stores.md`, with those tools that are here.
  @Test(arguments: [
    Tool(language: "python", needs: "import pandas", command: "python3", says: "outcome.S4"),
    Tool(language: "r", needs: "1", command: "Rscript", says: "outcome.S4"),
  ])
  func `Other tools read exports as the documents say`(tool: Tool) async throws {
    let tiny = try Tiny()
    _ = try await tiny.run("batch", "tiny.yaml", "--runs", "9", "--store", "runs.sqlite")
    _ = try await tiny.run("export", "runs.sqlite", "--output", "runs.csv")
    guard try await Shell.run("\(tool.command) \(tool.flag) '\(tool.needs)'").code == 0 else {
      print("\(tool.command) isn't here with ‘\(tool.needs)’: its example isn't tried.")
      return
    }
    try tiny.scratch.write(try Self.example(tool.language), to: "example")
    let outcome = try await Shell.run("\(tool.command) example", in: tiny.scratch)
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains(tool.says))
  }

  /// The statements on views, by Python's own SQLite; that on the CSV, by DuckDB if it's here.
  @Test
  func `Statements on stores and exports run as the documents say`() async throws {
    let tiny = try Tiny()
    _ = try await tiny.run("batch", "tiny.yaml", "--runs", "9", "--store", "runs.sqlite")
    _ = try await tiny.run(
      "batch", "tiny.yaml", "--runs", "9", "--store", "runs.sqlite", "--set",
      "profiles.USA.r.CHN=0")
    _ = try await tiny.run("export", "runs.sqlite", "--output", "runs.csv")
    guard try await Shell.run("python3 -c 'import sqlite3'").code == 0 else {
      print("Python with SQLite isn't here: the statements aren't tried.")
      return
    }
    try tiny.scratch.write(try Self.example("sql", 0), to: "duckdb.sql")
    try tiny.scratch.write(try Self.example("sql", 1), to: "views.sql")
    try tiny.scratch.write(
      """
      import csv, sqlite3
      store = sqlite3.connect("runs.sqlite")
      gains, effect = [store.execute(s).fetchall()
                       for s in open("views.sql").read().split(";") if s.strip()]
      rows = list(csv.DictReader(open("runs.csv")))
      mean = sum(float(row["gain.USA"]) for row in rows) / len(rows)
      assert len(gains) == 3 and abs(dict(gains)["USA"] - mean) < 1e-12, gains
      by = {}
      for row in rows:
        by.setdefault(row["profiles.USA.r.CHN"], {})[row["replicate"]] = float(row["gain.USA"])
      paired = sum(by["0"][k] - by[""][k] for k in by[""]) / len(by[""])
      assert effect[0][0] == "gain.USA" and abs(effect[0][1] - paired) < 1e-12, effect
      try:
        import duckdb
      except ImportError:
        print("DuckDB isn't here: its statement isn't tried.")
      else:
        found = duckdb.sql(open("duckdb.sql").read()).fetchall()
        assert found and found[0][1] == max(
          float(r["gain.USA"]) - float(r["gain.CHN"]) for r in rows if r["outcome.S4"] == "1")
      print("done")
      """, to: "check.py")
    let outcome = try await Shell.run("python3 check.py", in: tiny.scratch)
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.hasSuffix("done"))
  }

  struct Tool: Sendable, CustomTestStringConvertible {
    let language, needs, command, says: String

    var flag: String { language == "r" ? "-e" : "-c" }
    var testDescription: String { command }
  }

  /// A block of a language in the document.
  private static func example(_ language: String, _ index: Int = 0) throws -> String {
    let url = Program.home.appendingPathComponent("Documentation/Stores.md")
    let blocks = try String(contentsOf: url, encoding: .utf8).components(
      separatedBy: "```\(language)\n"
    ).dropFirst().compactMap { $0.components(separatedBy: "\n```").first }
    return try #require(blocks.count > index ? blocks[index] : nil)
  }
}
