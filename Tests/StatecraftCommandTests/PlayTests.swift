import Foundation
import Testing

/// A person's game through a terminal, key by key: one terminal at a time.
@Suite(.serialized) struct `A game at a terminal` {
  private func text(_ tiny: Tiny, _ name: String) throws -> String {
    try String(contentsOf: tiny.scratch.url(name), encoding: .utf8)
  }

  private func expectVerified(_ tiny: Tiny, _ name: String) async throws {
    let outcome = try await tiny.run("replay", "verify", name)
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("verified from the record and drawn anew"))
  }

  @Test
  func `has mistakes, undo, back, save and resume, and its replays verify`() async throws {
    let tiny = try Tiny()
    let folder = tiny.scratch.folder
    let person = try PseudoTerminal(
      ["play", "tiny.yaml", "--as", "germany", "--seed", "2023"], in: folder)
    try await person.wait(for: "DEU 2020> ")
    #expect(person.text.contains("‘DEU-tiny.jsonl’"))

    // Mistakes change nothing, and are answered in red.
    let mistake = try await person.enter("algn usa .5", prompt: "2020> ")
    #expect(mistake.contains("did you mean ‘align’?"))
    #expect(mistake.contains("\u{1B}[31m"))
    try await person.enter("al usa .5", prompt: "2020> ")
    #expect(person.text.contains("+ align USA 0.5 (now 0.80)"))
    // The backspace key is the terminal's business, and works.
    try await person.enter("ex chips chh\u{7F}n 75%", prompt: "2020> ")
    #expect(person.text.contains("+ control export chips CHN 0.75 (now 0)"))
    #expect(
      try await person.enter("undo", prompt: "2020> ").contains("align USA 0.5 (now 0.80)"))
    #expect(!(try await person.enter("review", prompt: "2020> ").contains("CHN")))
    let first = try await person.enter("end", prompt: "DEU 2021> ")
    #expect(first.contains("Turn 1 (2020) is resolved"))
    #expect(first.contains("align USA 0.5: partly, from 0.80 to "))
    try await person.enter("end", prompt: "DEU 2022> ")
    try await person.enter("save kept", prompt: "DEU 2022> ")

    // The same turn another way, with the same luck.
    let back = try await person.enter("back 1", prompt: "DEU 2021> ")
    #expect(back.contains("‘DEU-tiny-branch-T2.jsonl’"))
    try await person.enter("export chips chn 1", prompt: "2021> ")
    try await person.enter("end", prompt: "DEU 2022> ")
    let sides = try await person.enter("history", prompt: "2022> ")
    #expect(sides.contains("they part in turn 2"))
    #expect(sides.contains("before: no orders"))
    #expect(sides.contains("now: control export chips CHN 1.0"))
    person.type("quit\n")
    #expect(try await person.end() == 0)
    #expect(
      person.text.replacing("\n", with: " ").contains(
        "‘statecraft play DEU-tiny-branch-T2.jsonl’ takes it up again."))

    // Both ways and the copy are whole, and share their first turn to the byte.
    for name in ["DEU-tiny.jsonl", "DEU-tiny-branch-T2.jsonl", "kept.jsonl"] {
      try await expectVerified(tiny, name)
    }
    let (one, other) = (
      try text(tiny, "DEU-tiny.jsonl").split(separator: "\n"),
      try text(tiny, "DEU-tiny-branch-T2.jsonl").split(separator: "\n")
    )
    #expect(one.count == 3 && other.count == 3)
    #expect(one[0..<2] == other[0..<2])
    #expect(one[2] != other[2])
    #expect(try text(tiny, "kept.jsonl") == text(tiny, "DEU-tiny.jsonl"))

    // Taken up again where it was left, it's played to its end.
    let again = try PseudoTerminal(["play", "kept.jsonl"], in: folder)
    try await again.wait(for: "DEU 2022> ")
    #expect(again.text.contains("‘kept.jsonl’ is taken up after turn 2."))
    try await again.enter("end", prompt: "DEU 2023> ")
    let ending = try await again.enter("end", prompt: "over> ")
    #expect(ending.contains("The game is over"))
    again.type("\u{4}")
    #expect(try await again.end() == 0)
    try await expectVerified(tiny, "kept.jsonl")
    let told = try await tiny.run("replay", "show", "kept.jsonl")
    #expect(told.output.contains("The game ended after turn 4"))

    // When it's over, one can still look at it and go back.
    let over = try await tiny.run("play", "kept.jsonl", typing: ["back 1", "end"])
    #expect(over.output.contains("Back in turn 4 (2023), with the same luck."))
    try await expectVerified(tiny, "kept-branch-T4.jsonl")
  }

  @Test func `is typed with completion, history and cursor keys`() async throws {
    let tiny = try Tiny()
    let person = try PseudoTerminal(
      ["play", "tiny.yaml", "--as", "DEU", "--seed", "2023"], in: tiny.scratch.folder)
    try await person.wait(for: "DEU 2020> ")
    // Tab finishes a command, a pole and a state by its name.
    #expect(
      try await person.enter("al\tUS\t.5", prompt: "DEU 2020> ").contains("+ align USA 0.5"))
    #expect(
      try await person.enter("expo\tchip\tchin\t.25", prompt: "DEU 2020> ")
        .contains("+ control export chips CHN 0.25"))
    // The line before comes back with the key Up, and is changed at its end.
    #expect(
      try await person.enter("\u{1B}[A\u{7F}\u{7F}\u{7F}.75", prompt: "DEU 2020> ")
        .contains("+ control export chips CHN 0.75 (instead of 0.25)"))
    // The key Left goes back in a line.
    #expect(
      try await person.enter("undx\u{1B}[D\u{1B}[C\u{7F}o", prompt: "DEU 2020> ")
        .contains("control export chips CHN 0.25"))
    person.type("quit\n")
    #expect(try await person.end() == 0)
  }

  @Test func `holds for as many turns as are named with ‘end’`() async throws {
    let tiny = try Tiny()
    let held = try await tiny.run(
      "play", "tiny.yaml", "--as", "DEU", "--seed", "2023", "--replay", "kept.jsonl",
      typing: ["align usa 1", "end 3", "end 1000"])
    #expect(held.code == 0)
    #expect(
      held.lines.filter { $0.hasPrefix("DEU 20") } == [
        "DEU 2020> align usa 1",
        "DEU 2020> end 3", "DEU 2023> end 1000",
      ])
    #expect(held.output.contains("The game is over"))
    try await expectVerified(tiny, "kept.jsonl")
  }

  @Test func `is left with Ctrl-C, and nothing that was closed is lost`() async throws {
    let tiny = try Tiny()
    let person = try PseudoTerminal(
      ["play", "tiny.yaml", "--as", "DEU", "--seed", "2023", "--replay", "mine.jsonl"],
      in: tiny.scratch.folder)
    try await person.wait(for: "DEU 2020> ")
    try await person.enter("end", prompt: "DEU 2021> ")
    try await person.enter("align usa 1", prompt: "DEU 2021> ")
    person.type("half an ord\u{3}")
    #expect(try await person.end() == 0)
    let farewell = person.text.replacing("\n", with: " ")
    #expect(farewell.contains("The orders of the open turn aren't kept."))
    #expect(farewell.contains("‘statecraft play mine.jsonl’ takes it up again."))
    try await expectVerified(tiny, "mine.jsonl")
  }

  @Test func `hides a person's turn from the next, who presses Enter`() async throws {
    let tiny = try Tiny()
    let people = try PseudoTerminal(
      ["play", "tiny.yaml", "--as", "DEU", "--as", "CHN", "--seed", "2023"], in: tiny.scratch.folder
    )
    try await people.wait(for: "Press Enter when DEU sits here: ")
    try await people.enter("", prompt: "DEU 2020> ")
    try await people.enter("align usa 0.123", prompt: "DEU 2020> ")
    let handover = try await people.enter("end", prompt: "Press Enter when CHN sits here: ")
    #expect(handover.contains("\u{1B}[2J\u{1B}[3J\u{1B}[H"))
    let own = try await people.enter("", prompt: "CHN 2020> ")
    #expect(!own.contains("0.123"))
    try await people.enter("end", prompt: "Press Enter when DEU sits here: ")
    people.type("quit\n")
    #expect(try await people.end() == 0)
    try await expectVerified(tiny, "DEU-CHN-tiny.jsonl")
  }

  @Test func `is one of moves, in the order in which states may revise them`() async throws {
    let tiny = try Tiny()
    try tiny.scratch.write(Self.dilemma, to: "dilemma.yaml")
    let person = try PseudoTerminal(
      ["play", "dilemma.yaml", "--as", "B", "--seed", "3"], in: tiny.scratch.folder)
    // A decides alone in the first turn, and B is asked in the second.
    let opening = try await person.wait(for: "B turn 2> ")
    #expect(opening.contains("You had no say in it: it was A's."))
    #expect(opening.contains("A turned to defect toward B C."))
    #expect(
      try await person.enter("defct a", prompt: "turn 2> ").contains("did you mean ‘defect’?"))
    #expect(
      try await person.enter("coop all", prompt: "turn 2> ").contains("+ move cooperate A"))
    #expect(try await person.enter("undo", prompt: "turn 2> ").contains("No orders: you'd hold."))
    try await person.enter("mo def a", prompt: "turn 2> ")
    let next = try await person.enter("end", prompt: "B turn 5> ")
    #expect(next.contains("move defect A: took effect."))
    try await person.enter("save kept", prompt: "turn 5> ")
    // Going back to a turn that others decide ends at one's own.
    try await person.enter("back 2", prompt: "B turn 5> ")
    try await person.enter("defect c", prompt: "turn 5> ")
    let ending = try await person.enter("end", prompt: "over> ")
    #expect(ending.contains("B has a score of "))
    #expect(ending.contains("they part in turn 5") == false)
    person.type("quit\n")
    #expect(try await person.end() == 0)
    let again = try await tiny.run("play", "kept.jsonl", typing: ["end", "quit"])
    #expect(again.code == 0 && again.output.contains("The game is over"), "\(again.errors)")
    for name in ["B-dilemma-branch-T3.jsonl", "kept.jsonl"] { try await expectVerified(tiny, name) }
  }

  /// Three states that may revise one after the other.
  private static let dilemma = """
    format: 1
    name: dilemma
    title: A dilemma of three
    summary: A prisoner's dilemma between three states, which decide in turn.
    literature: {source: made up for a test, claim: none}
    turns: 6
    states:
      - {code: A, name: First}
      - {code: B, name: Second}
      - {code: C, name: Third}
    game:
      revision: sequential
      matrix:
        moves: [cooperate, defect]
        payoffs: [[3, 0], [5, 1]]
    rules:
      moves: {}
      payoffs: {}
    profiles:
      default: {policy: best-reply}

    """

  @Test func `is plain when it's piped, and where no colour is wanted`() async throws {
    let tiny = try Tiny()
    let piped = try await tiny.run(
      "play", "tiny.yaml", "--as", "DEU", "--seed", "2023",
      typing: ["align usa .5", "xyzzy", "end"])
    #expect(piped.code == 0)
    #expect(!piped.output.contains("\u{1B}"))
    // What was piped in is seen, so that the output can be read by itself.
    #expect(piped.output.contains("DEU 2020> align usa .5\n  + align USA 0.5"))
    #expect(piped.lines.allSatisfy { $0.count <= 80 })
    let grey = try PseudoTerminal(
      ["play", "DEU-tiny.jsonl"], in: tiny.scratch.folder, environment: ["NO_COLOR": "1"])
    try await grey.enter("xyzzy", prompt: "There is no command")
    grey.type("quit\n")
    #expect(try await grey.end() == 0)
    #expect(!grey.text.contains("\u{1B}"))
  }

  @Test func `shows what is longer than the screen by the reader's pager`() async throws {
    let tiny = try Tiny()
    let pager = try tiny.scratch.write(
      "#!/bin/sh\necho \"[by $LESS\"; head -n 3; echo \"pager]\"\n", to: "pager.sh")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: pager)
    let person = try PseudoTerminal(
      ["play", "tiny.yaml", "--as", "DEU", "--seed", "1"], in: tiny.scratch.folder,
      environment: ["PAGER": "./pager.sh"], rows: 12)
    try await person.wait(for: "DEU 2020> ")
    #expect(!person.text.contains("pager]"))
    let brief = try await person.enter("brief full", prompt: "DEU 2020> ")
    #expect(brief.contains("[by FRX\n") && brief.contains("pager]\n"))
    // It may leave before the end.
    #expect(brief.split(separator: "\n").count < 12)
    #expect(!(try await person.enter("align usa .5", prompt: "2020> ").contains("pager]")))
    try await person.enter("end", prompt: "DEU 2021> ")
    person.type("quit\n")
    #expect(try await person.end() == 0)
    for (environment, isPaged) in [
      (["PAGER": "./pager.sh"], true), (["PAGER": ""], false), (["PAGER": "./none"], false),
      (["PAGER": "./pager.sh", "TERM": "dumb"], false),
    ] {
      let shown = try PseudoTerminal(
        ["replay", "show", "DEU-tiny.jsonl", "--full"], in: tiny.scratch.folder,
        environment: environment, rows: 12)
      #expect(try await shown.end() == 0)
      #expect(shown.text.contains("pager]") == isPaged, "\(environment)")
      #expect(shown.text.contains("DEU aligns USA 0.5") == !isPaged, "\(environment)")
    }
  }

  @Test func `never writes over another, and leaves nothing behind when nothing was played`()
    async throws
  {
    let tiny = try Tiny()
    for expected in ["DEU-tiny.jsonl", "DEU-tiny-2.jsonl", "DEU-tiny-3.jsonl"] {
      let outcome = try await tiny.run(
        "play", "tiny.yaml", "--as", "DEU", "--seed", "2023", typing: ["end"])
      #expect(outcome.output.contains("‘\(expected)’ holds the turn closed so far."))
    }
    let idle = try await tiny.run(
      "play", "tiny.yaml", "--as", "USA", "--seed", "2023", typing: ["review"])
    #expect(idle.output.contains("No turn was closed"))
    #expect(!FileManager.default.fileExists(atPath: tiny.scratch.path("USA-tiny.jsonl")))
    let taken = try await tiny.run(
      "play", "tiny.yaml", "--as", "DEU", "--replay", "DEU-tiny.jsonl", typing: [])
    #expect(taken.code == 2)
    #expect(taken.errors.contains("‘statecraft play DEU-tiny.jsonl’ takes a game up again"))
  }

  @Test func `is played by one program at a time`() async throws {
    let tiny = try Tiny()
    let person = try PseudoTerminal(
      ["play", "tiny.yaml", "--as", "DEU", "--seed", "2023"], in: tiny.scratch.folder)
    try await person.wait(for: "DEU 2020> ")
    try await person.enter("end", prompt: "DEU 2021> ")
    let second = try await tiny.run("play", "DEU-tiny.jsonl", typing: ["end"])
    #expect(second.code == 1)
    #expect(second.errors.contains("the game is being played elsewhere"))
    try await person.enter("end", prompt: "DEU 2022> ")
    person.type("quit\n")
    #expect(try await person.end() == 0)
    try await expectVerified(tiny, "DEU-tiny.jsonl")
  }

  @Test(arguments: [
    (["play"], 2, "Missing expected argument"),
    (["play", "tiny.yaml"], 2, "Give ‘--as’ a state, such as ‘--as CHN’."),
    (["play", "tiny.yaml", "--as", "DUE"], 2, "There is no state ‘DUE’"),
    (["play", "tiny.yaml", "--as", "Grmany"], 2, "did you mean ‘Germany’?"),
    (["play", "tiny.yaml", "--as", "DEU", "--as", "deu"], 2, "DEU is given twice"),
    (["play", "tiny.yaml", "--as", "DEU", "--seed", "x"], 2, "--seed"),
    (["play", "tiny.yaml", "--as", "DEU", "--set", "turns=0"], 3, "turns"),
    (["play", "tiny.yaml", "--as", "DEU", "--replay", "no/where.jsonl"], 2, "can't be written"),
    (["play", "no-such-scenario", "--as", "DEU"], 3, "no-such-scenario"),
    (["play", "nowhere.jsonl"], 1, "there is no such file"),
    (["play", "broken.jsonl"], 1, "cut off in its first line"),
    (["play", "policies.jsonl"], 2, "Nobody's seat in ‘policies.jsonl’ is a person's"),
    (["play", "policies.jsonl", "--as", "DEU", "--set", "turns=3"], 2, "so --as, --set can't"),
    (["replay", "branch", "policies.jsonl"], 2, "--turn"),
    (["replay", "branch", "policies.jsonl", "--turn", "5"], 2, "‘--turn’ is from 1 to 4, not 5."),
    (["replay", "branch", "policies.jsonl", "--turn", "2", "--as", "X"], 2, "no state ‘X’"),
    (
      ["replay", "branch", "policies.jsonl", "--turn", "2", "--replay", "policies.jsonl"], 2,
      "‘--replay’ can't write it: give another path"
    ),
  ])
  func `that can't begin is refused with a way out`(
    _ arguments: [String], _ code: Int32, _ message: String
  ) async throws {
    let tiny = try Tiny()
    if arguments.contains("policies.jsonl") {
      let made = try await tiny.run("run", "tiny.yaml", "--replay", "policies.jsonl")
      #expect(made.code == 0)
    }
    try tiny.scratch.write("{\"statecraft_replay\":1", to: "broken.jsonl")
    let outcome = try await Program.run(arguments, in: tiny.scratch)
    #expect(outcome.code == code)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.replacing("\n", with: " ").contains(message), "\(outcome.errors)")
  }
}
