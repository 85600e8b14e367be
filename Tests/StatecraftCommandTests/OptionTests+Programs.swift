import Foundation

/// What the options for programs at the table and for injects change.
extension `Every option` {
  private static let play = ["play", "tiny.yaml", "--as", "DEU", "--seed", "2023"]
  /// A program that says nothing has a moment to say it.
  private static let run = ["run", "tiny.yaml", "--seat", "CHN=program:./mute.sh"]
  private static let hasty = run + ["--deadline", "100ms"]
  private static let seated = play + ["--seat", "CHN=program:./mute.sh"]
  private static let branch = ["replay", "branch", "explained.jsonl", "--turn", "2"]
  private static let hastyBranch =
    branch + ["--seat", "CHN=program:./mute.sh", "--deadline", "100ms"]
  private static let branched = branch + ["--as", "DEU", "--seat", "CHN=program:./mute.sh"]
  private static let injected = ["--injects", "injects.yaml"]

  static let programEffects: [Effect] = [
    Effect(
      "run --seat", ["run", "tiny.yaml"], hasty,
      refused: (["--seat", "CHN=program:nowhere"], 2)
    ) {
      !$0.output.contains("CHN holds")
        && $1.output.contains("CHN holds: mute.sh gave no answer within 0.1 seconds.")
    },
    Effect(
      "run --deadline", hasty, run + ["--deadline", "0.2s"], refused: (["--deadline", "soon"], 2)
    ) { !$0.output.contains("within 0.2 s") && $1.output.contains("within 0.2 s") },
    Effect(
      "run --logs", ["run", "tiny.yaml", "--seat", "CHN=program:./crash.sh"],
      ["run", "tiny.yaml", "--seat", "CHN=program:./crash.sh", "--logs", "logs"],
      refused: (["--seat", "CHN=program:./crash.sh", "--logs", "nowhere"], 2)
    ) {
      $0.output.contains("(‘CHN-crash.sh.log’ has what it said)")
        && $1.output.contains("(‘logs/CHN-crash.sh.log’ has what it said)")
    },
    Effect(
      "run --injects", ["run", "tiny.yaml"], ["run", "tiny.yaml"] + injected,
      refused: (["--injects", "nowhere.yaml"], 3)
    ) {
      !$0.output.contains("Inject: ")
        && $1.output.contains("Inject: a disruption strikes chips in CHN, productivity -39.35 %")
    },
    Effect(
      "batch --injects", ["batch", "tiny.yaml", "--runs", "5"],
      ["batch", "tiny.yaml", "--runs", "5"] + injected, refused: (["--injects", "nowhere.yaml"], 3)
    ) { $0.code == 0 && $1.code == 0 && $0.digest != $1.digest },
    Effect(
      "play --seat", play, seated, refused: (["--as", "DEU", "--seat", "CHN=program:nowhere"], 2)
    ) {
      !$0.output.contains("CHN is played")
        && $1.output.contains("CHN is played by program mute.sh, which has 5.0 seconds a turn")
    },
    Effect(
      "play --deadline", seated, seated + ["--deadline", "90s"],
      refused: (["--deadline", "-1s"], 2)
    ) { !$0.output.contains("90.0 seconds") && $1.output.contains("90.0 seconds") },
    Effect(
      "play --logs", seated, seated + ["--logs", "logs"],
      refused: (
        ["--as", "DEU", "--seat", "CHN=program:./mute.sh", "--logs", "nowhere"], 2
      )
    ) {
      $0.output.contains("‘CHN-mute.sh.log’") && $1.output.contains("‘logs/CHN-mute.sh.log’")
    },
    Effect(
      "play --injects", play, play + injected,
      refused: (["--as", "DEU", "--injects", "nowhere.yaml"], 3)
    ) { !$0.output.contains("Injects") && $1.output.contains("Injects come from ‘injects.yaml’.") },
    Effect("play --umpire", play, play + ["--umpire"]) {
      !$0.output.contains("umpire") && $1.output.contains("An umpire sits at the")
        && $1.output.contains("pass to DEU")
    },
    Effect(
      "replay branch --seat", branch, hastyBranch,
      refused: (["--seat", "CHN=program:nowhere"], 2)
    ) {
      !$0.output.contains("is played by")
        && $1.output.contains("CHN is played by program mute.sh, which has 0.1 seconds a turn")
    },
    Effect(
      "replay branch --deadline", branched, branched + ["--deadline", "90s"],
      refused: (["--deadline", "-1s"], 2)
    ) { !$0.output.contains("90.0 seconds") && $1.output.contains("90.0 seconds") },
    Effect(
      "replay branch --logs", branched, branched + ["--logs", "logs"],
      refused: (["--seat", "CHN=program:./mute.sh", "--logs", "nowhere"], 2)
    ) {
      $0.output.contains("‘CHN-mute.sh.log’") && $1.output.contains("‘logs/CHN-mute.sh.log’")
    },
    Effect("replay branch --umpire", branch, branch + ["--umpire"]) {
      !$0.output.contains("umpire 2021> ") && $1.output.contains("umpire 2021> ")
    },
  ]

  /// Programs that say nothing but to their log, and a file of injects.
  static func prepareProgram(in folder: Scratch) throws {
    for (name, end) in [("mute.sh", "exec sleep 100"), ("crash.sh", "exit 1")] {
      let program = try folder.write(
        """
        #!/bin/sh
        read -r line
        echo '{"type":"greeting","protocol":1}'
        echo hello >&2
        \(end)

        """, to: name)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
    }
    try FileManager.default.createDirectory(
      at: folder.url("logs"), withIntermediateDirectories: true)
    try folder.write(
      "format: 1\ninjects: [{turn: 1, inject: shock chips CHN 0.5}]\n", to: "injects.yaml")
  }
}
