/// The options that have to do with stores. ‘kept.sqlite’ has twenty runs of ‘tiny’, turn by turn,
/// and two of ‘other’; ‘five.sqlite’ has one of another seed.
extension `Every option` {
  static let storeEffects: [Effect] = {
    let batch = ["batch", "tiny.yaml", "--runs", "20"]
    let export = ["export", "kept.sqlite"]
    return [
      Effect(
        "batch --store", batch, batch + ["--store", "kept.sqlite"],
        refused: (["--store", "supply.csv"], 2)
      ) {
        $1.errors.hasPrefix("‘kept.sqlite’ has all of these 20 runs") && $0.digest == $1.digest
      },
      // What is there turn by turn also serves without; not the other way round.
      Effect(
        "batch --trajectories", batch + ["--store", "plain.sqlite"],
        batch + ["--store", "plain.sqlite", "--trajectories"],
        refused: (["--trajectories"], 2)
      ) {
        !$1.errors.contains("‘plain.sqlite’ has") && $1.output.contains("\n20 runs in ")
          && $0.digest == $1.digest
      },
      Effect(
        "batch --shard", batch + ["--store", "parts.sqlite"],
        batch + ["--store", "parts.sqlite", "--shard", "2/4"],
        refused: (["--store", "parts.sqlite", "--shard", "5/4"], 2)
      ) {
        $0.output.contains("\n20 runs of") && $1.output.contains("\n5 runs (part 2 of 4) of")
      },
      Effect(
        "merge <target>", ["merge", "a.sqlite", "kept.sqlite"],
        ["merge", "b.sqlite", "kept.sqlite"], refused: (["supply.csv", "kept.sqlite"], 1)
      ) {
        $0.output.contains("\na.sqlite: ") && $1.output.contains("\nb.sqlite: ")
      },
      Effect(
        "merge <parts>", ["merge", "c.sqlite", "kept.sqlite"],
        ["merge", "d.sqlite", "kept.sqlite", "kept.sqlite"],
        refused: (["e.sqlite", "nowhere.sqlite"], 2)
      ) {
        $0.output.hasPrefix("kept.sqlite: 22 runs\nc.sqlite: ")
          && $1.output.contains("\nkept.sqlite: 0 runs, and 22 that were there\n")
      },
      Effect(
        "export <store>", export, ["export", "five.sqlite"], refused: (["nowhere.sqlite"], 1)
      ) {
        $0.lines.count == 24 && $1.lines.count == 3
      },
      Effect(
        "export --format", export, export + ["--format", "jsonl"],
        refused: (["--format", "xml"], 2)
      ) {
        $0.output.hasPrefix("batch,") && $1.output.hasPrefix("{\"batch\":")
      },
      Effect(
        "export --metric", export, export + ["--metric", "gain"],
        refused: (["--metric", "gian"], 2)
      ) {
        $0.lines[0].contains("supply.") && $1.lines[0].hasSuffix(",gain.CHN,gain.DEU,gain.USA")
      },
      Effect(
        "export --batch", export, export + ["--batch", "other-"], refused: (["--batch", "x"], 2)
      ) {
        $0.lines.count == 24 && $1.lines.count == 4
      },
      Effect(
        "export --trajectories", export, export + ["--trajectories"],
        refused: (["--trajectories", "--metric", "supply"], 2)
      ) {
        !$0.lines[0].contains(",turn,") && $1.lines[0].contains(",turn,") && $1.lines.count == 82
      },
      Effect("export --list", export, export + ["--list"]) {
        $1.lines.count == 4 && $1.output.hasPrefix("Batch ") && $0.output != $1.output
      },
      Effect(
        "export --output", export, export + ["--output", "out.csv"],
        refused: (["--output", "nowhere/out.csv"], 2)
      ) {
        !$0.output.isEmpty && $1.code == 0 && $1.output.isEmpty
      },
    ]
  }()

  /// Makes the stores.
  static func prepareStores(in folder: Scratch) async throws -> Bool {
    var isMade = true
    for arguments in [
      ["tiny.yaml", "--runs", "20", "--store", "kept.sqlite", "--trajectories"],
      ["other.yaml", "--runs", "2", "--store", "kept.sqlite"],
      ["tiny.yaml", "--runs", "1", "--seed", "5", "--store", "five.sqlite"],
    ] {
      isMade = try await Program.run(["batch"] + arguments, in: folder).code == 0 && isMade
    }
    return isMade
  }
}
