import Yams

/// The keys of a YAML map, each to be taken once.
struct Keys {
  private var nodes: [(name: String, value: Node)]

  init(_ node: Node) throws(CaseFault) { nodes = try Self.entries(node) }

  func has(_ name: String) -> Bool { nodes.contains { $0.name == name } }

  mutating func take(_ name: String) -> Node? {
    nodes.firstIndex { $0.name == name }.map { nodes.remove(at: $0).value }
  }

  mutating func optionalText(_ name: String) throws(CaseFault) -> String? {
    guard let node = take(name) else { return nil }
    guard let text = node.scalar?.string else { throw CaseFault("‘\(name)’ must be a text") }
    return text
  }

  mutating func text(_ name: String) throws(CaseFault) -> String {
    guard let text = try optionalText(name) else { throw CaseFault("‘\(name)’ is missing") }
    return text
  }

  mutating func number(_ name: String) throws(CaseFault) -> Double? {
    try take(name)?.number()
  }

  mutating func whole(_ name: String) throws(CaseFault) -> Int {
    guard let number = Int(try text(name)) else {
      throw CaseFault("‘\(name)’ must be a whole number")
    }
    return number
  }

  /// Texts of a list; none when the key is missing.
  mutating func texts(_ name: String) throws(CaseFault) -> [String] {
    try take(name).map(Self.texts) ?? []
  }

  mutating func list(_ name: String) throws(CaseFault) -> [Node] {
    guard let node = take(name) else { return [] }
    guard let list = node.sequence else { throw CaseFault("‘\(name)’ must be a list") }
    return Array(list)
  }

  /// Entries in the order of the file; none when the key is missing.
  mutating func map(_ name: String) throws(CaseFault) -> [(name: String, value: Node)] {
    try take(name).map(Self.entries) ?? []
  }

  /// Refuses what nobody took.
  func finish() throws(CaseFault) {
    if let extra = nodes.first { throw CaseFault("there is no key ‘\(extra.name)’ here") }
  }

  static func entries(_ node: Node) throws(CaseFault) -> [(name: String, value: Node)] {
    guard let mapping = node.mapping else { throw CaseFault("expected keys and values") }
    return mapping.map { ($0.key.scalar?.string ?? "", $0.value) }
  }

  static func texts(_ node: Node) throws(CaseFault) -> [String] {
    guard let sequence = node.sequence else { throw CaseFault("expected a list of texts") }
    var texts: [String] = []
    for item in sequence {
      guard let text = item.scalar?.string else { throw CaseFault("expected a text") }
      texts.append(text)
    }
    return texts
  }
}

extension Node {
  func number() throws(CaseFault) -> Double {
    guard let text = scalar?.string, let number = Double(text) else {
      throw CaseFault("expected a number")
    }
    return number
  }
}
