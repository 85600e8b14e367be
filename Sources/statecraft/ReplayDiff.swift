internal import ArgumentParser
internal import StatecraftCore
internal import StatecraftReplay

extension ReplayCommand {
  /// `statecraft replay diff`
  struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "diff", abstract: "Find the turn where two recorded games part.",
      discussion: """
        Tells what differs first (draws, decisions, events, columns of the world), and what \
        followed. Give it two seeds, two variants, or a game and its branch. Exit code 0 when \
        the games are the same, 4 when they part.

          statecraft run small-yard-2023 --replay a.jsonl
          statecraft run small-yard-2023 --set profiles.USA.r.CHN=0 --replay b.jsonl
          statecraft replay diff a.jsonl b.jsonl
        """)

    @Argument(help: "A replay file.", completion: .file(extensions: ["jsonl"]))
    var first: String

    @Argument(help: "Another.", completion: .file(extensions: ["jsonl"]))
    var second: String

    func run() throws {
      let (one, other) = (try ReplayCommand.read(first), try ReplayCommand.read(second))
      let contrast: ReplayContrast
      do {
        contrast = try ReplayContrast(one, other)
      } catch {
        throw Failure(.failed, wrapped("\(error)").joined(separator: "\n"))
      }
      print(text(contrast))
      if !contrast.isSame { throw Failure(.diverged, "") }
    }

    private func text(_ contrast: ReplayContrast) -> String {
      let (one, other) = (contrast.first, contrast.second)
      var lines = [("A", first, one), ("B", second, other)].flatMap { side, file, replay in
        wrapped(
          "\(side): \(file), " + ReplayTelling().opening(replay.header).joined(separator: " "))
      }
      for sentence in contrast.differencesOfSetup { lines += wrapped(sentence, rest: "  ") }
      lines.append("")
      if contrast.isSame {
        let digest = one.end.map { ", digest \($0.digest)" } ?? ""
        return (lines + ["The games are the same in all \(one.turns.count) turns\(digest)."])
          .joined(separator: "\n")
      }
      if let parting = contrast.parting {
        lines.append("They part in turn \(parting.number) (\(year(parting.number, one))).")
        lines += parting.lines + ["", followed(contrast)]
      } else {
        lines.append(
          "The \(contrast.turns.count) turns that both have are the same: A has "
            + "\(one.turns.count), B \(other.turns.count).")
      }
      if let outcome = outcome(contrast) { lines += ["", outcome] }
      return lines.joined(separator: "\n")
    }

    private func year(_ turn: Int, _ replay: Replay) -> Int { replay.header.startYear + turn - 1 }

    private func followed(_ contrast: ReplayContrast) -> String {
      var table = TextTable("lrrrrrl")
      table.add(["Turn", "draws", "decisions", "events", "columns", "widest gap", "in gains, %"])
      let roster = contrast.first.header.roster
      for turn in contrast.turns where !turn.isSame {
        let index = turn.number - 1
        let gaps = zip(
          contrast.first.turns[index].indicators.realIncome,
          contrast.second.turns[index].indicators.realIncome
        ).map { 100 * ($1 - $0) }
        let widest = gaps.indices.max { (abs(gaps[$0]), $1) < (abs(gaps[$1]), $0) }
        table.add([
          "\(turn.number) (\(year(turn.number, contrast.first)))", grouped(turn.draws.count),
          "\(turn.decisions.count)", "\(turn.events.first.count + turn.events.second.count)",
          "\(turn.columns.count)", widest.map { fixed(gaps[$0], 2, signed: true) } ?? "–",
          widest.map { roster.stateCodes[$0] } ?? "",
        ])
      }
      return "What differs, turn by turn (gaps are B less A)\n" + table.text
    }

    /// What the games came to, side by side; nil when one of them was stopped before its end.
    private func outcome(_ contrast: ReplayContrast) -> String? {
      guard let one = contrast.first.end, let other = contrast.second.end else { return nil }
      var texts: [String] = []
      var gains: [(name: String, first: Double, second: Double)] = []
      for field in one.outcome {
        guard let twin = other.outcome.first(where: { $0.name == field.name }) else { continue }
        if case (.number(let left), .number(let right)) = (field.value, twin.value) {
          gains.append((field.name, left, right))
        } else {
          texts += wrapped(
            field.value == twin.value
              ? "\(field.name): \(field.value) in both"
              : "\(field.name): A \(field.value); B \(twin.value)", first: "  ", rest: "    ")
        }
      }
      var numbers = TextTable("lrrr")
      numbers.add(["Gains since the start, %", "A", "B", "B less A"])
      for gain in gains.sorted(by: { abs($0.second - $0.first) > abs($1.second - $1.first) }) {
        numbers.add([
          gain.name.replacing("gain ", with: ""), fixed(100 * gain.first, 2, signed: true),
          fixed(100 * gain.second, 2, signed: true),
          fixed(100 * (gain.second - gain.first), 2, signed: true),
        ])
      }
      return (["In the end"] + texts).joined(separator: "\n") + "\n\n" + numbers.text
    }
  }
}
