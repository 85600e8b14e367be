internal import FlyingSocks
internal import Foundation

/// Listens, and answers each request by a function.
///
/// The sockets are FlyingSocks'. The HTTP is our own: of what there is to have, this game needs
/// little, and what a hostile client may do with it has to be bounded everywhere: heads, bodies,
/// connections, requests, and the time to send and to read.
public final class HTTPListener: Sendable {
  public typealias Answering = @Sendable (HTTPRequest, _ address: String) async -> HTTPResponse

  /// The port that is listened on.
  public let port: UInt16
  private let socket: Socket
  private let limits: ServerLimits
  private let connections: Connections

  /// Opens a port.
  ///
  /// - Parameters:
  ///   - address: an IPv4 or IPv6 address of this machine, such as `127.0.0.1`.
  ///   - port: the port; any that is free, when 0.
  /// - Throws: ``ListenError`` when it can't be opened.
  public init(
    address: String, port: UInt16, limits: ServerLimits = ServerLimits()
  ) throws {
    self.limits = limits
    connections = Connections(limits)
    do {
      socket = try Self.socket(address, port)
      self.port =
        switch try socket.sockname() {
        case .ip4(_, let port), .ip6(_, let port): port
        case .unix: port
        }
    } catch {
      throw ListenError(
        description: "Port \(port) of \(address) can't be listened on "
          + "(\(error.localizedDescription)): another program may have it; ‘--port’ takes another."
      )
    }
  }

  private static func socket(_ address: String, _ port: UInt16) throws -> Socket {
    let isIPv6 = address.contains(":")
    let socket = try Socket(domain: Int32(isIPv6 ? AF_INET6 : AF_INET))
    do {
      try socket.setValue(true, for: .localAddressReuse)
      if isIPv6 {
        try socket.bind(to: .inet6(ip6: address, port: port))
      } else {
        try socket.bind(to: .inet(ip4: address, port: port))
      }
      try socket.listen()
    } catch {
      try? socket.close()
      throw error
    }
    return socket
  }

  /// Serves until the task is cancelled.
  ///
  /// - Parameter answer: answers a request.
  public func run(answering answer: @escaping Answering) async throws {
    let pool: some AsyncSocketPool = SocketPool.make()
    try await pool.prepare()
    let listening = try AsyncSocket(socket: socket, pool: pool)
    await withTaskGroup(of: Void.self) { group in
      group.addTask { try? await pool.run() }
      group.addTask { [self] in
        while !Task.isCancelled { await accept(listening, answer) }
      }
      group.addTask { [connections] in
        while (try? await Task.sleep(for: .milliseconds(500))) != nil { await connections.sweep() }
      }
      await group.next()
      group.cancelAll()
    }
    await connections.endAll()
    try? socket.close()
  }

  /// How many connections are open.
  public var connectionCount: Int { get async { await connections.count } }

  private func accept(_ listening: AsyncSocket, _ answer: @escaping Answering) async {
    let client: AsyncSocket
    do {
      client = try await listening.accept()
    } catch {
      // Too many open files, or a client that left at once: the others are served all the same.
      try? await Task.sleep(for: .milliseconds(50))
      return
    }
    let address =
      switch try? client.socket.remotePeer() {
      case .ip4(let address, _), .ip6(let address, _): address
      default: ""
      }
    guard let id = await connections.admit(address) else {
      try? client.close()
      return
    }
    let task = Task { [self] in
      await converse(client, address, id, answer)
      try? client.close()
      await connections.leave(id)
    }
    await connections.started(id, task)
  }

  // MARK: One connection

  private func converse(
    _ client: AsyncSocket, _ address: String, _ id: Int, _ answer: Answering
  ) async {
    var parser = HTTPParser(limits)
    do {
      while true {
        let request: HTTPRequest
        do {
          guard let next = try await self.request(client, &parser, id) else { return }
          request = next
        } catch let refusal as HTTPParser.Refusal {
          try await send(.refusal(refusal.status, refusal.reason), false, client, id)
          return
        }
        guard await connections.mayAsk(address) else {
          try await send(.refusal(429, "Too many requests: wait a little."), false, client, id)
          return
        }
        let response = await answer(request, address)
        if response.status == 401, request.token != nil,
          !(await connections.noteWrongToken(address))
        {
          try await send(.refusal(429, "Too many wrong tokens."), false, client, id)
          return
        }
        try await send(response, request.keepsAlive, client, id, isHead: request.method == "HEAD")
        guard request.keepsAlive else { return }
      }
    } catch {
      // The client has left, or its time was up.
    }
  }

  private func request(
    _ client: AsyncSocket, _ parser: inout HTTPParser, _ id: Int
  ) async throws -> HTTPRequest? {
    var isBegun = false
    while true {
      if let request = try parser.next() { return request }
      if parser.isIdle {
        await connections.expect(id, within: limits.idleness)
      } else if !isBegun {
        // From its first byte to its last, however slowly the bytes come.
        isBegun = true
        await connections.expect(id, within: limits.patience)
      }
      let bytes = try await client.read(atMost: 4096)
      guard !bytes.isEmpty else { return nil }
      parser.add(bytes)
    }
  }

  private func send(
    _ response: HTTPResponse, _ keepsAlive: Bool, _ client: AsyncSocket, _ id: Int,
    isHead: Bool = false
  ) async throws {
    switch response.body {
    case .bytes(let bytes):
      let head = Data(response.head(keepsAlive: keepsAlive))
      try await write(isHead ? head : head + bytes, client, id)
    case .events(let events):
      try await write(Data(response.head(keepsAlive: false)), client, id)
      for await event in events {
        try await write(Data("data: ".utf8) + event + Data("\n\n".utf8), client, id)
      }
      throw CancellationError()
    }
  }

  /// Writes in pieces, each of which must be taken in time.
  private func write(_ data: Data, _ client: AsyncSocket, _ id: Int) async throws {
    var rest = data[...]
    while !rest.isEmpty {
      await connections.expect(id, within: limits.patience)
      let piece = rest.prefix(1 << 16)
      try await client.write(Data(piece))
      rest = rest.dropFirst(piece.count)
    }
    // A stream of events says something with every heartbeat.
    await connections.expect(id, within: limits.heartbeat * 2 + limits.patience)
  }
}

/// Why a port can't be listened on.
public struct ListenError: Error, CustomStringConvertible {
  public let description: String
}
