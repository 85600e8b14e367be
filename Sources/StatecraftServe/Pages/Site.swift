internal import Foundation
internal import StatecraftCore
internal import StatecraftPlayers
internal import StatecraftReplay

/// The pages and answers of a served game.
///
/// Nothing here reads a file or a path of the client's: pages are parts of the program, and are
/// found only by their exact names.
package struct Site: Sendable {
  /// What can be looked at.
  package enum Show: Sendable {
    case room(Room)
    case theatre(Theatre)
  }

  private let show: Show
  /// The names by which this host is asked for, without ports; others are refused, so that no
  /// foreign page can have its own name point here.
  private let hosts: Set<String>

  package init(_ show: Show, hosts: [String] = []) {
    self.show = show
    self.hosts = Set(hosts.map { $0.lowercased() } + ["localhost", "127.0.0.1", "[::1]"])
  }

  /// Answers a request.
  package func answer(_ request: HTTPRequest) async -> HTTPResponse {
    guard isOurs(request) else {
      return .refusal(421, "This name isn't served here: use the address in your link.")
    }
    if let asset = Asset(request.path) {
      guard ["GET", "HEAD"].contains(request.method) else {
        return .refusal(405, "It can only be read.")
      }
      return HTTPResponse(200, type: asset.type, asset.bytes)
    }
    guard request.path.hasPrefix("/api/") else { return .refusal(404, "There is no such page.") }
    guard ["GET", "POST"].contains(request.method) else {
      return .refusal(405, "Read with GET, do with POST.")
    }
    guard isFromHere(request) else {
      return .refusal(403, "Only this game's own pages may ask that.")
    }
    do throws(Room.Refusal) {
      switch show {
      case .room(let room): return try await answer(request, in: room)
      case .theatre(let theatre): return try theatre.answer(request)
      }
    } catch {
      return .refusal(error.status, error.reason)
    }
  }

  private func isOurs(_ request: HTTPRequest) -> Bool {
    guard let host = request.headers["host"]?.lowercased() else { return false }
    let name =
      host.hasPrefix("[")
      ? host.prefix(while: { $0 != "]" }) + "]" : host.prefix { $0 != ":" }
    return hosts.contains(String(name))
  }

  /// Whether a browser says that the request comes from a page of this game. Whatever isn't a
  /// browser says nothing, and has its token to show.
  private func isFromHere(_ request: HTTPRequest) -> Bool {
    if let site = request.headers["sec-fetch-site"], site != "same-origin" { return false }
    guard let origin = request.headers["origin"] else { return true }
    return origin == "http://\(request.headers["host"] ?? "")"
      || origin == "https://\(request.headers["host"] ?? "")"
  }

  // MARK: A room

  private func answer(
    _ request: HTTPRequest, in room: Room
  ) async throws(Room.Refusal) -> HTTPResponse {
    if (request.method, request.path) == ("GET", "/api/lobby") {
      return .json(await room.lobbyView())
    }
    guard let token = request.token, let role = room.keys.role(of: token) else {
      throw Room.Refusal(
        "Open the link that you were given: its token is missing or wrong.", status: 401)
    }
    if request.method == "GET" { return try await read(request, in: room, as: role) }
    guard request.headers["content-type"]?.lowercased().hasPrefix("application/json") ?? false
    else { throw Room.Refusal("Send JSON.", status: 415) }
    let body = try Posted(request.body)
    return try await act(request.path, body, in: room, as: role)
  }

  private func read(
    _ request: HTTPRequest, in room: Room, as role: Role
  ) async throws(Room.Refusal) -> HTTPResponse {
    switch request.path {
    case "/api/game": return .json(room.gameView())
    case "/api/view": return .json(await room.view(of: role))
    case "/api/picture":
      return .json(
        try await room.picture(after: request.query["turn"].flatMap { Int($0) }, for: role))
    case "/api/events": return HTTPResponse(events: await room.notices(for: role))
    default: throw Room.Refusal("There is no such answer.", status: 404)
    }
  }

  private func act(
    _ path: String, _ body: Posted, in room: Room, as role: Role
  ) async throws(Room.Refusal) -> HTTPResponse {
    switch path {
    case "/api/line":
      return .json(lines: try await room.enter(try body.text("line"), at: role))
    case "/api/order":
      return .json(lines: try await room.enter(try body.order(), at: role))
    case "/api/say":
      try await room.say(try body.text("text"), to: try body.texts("to"), from: role)
    case "/api/ready":
      guard case .seat(let state) = role else { throw Self.notYours }
      try await room.ready(state, turn: try body.integer("turn"))
    case "/api/reopen":
      guard case .seat(let state) = role else { throw Self.notYours }
      try await room.reopen(state)
    case "/api/umpire":
      guard role == .umpire else { throw Self.notYours }
      try await room.act(try body.act(in: room.roster))
    default: throw Room.Refusal("There is no such thing to do.", status: 404)
    }
    return .json(lines: [])
  }

  private static let notYours = Room.Refusal("That isn't done from this place.", status: 403)
}

extension HTTPResponse {
  static func json(_ bytes: [UInt8]) -> HTTPResponse {
    HTTPResponse(200, type: "application/json; charset=utf-8", bytes)
  }

  static func json(lines: [Line]) -> HTTPResponse {
    .json(
      StatecraftServe.json { object in
        object.key("lines")
        object.lines(lines)
      })
  }
}
