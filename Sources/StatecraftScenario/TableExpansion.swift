internal import StatecraftCore

/// Puts the rows of CSV files in place of the paths that name them.
struct TableExpansion {
  let files: UsedFiles
  let log: FaultLog
  /// The file that names the tables: their paths are relative to it.
  let file: String

  /// Expands every table of a node.
  func expand(_ node: inout SourceNode, _ shape: Shape, path: String) {
    switch shape {
    case .record(let keys):
      guard case .map(var entries) = node.content else { return }
      for index in entries.indices {
        guard let key = keys.first(where: { $0.name == entries[index].key }) else { continue }
        expand(&entries[index].value, key.shape, path: SchemaCheck.join(path, key.name))
      }
      node.content = .map(entries)
    case .either:
      let alternatives = shape.alternatives
      let meant: Shape?
      if case .scalar = node.content {
        meant = alternatives.first { if case .table = $0 { true } else { false } }
      } else {
        meant = alternatives.first { SchemaCheck.accepts(node, $0) }
      }
      if let meant { expand(&node, meant, path: path) }
    case .table(let table):
      if case .list(var rows) = node.content {
        for index in rows.indices {
          expand(&rows[index], .record(table.columns), path: "\(path)[\(index)]")
        }
        node.content = .list(rows)
      }
      guard case .scalar(let name, _) = node.content, !node.isMissing else { return }
      node.content = .list(rows(of: table, in: name, namedAt: node.origin, path: path))
    case .dictionary, .list, .text, .choice, .number, .whole, .flag, .reference: break
    }
  }

  private func rows(
    of table: TableShape, in name: String, namedAt origin: Origin, path: String
  ) -> [SourceNode] {
    guard let file = UsedFiles.resolve(name, relativeTo: file) else {
      log.add("a path must be relative to the scenario file", at: origin, path: path)
      return []
    }
    guard let text = files.text(of: file, namedAt: origin, in: path),
      let csv = CSVReader.read(text, file: files.displayName(of: file), path: path, log: log),
      isSound(csv.header, for: table, path: path)
    else { return [] }
    let keys = csv.header.map { cell -> Key? in
      table.isInformational(cell.text) ? nil : table.column(cell.text)
    }
    return csv.rows.map { row in
      var entries: [SourceNode.Entry] = []
      for (column, cell) in row.enumerated() {
        // An empty cell is a missing value, which the check judges.
        guard let key = keys[column], !cell.text.isEmpty, !Self.isMissing(cell, key.shape) else {
          continue
        }
        entries.append(
          SourceNode.Entry(
            key: key.name, keyOrigin: cell.origin, value: Self.node(of: cell, key.shape)))
      }
      return SourceNode(.map(entries), at: row[0].origin)
    }
  }

  /// Whether a cell says, as R does, that there is no number: `NA` without quotes. As a text it
  /// could be anything.
  private static func isMissing(_ cell: CSVTable.Cell, _ shape: Shape) -> Bool {
    guard cell.text == "NA", !cell.isQuoted else { return false }
    switch shape {
    case .number, .whole, .flag: return true
    default: return false
    }
  }

  /// A cell that holds a list has its items apart by semicolons.
  private static func node(of cell: CSVTable.Cell, _ shape: Shape) -> SourceNode {
    if case .flag = shape, ["TRUE", "True", "FALSE", "False"].contains(cell.text) {
      return SourceNode(plain: cell.text.lowercased(), at: cell.origin)
    }
    let isList: Bool =
      switch shape {
      case .list: true
      case .either: cell.text.contains(";")
      default: false
      }
    if isList {
      let items = cell.text.split(separator: ";").map { $0.trimming(while: \.isWhitespace) }
      return SourceNode(
        .list(items.map { SourceNode(plain: String($0), at: cell.origin) }), at: cell.origin)
    }
    return SourceNode(plain: cell.text, at: cell.origin)
  }

  private func isSound(_ header: [CSVTable.Cell], for table: TableShape, path: String) -> Bool {
    var isSound = true
    func fault(_ message: String, at origin: Origin, _ column: String) {
      log.add(message, at: origin, path: SchemaCheck.join(path, column))
      isSound = false
    }
    var seen: Set<String> = []
    for cell in header {
      if !seen.insert(cell.text).inserted {
        fault("a second column ‘\(cell.text)’", at: cell.origin, cell.text)
      } else if table.column(cell.text) == nil, !table.isInformational(cell.text) {
        let names = table.columns.map(\.name) + table.informationalColumns
        fault(
          "there is no column ‘\(SourceNode.shortened(cell.text))’ in this table"
            + suggestion(for: String(cell.text.prefix(40)), among: names), at: cell.origin,
          cell.text)
      }
    }
    for key in table.columns where key.presence == .required && !seen.contains(key.name) {
      fault(
        "the column ‘\(key.name)’ is missing: \(key.meaning)", at: header[0].origin, key.name)
    }
    return isSound
  }
}

extension Substring {
  /// Without the characters at both ends for which something holds.
  fileprivate func trimming(while condition: (Character) -> Bool) -> Substring {
    var rest = drop(while: condition)
    while let last = rest.last, condition(last) { rest.removeLast() }
    return rest
  }
}
