import StatecraftCore
import StatecraftReplay
import StatecraftTestSupport
import Testing

struct ReplayTableTests {
  @Test func `A label names an event by its turn and place`() async throws {
    for text in ["T3.2", "t3.2", "3.2"] {
      #expect(EventLabel(text) == EventLabel(turn: 3, position: 2))
    }
    for text in ["", "T3", "T3.", "T.2", "3.2.1", "T0.1", "T1.0", "X3.2", "T3.-2"] {
      #expect(EventLabel(text) == nil, "\(text)")
    }
    let replay = try await Recorded.game().replay()
    for found in replay.events() {
      #expect(EventLabel("\(found.label)") == found.label)
      #expect(replay.event(found.label) == found.event)
    }
    #expect(replay.events().map(\.event) == replay.turns.flatMap(\.events))
    #expect(replay.event(EventLabel(turn: 6, position: 1)) == nil)
    let count = replay.turns[0].events.count
    #expect(replay.event(EventLabel(turn: 1, position: count + 1)) == nil)
  }

  @Test func `Events are picked by turn, state, sector and kind`() async throws {
    let replay = try await Recorded.game().replay()
    var filter = EventFilter()
    filter.turns = 2...3
    #expect(replay.events(filter).map(\.event) == replay.turns[1...2].flatMap(\.events))
    filter.states = ["ARC"]
    filter.kinds = ["toy.controlled"]
    filter.sectors = ["sector1"]
    let found = replay.events(filter)
    #expect(!found.isEmpty)
    let expected = replay.turns[1...2].flatMap(\.events).filter {
      ($0.state == "ARC" || $0.target == "ARC") && $0.kind == "toy.controlled"
        && $0.sector == "sector1"
    }
    #expect(found.map(\.event) == expected)
    var family = EventFilter()
    family.kinds = ["toy"]
    #expect(replay.events(family).count == replay.events().count)
    family.kinds = ["to"]
    #expect(replay.events(family).isEmpty)
  }

  @Test func `A row for each state and turn says what the record says`() async throws {
    let game = try await Recorded.game()
    let rows = try game.replay().stateTurns()
    #expect(rows.count == 5 * 4)
    for (index, row) in rows.enumerated() {
      let record = game.records[index / 4]
      let state = StateID(index: index % 4)
      #expect(row.turn == record.number && row.year == 2023 + record.number)
      #expect(row.state == Toy.codes[state.index])
      #expect(row.gain == record.world.realIncome[state] - 1)
      #expect(row.alignment == record.world.alignment.row(state))
      #expect(row.orders == record.answers[state].decision.notation(in: game.header.roster))
      #expect(row.utility == nil)
    }
    #expect(try game.replay().stateTurns(of: ["CAL"]) == rows.filter { $0.state == "CAL" })
  }

  @Test func `Worlds come again out of the record, and out of no other`() async throws {
    let game = try await Recorded.game()
    let replayed = try ReplayedGame(game.replay(), scenario: Toy.scenario())
    #expect(replayed.worlds == [Toy.scenario().start] + game.records.map(\.world))
    var edited = try game.replay()
    edited.turns[2].decisions[1] = .hold
    let error = #expect(throws: VerificationError.self) {
      try ReplayedGame(edited, scenario: Toy.scenario())
    }
    #expect(error?.description.hasPrefix("Turn 3 doesn't come out of its record") == true)
    let bare = try await Recorded.game(recording: .none).replay()
    #expect(throws: VerificationError.self) {
      try ReplayedGame(bare, scenario: Toy.scenario())
    }
  }

  @Test func `A turn can be asked how it would have come out`() async throws {
    let game = try ReplayedGame(try await Recorded.game().replay(), scenario: Toy.scenario())
    let bor = StateID(index: 1)
    #expect(try #require(game.resolution(of: 2)).world == game.worlds[2])
    let other = try #require(game.resolution(of: 2, with: [bor: .hold]))
    #expect(other.world != game.worlds[2])
    #expect(!other.events.contains { $0.state == bor && $0.kind == "toy.controlled" })
    var bitter = game.worlds[1]
    bitter.grievance[bor, StateID(index: 0)] += 5
    let worse = try #require(game.resolution(of: 2, from: bitter)).world.grievance
    #expect(worse[bor, StateID(index: 0)] == game.worlds[2].grievance[bor, StateID(index: 0)] + 5)
    #expect(game.resolution(of: 2, draws: []) == nil)
  }
}
