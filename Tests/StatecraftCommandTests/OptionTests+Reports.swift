/// The options that have to do with what a store says.
extension `Every option` {
  private static let stored = ["analyse", "kept.sqlite"]
  private static let swept = stored + ["--sweep", "swept.csv", "--study", "study.yaml"]

  static let reportEffects: [Effect] = [
    // The report is printed: it goes where standard output goes.
    Effect(
      "analyse --report", stored, stored + ["--report", "/dev/stdout"],
      refused: (["--report", "nowhere/a"], 2)
    ) {
      !$0.output.contains("<!DOCTYPE html>") && $1.output.contains("<!DOCTYPE html>")
    },
    Effect(
      "analyse --figures", stored, stored + ["--figures", "pictures"],
      refused: (["--figures", "supply.csv/a"], 2)
    ) {
      $0.errors.isEmpty
        && ($1.code == 0
          ? $1.errors.contains("pictures as SVG and PNG") : $1.errors.contains("needs gnuplot"))
    },
    Effect(
      "analyse --batch", stored, stored + ["--batch", "tiny-"], refused: (["--batch", "x"], 2)
    ) {
      $0.output.contains("\nother (") && $1.output.contains("\ntiny (")
    },
    Effect(
      "analyse --sweep", stored, swept,
      refused: (["--sweep", "nowhere.csv", "--study", "study.yaml"], 2)
    ) {
      !$0.output.contains("Sensitivity of gain.USA")
        && $1.output.contains("Sensitivity of gain.USA")
    },
    Effect(
      "analyse --study", swept, stored + ["--sweep", "swept.csv", "--study", "rules.yaml"],
      refused: (["--study", "study.yaml"], 2)
    ) { $0.code == 0 && $1.code == 1 },
  ]
}
