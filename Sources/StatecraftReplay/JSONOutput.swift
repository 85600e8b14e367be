/// Writes JSON straight into bytes: fixed order of keys, no white space, exact numbers.
///
/// Commas are put where they belong; brackets are the caller's to balance.
package struct JSONOutput {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  package mutating func key(_ name: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    name.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
  }

  /// A key that isn't known at build time.
  package mutating func key(_ name: String) {
    string(name)
    bytes.append(UInt8(ascii: ":"))
  }

  package mutating func object(_ content: (inout Self) -> Void) {
    separate()
    bytes.append(UInt8(ascii: "{"))
    content(&self)
    bytes.append(UInt8(ascii: "}"))
  }

  package mutating func array(_ content: (inout Self) -> Void) {
    separate()
    bytes.append(UInt8(ascii: "["))
    content(&self)
    bytes.append(UInt8(ascii: "]"))
  }

  package mutating func array<Element>(
    _ elements: some Sequence<Element>, _ write: (inout Self, Element) -> Void
  ) {
    array { for element in elements { write(&$0, element) } }
  }

  package mutating func strings(_ texts: some Sequence<String>) {
    array(texts) { $0.string($1) }
  }

  package mutating func numbers(_ values: some Sequence<Double>) {
    array(values) { $0.number($1) }
  }

  package mutating func null() {
    separate()
    bytes.append(contentsOf: "null".utf8)
  }

  package mutating func bool(_ value: Bool) {
    separate()
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  package mutating func integer(_ value: Int) {
    separate()
    append(value.description)
  }

  /// The shortest digits that give the same number back. JSON knows neither infinities nor `nan`:
  /// they are written as texts.
  package mutating func number(_ value: Double) {
    guard value.isFinite else { return string(value.description) }
    separate()
    append(value.description)
  }

  package mutating func string(_ text: String) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { characters in
      let isPlain = characters.allSatisfy { $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }
      if isPlain {
        bytes.append(contentsOf: characters)
      } else {
        for character in characters { escape(character) }
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Words of eight hexadecimal digits each, in one text.
  package mutating func hexadecimals(_ words: [UInt32]) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    for word in words { appendHexadecimal(word, digits: 8) }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Adds bytes that are JSON already.
  package mutating func raw(_ json: [UInt8]) {
    separate()
    bytes.append(contentsOf: json)
  }

  package mutating func lineFeed() { bytes.append(UInt8(ascii: "\n")) }

  private mutating func escape(_ character: UInt8) {
    switch character {
    case 0x22, 0x5C:
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(character)
    case UInt8(ascii: "\n"):
      bytes.append(contentsOf: "\\n".utf8)
    case 0..<0x20:
      bytes.append(contentsOf: "\\u00".utf8)
      appendHexadecimal(UInt32(character), digits: 2)
    default:
      bytes.append(character)
    }
  }

  private mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { bytes.append(contentsOf: $0) }
  }

  private mutating func appendHexadecimal(_ value: UInt32, digits: Int) {
    for digit in stride(from: digits - 1, through: 0, by: -1) {
      let nibble = UInt8(truncatingIfNeeded: value >> (4 * digit)) & 15
      bytes.append(nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10)
    }
  }

  /// Puts a comma unless what comes is the first of its object or array, or a key's value.
  private mutating func separate() {
    switch bytes.last {
    case nil, UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: ":"): break
    default: bytes.append(UInt8(ascii: ","))
    }
  }
}
