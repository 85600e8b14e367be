/// Reads requests from bytes as they come: as much of HTTP/1.1 as browsers send, and no more.
///
/// It keeps at most one request's worth of bytes, and says what is wrong as soon as it's known, so
/// that nobody can make it wait for or hold what it won't take.
public struct HTTPParser: Sendable {
  /// Why a request isn't taken. The connection ends with it, since what follows can't be told apart.
  public struct Refusal: Error, Equatable {
    public let status: Int
    public let reason: String
  }

  private let limits: ServerLimits
  private var bytes: [UInt8] = []
  private var pending: (request: HTTPRequest, length: Int)?

  public init(_ limits: ServerLimits) { self.limits = limits }

  /// Whether nothing of a request has come yet.
  public var isIdle: Bool { bytes.isEmpty && pending == nil }

  public mutating func add(_ more: some Sequence<UInt8>) { bytes += more }

  /// The next request that is there whole; nil while it isn't.
  public mutating func next() throws(Refusal) -> HTTPRequest? {
    if pending == nil { pending = try head() }
    guard case (var request, let length)? = pending, bytes.count >= length else { return nil }
    request.body = Array(bytes[..<length])
    bytes.removeFirst(length)
    pending = nil
    return request
  }

  private mutating func head() throws(Refusal) -> (HTTPRequest, Int)? {
    // An empty line or two before a request is forgiven, as the standard asks.
    while bytes.starts(with: [13, 10]) { bytes.removeFirst(2) }
    guard let end = Self.end(of: bytes.prefix(limits.headBytesMax)) else {
      if bytes.count >= limits.headBytesMax {
        throw Refusal(status: 431, reason: "The request's head is too large.")
      }
      return nil
    }
    let text = String(validating: bytes[..<end], as: UTF8.self)
    guard let text, text.unicodeScalars.allSatisfy({ $0 == "\r" || $0 == "\n" || $0 >= " " }) else {
      throw Refusal(status: 400, reason: "The request's head isn't text.")
    }
    bytes.removeFirst(end + 4)
    var lines = text.split(separator: "\r\n", omittingEmptySubsequences: false).map(String.init)
    var request = try Self.start(lines.removeFirst())
    for line in lines { try Self.add(line, to: &request) }
    let version = request.headers[""]
    request.headers[""] = nil
    let connection = request.headers["connection", default: ""].lowercased()
    request.keepsAlive = version == "1.1" ? connection != "close" : connection == "keep-alive"
    if request.headers["transfer-encoding"] != nil {
      throw Refusal(status: 501, reason: "Send a body with its length.")
    }
    guard request.headers["host"] != nil else {
      throw Refusal(status: 400, reason: "The request names no host.")
    }
    let digits = request.headers["content-length"] ?? "0"
    guard (1...12).contains(digits.utf8.count), digits.utf8.allSatisfy({ (48...57).contains($0) }),
      let length = Int(digits)
    else { throw Refusal(status: 400, reason: "The body's length is no number.") }
    guard length <= limits.bodyBytesMax else {
      throw Refusal(
        status: 413, reason: "A body has at most \(limits.bodyBytesMax) bytes here.")
    }
    return (request, length)
  }

  /// Where the empty line begins that ends the head.
  private static func end(of bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.count >= 4 else { return nil }
    return (bytes.startIndex...bytes.endIndex - 4).first {
      bytes[$0] == 13 && bytes[$0 + 1] == 10 && bytes[$0 + 2] == 13 && bytes[$0 + 3] == 10
    }
  }

  private static func start(_ line: String) throws(Refusal) -> HTTPRequest {
    let parts = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, parts[1].hasPrefix("/"),
      parts[0].utf8.allSatisfy({ (65...90).contains($0) }), !parts[0].isEmpty,
      parts[1].utf8.allSatisfy({ (33...126).contains($0) })
    else { throw Refusal(status: 400, reason: "The request's first line can't be read.") }
    guard parts[2] == "HTTP/1.1" || parts[2] == "HTTP/1.0" else {
      throw Refusal(status: 505, reason: "HTTP/1.1 is spoken here.")
    }
    let target = parts[1].split(
      separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    var request = HTTPRequest(parts[0], String(target[0]))
    // Kept under a name that no header has, until the head is read.
    request.headers[""] = String(parts[2].dropFirst(5))
    for pair in target.count > 1 ? target[1].split(separator: "&") : [] {
      let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      request.query[String(sides[0])] = sides.count > 1 ? decoded(sides[1]) : ""
    }
    return request
  }

  private static func add(
    _ line: String, to request: inout HTTPRequest
  ) throws(Refusal) {
    guard let colon = line.firstIndex(of: ":"), colon > line.startIndex,
      line[..<colon].utf8.allSatisfy({ isToken($0) })
    else { throw Refusal(status: 400, reason: "A header line can't be read.") }
    let name = line[..<colon].lowercased()
    let value = line[line.index(after: colon)...].trimmed
    // Two of these could be read two ways.
    let single = ["content-length", "host", "authorization", "origin", "transfer-encoding"]
    if request.headers[name] != nil, single.contains(name) {
      throw Refusal(status: 400, reason: "The header ‘\(name)’ is given twice.")
    }
    request.headers[name] = value
  }

  private static func isToken(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 97...122: true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }

  /// A query's value with `%41` and `+` read; what can't be read stays.
  private static func decoded(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == 37, rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte == 43 ? 32 : byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Substring {
  fileprivate var trimmed: String {
    var text = self
    while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return String(text)
  }
}
