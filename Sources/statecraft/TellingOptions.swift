internal import ArgumentParser
internal import StatecraftCore
internal import StatecraftReplay

/// Which part of a game to tell.
struct TellingOptions: ParsableArguments {
  @Option(help: "Tell this turn only.")
  var turn: Int?

  @Option(
    name: .customLong("state"), parsing: .unconditionalSingleValue,
    help: "Tell this state's part only; may be given again.")
  var states: [String] = []

  @Flag(help: "Show the options each state weighed, the terms of each, and the draw that decided.")
  var explain = false

  @Flag(help: "Tell all of every turn: events and why, orders, gains; not just the news.")
  var full = false

  var telling: ReplayTelling {
    ReplayTelling(
      turns: turn.map { $0...$0 }, states: Set(states.map { $0.uppercased() }), explains: explain,
      // Who asks for a part wants all of it.
      isPage: !full && turn == nil && states.isEmpty && !explain)
  }

  /// Refuses turns and states that the game doesn't have.
  func check(roster: Roster, turns: Int) throws {
    if let turn, !(1...max(turns, 1)).contains(turn) {
      throw Failure(.usage, "There is no turn \(turn): the game has turns 1 to \(turns).")
    }
    try Self.check(states: states, roster: roster)
  }

  /// Refuses codes that no state has.
  static func check(states: [String], roster: Roster) throws {
    for code in states where roster.state(code.uppercased()) == nil {
      throw unknown(
        "state", code, among: roster.stateCodes,
        otherwise: "The states are \(roster.stateCodes.joined(separator: ", ")).")
    }
  }
}
