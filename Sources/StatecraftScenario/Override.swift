internal import StatecraftCore

/// An edit of a scenario before it's read: `economy.technology.exponent=0.7`.
///
/// Keys are joined by dots. A list's item or a table's row is named by its position from 0 in
/// square brackets, or by the codes that identify it: `sectors[chips].criticality`,
/// `relations.ties[JPN,USA].defence`.
struct Override {
  enum Step: Equatable {
    case key(String)
    case row([String])

    var text: String {
      switch self {
      case .key(let name): name
      case .row(let words): "[\(words.joined(separator: ","))]"
      }
    }
  }

  private let text: String
  private let steps: [Step]
  private let value: SourceNode
  private let log: FaultLog

  private let origin: Origin

  /// Reads an override.
  ///
  /// - Returns: nil, and a fault, when it isn't of the form `path=value`.
  init?(_ edit: Edit, log: FaultLog) {
    let text = edit.text
    let origin = edit.origin
    self.text = text
    self.log = log
    self.origin = origin
    guard let equals = text.firstIndex(of: "="), let steps = Self.steps(text[..<equals]) else {
      log.add("expected path=value, such as rules.alignment.speed=0.5", at: origin)
      return nil
    }
    self.steps = steps
    let valueText = String(text[text.index(after: equals)...])
    let faults = FaultLog()
    guard let value = YAMLComposer.compose(valueText, file: origin.file, log: faults) else {
      log.add(
        "the value ‘\(SourceNode.shortened(valueText))’ can't be read as YAML", at: origin,
        path: Self.path(steps[...]))
      return nil
    }
    self.value = Self.relocated(value, to: origin)
  }

  /// Edits a scenario.
  func apply(to root: inout SourceNode, _ shape: Shape, tables: TableExpansion) {
    edit(&root, shape, at: 0, tables: tables)
  }

  private func edit(
    _ node: inout SourceNode, _ shape: Shape, at depth: Int, tables: TableExpansion
  ) {
    guard depth < steps.count else {
      node = value
      return
    }
    switch (shape, steps[depth]) {
    case (.either(let first, _), let step):
      let fitting = shape.alternatives.filter { Self.isFor(step, $0) }
      let meant = fitting.first { SchemaCheck.accepts(node, $0) } ?? fitting.last ?? first
      edit(&node, meant, at: depth, tables: tables)

    case (.record(let keys), .key(let name)):
      guard let key = keys.first(where: { $0.name == name }) else {
        return refuse(
          "there is no key ‘\(name)’" + suggestion(for: name, among: keys.map(\.name)), depth)
      }
      edit(&node, key: name, key.shape, at: depth, tables: tables)

    case (.dictionary(_, let shape), .key(let name)):
      edit(&node, key: name, shape, at: depth, tables: tables)

    case (.list(let shape, _), .row(let words)):
      guard case .list(var items) = node.content, words.count == 1, let index = Int(words[0]),
        items.indices.contains(index)
      else { return refuse("there is no item \(steps[depth].text)", depth) }
      edit(&items[index], shape, at: depth + 1, tables: tables)
      node.content = .list(items)

    case (.table(let table), .row(let words)):
      tables.expand(&node, shape, path: Self.path(steps[..<depth]))
      guard case .list(var rows) = node.content,
        let index = Self.row(words, of: table, in: rows)
      else {
        return refuse(
          "there is no row \(steps[depth].text); name one by its position from 0 or by "
            + table.identity.joined(separator: ","), depth)
      }
      guard depth + 1 < steps.count, case .key(let name) = steps[depth + 1] else {
        rows[index] = value
        node.content = .list(rows)
        return
      }
      guard let column = table.column(name) else {
        return refuse(
          "there is no column ‘\(name)’"
            + suggestion(for: name, among: table.columns.map(\.name)), depth + 1)
      }
      edit(&rows[index], key: name, column.shape, at: depth + 1, tables: tables)
      node.content = .list(rows)

    case (.record, .row), (.dictionary, .row):
      refuse("a key must follow here, not \(steps[depth].text)", depth)
    case (.list, .key), (.table, .key):
      refuse("this is a list: name an item in square brackets, such as [0]", depth)
    default:
      refuse("there is nothing below ‘\(Self.path(steps[..<depth]))’", depth)
    }
  }

  /// Goes on below a key of a map, which is made where it's missing.
  private func edit(
    _ node: inout SourceNode, key: String, _ shape: Shape, at depth: Int, tables: TableExpansion
  ) {
    var entries: [SourceNode.Entry] = []
    if case .map(let existing) = node.content { entries = existing }
    if let index = entries.firstIndex(where: { $0.key == key }) {
      edit(&entries[index].value, shape, at: depth + 1, tables: tables)
    } else {
      var missing = SourceNode(plain: "", at: origin)
      edit(&missing, shape, at: depth + 1, tables: tables)
      entries.append(SourceNode.Entry(key: key, keyOrigin: origin, value: missing))
    }
    if case .map = node.content {} else { node.origin = origin }
    node.content = .map(entries)
  }

  private func refuse(_ message: String, _ depth: Int) {
    log.add(message, at: origin, path: Self.path(steps[...min(depth, steps.count - 1)]))
  }

  // MARK: - Paths

  private static func isFor(_ step: Step, _ shape: Shape) -> Bool {
    switch (step, shape) {
    case (.key, .record), (.key, .dictionary), (.row, .list), (.row, .table): true
    default: false
    }
  }

  /// The position of a row named by its number or by the texts of its identifying columns.
  private static func row(
    _ words: [String], of table: TableShape, in rows: [SourceNode]
  ) -> Int? {
    if words.count == 1, let index = Int(words[0]) {
      return rows.indices.contains(index) ? index : nil
    }
    guard !table.identity.isEmpty, words.count <= table.identity.count else { return nil }
    return rows.firstIndex { row in
      guard case .map(let entries) = row.content else { return false }
      return zip(table.identity, words + Array(repeating: "", count: table.identity.count))
        .allSatisfy { column, word in
          let cell = entries.first { $0.key == column }?.value.content
          if case .scalar(let text, _) = cell { return text == word }
          return cell == nil && word.isEmpty
        }
    }
  }

  static func steps(_ path: Substring) -> [Step]? {
    var steps: [Step] = []
    for part in path.split(separator: ".", omittingEmptySubsequences: false) {
      var pieces = part.split(separator: "[", omittingEmptySubsequences: false)[...]
      guard let name = pieces.popFirst(), !name.isEmpty else { return nil }
      steps.append(.key(String(name)))
      for piece in pieces {
        guard piece.hasSuffix("]"), piece.count > 1 else { return nil }
        steps.append(.row(piece.dropLast().split(separator: ",").map(String.init)))
      }
    }
    return steps.isEmpty ? nil : steps
  }

  private static func path(_ steps: ArraySlice<Step>) -> String {
    steps.reduce(into: "") { path, step in
      if case .key = step, !path.isEmpty { path += "." }
      path += step.text
    }
  }

  private static func relocated(_ node: SourceNode, to origin: Origin) -> SourceNode {
    var node = node
    node.origin = origin
    switch node.content {
    case .scalar: break
    case .list(let items): node.content = .list(items.map { relocated($0, to: origin) })
    case .map(let entries):
      node.content = .map(
        entries.map {
          .init(key: $0.key, keyOrigin: origin, value: relocated($0.value, to: origin))
        })
    }
    return node
  }
}
