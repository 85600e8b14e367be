import Testing

@Suite struct `Help` {
  @Test
  func `Every command's help has an example of itself, in 80 columns`() async throws {
    let commands = try await CommandLineDump.commands().map(\.path)
    #expect(
      commands.map { $0.joined(separator: " ") } == [
        "batch", "compare", "sweep", "backtest", "run", "play", "serve", "lesson", "role",
        "exploit", "estimates", "exclusion", "predictions", "continue", "check",
        "replay show", "replay story", "replay report", "replay verify", "replay branch",
        "replay diff", "replay why", "analyse",
        "audit", "merge", "export", "counterfactual", "stress", "dependence", "power", "coalition",
        "literature", "scenarios", "agents", "rules", "schema", "catalogue", "institutions",
      ])
    for path in commands + [["replay"], []] {
      let help = try await Program.run(path + ["--help"])
      #expect(help.code == 0)
      #expect(help.errors.isEmpty)
      #expect(help.lines.allSatisfy { $0.count <= 80 }, "\(path)")
      let examples = help.lines.filter { $0.hasPrefix("  statecraft ") }
      #expect(!examples.isEmpty, "\(path)")
      // What an example calls is there, with the options that it names.
      for example in examples {
        let words = example.split(whereSeparator: \.isWhitespace).dropFirst().map(String.init)
        let called = commands.first { words.starts(with: $0) }
        #expect(called != nil, "\(example)")
        let options = words.filter { $0.hasPrefix("--") }
        let usage = try await Program.run((called ?? []) + ["--help"])
        #expect(
          options.allSatisfy {
            usage.output.contains("  \($0) ") || usage.output.contains("  \($0)\n")
          }, "\(example)")
      }
    }
  }

  @Test
  func `The program's help says what exit codes mean and where to start`() async throws {
    let help = try await Program.run(["--help"]).output
    for words in [
      "0 done", "1 the run failed", "2 wrong usage", "3 the scenario is missing or faulty",
      "replay diverged", "statecraft scenarios",
    ] {
      #expect(help.replacing("\n", with: " ").contains(words), "\(words)")
    }
    #expect(try await Program.run([]).output == help)
  }

  @Test(arguments: [
    (["btch"], "There is no command ‘btch’; did you mean ‘batch’?"),
    (["replay", "shw"], "There is no command ‘shw’; did you mean ‘show’?"),
    (["replay", "xyzzy"], "There is no command ‘xyzzy’. ‘statecraft replay --help’ lists them."),
    (["xyzzy"], "There is no command ‘xyzzy’. ‘statecraft --help’ lists them."),
    (["rules", "trad"], "There is no rule ‘trad’; did you mean ‘trade’?"),
    (["rules", "xyzzy"], "There is no rule ‘xyzzy’. ‘statecraft rules’ lists them."),
    (["agents", "logik"], "There is no policy ‘logik’; did you mean ‘logit’?"),
    (
      ["batch", "small-yard-2023", "--rums", "3"], "Unknown option '--rums'. Did you mean '--runs'?"
    ),
    (["batch"], "Missing expected argument '<scenario>'"),
    (["batch", "small-yard-2023", "--runs", "0"], "‘--runs’ is from 1 to 100000000, not 0."),
    (["batch", "small-yard-2023", "--runs", "ten"], "The value 'ten' is invalid for '--runs"),
    (
      ["compare", "small-yard-2023"],
      "There is nothing to compare with: give ‘--set’, ‘--without’ or ‘--variant’."
    ),
    (
      ["compare", "small-yard-2023", "--variant", "a: turns"],
      "‘turns’ is neither path=value nor ‘without’ and a rule."
    ),
    (
      ["compare", "small-yard-2023", "--variant", "base: turns=2"], "needs a name before its colon"
    ),
    (
      ["compare", "small-yard-2023", "--variant", "a: turns=2", "--variant", "a: turns=3"],
      "Two variants are named ‘a’: give them different names."
    ),
    (
      ["compare", "small-yard-2023", "--set", "turns=2", "--metric", "outcme.S3"],
      "did you mean ‘outcome.S3’?"
    ),
    (
      ["batch", "small-yard-2023", "--until", "outcome.S31=0.1", "--until", "gain.USA"],
      "did you mean ‘outcome.S1’?\n‘--until gain.USA’ should be a metric and half a width above 0"
    ),
    (["run", "small-yard-2023", "--seed", "-1"], "'--seed"),
    (["scenarios", "more"], "Unexpected argument 'more'"),
  ])
  func `A mistake on the command line is told with a way out`(
    _ arguments: [String], _ message: String
  ) async throws {
    let outcome = try await Program.run(arguments)
    #expect(outcome.code == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }
}
