// Reading what is expected: every fault says where in the line it is, as a path of keys.

/// A value with the path that leads to it.
package struct JSONNode {
  package let value: JSONValue
  package let path: String

  package init(_ value: JSONValue, path: String = "") {
    self.value = value
    self.path = path
  }

  package func wrong(_ expectation: String) -> Malformed {
    Malformed("‘\(path)’ should be \(expectation)")
  }

  // MARK: Objects

  package func members() throws(Malformed) -> [(key: String, node: JSONNode)] {
    guard case .object(let members) = value else { throw wrong("an object") }
    return members.map { ($0.key, JSONNode($0.value, path: child($0.key))) }
  }

  package func optional(_ key: String) throws(Malformed) -> JSONNode? {
    guard case .object(let members) = value else { throw wrong("an object") }
    return members.first { $0.key == key }.map { JSONNode($0.value, path: child(key)) }
  }

  package func get(_ key: String) throws(Malformed) -> JSONNode {
    guard let node = try optional(key) else { throw Malformed("‘\(child(key))’ is missing") }
    return node
  }

  private func child(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

  // MARK: Arrays

  package func elements() throws(Malformed) -> [JSONNode] {
    guard case .array(let elements) = value else { throw wrong("an array") }
    return elements.enumerated().map { JSONNode($1, path: "\(path)[\($0)]") }
  }

  package func elements(count: Int) throws(Malformed) -> [JSONNode] {
    let elements = try elements()
    guard elements.count == count else {
      throw wrong("an array of \(count), not of \(elements.count)")
    }
    return elements
  }

  package func map<Value>(
    _ read: (JSONNode) throws(Malformed) -> Value
  ) throws(Malformed) -> [Value] {
    var values: [Value] = []
    for element in try elements() { values.append(try read(element)) }
    return values
  }

  package func strings() throws(Malformed) -> [String] {
    try map { (node) throws(Malformed) in try node.string() }
  }

  package func numbers(count: Int) throws(Malformed) -> [Double] {
    var values: [Double] = []
    for element in try elements(count: count) { values.append(try element.number()) }
    return values
  }

  // MARK: Single values

  package func string() throws(Malformed) -> String {
    guard case .string(let text) = value else { throw wrong("a text") }
    return text
  }

  package func optionalString() throws(Malformed) -> String? {
    value == .null ? nil : try string()
  }

  package func bool() throws(Malformed) -> Bool {
    guard case .bool(let value) = value else { throw wrong("true or false") }
    return value
  }

  /// A number, or the text of an infinity or of `nan`.
  package func number() throws(Malformed) -> Double {
    switch value {
    case .number(let number): return number
    case .string(let text):
      guard let number = Double(text), !number.isFinite else { throw wrong("a number") }
      return number
    default: throw wrong("a number")
    }
  }

  package func integer<Value: FixedWidthInteger>(_ type: Value.Type = Int.self) throws(Malformed)
    -> Value
  {
    guard case .number(let number) = value, let integer = Value(exactly: number) else {
      throw wrong("a whole number")
    }
    return integer
  }

  /// A 64-bit number, written as a text since not every reader of JSON keeps all its digits.
  package func word(radix: Int) throws(Malformed) -> UInt64 {
    guard let word = UInt64(try string(), radix: radix) else {
      throw wrong(radix == 16 ? "hexadecimal digits" : "a whole number in quotes")
    }
    return word
  }
}
