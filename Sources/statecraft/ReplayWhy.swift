internal import ArgumentParser
internal import StatecraftCore
internal import StatecraftReplay

extension ReplayCommand {
  /// `statecraft replay why`
  struct Why: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "why", abstract: "Explain events of a recorded game.",
      usage: "statecraft replay why <file> [<events> ...] [<options>]",
      discussion: """
        Names the rule, draws, order and motive behind an event, what it answers, back to the \
        start, and whose orders it hung on: its turn is resolved again without them. Without \
        events it lists those that pass the filters, by label; a single one it explains.

          statecraft replay why game.jsonl --turn 2 --state USA
          statecraft replay why game.jsonl T2.3
          statecraft replay why game.jsonl --kind sector.secured --sector chips
        """)

    @Argument(help: "A replay file.", completion: .file(extensions: ["jsonl"]))
    var file: String

    @Argument(help: "Labels of events, such as T2.3 for the third of turn 2.")
    var events: [String] = []

    @Option(help: "Only events of this turn.")
    var turn: Int?

    @Option(
      name: .customLong("state"), parsing: .unconditionalSingleValue,
      help: "Only events in which this state acts or is acted upon; may be given again.")
    var states: [String] = []

    @Option(
      name: .customLong("sector"), parsing: .unconditionalSingleValue,
      help: "Only events of this sector; may be given again.")
    var sectors: [String] = []

    @Option(
      name: .customLong("kind"), parsing: .unconditionalSingleValue,
      help: "Only events of this kind, such as control.tightened or control; may be given again.")
    var kinds: [String] = []

    func run() throws {
      let replay = try ReplayCommand.read(file)
      let filter = try filter(for: replay)
      var labels = try ReplayCommand.labels(events, in: replay)
      if labels.isEmpty {
        let found = replay.events(filter)
        if found.count != 1 {
          guard !found.isEmpty else {
            throw Failure(.usage, "No event passes these filters: take one away.")
          }
          for event in found { for line in wrapped(event.line, rest: "    ") { print(line) } }
          return
        }
        labels = found.map(\.label)
      }
      try ReplayCommand.explain(labels, of: replay, file: file)
    }

    private func filter(for replay: Replay) throws -> EventFilter {
      let roster = replay.header.roster
      var filter = EventFilter()
      if let turn {
        guard (1...max(replay.turns.count, 1)).contains(turn) else {
          throw Failure(
            .usage, "There is no turn \(turn): the game has turns 1 to \(replay.turns.count).")
        }
        filter.turns = turn...turn
      }
      try TellingOptions.check(states: states, roster: roster)
      filter.states = Set(states.map { $0.uppercased() })
      for code in sectors where roster.sector(code.lowercased()) == nil {
        throw unknown(
          "sector", code, among: roster.sectorCodes,
          otherwise: "The sectors are \(roster.sectorCodes.joined(separator: ", ")).")
      }
      filter.sectors = Set(sectors.map { $0.lowercased() })
      let known = Set(replay.events().map(\.event.kind.description))
      let families = known.map { $0.prefix { $0 != "." } }.map(String.init)
      for kind in kinds where !known.contains(kind) && !families.contains(kind) {
        let kinds = known.sorted()
        throw unknown(
          "kind of event", kind, among: kinds,
          otherwise: "The game has \(kinds.joined(separator: ", ")).")
      }
      filter.kinds = Set(kinds)
      return filter
    }
  }
}

extension ReplayCommand {
  /// Events of a game by their labels.
  static func labels(_ texts: [String], in replay: Replay) throws -> [EventLabel] {
    try texts.map { text in
      guard let label = EventLabel(text) else {
        throw Failure(
          .usage, "‘\(text)’ names no event: write T2.3 for the third event of turn 2.")
      }
      guard replay.event(label) != nil else {
        let turns = replay.turns.count
        let reason =
          label.turn > turns
          ? "the game has turns 1 to \(turns)"
          : "turn \(label.turn) has \(replay.turns[label.turn - 1].events.count) events"
        throw Failure(
          .usage, "There is no event \(label): \(reason). ‘replay why’ without events lists them.")
      }
      return label
    }
  }

  /// Prints what was behind events of a game.
  static func explain(_ labels: [EventLabel], of replay: Replay, file: String) throws {
    let inquiry = EventInquiry(try game(replay, file: file))
    for (index, label) in labels.enumerated() {
      if index > 0 { print("") }
      for line in inquiry.reason(for: label)?.lines() ?? [] { print(line) }
    }
  }
}
