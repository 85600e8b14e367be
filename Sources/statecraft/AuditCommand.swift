internal import ArgumentParser
internal import Foundation
internal import StatecraftAnalysis
internal import StatecraftCore
internal import StatecraftEngine
internal import StatecraftReplay

/// `statecraft audit`: whether the dice of recorded games are fair.
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Test the dice of recorded games: every draw, by purpose.",
    usage: "statecraft audit <files> ... [<options>]",
    discussion: """
      Each draw is made again from its seed and its address, and compared. Then the draws of each \
      purpose are tested against their distributions: continuous ones by Kolmogorov and Smirnov, \
      discrete ones by chi-square, or exactly where they are few. Exit code 1 when a draw is not \
      what its seed gives, or a purpose's draws are too unlike their distribution.

        statecraft run small-yard-2023 --replay game.jsonl
        statecraft audit game.jsonl
        statecraft audit game.jsonl --csv draws.csv
      """)

  @Argument(help: "Replay files.", completion: .file(extensions: ["jsonl"]))
  var files: [String]

  @Option(help: "How often fair dice may fail the tests as a whole, between 0 and 1.")
  var level = 0.001

  @Option(
    help: ArgumentHelp("Also write every draw to this file, a row each.", valueName: "file"))
  var csv: String?

  func validate() throws {
    guard level > 0, level < 1 else {
      throw ValidationError("‘--level’ is between 0 and 1, not \(level).")
    }
  }

  func run() throws {
    let output = try csv.map { try OutputFile($0, option: "--csv") }
    var audit = DrawAudit()
    var table = CSVText([
      "replay", "seed", "replicate", "turn", "purpose", "actor", "item", "distribution", "value",
    ])
    for file in files {
      let replay = try ReplayCommand.read(file)
      guard replay.header.hasDraws else {
        throw Failure(
          .failed, "‘\(file)’ holds no draws: play its game again with ‘run --replay’.")
      }
      let (header, canDraw) = (replay.header, replay.header.luck != nil)
      try audit.add(
        replay, file: file,
        drawnBy: canDraw
          ? SeededChance(seed: header.seed, replicate: header.replicate) : nil)
      if output != nil { add(replay, file, to: &table) }
    }
    let findings = try audit.findings()
    print(text(audit, findings))
    try output?.write(Data(table.text.utf8))
    let loaded = findings.filter { $0.isLoaded(level: level) }
    if audit.forgeryCount > 0 || !loaded.isEmpty {
      throw Failure(.failed, verdict(audit, loaded))
    }
  }

  private func add(_ replay: Replay, _ file: String, to table: inout CSVText) {
    let header = replay.header
    for turn in replay.turns {
      for draw in turn.draws + turn.policyDraws {
        table.add([
          file, "\(header.seed)", "\(header.replicate)", "\(turn.number)", draw.purpose,
          draw.actor, "\(draw.item)", draw.distribution.notation, "\(draw.value)",
        ])
      }
    }
  }

  // MARK: Text

  private func text(_ audit: DrawAudit, _ findings: [DrawFinding]) -> String {
    let drawn = findings.reduce(0) { $0 + $1.count }
    let repeated = findings.reduce(0) { $0 + $1.repeated }
    var opening =
      "\(grouped(audit.replays)) \(audit.replays == 1 ? "replay" : "replays"), "
      + "\(grouped(drawn)) draws for \(findings.count) purposes."
    if repeated > 0 {
      opening +=
        " \(grouped(repeated)) more at addresses that were counted already, since games share "
        + "their luck or ask twice, are left out of the tests."
    }
    if audit.recomputed > 0 {
      opening +=
        audit.forgeryCount == 0
        ? " Made again from their seeds, all \(grouped(audit.recomputed)) are the same."
        : " Made again from their seeds, \(grouped(audit.forgeryCount)) of "
          + "\(grouped(audit.recomputed)) differ."
    }
    if drawn + repeated > audit.recomputed {
      opening +=
        " \(grouped(drawn + repeated - audit.recomputed)) are from a generator that this program "
        + "doesn't have, and are only tested."
    }
    return [
      wrapped(opening).joined(separator: "\n"), moments(findings), tests(findings),
      wrapped(
        "All p is p corrected for all tests (Holm): below \(level) the dice count as loaded. KS is "
          + "the test of Kolmogorov and Smirnov, with its distance; chi² that of Pearson, with its "
          + "degrees of freedom; exact one of the sum of few draws."
      ).joined(separator: "\n"),
    ].joined(separator: "\n\n")
  }

  private func moments(_ findings: [DrawFinding]) -> String {
    var table = TextTable("llrrrr")
    table.add(["Draws for", "from", "number", "mean", "theory", "sd/theory"])
    for finding in findings {
      let words = finding.distribution.split(separator: " ")
      let parameters = words.dropFirst().compactMap { Double($0) }.map(digits)
      table.add([
        finding.purpose, ([String(words.first ?? "")] + parameters).joined(separator: " "),
        grouped(finding.count), digits(finding.mean), digits(finding.expectedMean),
        finding.expectedDeviation > 0
          ? fixed(finding.deviation / finding.expectedDeviation, 3) : "–",
      ])
    }
    return table.text
  }

  private func tests(_ findings: [DrawFinding]) -> String {
    var table = TextTable("llrrl")
    table.add(["Test of", "", "p", "all p", ""])
    for finding in findings {
      let verdict =
        finding.impossible > 0
        ? "\(grouped(finding.impossible)) impossible"
        : finding.isLoaded(level: level) ? "loaded" : finding.test == nil ? "certain" : "fair"
      table.add([
        finding.purpose, finding.test.map { name($0.kind) } ?? "–",
        finding.test.map { probability($0.pValue) } ?? "–",
        finding.adjustedP.map(probability) ?? "–", verdict,
      ])
    }
    return table.text
  }

  private func name(_ kind: DrawTest.Kind) -> String {
    switch kind {
    case .kolmogorovSmirnov(let distance): "KS \(fixed(distance, 4))"
    case .chiSquare(let statistic, let degrees): "chi² \(fixed(statistic, 2)) (\(degrees))"
    case .exactCount(let sum): "exact \(grouped(sum))"
    }
  }

  private func probability(_ p: Double) -> String {
    p > 0 && p < 0.001 ? String(format: "%.0e", p) : fixed(p, 3)
  }

  private func digits(_ value: Double) -> String { String(format: "%.4g", value) }

  private func verdict(_ audit: DrawAudit, _ loaded: [DrawFinding]) -> String {
    var lines: [String] = []
    for finding in loaded {
      lines.append(
        "The dice are loaded: the draws for ‘\(finding.purpose)’ "
          + (finding.impossible > 0
            ? "have values that can't be drawn."
            : "are unlike their distribution (p \(probability(finding.adjustedP ?? 0)) of all)."))
    }
    lines += audit.forgeries.prefix(10).map(\.description)
    if audit.forgeryCount > 10 {
      lines.append("\(grouped(audit.forgeryCount - 10)) more draws are not what their seeds give.")
    }
    return lines.joined(separator: "\n")
  }
}
