public import StatecraftScenario

/// The results of a sweep as a table: a row for each game, with what was set and what was measured.
///
/// A row is enough to play the game again: its values are what `--set` takes, and its replicate is
/// that of the study's seed. Tables made elsewhere are read too, as long as they name the point and
/// have a column for each factor and metric.
public struct ResultsTable: Sendable {
  private let plan: Plan
  /// The fingerprint of the plan and of the scenario, in the first column.
  private let fingerprint: String

  public init(_ plan: Plan, fingerprint: String) {
    self.plan = plan
    self.fingerprint = fingerprint
  }

  private var paths: [String] { plan.factors.map(\.path) }

  /// The first line.
  public var header: String {
    DataTable.line(PointColumn.all + paths + plan.study.metrics)
  }

  /// The lines of a point's games.
  ///
  /// - Parameter values: of each run, in order, each metric.
  public func lines(of point: Int, _ values: [[Double]]) -> String {
    let set = plan.points[point].values.map { $0 ?? "" }
    return zip(plan.replicates(of: point), values).reduce(into: "") { text, run in
      let names = [fingerprint, "\(point)", "\(run.0)"]
      text += DataTable.line(names + set + run.1.map(\.text))
    }
  }

  /// The points of a plan as a table, for others to play.
  public static func points(of plan: Plan) -> String {
    plan.points.reduce(into: DataTable.line([PointColumn.point] + plan.factors.map(\.path))) {
      $0 += DataTable.line(["\($1.index)"] + $1.values.map { $0 ?? "" })
    }
  }

  /// Reads results.
  ///
  /// - Parameters:
  ///   - table: its columns in any order; more than are needed are passed over.
  ///   - file: the file as a person would open it.
  /// - Returns: the points from the first on whose games are all there.
  /// - Throws: ``ScenarioFaults`` with every fault: columns that are missing, rows of another
  ///   study, values that aren't the plan's.
  public func read(_ table: DataTable, file: String) throws(ScenarioFaults) -> Responses {
    var faults: [ScenarioFault] = []
    func note(_ message: String, row: Int? = nil) {
      faults.append(
        ScenarioFault(
          file: file, line: row.map { $0 + 2 } ?? 1, column: 1, path: "", message: message))
    }
    var places: [String: Int] = [:]
    for (place, name) in table.header.enumerated() where places[name] == nil {
      places[name] = place
    }
    // R changes names that aren't names to it, unless `check.names` is off.
    for name in paths + plan.study.metrics where places[name] == nil {
      places[name] = places[Self.nameInR(name)]
    }
    for name in [PointColumn.point] + paths + plan.study.metrics where places[name] == nil {
      note("there is no column ‘\(name)’")
    }
    if let place = places[PointColumn.study],
      let row = table.rows.firstIndex(where: { $0[place] != fingerprint })
    {
      note(
        "these are results of another study: its fingerprint is \(table.rows[row][place]), and "
          + "this one's \(fingerprint). The scenario, the study or the program has changed",
        row: row)
    }
    if !faults.isEmpty { throw ScenarioFaults(faults: faults) }

    var values = [[[Double]]](repeating: [], count: plan.points.count)
    for (number, row) in table.rows.enumerated() {
      func cell(_ name: String) -> String { places[name].map { row[$0] } ?? "" }
      guard let point = Self.whole(cell(PointColumn.point)), plan.points.indices.contains(point)
      else {
        note("there is no point ‘\(cell(PointColumn.point))’ in this study", row: number)
        continue
      }
      for (factor, value) in zip(plan.factors, plan.points[point].values)
      where !Self.isSame(cell(factor.path), value ?? "", factor) {
        note(
          "‘\(factor.path)’ is ‘\(cell(factor.path))’, and ‘\(value ?? "")’ at point \(point) of "
            + "this study", row: number)
      }
      let measured = plan.study.metrics.map { Double(cell($0)) }
      for (metric, value) in zip(plan.study.metrics, measured) where value?.isFinite != true {
        note("‘\(metric)’ is ‘\(cell(metric))’, which is no number", row: number)
      }
      values[point].append(measured.map { $0 ?? 0 })
    }
    // Our own tables may end in the middle of a point; those of others say how many runs there are.
    let runs = places[PointColumn.study] == nil ? values[0].count : plan.study.runs
    let complete = values.prefix { $0.count == runs }.count
    if let odd = values.indices.dropFirst(complete + 1).first(where: { !values[$0].isEmpty }) {
      note(
        "point \(odd) has results, and point \(complete) has \(values[complete].count) of "
          + "\(max(runs, 1)) runs")
    }
    if !faults.isEmpty { throw ScenarioFaults(faults: faults) }
    var responses = Responses(metrics: plan.study.metrics, runs: max(runs, 1))
    if runs > 0 { for point in values.prefix(complete) { responses.append(point) } }
    return responses
  }

  /// How far a number may be from the planned one, relative to it or to its range: other programs
  /// write 15 digits.
  private static let tolerance = 1e-12

  /// The same text, or the same number as other programs write it.
  private static func isSame(_ cell: String, _ planned: String, _ factor: Factor) -> Bool {
    if cell == planned || planned.isEmpty && cell == "NA" { return true }
    guard let number = Double(cell), let value = Double(planned) else { return false }
    var size = max(abs(number), abs(value))
    if case .linear(let range) = factor.levels {
      size = max(size, range.upperBound - range.lowerBound)
    }
    return abs(number - value) <= tolerance * size
  }

  /// A whole number, also as R writes a large one: 1e+05.
  private static func whole(_ text: String) -> Int? {
    Int(text) ?? Double(text).flatMap { Int(exactly: $0) }
  }

  /// A column's name as R's `make.names` changes it.
  private static func nameInR(_ name: String) -> String {
    let scalars = name.unicodeScalars.map { scalar -> Character in
      let isKept =
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "_"
      return isKept ? Character(scalar) : "."
    }
    let text = String(scalars)
    return text.first.map { $0.isLetter || $0 == "." } == true ? text : "X" + text
  }
}
