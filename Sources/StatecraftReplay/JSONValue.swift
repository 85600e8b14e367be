/// A value read from JSON. Objects keep the order of their keys.
package enum JSONValue: Equatable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([Member])

  package struct Member: Equatable {
    package let key: String
    package let value: JSONValue

    package init(key: String, value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// Reads one value that fills all bytes but for white space.
  package init(_ bytes: ArraySlice<UInt8>) throws(Malformed) {
    var parser = JSONParser(bytes)
    self = try parser.parse()
  }
}

/// What is wrong with a line: in words, and at which byte where that's known.
package struct Malformed: Error {
  package let reason: String
  /// From 1.
  package var column: Int?

  package init(_ reason: String, column: Int? = nil) {
    self.reason = reason
    self.column = column
  }
}

/// A reader of JSON that takes any bytes: it reports the first fault with its place.
private struct JSONParser {
  private let bytes: ArraySlice<UInt8>
  private var position: Int

  /// Values nested deeper are refused, so that hostile input can't exhaust the stack.
  private static let depthMax = 32

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  mutating func parse() throws(Malformed) -> JSONValue {
    let value = try value(depth: 0)
    skipSpace()
    if position < bytes.endIndex { throw fault("nothing after the value") }
    return value
  }

  private func fault(_ expectation: String) -> Malformed {
    let found = position < bytes.endIndex ? "" : ", but the line ends"
    return Malformed(
      "expected \(expectation)\(found)", column: position - bytes.startIndex + 1)
  }

  private var next: UInt8? { position < bytes.endIndex ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A {
      position += 1
    }
  }

  private mutating func take(_ byte: Unicode.Scalar) -> Bool {
    skipSpace()
    guard next == UInt8(ascii: byte) else { return false }
    position += 1
    return true
  }

  private mutating func value(depth: Int) throws(Malformed) -> JSONValue {
    if depth > Self.depthMax { throw fault("values nested less deeply") }
    skipSpace()
    switch next {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return .number(try number())
    }
  }

  private mutating func word(
    _ word: String, _ value: JSONValue
  ) throws(Malformed) -> JSONValue {
    guard bytes[position...].starts(with: word.utf8) else { throw fault("a value") }
    position += word.utf8.count
    return value
  }

  private mutating func number() throws(Malformed) -> Double {
    let start = position
    while let byte = next, Self.isPartOfNumber(byte) { position += 1 }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard let value = Double(text), value.isFinite else {
      position = start
      throw fault("a value")
    }
    return value
  }

  private static func isPartOfNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"),
      UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
      true
    default: false
    }
  }

  private mutating func array(depth: Int) throws(Malformed) -> JSONValue {
    position += 1
    var elements: [JSONValue] = []
    if take("]") { return .array(elements) }
    repeat { elements.append(try value(depth: depth + 1)) } while take(",")
    guard take("]") else { throw fault("‘,’ or ‘]’") }
    return .array(elements)
  }

  private mutating func object(depth: Int) throws(Malformed) -> JSONValue {
    position += 1
    var members: [JSONValue.Member] = []
    if take("}") { return .object(members) }
    repeat {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw fault("a key in quotes") }
      let key = try string()
      guard take(":") else { throw fault("‘:’") }
      members.append(.init(key: key, value: try value(depth: depth + 1)))
    } while take(",")
    guard take("}") else { throw fault("‘,’ or ‘}’") }
    return .object(members)
  }

  private mutating func string() throws(Malformed) -> String {
    position += 1
    let start = position
    var text: [UInt8]?
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        let characters = text.map { $0[...] } ?? bytes[start..<position]
        guard let string = String(validating: characters, as: UTF8.self) else {
          throw fault("text in UTF-8")
        }
        position += 1
        return string
      case UInt8(ascii: "\\"):
        if text == nil { text = Array(bytes[start..<position]) }
        position += 1
        text?.append(contentsOf: try escaped())
      case 0..<0x20:
        throw fault("no control characters in a text")
      default:
        text?.append(byte)
        position += 1
      }
    }
    throw fault("a closing quote")
  }

  /// The bytes for which an escape stands, the backslash being read.
  private mutating func escaped() throws(Malformed) -> [UInt8] {
    guard let byte = next else { throw fault("an escaped character") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"): break
    default:
      position -= 1
      throw fault("a known escape")
    }
    var unit = try codeUnit()
    if (0xD800..<0xDC00).contains(unit), bytes[position...].starts(with: "\\u".utf8) {
      position += 2
      let low = try codeUnit()
      guard (0xDC00..<0xE000).contains(low) else { throw fault("a pair of surrogates") }
      unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(unit) else { throw fault("a pair of surrogates") }
    return Array(String(Character(scalar)).utf8)
  }

  private mutating func codeUnit() throws(Malformed) -> UInt32 {
    let digits = bytes[position...].prefix(4)
    guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let unit = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw fault("four hexadecimal digits") }
    position += 4
    return unit
  }
}
