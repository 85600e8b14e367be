import Foundation
import Testing

/// What the program writes is never what it reads.
@Suite struct `Outputs` {
  /// A command whose output is one of its inputs.
  struct Case: Sendable, CustomTestStringConvertible {
    /// The option, after its command.
    let option: String
    let arguments: [String]
    /// Files that it reads, none of which it may write.
    let inputs: [String]
    /// Whether the option names a folder, and the file is what it would write there.
    var isFolder = false

    var testDescription: String { option }

    init(_ option: String, _ arguments: [String], _ inputs: String..., isFolder: Bool = false) {
      self.option = option
      self.arguments = arguments
      self.inputs = inputs
      self.isFolder = isFolder
    }
  }

  private static let batch = ["batch", "tiny.yaml", "--runs", "2"]
  private static let compare = ["compare", "tiny.yaml", "--without", "learning", "--runs", "2"]
  private static let branch = ["replay", "branch", "game.jsonl", "--turn", "2"]
  private static let seat = ["--seat", "CHN=program:./p.sh", "--injects", "CHN-p.sh.log"]
  private static let serve = ["serve", "tiny.yaml", "--as", "DEU", "--port", "0"]
  private static let dependence = ["dependence", "tiny.yaml", "--of", "DEU"]
  /// Files of the library, of which the folder has a copy.
  private static let ledger = "Documentation/catalogue.csv"
  private static let clubs = "Scenarios/data/institutions/institutions.csv"
  private static let recorded = ["--seat", "DEU=replay:CHN-p.sh.log", "--seat"]

  static let cases: [Case] = [
    Case("batch --json", batch, "tiny.yaml", "states.csv", "supply.csv"),
    Case("batch --json", batch + ["--store", "runs.sqlite"], "runs.sqlite"),
    Case("batch --json", batch + ["--injects", "injects.yaml"], "injects.yaml"),
    Case("batch --store", batch, "tiny.yaml", "supply.csv"),
    Case("compare --json", compare, "tiny.yaml", "states.csv"),
    Case("compare --csv", compare, "tiny.yaml", "states.csv"),
    Case("sweep --out", ["sweep", "study.yaml"], "study.yaml", "tiny.yaml", "supply.csv"),
    Case("sweep --json", ["sweep", "study.yaml"], "study.yaml", "tiny.yaml"),
    Case("sweep --json", ["sweep", "study.yaml", "--analyse", "results.csv"], "results.csv"),
    Case("backtest --json", ["backtest", "tiny.yaml", "facts.csv"], "tiny.yaml", "facts.csv"),
    Case("run --replay", ["run", "tiny.yaml"], "tiny.yaml", "supply.csv"),
    Case("run --replay", ["run", "tiny.yaml", "--seat", "CHN=program:./p.sh"], "p.sh"),
    Case("run --logs", ["run", "tiny.yaml"] + seat, "CHN-p.sh.log", isFolder: true),
    Case("play --replay", ["play", "tiny.yaml", "--as", "DEU"], "tiny.yaml"),
    Case(
      "play --logs", ["play", "tiny.yaml", "--as", "DEU"] + seat, "CHN-p.sh.log", isFolder: true),
    Case("replay branch --replay", branch, "game.jsonl"),
    Case(
      "replay branch --logs", branch + recorded + ["CHN=program:./p.sh"], "CHN-p.sh.log",
      isFolder: true),
    Case(
      "continue --json", ["continue", "game.jsonl", "--turn", "2", "--runs", "2"], "game.jsonl"),
    Case("analyse --csv", ["analyse", "game.jsonl"], "game.jsonl"),
    Case("analyse --report", ["analyse", "runs.sqlite"], "runs.sqlite"),
    Case("audit --csv", ["audit", "game.jsonl"], "game.jsonl"),
    Case("export --output", ["export", "runs.sqlite"], "runs.sqlite"),
    Case("counterfactual --json", ["counterfactual", "tiny.yaml"], "tiny.yaml", "supply.csv"),
    Case("counterfactual --csv", ["counterfactual", "tiny.yaml"], "tiny.yaml", "supply.csv"),
    Case("stress --json", ["stress", "tiny.yaml", "--cut", "CHN"], "tiny.yaml"),
    Case("stress --csv", ["stress", "tiny.yaml", "--cut", "CHN"], "supply.csv"),
    Case("dependence --json", dependence, "tiny.yaml"),
    Case("dependence --csv", dependence, "states.csv"),
    Case("power --json", ["power", "tiny.yaml", "--of", "CHN"], "tiny.yaml"),
    Case("power --csv", ["power", "tiny.yaml", "--of", "CHN"], "supply.csv"),
    Case("estimates --json", ["estimates", "tiny.yaml", "--orders", "10"], "tiny.yaml"),
    Case("exclusion --json", ["exclusion", "tiny.yaml", "--runs", "2"], "tiny.yaml"),
    Case("exploit --json", ["exploit", "tiny.yaml", "--as", "DEU", "--runs", "2"], "supply.csv"),
    Case("replay report --html", ["replay", "report", "game.jsonl"], "game.jsonl"),
    Case("catalogue --json", ["catalogue"], ledger),
    Case("catalogue --csv", ["catalogue"], ledger),
    Case("institutions --json", ["institutions"], clubs),
    Case("institutions --csv", ["institutions"], clubs),
    Case("institutions --csv", ["institutions", "--replay", "game.jsonl"], "game.jsonl"),
    Case("serve --keep", serve, "tiny.yaml", "supply.csv"),
    Case("serve --logs", serve + seat, "CHN-p.sh.log", isFolder: true),
    Case("role --html", ["role", "tiny.yaml"], "tiny.yaml", "supply.csv"),
    Case("coalition --json", coalition, "tiny.yaml"),
    Case("coalition --csv", coalition, "supply.csv"),
    Case("predictions --json", ["predictions", "./x.yaml", "--runs", "2"], "x.yaml", "supply.csv"),
    Case("predictions --csv", ["predictions", "./x.yaml", "--runs", "2"], "x.yaml", "tiny.yaml"),
    Case("literature --json", ["literature", "./tiny.yaml"], "tiny.yaml"),
    Case("literature --csv", ["literature", "./tiny.yaml"], "tiny.yaml"),
  ]

  private static let coalition = [
    "coalition", "tiny.yaml", "--members", "USA", "--against", "CHN", "--sector", "chips",
  ]

  /// Options that name what is read.
  static let inputs: Set = [
    "run --injects", "batch --injects", "play --injects", "sweep --analyse", "analyse --sweep",
    "counterfactual --shocks", "backtest --injects", "serve --injects", "serve --replay",
    "institutions --replay",
  ]
  /// Pictures have names of their own in a folder; gnuplot may not be here.
  static let others: Set = ["analyse --figures"]

  @Test func `Each option of a command that names a file is known as an input or an output`()
    async throws
  {
    let named = try await CommandLineDump.commands().flatMap { path, arguments in
      arguments.filter { $0.kind == "option" && ["file", "folder"].contains($0.valueName ?? "") }
        .map { (path + [$0.label]).joined(separator: " ") }
    }
    #expect(Set(named) == Self.inputs.union(Self.others).union(Self.cases.map(\.option)))
  }

  /// A folder with one of each file.
  private func folder() async throws -> Tiny {
    let tiny = try Tiny()
    _ = try await tiny.run("run", "tiny.yaml", "--replay", "game.jsonl")
    _ = try await tiny.run("batch", "tiny.yaml", "--runs", "2", "--store", "runs.sqlite")
    try tiny.scratch.write("format: 1\ninjects: []\n", to: "injects.yaml")
    try tiny.writePrediction()
    try tiny.scratch.write(Tiny.study, to: "study.yaml")
    try tiny.scratch.write("study,point\n", to: "results.csv")
    try tiny.scratch.write("state,fact\n", to: "facts.csv")
    try tiny.scratch.write("format: 1\ninjects: []\n", to: "CHN-p.sh.log")
    let program = try tiny.scratch.write("#!/bin/sh\n", to: "p.sh")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
    for path in ["Documentation", "Scenarios/data"] {
      try FileManager.default.createDirectory(
        at: tiny.scratch.url(path), withIntermediateDirectories: true)
    }
    for path in [Self.ledger, (Self.clubs as NSString).deletingLastPathComponent] {
      try FileManager.default.copyItem(
        at: Program.home.appendingPathComponent(path), to: tiny.scratch.url(path))
    }
    return tiny
  }

  /// Runs the program with a library of its own; a server that isn't refused is interrupted.
  private func run(_ arguments: [String], in folder: Scratch) async throws -> Program.Outcome {
    let place = try Scratch()
    let printed = place.path("printed")
    return try await Program.run(
      arguments, in: folder, input: "quit\n", output: printed,
      environment: ["STATECRAFT_HOME": folder.folder.path],
      interruptingWhen: { _ in
        (try? String(contentsOfFile: printed, encoding: .utf8))?.contains("Ctrl-C ends") == true
      })
  }

  @Test(arguments: cases)
  func `An output that is an input is refused, and left as it was`(_ example: Case) async throws {
    let tiny = try await folder()
    let option = String(example.option.split(separator: " ").last ?? "")
    for input in example.inputs {
      let url = tiny.scratch.url(input)
      let before = try Data(contentsOf: url)
      let (soft, hard) = (tiny.scratch.url("soft"), tiny.scratch.url("hard"))
      try? FileManager.default.removeItem(at: soft)
      try? FileManager.default.removeItem(at: hard)
      try FileManager.default.createSymbolicLink(at: soft, withDestinationURL: url)
      try FileManager.default.linkItem(at: url, to: hard)
      let names = example.isFolder ? ["."] : [input, "./" + input, url.path, "soft", "hard"]
      for name in names {
        let outcome = try await run(example.arguments + [option, name], in: tiny.scratch)
        #expect(outcome.code == 2, "\(name): \(outcome.code) \(outcome.errors)")
        let advice = ["give another path", "another name", "give each a file of its own"]
        #expect(advice.contains { outcome.errors.contains($0) }, "\(name): \(outcome.errors)")
        #expect(try Data(contentsOf: url) == before, "\(name)")
      }
    }
  }

  @Test func `The links that a served game keeps beside it are an output too`() async throws {
    let tiny = try Tiny()
    let scenario = tiny.scratch.url("kept.jsonl.links")
    try FileManager.default.copyItem(at: tiny.scratch.url("tiny.yaml"), to: scenario)
    let outcome = try await run(
      ["serve", "./kept.jsonl.links", "--as", "DEU", "--port", "0", "--keep", "kept.jsonl"],
      in: tiny.scratch)
    #expect(outcome.code == 2 && outcome.errors.contains("give another path"), "\(outcome.errors)")
    #expect(try String(contentsOf: scenario, encoding: .utf8) == Tiny.yaml)
    #expect(!FileManager.default.fileExists(atPath: tiny.scratch.path("kept.jsonl")))
  }

  @Test func `Two outputs of one file are refused`() async throws {
    let tiny = try Tiny()
    for arguments in [
      Self.compare + ["--json", "x", "--csv", "./x"],
      Self.batch + ["--store", "x.sqlite", "--json", "x.sqlite-wal"],
      ["stress", "tiny.yaml", "--cut", "CHN", "--json", "x", "--csv", tiny.scratch.path("x")],
    ] {
      let outcome = try await Program.run(arguments, in: tiny.scratch)
      #expect(outcome.code == 2 && outcome.errors.contains("give each a file of its own"))
      #expect(!FileManager.default.fileExists(atPath: tiny.scratch.path("x")))
    }
  }

  @Test func `A game isn't written over, and devices and pipes go on working`() async throws {
    let tiny = try Tiny()
    let game = try await tiny.replay()
    let kept = try Data(contentsOf: URL(fileURLWithPath: game))
    let again = try await tiny.run("run", "tiny.yaml", "--seed", "9", "--replay", "game.jsonl")
    #expect(again.code == 2 && again.errors.contains("There is a file ‘game.jsonl’ already"))
    #expect(try Data(contentsOf: URL(fileURLWithPath: game)) == kept)
    let shell = try await Shell.run(
      """
      mkfifo p; cat p > through & $SC audit game.jsonl --csv p > printed; wait
      $SC audit game.jsonl --csv plain > printed
      cmp through plain && echo same
      $SC audit game.jsonl --csv >(cat > substituted; echo done >&2) > printed
      $SC run tiny.yaml --replay /dev/null > printed && echo null
      $SC audit game.jsonl --csv /dev/stdout > both; grep -c . both
      cat game.jsonl | $SC audit - | grep -c '^1 replay,'
      $SC replay verify <(cat game.jsonl) | grep -c verified
      mkfifo q; cat game.jsonl > q & $SC replay diff q game.jsonl | grep -c 'the same in all'
      $SC audit game.jsonl --csv /dev/full > printed 2> full; cat full
      """, in: tiny.scratch)
    #expect(shell.output.hasPrefix("same\nnull\n"), "\(shell.output)\n\(shell.errors)")
    #expect(
      shell.output.hasSuffix("\n1\n1\n1\n‘/dev/full’ can't be written: No space left on device."),
      "\(shell.output)\n\(shell.errors)")
  }

  @Test func `An output that can't be finished leaves what was there, and nothing else`()
    async throws
  {
    let tiny = try Tiny()
    _ = try await tiny.run("batch", "tiny.yaml", "--runs", "9", "--store", "runs.sqlite")
    try tiny.scratch.write("old\n", to: "old.csv")
    // No file may grow beyond 512 bytes.
    let shell = try await Shell.run(
      "trap '' XFSZ; ulimit -f 1; $SC export runs.sqlite --output old.csv; echo $?; cat old.csv; "
        + "ls -A | grep -c old", in: tiny.scratch)
    #expect(shell.output == "1\nold\n1", "\(shell.output) \(shell.errors)")
    let whole = try await tiny.run("export", "runs.sqlite", "--output", "old.csv")
    #expect(whole.code == 0)
    let printed = try await tiny.run("export", "runs.sqlite")
    #expect(try String(contentsOf: tiny.scratch.url("old.csv"), encoding: .utf8) == printed.output)
  }

  @Test(arguments: ["", " ", ":memory:", "file:x.sqlite?mode=memory", "FILE:x", ".", "x/", "-"])
  func `A store needs a file`(_ name: String) async throws {
    let tiny = try Tiny()
    _ = try await tiny.run("batch", "tiny.yaml", "--runs", "2", "--store", "a.sqlite")
    for arguments in [
      Self.batch + ["--store", name], ["merge", name, "a.sqlite"], ["merge", "b.sqlite", name],
      ["export", name],
    ] {
      let outcome = try await Program.run(arguments, in: tiny.scratch)
      #expect(outcome.code == 2 && outcome.output.isEmpty, "\(arguments): \(outcome.errors)")
    }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: tiny.scratch.folder.path).sorted()
        == ["a.sqlite", "states.csv", "supply.csv", "tiny.yaml"])
  }
}
