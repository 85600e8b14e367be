internal import StatecraftCore

/// Reads study files: parse, then prove, and report every fault at once.
///
/// What only the scenario can tell (whether a path is there, whether a value fits) is proven when
/// the scenario has been loaded.
public struct StudyReader: Sendable {
  private let schema = StudySchema()
  private let catalogue: ScenarioCatalogue

  public init(catalogue: ScenarioCatalogue = .standard) { self.catalogue = catalogue }

  /// Reads a study.
  ///
  /// - Parameters:
  ///   - main: the study file's path in `source`.
  ///   - source: where the file, and a table of points that it names, are read from.
  /// - Throws: ``ScenarioFaults`` with every fault.
  public func read(
    _ main: String, from source: any FileSource
  ) throws(ScenarioFaults) -> Study {
    let file = try OpenedFile(main, from: source)
    var study: Study?
    var check = SchemaCheck(log: file.log)
    if let root = check.check(file.node, schema.study, path: "") {
      study = Assembly(
        root: root, main: main, files: file.files, log: file.log, catalogue: catalogue
      ).study()
    }
    try file.log.throwIfAny(main: file.name)
    guard let study else { preconditionFailure("A study that can't be read has a fault") }
    return study
  }
}

/// Makes a study of values that have the right shape.
private struct Assembly {
  let root: Value
  let main: String
  let files: UsedFiles
  let log: FaultLog
  let catalogue: ScenarioCatalogue

  /// - Returns: nil, and faults, when there are any.
  func study() -> Study? {
    let metrics = texts("metrics")
    if metrics.isEmpty, let value = root["metrics"] {
      log.add("name at least one metric, such as excluded_keys", at: value)
    }
    guard let (design, factors) = design(), log.isEmpty,
      let name = root.text("name"), let scenario = root.text("scenario")
    else { return nil }
    var study = Study(
      name: name, scenario: scenario, seed: UInt64(root.number("seed") ?? 0),
      runs: root.whole("runs") ?? 1, luck: root.text("luck").flatMap(Study.Luck.init),
      metrics: metrics, factors: factors, design: design, behaviours: behaviours(metrics))
    study.title = root.text("title") ?? name
    study.summary = root.text("summary") ?? ""
    study.set = texts("set")
    study.without = texts("without")
    study.metricPlaces = root.list("metrics").map(place)
    return log.isEmpty ? study : nil
  }

  private func texts(_ key: String) -> [String] { root.list(key).compactMap(\.text) }

  private func place(_ value: Value) -> Study.Place {
    Study.Place(origin: value.origin, path: value.path)
  }

  private func refuseRepeats(_ values: [Value], of kind: String) {
    for (index, value) in values.enumerated()
    where values[..<index].contains(where: { $0.text == value.text }) {
      log.add("the \(kind) ‘\(value.text ?? "")’ is listed already: keep one", at: value)
    }
  }

  private func behaviours(_ metrics: [String]) -> [Study.Behaviour] {
    return root.list("behaviour").compactMap { value in
      guard let metric = value.text("metric") else { return nil }
      let (from, to) = (value.number("from"), value.number("to"))
      if !metrics.contains(metric) {
        log.add(
          "‘\(metric)’ is not among the study's metrics"
            + suggestion(for: metric, among: metrics), at: value["metric"] ?? value)
      }
      if from == nil, to == nil {
        log.add("say which outcomes count: give ‘from’, ‘to’ or both", at: value)
      }
      if let from, let to, from > to {
        log.add("‘from’ is \(from.plain), above ‘to’, which is \(to.plain)", at: value)
      }
      return Study.Behaviour(metric: metric, from: from, to: to)
    }
  }

  // MARK: - Factors

  private func factors() -> [Factor] {
    let values = root.list("factors")
    refuseRepeats(values.compactMap { $0["name"] }, of: "name")
    return values.compactMap { value in
      guard let path = value.text("path"), let levels = levels(value, path: path) else {
        return nil
      }
      return Factor(
        path: path, name: value.text("name"), levels: levels, place: place(value["path"] ?? value))
    }
  }

  private func levels(_ value: Value, path: String) -> Factor.Levels? {
    let isLogarithmic = value.text("scale") == "log"
    switch (value["range"], value["values"]) {
    case (nil, nil):
      log.add("say how ‘\(path)’ varies: give a ‘range’ of two numbers, or ‘values’", at: value)
    case (let range?, .some):
      log.add("give either ‘range’ or ‘values’, not both", at: range)
    case (nil, let values?):
      let texts = values.list.compactMap(\.text)
      if isLogarithmic { log.add("‘scale’ is for a ‘range’: take it out", at: value) }
      if values.list.count < 2 { log.add("a factor needs at least two values", at: values) }
      return .values(texts)
    case (let range?, nil):
      let bounds = range.list.compactMap(\.number)
      if path == Factor.withoutPath {
        log.add("‘without’ takes rules as ‘values’, not a range", at: range)
      } else if bounds.count != 2 || range.list.count != 2 {
        log.add("a range is two numbers, such as [0, 1]", at: range)
      } else if bounds[0] >= bounds[1] {
        log.add("the range is empty: put the smaller number first", at: range)
      } else if isLogarithmic, bounds[0] <= 0 {
        log.add("on a logarithmic scale a range begins above 0", at: range)
      } else {
        let range = bounds[0]...bounds[1]
        return isLogarithmic ? .logarithmic(range) : .linear(range)
      }
    }
    return nil
  }

  // MARK: - Design

  /// Dimensions of the Sobol' sequence that there are directions for.
  private static let sobolDimensionMax = 40

  private func design() -> (Design, [Factor])? {
    guard let value = root["design"], let kind = value.text("kind").flatMap(Design.Kind.init)
    else { return nil }
    checkKeys(of: value, kind)
    if kind == .csv { return points(value) }
    if kind == .without { return (.without(rules(value)), []) }
    let factors = factors()
    if root.list("factors").isEmpty {
      log.add("a design of kind ‘\(kind.rawValue)’ needs ‘factors’ to vary", at: value)
    }
    guard log.isEmpty else { return nil }
    let size = value.whole("size") ?? 1
    let design: Design
    switch kind {
    case .oneAtATime: design = .oneAtATime(levels: value.whole("levels") ?? 2)
    case .fullFactorial: design = .fullFactorial(levels: value.whole("levels") ?? 2)
    case .latinHypercube:
      design = .latinHypercube(points: size)
      if size < 2 { log.add("a Latin hypercube needs at least 2 points", at: value) }
    case .sobol:
      design = .sobol(points: size)
      checkPower(of: value, size)
      checkDimensions(factors.count, most: Self.sobolDimensionMax, at: value)
    case .saltelli:
      design = .saltelli(base: size)
      checkPower(of: value, size)
      checkDimensions(factors.count, most: Self.sobolDimensionMax / 2, at: value)
    case .morris:
      let levels = value.whole("levels") ?? 4
      design = .morris(trajectories: size, levels: levels)
      if !levels.isMultiple(of: 2) {
        log.add("Morris steps over half of the levels: give an even number", at: value)
      }
      if size < 2 { log.add("Morris needs at least 2 trajectories; 10 to 50 are usual", at: value) }
    case .csv, .without: return nil
    }
    checkCount(design, factors, at: value)
    return (design, factors)
  }

  private func checkKeys(of value: Value, _ kind: Design.Kind) {
    let sized: [Design.Kind] = [.latinHypercube, .sobol, .morris, .saltelli]
    let levelled: [Design.Kind] = [.oneAtATime, .fullFactorial, .morris]
    let places: [(key: String, isNeeded: Bool, isAllowed: Bool)] = [
      ("size", sized.contains(kind), sized.contains(kind)),
      ("levels", false, levelled.contains(kind)),
      ("points", kind == .csv, kind == .csv),
      ("rules", false, kind == .without),
    ]
    for (key, isNeeded, isAllowed) in places {
      if let found = value[key] {
        if !isAllowed {
          log.add("a design of kind ‘\(kind.rawValue)’ has no ‘\(key)’: take it out", at: found)
        }
      } else if isNeeded, !log.hasFaults(below: "design.\(key)") {
        log.add("a design of kind ‘\(kind.rawValue)’ needs ‘\(key)’", at: value)
      }
    }
    if kind == .csv || kind == .without, let factors = root["factors"] {
      let reason =
        kind == .csv ? "the header of the points names what is varied" : "the factors are the rules"
      log.add("\(reason): take ‘factors’ out", at: factors)
    }
  }

  private func checkPower(of value: Value, _ size: Int) {
    guard size & (size - 1) != 0 || size < 2 else { return }
    let below = 1 << (Int.bitWidth - 1 - max(size, 2).leadingZeroBitCount)
    log.add(
      "Sobol' points are balanced in powers of two from 2 on: instead of \(size) take \(below)"
        + (size < 2 ? "" : " or \(2 * below)"), at: value["size"] ?? value)
  }

  private func checkDimensions(_ count: Int, most: Int, at value: Value) {
    guard count > most else { return }
    log.add(
      "there are \(count) factors, and this design takes at most \(most): screen them by ‘morris’ "
        + "first", at: value)
  }

  private func checkCount(_ design: Design, _ factors: [Factor], at value: Value) {
    let runs = root.whole("runs") ?? 1
    guard let points = design.pointCount(factors), points <= Design.pointsMax,
      points * runs <= 1_000_000_000
    else {
      log.add("this makes too many games: take fewer factors, levels, points or runs", at: value)
      return
    }
  }

  private func rules(_ value: Value) -> [String] {
    let names = catalogue.rules.map(\.name)
    for rule in value.list("rules") where !names.contains(rule.text ?? "") {
      let name = rule.text ?? ""
      log.add("there is no rule ‘\(name)’" + suggestion(for: name, among: names), at: rule)
    }
    return value.list("rules").compactMap(\.text)
  }

  private func points(_ value: Value) -> (Design, [Factor])? {
    guard let named = value["points"], let text = named.text else { return nil }
    guard let path = UsedFiles.resolve(text, relativeTo: main) else {
      log.add("give a path relative to this file", at: named)
      return nil
    }
    guard let content = files.text(of: path, namedAt: named.origin, in: named.path),
      let table = CSVReader.read(
        content, file: files.displayName(of: path), path: "", log: log)
    else { return nil }
    let columns = table.header.indices.filter {
      !PointColumn.all.contains(table.header[$0].text)
    }
    for column in columns {
      let cell = table.header[column]
      if cell.text.isEmpty || table.header[..<column].contains(where: { $0.text == cell.text }) {
        log.add(
          "each column needs a path of its own, such as rules.trade.leakage", at: cell.origin)
      }
    }
    if columns.isEmpty || table.rows.isEmpty {
      log.add("the table needs a column for each factor and a row for each point", at: named)
    }
    let factors = columns.map { column in
      Factor(
        path: table.header[column].text, levels: .listed,
        place: Study.Place(origin: table.header[column].origin, path: ""),
        cells: Dictionary(
          table.rows.map { ($0[column].text, Study.Place(origin: $0[column].origin, path: "")) },
          uniquingKeysWith: { first, _ in first }))
    }
    let design = Design.listed(
      table.rows.map { row in
        columns.map { column in
          let cell = row[column]
          // R writes NA, without quotes, where there is nothing.
          return cell.text.isEmpty || cell.text == "NA" && !cell.isQuoted ? nil : cell.text
        }
      })
    checkCount(design, factors, at: value)
    return (design, factors)
  }
}

/// Columns of tables of points that aren't factors.
public enum PointColumn {
  /// The point's number, from 0.
  public static let point = "point"
  /// The fingerprint of the study that made the table.
  public static let study = "study"
  /// The number of the game under the study's seed.
  public static let replicate = "replicate"

  public static let all = [study, point, replicate]
}
