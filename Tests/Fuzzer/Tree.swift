internal import Yams

/// A piece of YAML to be mutated: what a file says, without what Yams makes of it.
indirect enum Tree {
  case scalar(String, isQuoted: Bool)
  case list([Tree])
  case map([(key: String, value: Tree)])

  /// Reads a file of the library, which is sound; its anchors are expanded.
  init(yaml: String) throws {
    guard let node = try Yams.compose(yaml: yaml) else {
      self = .scalar("", isQuoted: false)
      return
    }
    self = Tree(node)
  }

  private init(_ node: Node) {
    switch node {
    case .scalar(let scalar): self = .scalar(scalar.string, isQuoted: scalar.style != .plain)
    case .sequence(let items): self = .list(items.map(Tree.init))
    case .mapping(let entries):
      self = .map(
        entries.compactMap { key, value in
          guard case .scalar(let name) = key else { return nil }
          return (name.string, Tree(value))
        })
    case .alias: self = .scalar("", isQuoted: false)
    }
  }

  /// The tree in YAML's flow style.
  var text: String {
    switch self {
    case .scalar(let text, let isQuoted):
      let isPlain = !isQuoted && !text.isEmpty && text.utf8.allSatisfy(Self.isPlain)
      return isPlain ? text : Self.quoted(text)
    case .list(let items): return "[" + items.map(\.text).joined(separator: ", ") + "]"
    case .map(let entries):
      return "{"
        + entries.map { "\(Self.quoted($0.key)): \($0.value.text)" }.joined(separator: ", ") + "}"
    }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"):
      true
    default: "_.+-/".utf8.contains(byte)
    }
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\" + String(scalar)
      case "\u{0}"..<" ", "\u{7F}"..."\u{A0}", "\u{FEFF}":
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// How many pieces it has, itself among them.
  var count: Int {
    switch self {
    case .scalar: 1
    case .list(let items): items.reduce(1) { $0 + $1.count }
    case .map(let entries): entries.reduce(1) { $0 + $1.value.count }
    }
  }

  /// Changes the piece at a place, counted from 0 in order of writing.
  mutating func change(_ place: inout Int, _ body: (inout Tree) -> Void) {
    if place == 0 {
      place = -1
      body(&self)
      return
    }
    place -= 1
    switch self {
    case .scalar: break
    case .list(var items):
      for index in items.indices where place >= 0 { items[index].change(&place, body) }
      self = .list(items)
    case .map(var entries):
      for index in entries.indices where place >= 0 { entries[index].value.change(&place, body) }
      self = .map(entries)
    }
  }

  /// The piece at a place.
  func piece(_ place: Int) -> Tree {
    var (copy, place, found) = (self, place, self)
    copy.change(&place) { found = $0 }
    return found
  }

  /// A key's value.
  subscript(key: String) -> Tree? {
    get {
      if case .map(let entries) = self { entries.first { $0.key == key }?.value } else { nil }
    }
    set {
      guard case .map(var entries) = self else { return }
      entries.removeAll { $0.key == key }
      if let newValue { entries.append((key, newValue)) }
      self = .map(entries)
    }
  }
}
