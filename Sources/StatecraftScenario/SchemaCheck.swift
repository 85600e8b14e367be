internal import StatecraftCore

/// Proves that nodes have the shape they should have, and notes every fault.
struct SchemaCheck {
  /// A reference found on the way, to be proven when states and sectors are known.
  struct Reference {
    let kind: ReferenceKind
    let code: String
    let origin: Origin
    let path: String
  }

  private let log: FaultLog
  private(set) var references: [Reference] = []

  init(log: FaultLog) { self.log = log }

  /// Proves a node.
  ///
  /// - Returns: its value, or nil when the fault is such that nothing can be made of it.
  mutating func check(_ node: SourceNode, _ shape: Shape, path: String) -> Value? {
    func value(_ content: Value.Content) -> Value {
      Value(origin: node.origin, path: path, content: content)
    }
    func refuse(_ expected: String) -> Value? {
      // A number in quotes looks like one, and isn't.
      var found = node.kind
      if case .scalar(let text, isQuoted: true) = node.content, Double(text) != nil {
        found += " in quotes, so it's text"
      }
      log.add("expected \(expected), found \(found)", at: node.origin, path: path)
      return nil
    }

    switch shape {
    case .text(let form):
      guard case .scalar(let text, _) = node.content, !text.isEmpty, form.accepts(text) else {
        return refuse(form.words)
      }
      return value(.text(text))

    case .choice(let words):
      guard case .scalar(let text, _) = node.content else { return refuse("one word") }
      guard words.contains(text) else {
        log.add(
          "‘\(SourceNode.shortened(text))’ is not among \(words.joined(separator: ", "))"
            + suggestion(for: String(text.prefix(40)), among: words), at: node.origin, path: path)
        return nil
      }
      return value(.text(text))

    case .number(let range, let unit):
      guard let number = Self.number(node) else { return refuse("a number") }
      guard range.contains(number) else {
        let found = number.isFinite ? "this is \(number.plain)" : "this is too large for a number"
        let (lower, upper) = (range.lowerBound.plain, range.upperBound.plain)
        log.add(
          "\(found); it must be from \(lower) to \(upper) (\(unit))", at: node.origin, path: path)
        return nil
      }
      return value(.number(number))

    case .whole(let range, let unit):
      guard let number = Self.number(node), number.isFinite, number == number.rounded() else {
        return refuse("a whole number")
      }
      guard number >= Double(range.lowerBound), number <= Double(range.upperBound) else {
        log.add(
          "this is \(number.plain); it must be from \(range.lowerBound) to \(range.upperBound) (\(unit))",
          at: node.origin, path: path)
        return nil
      }
      return value(.number(number))

    case .flag:
      guard case .scalar(let text, false) = node.content else { return refuse("true or false") }
      switch text {
      case "true", "1": return value(.flag(true))
      case "false", "0": return value(.flag(false))
      default: return refuse("true or false")
      }

    case .reference(let kind):
      guard case .scalar(let code, _) = node.content, !code.isEmpty else {
        return refuse("the code of \(kind.withArticle)")
      }
      references.append(Reference(kind: kind, code: code, origin: node.origin, path: path))
      return value(.text(code))

    case .list(let item, let repeats):
      guard case .list(let items) = node.content else { return refuse("a list") }
      var values: [Value] = []
      for (index, node) in items.enumerated() {
        if let value = check(node, item, path: "\(path)[\(index)]") { values.append(value) }
      }
      noteRepeats(repeats, in: values)
      return value(.list(values))

    case .record(let keys):
      guard case .map(let entries) = node.content else { return refuse("keys with values") }
      let known = Fields(keys: keys, isSkipped: { _ in false }, column: { _ in nil })
      return value(.entries(check(entries, known, at: node.origin, path: path)))

    case .dictionary(let kind, let shape):
      guard case .map(let entries) = node.content else { return refuse("keys with values") }
      var values: [Value.Entry] = []
      for entry in entries {
        let path = Self.join(path, entry.key)
        if case .codes(let kind, let words) = kind, !words.contains(entry.key) {
          references.append(
            Reference(kind: kind, code: entry.key, origin: entry.keyOrigin, path: path))
        }
        var own = shape
        if case .names(let keys) = kind, let key = keys.first(where: { $0.name == entry.key }) {
          own = key.shape
        }
        if let value = check(entry.value, own, path: path) {
          values.append(.init(key: entry.key, keyOrigin: entry.keyOrigin, value: value))
        }
      }
      return value(.entries(values))

    case .table(let table):
      guard case .list(let rows) = node.content else {
        return refuse("the path of a CSV file or a list of rows")
      }
      return value(.list(check(rows, table, path: path)))

    case .either(let first, _):
      return check(
        node, shape.alternatives.first { Self.accepts(node, $0) } ?? first, path: path)
    }
  }

  // MARK: - Records and tables

  private struct Fields {
    var keys: [Key]
    /// Names that are passed over.
    var isSkipped: (String) -> Bool
    /// Keys beyond the fixed ones.
    var column: (String) -> Key?
  }

  private mutating func check(
    _ entries: [SourceNode.Entry], _ fields: Fields, at origin: Origin, path: String
  ) -> [Value.Entry] {
    var values: [Value.Entry] = []
    for entry in entries where !fields.isSkipped(entry.key) {
      let path = Self.join(path, entry.key)
      guard
        let key = fields.keys.first(where: { $0.name == entry.key }) ?? fields.column(entry.key)
      else {
        log.add(
          "there is no key ‘\(SourceNode.shortened(entry.key))’ here"
            + suggestion(for: String(entry.key.prefix(40)), among: fields.keys.map(\.name)),
          at: entry.keyOrigin, path: path)
        continue
      }
      if let value = check(entry.value, key.shape, path: path) {
        values.append(
          .init(
            key: entry.key, keyOrigin: entry.keyOrigin, value: value,
            isDefault: Self.isDefault(value, of: key)))
      }
    }
    for key in fields.keys where !entries.contains(where: { $0.key == key.name }) {
      switch key.presence {
      case .optional: break
      case .required:
        log.add(
          "‘\(key.name)’ is missing: \(key.meaning)", at: origin, path: Self.join(path, key.name))
      case .defaulting(let text):
        let content: SourceNode.Content =
          text == "{}" ? .map([]) : .scalar(text, isQuoted: false)
        let node = SourceNode(content, at: origin)
        if let value = check(node, key.shape, path: Self.join(path, key.name)) {
          values.append(
            .init(
              key: key.name, keyOrigin: origin, value: value,
              isDefault: Self.isDefault(value, of: key)))
        }
      }
    }
    return values
  }

  /// Whether a value says what a key's default says.
  private static func isDefault(_ value: Value, of key: Key) -> Bool {
    guard case .defaulting(let text) = key.presence else { return false }
    return switch value.content {
    case .entries(let entries): text == "{}" && entries.allSatisfy(\.isDefault)
    case .number(let number): Double(text) == number
    case .flag(let flag): ["true", "1"].contains(text) == flag
    case .text(let own): own == text
    case .list: false
    }
  }

  private mutating func check(
    _ rows: [SourceNode], _ table: TableShape, path: String
  ) -> [Value] {
    let fields = Fields(
      keys: table.columns, isSkipped: table.isInformational, column: table.column)
    var values: [Value] = []
    var seen: [[String]: Origin] = [:]
    for (index, row) in rows.enumerated() {
      let path = "\(path)[\(index)]"
      guard case .map(let entries) = row.content else {
        log.add("expected a row of columns, found \(row.kind)", at: row.origin, path: path)
        continue
      }
      let value = Value(
        origin: row.origin, path: path,
        content: .entries(check(entries, fields, at: row.origin, path: path)))
      let identity = table.identity.map { value.text($0) ?? "" }
      if !identity.isEmpty, let first = seen.updateValue(row.origin, forKey: identity) {
        let name = identity.filter { !$0.isEmpty }.joined(separator: ", ")
        log.add(
          "a second row for \(name)"
            + (first.line > 0 ? "; the first is in line \(first.line)" : ": keep one"),
          at: row.origin,
          path: path)
      }
      values.append(value)
    }
    return values
  }

  /// Notes what a list says a second time, at the second place.
  private func noteRepeats(_ repeats: Shape.Repeats, in values: [Value]) {
    let named: [Value]
    switch repeats {
    case .allowed: return
    case .refused: named = values
    case .refusedOf(let key): named = values.compactMap { $0[key] }
    }
    var seen: [String: Value] = [:]
    for value in named {
      guard let word = value.text ?? value.number?.plain else { continue }
      guard let first = seen[word] else {
        seen[word] = value
        continue
      }
      let place = first.origin.line > 0 ? " in line \(first.origin.line)" : ""
      log.add("‘\(SourceNode.shortened(word))’ is listed already\(place): keep one", at: value)
    }
  }

  // MARK: - Helpers

  static func join(_ path: String, _ key: String) -> String {
    path.isEmpty ? key : "\(path).\(key)"
  }

  /// A number as plain decimal notation; infinite when it's too large.
  private static func number(_ node: SourceNode) -> Double? {
    guard case .scalar(let text, false) = node.content, let first = text.utf8.first,
      "+-.0123456789".utf8.contains(first),
      text.utf8.allSatisfy({ "+-.0123456789eE".utf8.contains($0) })
    else { return nil }
    return Double(text)
  }

  /// Whether a node is of the kind that a shape needs.
  static func accepts(_ node: SourceNode, _ shape: Shape) -> Bool {
    switch (node.content, shape) {
    case (.map, .record), (.map, .dictionary): true
    case (.list(let items), .list(let item, _)): items.first.map { accepts($0, item) } ?? true
    case (.list(let items), .table):
      if case .list = items.first?.content { false } else { true }
    case (_, .either(let first, let second)): accepts(node, first) || accepts(node, second)
    case (.scalar, .list), (.scalar, .record), (.scalar, .dictionary): false
    // A scalar in place of a table is the path of a file.
    case (.scalar, _): true
    default: false
    }
  }
}

extension Double {
  /// The number as a person would write it: without `.0`.
  var plain: String {
    self == rounded() && abs(self) <= 1e15 ? "\(Int(self))" : "\(self)"
  }
}
