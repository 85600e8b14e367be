internal import StatecraftCore

/// What a file says that the columns of rules' own hold at the start.
struct OpeningColumns {
  let root: Value
  let setting: Setting
  let log: FaultLog

  func write(to start: inout World) {
    for row in root.list("opening") {
      guard let name = row.text("column"), let cell = row["value"], let value = cell.number
      else { continue }
      guard let column = setting.addedColumns.first(where: { $0.name == name }) else {
        let names = setting.addedColumns.map(\.name)
        log.add(
          "no rule in force brings a column ‘\(SourceNode.shortened(name))’"
            + suggestion(for: String(name.prefix(40)), among: names)
            + (names.isEmpty ? "" : "; there are \(names.joined(separator: ", "))"),
          at: row["column"] ?? row)
        continue
      }
      guard let indices = indices(row, column) else { continue }
      let range = column.bounds.range(setting.limits)
      if !range.contains(value) {
        log.add(
          "this is \(value.plain); it must be from \(range.lowerBound.plain) to "
            + range.upperBound.plain, at: cell)
        continue
      }
      if column.isList {
        start[column, record: indices] = value
      } else {
        start[column][column.position(indices, in: setting.roster)] = value
      }
    }
  }

  private func indices(_ row: Value, _ column: Column) -> [Int]? {
    let axes = column.fields ?? column.axes
    let (places, codes) = (row.list("places"), axes.map(setting.roster.codes(of:)))
    guard places.count == codes.count else {
      log.add(
        "‘\(column)’ has \(codes.count) places, such as "
          + codes.compactMap(\.first).joined(separator: ";"), at: row["places"] ?? row)
      return nil
    }
    var indices: [Int] = []
    for (cell, known) in zip(places, codes) {
      let code = cell.text ?? ""
      if let index = known.firstIndex(of: code) {
        indices.append(index)
      } else {
        log.add(
          "‘\(SourceNode.shortened(code))’ is none of "
            + known.prefix(8).joined(separator: ", ") + (known.count > 8 ? ", …" : "")
            + suggestion(for: String(code.prefix(40)), among: known), at: cell)
      }
    }
    return indices.count == codes.count ? indices : nil
  }
}

extension ScenarioSchema {
  /// Numbers of rules' own columns at the start.
  static let opening = TableShape(
    columns: [
      .required("column", .text(.free), "A column that a rule in force brings along."),
      .required(
        "places", .list(.text(.free)), "The codes of its places, in order; apart by semicolons."),
      .required("value", .number(-1e12...1e12, unit: "the column's"), "What it holds there."),
    ],
    identity: [])
}
