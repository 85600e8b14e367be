internal import StatecraftCore
internal import Yams

/// Turns YAML text into nodes: strictly, and without trusting the text.
///
/// Yams does the parsing. Two things are done around it. It stops at the first key that is used
/// twice, and so would hide all other faults: here such keys are renamed, parsed again, and
/// reported together with the rest. And it compares mapping keys by their whole value, which a
/// few aliases inside aliases can blow up without bound: here aliases reach it as plain text, and
/// are expanded afterwards within a budget.
struct YAMLComposer {
  /// Nodes in a file at most, aliases expanded.
  private static let nodesMax = 200_000
  /// Nesting at most, aliases expanded.
  private static let depthMax = 64
  /// Stands for `*` while Yams parses.
  private static let aliasMark: Unicode.Scalar = "\u{F8FE}"
  /// The first of the characters that stand for the first letter of a key that is used again.
  private static let firstSubstitute: UInt32 = 0xE000
  private static let substitutesMax = 50

  private let file: String
  private let log: FaultLog
  /// What each substitute stands for, in order.
  private var substituted: [Unicode.Scalar] = []
  private var anchors: [String: Expanded] = [:]
  private var nodeCount = 0

  private struct Expanded {
    let node: SourceNode
    let size: Int
    let height: Int
  }

  /// Reads text.
  ///
  /// - Parameters:
  ///   - text: one YAML document.
  ///   - file: the file as a person would open it, or the override.
  ///   - log: gets every fault.
  /// - Returns: the document, or nil when it can't be read at all.
  static func compose(_ text: String, file: String, log: FaultLog) -> SourceNode? {
    var composer = YAMLComposer(file: file, log: log)
    return composer.compose(text)
  }

  private init(file: String, log: FaultLog) {
    self.file = file
    self.log = log
  }

  private mutating func compose(_ text: String) -> SourceNode? {
    var scalars = Array(text.unicodeScalars)
    if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
    let substitutes = Self.firstSubstitute..<(Self.firstSubstitute + UInt32(Self.substitutesMax))
    var (line, column) = (1, 1)
    for index in scalars.indices {
      if scalars[index] == Self.aliasMark || substitutes.contains(scalars[index].value) {
        log.add("the text holds a character for private use: take it out", at: at(line, column))
        return nil
      }
      if scalars[index] == "*" { scalars[index] = Self.aliasMark }
      (line, column) = scalars[index] == "\n" ? (line + 1, 1) : (line, column + 1)
    }
    // Yams keeps a pointer into the text, which is safe only for text that is stored apart.
    if scalars.count < 32 { scalars += "\n# padding padding padding".unicodeScalars }

    while true {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars)
      do {
        // The parser holds the anchors, so it has to outlive the conversion.
        // What a word stands for is said by the schema, not by how it looks: guessing costs half
        // of the time.
        let parser = try Parser(yaml: String(view), resolver: .basic, encoding: .utf8)
        return try withExtendedLifetime(parser) {
          guard let root = try parser.singleRoot() else {
            log.add("there is nothing in it", at: at(1, 1))
            return nil
          }
          return convert(root, path: "", depth: 0)?.node
        }
      } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
        if !rename(in: &scalars, keyAt: context.mark) {
          let names = keys.map { "‘\(restored($0))’" }.joined(separator: ", ")
          log.add("a key is used more than once: \(names)", at: at(context.mark))
          return nil
        }
      } catch {
        report(error, text: scalars)
        return nil
      }
    }
  }

  // MARK: - Faults of Yams

  private func report(_ error: any Error, text: [Unicode.Scalar]) {
    switch error {
    case YamlError.scanner(let context, let problem, let mark, _),
      YamlError.parser(let context, let problem, let mark, _),
      YamlError.composer(let context, let problem, let mark, _):
      let whence = context.map { " \($0.text)" } ?? ""
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      let line = lines.indices.contains(mark.line - 1) ? lines[mark.line - 1] : []
      log.add(
        problem.contains("cannot start any token")
          && line.prefix { $0.properties.isWhitespace }
            .contains("\t")
          ? "this is not YAML: a tab stands where only spaces may: put spaces in its place"
          : problem.contains("another document")
            ? "this holds more than one document: keep what stands before ‘---’, or give each a file"
            : "this is not YAML: \(problem)\(whence)", at: at(mark))
    case YamlError.reader(let problem, let offset, _, let yaml):
      let before = yaml.prefix(offset ?? 0).unicodeScalars
      let line = before.count { $0 == "\n" } + 1
      let column = before.reversed().prefix { $0 != "\n" }.count + 1
      log.add("this is not YAML: \(problem)", at: at(line, column))
    case YamlError.memory:
      log.add("this is nested too deeply to be read", at: at(1, 1))
    default:
      log.add("this is not YAML: \(error)", at: at(1, 1))
    }
  }

  /// Gives a key another first letter, so that parsing gets past it.
  private mutating func rename(in scalars: inout [Unicode.Scalar], keyAt mark: Mark) -> Bool {
    guard substituted.count < Self.substitutesMax else { return false }
    var (line, index) = (1, 0)
    while line < mark.line, index < scalars.count {
      switch scalars[index] {
      case "\r" where index + 1 < scalars.count && scalars[index + 1] == "\n": break
      case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": line += 1
      default: break
      }
      index += 1
    }
    index += mark.column - 1
    if scalars.indices.contains(index), scalars[index] == "\"" || scalars[index] == "'" {
      index += 1
    }
    guard scalars.indices.contains(index), scalars[index].properties.isAlphabetic,
      let substitute = Unicode.Scalar(Self.firstSubstitute + UInt32(substituted.count))
    else { return false }
    substituted.append(scalars[index])
    scalars[index] = substitute
    return true
  }

  private func restored(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0.value >= Self.firstSubstitute }) else {
      return text
    }
    var view = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == Self.aliasMark {
        view.append("*")
      } else if scalar.value >= Self.firstSubstitute,
        scalar.value - Self.firstSubstitute < UInt32(substituted.count)
      {
        view.append(substituted[Int(scalar.value - Self.firstSubstitute)])
      } else {
        view.append(scalar)
      }
    }
    return String(view)
  }

  // MARK: - Conversion

  private mutating func convert(_ node: Node, path: String, depth: Int) -> Expanded? {
    let origin = node.mark.map(at) ?? at(1, 1)
    guard depth < Self.depthMax else {
      log.add("this is nested more than \(Self.depthMax) deep", at: origin, path: path)
      return nil
    }
    guard count(1, at: origin) else { return nil }
    let result: Expanded?
    switch node {
    case .scalar(let scalar):
      if scalar.style == .plain, scalar.string.unicodeScalars.first == Self.aliasMark {
        result = expand(
          String(scalar.string.unicodeScalars.dropFirst()), at: origin, path: path, depth: depth)
      } else {
        let content = SourceNode.Content.scalar(
          restored(scalar.string), isQuoted: scalar.style != .plain)
        result = Expanded(node: SourceNode(content, at: origin), size: 1, height: 0)
      }
    case .sequence(let sequence):
      var (items, size, height): ([SourceNode], Int, Int) = ([], 1, 0)
      for (index, item) in sequence.enumerated() {
        guard let item = convert(item, path: "\(path)[\(index)]", depth: depth + 1) else {
          return nil
        }
        items.append(item.node)
        size += item.size
        height = max(height, item.height + 1)
      }
      result = Expanded(node: SourceNode(.list(items), at: origin), size: size, height: height)
    case .mapping(let mapping):
      result = convert(mapping, at: origin, path: path, depth: depth)
    case .alias:
      log.add("this alias can't be followed", at: origin, path: path)
      result = nil
    }
    if let result, let anchor = node.anchor { anchors[restored(anchor.rawValue)] = result }
    return result
  }

  private mutating func convert(
    _ mapping: Node.Mapping, at origin: Origin, path: String, depth: Int
  ) -> Expanded? {
    var (entries, size, height): ([SourceNode.Entry], Int, Int) = ([], 1, 0)
    for (keyNode, valueNode) in mapping {
      let keyOrigin = keyNode.mark.map(at) ?? origin
      guard case .scalar(let scalar) = keyNode,
        scalar.style != .plain || scalar.string.unicodeScalars.first != Self.aliasMark
      else {
        log.add("a key must be plain text", at: keyOrigin, path: path)
        continue
      }
      let key = restored(scalar.string)
      let keyPath = path.isEmpty ? key : "\(path).\(key)"
      guard let value = convert(valueNode, path: keyPath, depth: depth + 1) else { return nil }
      if let first = entries.first(where: { $0.key == key }) {
        log.add(
          "the key ‘\(key)’ is used already in line \(first.keyOrigin.line): keep one",
          at: keyOrigin, path: keyPath)
        continue
      }
      entries.append(SourceNode.Entry(key: key, keyOrigin: keyOrigin, value: value.node))
      size += value.size + 1
      height = max(height, value.height + 1)
    }
    return Expanded(node: SourceNode(.map(entries), at: origin), size: size, height: height)
  }

  private mutating func expand(
    _ alias: String, at origin: Origin, path: String, depth: Int
  ) -> Expanded? {
    let name = restored(alias)
    guard let anchor = anchors[name] else {
      log.add(
        "there is no anchor ‘&\(name)’ before this" + suggestionOfAnchor(name), at: origin,
        path: path)
      return Expanded(node: SourceNode(plain: "", at: origin), size: 1, height: 0)
    }
    guard depth + anchor.height < Self.depthMax else {
      log.add("this alias makes the file too deep", at: origin, path: path)
      return nil
    }
    return count(anchor.size, at: origin) ? anchor : nil
  }

  private func suggestionOfAnchor(_ name: String) -> String {
    suggestion(for: name, among: anchors.keys.sorted())
  }

  private mutating func count(_ nodes: Int, at origin: Origin) -> Bool {
    nodeCount += nodes
    if nodeCount > Self.nodesMax {
      log.add("the file holds more than \(Self.nodesMax) values, aliases expanded", at: origin)
      return false
    }
    return true
  }

  private func at(_ mark: Mark) -> Origin { at(mark.line, mark.column) }

  private func at(_ line: Int, _ column: Int) -> Origin {
    Origin(file: file, line: line, column: column)
  }
}
