internal import StatecraftCore

/// Reads an input-output table as statistical offices publish it, by what its labels mean.
///
/// A table has labels in its first rows and columns, and numbers. The mapping says of each label
/// whose industry, final use or output it is; labels that mean the same add up, so a large table
/// can be read as a small one. Only the numbers that it makes are kept in memory.
struct MappedTable {
  private let value: Value
  private let roster: Roster
  private let files: UsedFiles
  private let file: String
  private let log: FaultLog

  /// The numbers of the table.
  struct Numbers {
    var intermediate: [Double]
    var final: [Double]
    /// Nil where no column is output.
    var output: [Double]?
  }

  private enum Use {
    case industry(Int)
    case final(Int)
    case output
    case skip
  }

  init(_ value: Value, roster: Roster, files: UsedFiles, file: String, log: FaultLog) {
    (self.value, self.roster, self.files) = (value, roster, files)
    (self.file, self.log) = (file, log)
  }

  /// - Returns: nil, and faults, when it can't be read.
  func read() -> Numbers? {
    guard let name = value["table"], let path = name.text else { return nil }
    if let intermediate = value["intermediate"] {
      log.add("this has no place beside ‘table’", at: intermediate)
      return nil
    }
    guard let mapping = value["mapping"] else {
      log.add("‘mapping’ is missing: what the labels of the table mean", at: name)
      return nil
    }
    guard let uses = uses(mapping) else { return nil }
    guard let resolved = UsedFiles.resolve(path, relativeTo: file) else {
      log.add("a path must be relative to the scenario file", at: name)
      return nil
    }
    guard let text = files.data(of: resolved, namedAt: name.origin, in: name.path)
    else { return nil }
    return numbers(of: text, uses, at: name)
  }

  private func uses(_ mapping: Value) -> [String: Use]? {
    var uses: [String: Use] = [:]
    for row in mapping.list {
      guard let label = row.text("label") else { continue }
      let state = roster.state(row["state"])
      let sector = roster.sector(row["sector"])
      let word = row.text("use") ?? (sector != nil ? "industry" : "final")
      switch (word, state, sector) {
      case ("skip", _, _): uses[label] = .skip
      case ("output", _, _): uses[label] = .output
      case ("industry", let state?, let sector?):
        uses[label] = .industry(state.index * roster.sectorCount + sector.index)
      case ("final", let state?, _): uses[label] = .final(state.index)
      default:
        let sector = word == "industry" ? " and a sector" : ""
        log.add("‘\(word)’ needs a state\(sector)", at: row)
      }
    }
    return log.hasFaults(below: mapping.path) ? nil : uses
  }

  private func numbers(of text: String, _ uses: [String: Use], at name: Value) -> Numbers? {
    let separators: [String: UInt8] = ["comma": 44, "semicolon": 59, "tab": 9]
    let separator = separators[value.text("separator") ?? "comma"] ?? 44
    let headers = value.whole("header_rows") ?? 1
    let labels = value.whole("label_columns") ?? 1
    var sum = Sum(uses, industries: roster.sectorCount * roster.stateCount, roster.stateCount)
    var heads: [[String]] = []
    var number = 0
    let bytes = text.utf8
    var start = bytes.startIndex
    while start < bytes.endIndex {
      let end = bytes[start...].firstIndex(of: 10) ?? bytes.endIndex
      var line = bytes[start..<end]
      start = end < bytes.endIndex ? bytes.index(after: end) : end
      number += 1
      if line.last == 13 { line.removeLast() }
      guard !line.isEmpty else { continue }
      let cells = Self.cells(line, separator)
      if heads.count < headers {
        heads.append(cells.map(Self.text))
        if heads.count == headers { sum.takeColumns(heads, after: labels) }
      } else if let column = sum.add(cells, after: labels) {
        log.add(
          "line \(number), column \(column + 1) of ‘\(name.text ?? "")’ is no number: "
            + "‘\(SourceNode.shortened(Self.text(cells[column])))’", at: name)
        return nil
      }
    }
    return check(sum.isRead, sum.unknown, at: name) ? sum.numbers : nil
  }

  /// What has been read of a table so far.
  private struct Sum {
    let uses: [String: Use]
    let industries: Int
    let states: Int
    var numbers: Numbers
    var columns: [Use?] = []
    var unknown: [String] = []
    /// Which industries have a row.
    var isRead: [Bool]

    init(_ uses: [String: Use], industries: Int, _ states: Int) {
      (self.uses, self.industries, self.states) = (uses, industries, states)
      numbers = Numbers(
        intermediate: Array(repeating: 0, count: industries * industries),
        final: Array(repeating: 0, count: industries * states), output: nil)
      isRead = Array(repeating: false, count: industries)
    }

    /// What a label means; nil, and noted, where the mapping doesn't say.
    private mutating func use(_ label: String) -> Use? {
      if let use = uses[label] { return use }
      if !label.isEmpty, !unknown.contains(label), unknown.count < 1000 { unknown.append(label) }
      return nil
    }

    /// Takes the labels of columns: parts of several rows are joined by a dot.
    mutating func takeColumns(_ heads: [[String]], after labels: Int) {
      for column in 0..<(heads.map(\.count).max() ?? 0) {
        let parts = heads.compactMap { column < $0.count ? $0[column] : nil }
        columns.append(
          column < labels ? nil : use(parts.filter { !$0.isEmpty }.joined(separator: ".")))
      }
    }

    /// Adds a row of the table; returns the column of what is no number.
    mutating func add(_ cells: [Substring.UTF8View], after labels: Int) -> Int? {
      let parts = cells.prefix(labels).map(MappedTable.text)
      guard case .industry(let seller)? = use(parts.filter { !$0.isEmpty }.joined(separator: "."))
      else { return nil }
      isRead[seller] = true
      for column in labels..<max(labels, min(cells.count, columns.count)) {
        guard let meaning = columns[column] else { continue }
        if case .skip = meaning { continue }
        let cell = cells[column].filter { $0 != 34 && $0 != 32 }
        guard let number = cell.isEmpty ? 0 : Double(String(decoding: cell, as: UTF8.self)),
          number.isFinite
        else { return column }
        switch meaning {
        case .industry(let buyer): numbers.intermediate[seller * industries + buyer] += number
        case .final(let state): numbers.final[seller * states + state] += number
        case .output:
          if numbers.output == nil { numbers.output = Array(repeating: 0, count: industries) }
          numbers.output?[seller] += number
        case .skip: break
        }
      }
      return nil
    }
  }

  private func check(_ isRead: [Bool], _ unknown: [String], at name: Value) -> Bool {
    if !unknown.isEmpty {
      let shown = unknown.prefix(5).map { "‘\(SourceNode.shortened($0))’" }
      let more = unknown.count > 5 ? " and \(unknown.count - 5) more" : ""
      log.add(
        "the mapping says nothing of \(shown.joined(separator: ", "))\(more): map them, or skip "
          + "them by ‘use: skip’", at: name)
    }
    let missing = isRead.indices.filter { !isRead[$0] }.map {
      "\(roster.stateCodes[$0 / roster.sectorCount]).\(roster.sectorCodes[$0 % roster.sectorCount])"
    }
    if !missing.isEmpty {
      let shown = missing.prefix(5).joined(separator: ", ")
      let more = missing.count > 5 ? " and \(missing.count - 5) more" : ""
      log.add("no row of the table means \(shown)\(more)", at: name)
    }
    return unknown.isEmpty && missing.isEmpty
  }

  /// The cells of a line; a quoted one may hold the separator.
  private static func cells(
    _ line: Substring.UTF8View, _ separator: UInt8
  ) -> [Substring.UTF8View] {
    var cells: [Substring.UTF8View] = []
    var first = line.startIndex
    var isQuoted = false
    var index = line.startIndex
    while index < line.endIndex {
      let byte = line[index]
      if byte == 34 { isQuoted.toggle() }
      if byte == separator, !isQuoted {
        cells.append(line[first..<index])
        first = line.index(after: index)
      }
      index = line.index(after: index)
    }
    cells.append(line[first...])
    return cells
  }

  private static func text(_ cell: Substring.UTF8View) -> String {
    let bytes = cell.filter { $0 != 34 }
    var text = String(decoding: bytes, as: UTF8.self)[...]
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}

extension Double {
  /// The share in per cent, to two digits that say something.
  var asPercent: String {
    var digits = 100 * self
    var scale = 1.0
    guard digits.isFinite, digits > 0 else { return "0 %" }
    while digits * scale < 10, scale < 1e15 { scale *= 10 }
    digits = (digits * scale).rounded() / scale
    return "\(digits) %"
  }
}
