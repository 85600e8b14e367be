import Foundation
import Testing

/// What comes from the shell: paths, pipes, environments, words.
@Suite struct `At the shell` {
  private func shell(
    _ command: String, in tiny: Tiny, _ environment: [String: String] = [:]
  ) async throws -> Shell.Outcome {
    try await Shell.run(command, in: tiny.scratch, environment)
  }

  @Test func `A file is read whatever its ending, and from pipes and standard input`() async throws
  {
    let tiny = try Tiny()
    try tiny.scratch.write(Tiny.study, to: "study.yaml")
    try tiny.scratch.write("format: 1\ninjects: []\n", to: "i.yaml")
    let outcome = try await shell(
      """
      set -e
      $SC run tiny.yaml > told; $SC run tiny.yaml --replay g.jsonl > /dev/null
      cp tiny.yaml t.yml; cp tiny.yaml noend; cp study.yaml s.yml; cp i.yaml i
      for f in t.yml ./t.yml noend ./noend "$PWD/noend"; do $SC check "$f" > /dev/null; done
      $SC check - < tiny.yaml > /dev/null
      cat tiny.yaml | $SC run - > piped; cmp piped told
      $SC run <(cat tiny.yaml) > piped; cmp piped told
      mkfifo p; cat tiny.yaml > p & $SC run p > piped; cmp piped told
      $SC compare - --without learning --runs 2 < tiny.yaml > /dev/null
      $SC sweep s.yml --plan > plan; cat study.yaml | $SC sweep - --plan | cmp - plan
      $SC run t.yml --injects i > piped; cmp piped told
      $SC run t.yml --injects <(cat i) > piped; cmp piped told
      $SC replay show g.jsonl > shown
      cat g.jsonl | $SC replay show - | cmp - shown
      $SC replay show <(cat g.jsonl) | cmp - shown
      cat g.jsonl | $SC analyse - > /dev/null
      printf '\\xef\\xbb\\xbf' | cat - g.jsonl | $SC replay verify - > /dev/null
      cp t.yml play; $SC play play --as DEU --replay h.jsonl <<< quit > /dev/null
      echo all
      """, in: tiny)
    #expect(outcome.code == 0 && outcome.output == "all", "\(outcome.output) \(outcome.errors)")
  }

  @Test func `The program finds its scenarios by where it is, or says that there are none`()
    async throws
  {
    let tiny = try Tiny()
    let prefix = tiny.scratch.url("prefix")
    for folder in ["bin", "share/statecraft"] {
      try FileManager.default.createDirectory(
        at: prefix.appendingPathComponent(folder), withIntermediateDirectories: true)
    }
    let outcome = try await shell(
      """
      unset STATECRAFT_HOME; cd /
      PATH="$(dirname "$SC"):$PATH" statecraft check prisoners-dilemma > /dev/null && echo path
      ln -s "$SC" '\(prefix.path)/link'; '\(prefix.path)/link' check prisoners-dilemma > /dev/null \\
        && echo link
      cp "$SC" '\(prefix.path)/bin/statecraft'
      export PATH='\(prefix.path)/bin':"$PATH"
      for words in literature scenarios 'run prisoners-dilemma' 'literature prisoners-dilemma'; do
        statecraft $words > out 2> err; echo "$? $(grep -c STATECRAFT_HOME err) $(wc -c < out)"
      done
      ln -s '\(Program.home.path)/Scenarios' '\(Program.home.path)/Agents' \\
        '\(prefix.path)/share/statecraft'
      statecraft check prisoners-dilemma > /dev/null && echo installed
      """.replacing("> out 2> err", with: "> '\(prefix.path)/out' 2> '\(prefix.path)/err'")
        .replacing("TECRAFT_HOME err", with: "TECRAFT_HOME '\(prefix.path)/err'")
        .replacing("< out)", with: "< '\(prefix.path)/out')"), in: tiny)
    #expect(
      outcome.output == "path\nlink\n" + String(repeating: "3 1 0\n", count: 4) + "installed",
      "\(outcome.output) \(outcome.errors)")
  }

  @Test func `A name that is none is answered in a few lines`() async throws {
    let nothing = try await Program.run(["run", "nosuch"])
    #expect(nothing.code == 3 && nothing.errorLines.allSatisfy { $0.count <= 120 })
    let near = try await Program.run(["run", "small-yard-2032"])
    #expect(near.errors.contains("did you mean ‘small-yard-2023’?"))
    let classic = try await Program.run(["literature", "nothere"])
    #expect(classic.code == 2 && classic.errorLines.allSatisfy { $0.count <= 80 })
    let lost = try await Program.run(["run", "/nonexistent.yaml"])
    #expect(lost.errors.hasPrefix("/nonexistent.yaml: "))
    let readme = try await Program.run(["replay", "show", "README.md"])
    #expect(readme.code == 1 && readme.errors.hasPrefix("README.md: this is no replay: "))
  }

  @Test func `Names that aren't UTF-8 are told, and folders of such names do`() async throws {
    let tiny = try Tiny()
    let outcome = try await shell(
      """
      d=$(printf 'bad\\xff'); mkdir "$d"; cp *.yaml *.csv "$d"
      (cd "$d"; $SC run tiny.yaml --replay g.jsonl > /dev/null; echo $?; ls g.jsonl)
      $SC run tiny.yaml --replay "$(printf 'r\\xe9.jsonl')" 2>&1; echo $?; ls | grep -c '^r'
      """, in: tiny)
    #expect(outcome.output.hasPrefix("0\ng.jsonl\n"), "\(outcome.output)")
    #expect(outcome.output.contains("isn't UTF-8"))
    #expect(outcome.output.hasSuffix("2\n0"))
  }

  @Test func `Titles and names steer no terminal, and wide ones keep their columns`() async throws {
    let tiny = try Tiny(
      ("A tiny world", "\"\\e]0;x\\a\\e[31mA tiny\\u202e world\""),
      ("name: Chips", "name: \"\\e[1m\""))
    try tiny.scratch.write(
      "code,name,gdp_usd_bn,election_years\nCHN,中华人民共和国,80,\nDEU,Germany,20,\n"
        + "USA,United States,100,\n", to: "states.csv")
    _ = try await tiny.run("run", "tiny.yaml", "--replay", "g.jsonl")
    for arguments in [
      ["check", "tiny.yaml"], ["run", "tiny.yaml"], ["replay", "show", "g.jsonl"],
      ["analyse", "g.jsonl"], ["batch", "tiny.yaml", "--runs", "3"],
      ["play", "g.jsonl", "--umpire"],
    ] {
      let outcome = try await Program.run(arguments, in: tiny.scratch, input: "quit\n")
      for scalar in (outcome.output + outcome.errors).unicodeScalars {
        let isSafe = scalar == "\n" || scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value)
        #expect(isSafe && scalar != "\u{202E}", "\(arguments)")
      }
    }
    let batch = try await tiny.run("batch", "tiny.yaml", "--runs", "3")
    let rows = batch.lines.filter { $0.contains(" [") && ["CHN", "DEU"].contains($0.prefix(3)) }
    // Each wide letter takes a column more than it counts.
    let places = rows.map { row in
      row.prefix { $0 != "[" }.reduce(0) { $0 + ($1.unicodeScalars.first!.value > 0x2E80 ? 2 : 1) }
    }
    #expect(rows.count >= 2 && Set(places.prefix(2)).count == 1, "\(rows)")
  }

  @Test(arguments: ["dumb", ""])
  func `A terminal without control sequences gets none`(_ kind: String) async throws {
    let tiny = try Tiny()
    let person = try PseudoTerminal(
      ["play", "tiny.yaml", "--as", "DEU", "--as", "CHN"], in: tiny.scratch.folder,
      environment: ["TERM": kind])
    try await person.wait(for: "sits here: ")
    try await person.enter("align usa 0.123", prompt: "DEU 2020> ")
    #expect(person.text.contains("What was typed before you sat down was no order"))
    try await person.enter("xyzzy", prompt: "There is no command")
    person.type("quit\n")
    #expect(try await person.end() == 0)
    #expect(!person.text.contains("\u{1B}"))
    let batch = try PseudoTerminal(
      ["batch", "tiny.yaml", "--runs", "20"], in: tiny.scratch.folder,
      environment: ["TERM": kind])
    #expect(try await batch.end() == 0)
    #expect(!batch.text.contains("\u{1B}"))
  }

  @Test func `Small things are said as they are`() async throws {
    let tiny = try Tiny()
    func said(_ arguments: String...) async throws -> String {
      let outcome = try await Program.run(arguments, in: tiny.scratch)
      return "\(outcome.code) " + outcome.errors.replacing("\n", with: " ")
    }
    let negative = try await said("batch", "tiny.yaml", "--seed", "-1")
    #expect(negative.hasPrefix("2 ") && negative.contains("'-1'"))
    let idle = try await tiny.run("check", "tiny.yaml", "--set", "rules={}")
    #expect(idle.output.contains("No rule is in force"))
    for list in [",", "CHN,", "", " "] {
      #expect(try await said("stress", "tiny.yaml", "--cut", list).hasPrefix("2 "), "‘\(list)’")
    }
    try tiny.scratch.write("name: x\ngame:\n\tmatrix: {}\n", to: "tab.yaml")
    #expect(try await said("check", "tab.yaml").contains("tab.yaml:3:1: this is not YAML: a tab"))
    try tiny.scratch.write(Tiny.yaml + "---\nformat: 1\n", to: "two.yaml")
    #expect(try await said("check", "two.yaml").contains("more than one document"))
    try tiny.scratch.write(
      Tiny.yaml.replacing("turns: 4", with: "turns: \"4\""), to: "quoted.yaml")
    #expect(try await said("check", "quoted.yaml").contains("‘4’ in quotes, so it's text"))
    #expect(
      try await said("run", "tiny.yaml", "--seat", "CHN=program:python3 a.py")
        .contains("A program is called without arguments"))
    let full = try await said("run", "tiny.yaml", "--replay", "/dev/full")
    #expect(full.hasPrefix("1 ") && !full.contains(".."), "\(full)")
    let json = try await tiny.run(
      "batch", "tiny.yaml", "--runs", "2", "--seed", "18446744073709551615", "--json", "-")
    #expect(try json.json()["seed"] as? String == "18446744073709551615")
    let table = try await Program.run(["counterfactual", "three-countries", "--csv", "-"])
    #expect(table.code == 0 && !table.output.contains("-0.0,"))
  }
}
