/// A request as it came, whole.
public struct HTTPRequest: Sendable, Equatable {
  /// In capital letters, such as `GET`.
  public var method: String
  /// The target before the question mark, as it came: nothing is decoded, so that only names that
  /// are spelt exactly are found.
  public var path: String
  /// The names and values after the question mark, decoded.
  public var query: [String: String] = [:]
  /// By name in small letters.
  public var headers: [String: String] = [:]
  public var body: [UInt8] = []
  /// Whether the client wants to ask more on this connection.
  public var keepsAlive = true

  public init(_ method: String, _ path: String) {
    self.method = method
    self.path = path
  }

  /// The token that the client shows, if any: `Authorization: Bearer …`.
  var token: String? {
    guard let value = headers["authorization"], value.lowercased().hasPrefix("bearer ") else {
      return nil
    }
    return String(value.dropFirst(7))
  }
}

/// An answer: bytes, or a stream of events that goes on until either side leaves.
public struct HTTPResponse: Sendable {
  public enum Body: Sendable {
    case bytes([UInt8])
    /// Server-Sent Events: each element is the data of one.
    case events(AsyncStream<[UInt8]>)
  }

  public var status: Int
  public var headers: [(name: String, value: String)]
  public var body: Body

  public init(_ status: Int, type: String, _ bytes: [UInt8]) {
    self.status = status
    headers = [("Content-Type", type)]
    body = .bytes(bytes)
  }

  public init(events: AsyncStream<[UInt8]>) {
    status = 200
    headers = [("Content-Type", "text/event-stream; charset=utf-8")]
    body = .events(events)
  }

  /// A refusal in words.
  public static func refusal(_ status: Int, _ reason: String) -> HTTPResponse {
    HTTPResponse(status, type: "text/plain; charset=utf-8", Array((reason + "\n").utf8))
  }

  /// What stands before the body.
  ///
  /// Every answer forbids what the pages don't need: scripts and styles from elsewhere or inside a
  /// page, frames, forms, being embedded, and being kept.
  func head(keepsAlive: Bool) -> [UInt8] {
    var lines = ["HTTP/1.1 \(status) \(Self.phrases[status] ?? "Other")"]
    lines += headers.map { "\($0.name): \($0.value)" }
    lines += Self.security
    switch body {
    case .bytes(let bytes): lines.append("Content-Length: \(bytes.count)")
    case .events: lines.append("X-Accel-Buffering: no")
    }
    lines.append("Connection: \(keepsAlive ? "keep-alive" : "close")")
    return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
  }

  private static let security = [
    "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; "
      + "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
      + "frame-ancestors 'none'",
    "X-Content-Type-Options: nosniff", "X-Frame-Options: DENY", "Referrer-Policy: no-referrer",
    "Cross-Origin-Resource-Policy: same-origin", "Cross-Origin-Opener-Policy: same-origin",
    "Cache-Control: no-store",
  ]

  private static let phrases = [
    200: "OK", 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found",
    405: "Method Not Allowed", 408: "Request Timeout", 409: "Conflict",
    413: "Content Too Large", 415: "Unsupported Media Type",
    421: "Misdirected Request", 422: "Unprocessable Content", 429: "Too Many Requests",
    431: "Request Header Fields Too Large", 501: "Not Implemented", 503: "Service Unavailable",
    505: "HTTP Version Not Supported",
  ]
}
