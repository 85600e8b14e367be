import Foundation

/// What the options for programs at the table and for injects change.
extension `Every option` {
  private static let run = ["run", "tiny.yaml"]
  private static let play = ["play", "tiny.yaml", "--as", "DEU"]
  private static let mute = ["--seat", "CHN=program:./mute.sh"]

  static let programEffects: [Effect] =
    [("run", run), ("play", play)].flatMap { command, line in
      [
        Effect(
          "\(command) --seat", line, line + mute, refused: (["--seat", "CHN=program:nowhere"], 2)
        ) { without, with in
          command == "play"
            ? !without.output.contains("program mute.sh") && with.code == 0
            : !without.output.contains("CHN holds")
              && with.output.contains(
                "CHN holds: mute.sh gave no answer within")
        },
        Effect(
          "\(command) --injects", line, line + ["--injects", "injects.yaml"],
          refused: (["--injects", "nowhere.yaml"], 3)
        ) { without, with in
          command == "play"
            ? with.code == 0
            : !without.output.contains("Inject: ")
              && with.output.contains("Inject: a disruption strikes chips in CHN")
        },
      ]
    } + [
      Effect(
        "batch --injects", ["batch", "tiny.yaml", "--runs", "5"],
        ["batch", "tiny.yaml", "--runs", "5", "--injects", "injects.yaml"],
        refused: (["--injects", "nowhere.yaml"], 3)
      ) { $0.code == 0 && $1.code == 0 && $0.digest != $1.digest }
    ]

  /// A program that says nothing but to its log, and a file of injects.
  static func prepareProgram(in folder: Scratch) throws {
    let program = try folder.write(
      """
      #!/bin/sh
      read -r line
      echo '{"type":"greeting","protocol":1}'
      echo hello >&2
      exec sleep 100

      """, to: "mute.sh")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
    try folder.write(
      "format: 1\ninjects: [{turn: 1, inject: shock chips CHN 0.5}]\n", to: "injects.yaml")
  }
}
