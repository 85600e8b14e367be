package import StatecraftCore
internal import StatecraftPlayers
package import StatecraftReplay
internal import Foundation

/// Recorded games to step through, one or two side by side.
package struct Theatre: Sendable {
  /// A game with its worlds.
  package struct Game: Sendable {
    let name: String
    let played: ReplayedGame
    var replay: Replay { played.replay }
    var scenario: Scenario { played.scenario }
    /// The world of the start, and that after each turn.
    var worlds: [World] { played.worlds }

    /// - Parameters:
    ///   - name: how it's called beside another.
    ///   - played: the game, its turns resolved again.
    package init(name: String, _ played: ReplayedGame) {
      self.name = name
      self.played = played
    }

    package var roster: Roster { scenario.setting.roster }
  }

  private let games: [Game]

  /// - Parameter games: one, or two with the same states and sectors.
  package init(_ games: [Game]) {
    precondition(!games.isEmpty, "a theatre without a play")
    self.games = games
  }

  package func answer(_ request: HTTPRequest) throws(Room.Refusal) -> HTTPResponse {
    guard request.method == "GET" else {
      throw Room.Refusal("A replay can only be read.", status: 405)
    }
    let which = request.query["game"].flatMap { Int($0) } ?? 0
    guard games.indices.contains(which) else {
      throw Room.Refusal("There is no such game.", status: 404)
    }
    let game = games[which]
    switch request.path {
    case "/api/lobby": return .json(lobby)
    case "/api/game": return .json(gameView(games[0].scenario, allows: nil))
    case "/api/picture": return .json(try picture(try turn(of: request, in: game), of: game))
    case "/api/turn": return .json(lines: try telling(try turn(of: request, in: game), of: game))
    case "/api/why":
      guard let label = request.query["at"].flatMap({ EventLabel($0) }),
        game.replay.event(label) != nil
      else { throw Room.Refusal("There is no such event.", status: 404) }
      let lines = Room.unwrapped { EventInquiry(game.played).reason(for: label)?.lines() ?? [] }
      return .json(lines: lines.map { Line($0) })
    default: throw Room.Refusal("There is no such answer.", status: 404)
    }
  }

  private var lobby: [UInt8] {
    json { object in
      object.key("theatre")
      object.array(games) { array, game in
        array.object { object in
          object.key("name")
          object.string(game.name)
          object.key("closed")
          object.integer(game.replay.turns.count)
        }
      }
    }
  }

  private func turn(of request: HTTPRequest, in game: Game) throws(Room.Refusal) -> Int {
    guard let number = request.query["turn"].flatMap({ Int($0) }),
      game.worlds.indices.contains(number)
    else { throw Room.Refusal("There is no such turn.", status: 404) }
    return number
  }

  private func picture(_ number: Int, of game: Game) throws(Room.Refusal) -> [UInt8] {
    var output = JSONOutput()
    game.picture(number).write(
      into: &output, after: number > 0 ? game.picture(number - 1) : nil)
    return output.bytes
  }

  private func telling(_ number: Int, of game: Game) throws(Room.Refusal) -> [Line] {
    guard number > 0 else { return [] }
    let lines = Room.unwrapped {
      ReplayTelling().lines(
        game.replay.turns[number - 1], after: number > 1 ? game.replay.turns[number - 2] : nil,
        header: game.replay.header)
    }
    return lines.enumerated().map { Line($0.element, $0.offset == 0 ? .heading : .plain) }
  }
}

extension Theatre.Game {
  /// The picture after a turn, with all that the record knows of it.
  package func picture(_ number: Int) -> Picture {
    Picture(
      of: worlds[number],
      news: number == 0
        ? [] : Headlines(scenario.setting.roster).items(of: replay.turns[number - 1].events),
      in: scenario)
  }
}
