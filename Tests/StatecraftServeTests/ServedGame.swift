import Foundation
import StatecraftCore
import StatecraftPlayers
import StatecraftReplay
import StatecraftRules
import StatecraftServe
import StatecraftWorldSupport

/// A policy that does nothing.
struct Still: Policy {
  func decide(_ observation: Observation, _ context: inout PolicyContext) throws -> Decision {
    .hold
  }
}

/// A game of the small world, served on a free port of this machine until it's let go.
final class ServedGame: Sendable {
  let scenario: Scenario
  let room: Room
  let listener: HTTPListener
  let path: String
  private let tasks: [Task<Void, Never>]

  var port: UInt16 { listener.port }

  init(
    _ people: [String] = ["NOR", "SUD", "MID", "ISL"], turns: Int = 4, hasUmpire: Bool = true,
    limits: ServerLimits = .unhurried, rules: Room.Rules = Room.Rules(),
    title: String = "A small world"
  ) throws {
    let small = try SmallWorld(turns: turns)
    let scenario = Scenario(
      name: "small", title: title, setting: small.setting, start: small.start,
      rulebook: try small.rulebook(without: []),
      seats: PerState(
        small.setting.roster.states.map { _ in
          Seat(profile: "still", policyName: "still", policy: Still())
        }), hash: "small")
    self.scenario = scenario
    let seats = people.map(small.state)
    let header = ReplayHeader(
      scenario, bundle: ScenarioBundle(main: "small.yaml", files: []), seed: 1, replicate: 0,
      programVersion: "1", gslVersion: "1",
      seats: scenario.setting.roster.states.map { state in
        seats.contains(state)
          ? .person(profile: "still") : SeatLabel(profile: "still", policy: "still")
      }, hasDraws: true, hasDeliberations: true)
    path =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("served-\(Token()).jsonl").path
    let room = Room(
      scenario, header: header, people: seats, hasUmpire: hasUmpire,
      writer: try ReplayWriter(path: path, header: header), rules: rules)
    self.room = room
    let site = Site(.room(room))
    let listener = try HTTPListener(address: "127.0.0.1", port: 0, limits: limits)
    self.listener = listener
    tasks = [
      Task { try? await listener.run { request, _ in await site.answer(request) } },
      Task { try? await room.run() },
    ]
  }

  deinit {
    for task in tasks { task.cancel() }
    try? FileManager.default.removeItem(atPath: path)
  }

  func token(_ name: String) -> String {
    let role: Role? =
      switch name {
      case "umpire": .umpire
      case "spectator": .spectator
      default: scenario.setting.roster.state(name).map(Role.seat)
      }
    return role.flatMap { room.keys.token(of: $0) }?.description ?? "nobody"
  }

  // MARK: Asking

  func get(_ path: String, as name: String? = nil) async -> Answer {
    await raw(
      "GET \(path) HTTP/1.1\r\nHost: localhost:\(port)\r\nConnection: close\r\n"
        + (name.map { "Authorization: Bearer \(token($0))\r\n" } ?? "") + "\r\n")
  }

  func post(
    _ path: String, _ body: String, as name: String, headers: String = ""
  ) async -> Answer {
    await raw(
      "POST \(path) HTTP/1.1\r\nHost: localhost:\(port)\r\nConnection: close\r\n"
        + "Content-Type: application/json\r\nAuthorization: Bearer \(token(name))\r\n\(headers)"
        + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
  }

  func line(_ line: String, as name: String) async -> Answer {
    await post("/api/line", "{\"line\":\"\(line)\"}", as: name)
  }

  func umpire(_ body: String) async -> Answer {
    await post("/api/umpire", "{\(body)}", as: "umpire")
  }

  /// As one asks who may be let go because the host itself is late: again, until there's an answer.
  func getAtLast(_ path: String, as name: String) async -> Answer {
    while true {
      let answer = await get(path, as: name)
      if !answer.text.isEmpty { return answer }
    }
  }

  /// Sends bytes as they are and reads until the host closes.
  func raw(_ text: String, from address: String = "127.0.0.1") async -> Answer {
    await Client.ask(text, port: port, from: address)
  }

  /// Waits until a turn is open; forever, if it never is: the test's limit ends that.
  func waitForTurn(_ number: Int) async throws {
    while await room.turn < number {
      try await Task.sleep(for: .milliseconds(5))
    }
  }
}

extension ServerLimits {
  /// For a host that shares its threads with hundreds of tests, and may be late itself.
  static var unhurried: ServerLimits {
    var limits = ServerLimits()
    limits.patience = .seconds(1800)
    limits.idleness = .seconds(1800)
    return limits
  }
}

/// An answer as it came.
struct Answer: Sendable {
  let text: String

  var status: Int {
    let words = text.prefix(while: { $0 != "\r\n" }).split(separator: " ")
    return words.count > 1 ? Int(words[1]) ?? 0 : 0
  }

  var body: String {
    text.range(of: "\r\n\r\n").map { String(text[$0.upperBound...]) } ?? ""
  }
}

/// A client on plain sockets. It blocks, so it has threads of its own.
enum Client {
  private static let queue = DispatchQueue(label: "clients", attributes: .concurrent)

  static func ask(_ text: String, port: UInt16, from address: String) async -> Answer {
    await blocking {
      let client = connect(port, from: address)
      guard client >= 0 else { return Answer(text: "") }
      defer { close(client) }
      send(text, client)
      return Answer(text: readAll(client))
    }
  }

  static func blocking<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
      queue.async { continuation.resume(returning: work()) }
    }
  }

  static func connect(_ port: UInt16, from source: String = "127.0.0.1") -> Int32 {
    let client = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var time = timeval(tv_sec: 1800, tv_usec: 0)
    setsockopt(
      client, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
    func address(_ text: String, _ port: UInt16) -> sockaddr_in {
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = port.bigEndian
      inet_pton(AF_INET, text, &address.sin_addr)
      return address
    }
    func call(
      _ address: sockaddr_in, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
      withUnsafePointer(to: address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
    }
    _ = call(address(source, 0)) { bind(client, $0, $1) }
    guard call(address("127.0.0.1", port), { Foundation.connect(client, $0, $1) }) == 0 else {
      close(client)
      return -1
    }
    return client
  }

  static func send(_ text: String, _ client: Int32) {
    let bytes = Array(text.utf8)
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Foundation.send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return }
      sent += count
    }
  }

  static func readAll(_ client: Int32, until end: String? = nil) -> String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = recv(client, &buffer, buffer.count, 0)
      guard count > 0 else { break }
      bytes += buffer[..<count]
      if let end, String(decoding: bytes, as: UTF8.self).contains(end) { break }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
