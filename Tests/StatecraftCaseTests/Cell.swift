import StatecraftCore

/// A number of a world by the name of its column and the codes of its place:
/// `export_control[equipment, AAA, BBB]`.
///
/// A `*` in a place stands for the sum over all that may stand there.
struct Cell: Sendable, Equatable, CustomStringConvertible {
  let column: String
  let places: [String]

  var description: String { "\(column)[\(places.joined(separator: ", "))]" }

  /// Reads `column[code, code]`.
  init(_ text: some StringProtocol) throws(CaseFault) {
    let text = String(text)
    guard let open = text.firstIndex(of: "["), text.hasSuffix("]") else {
      throw CaseFault("‘\(text)’ is no cell: expected column[code, code]")
    }
    column = String(text[..<open]).trimmed
    places = text[text.index(after: open)...].dropLast().split(separator: ",").map {
      String($0).trimmed
    }
  }

  /// The number, or the sum of the numbers, in a world.
  func value(in world: World, _ roster: Roster) throws(CaseFault) -> Double {
    let column = try found(in: world)
    if let fields = column.fields { return try records(of: column, fields, in: world, roster) }
    if column.isList { return try money(in: world, roster) }
    let numbers = world.numbers(column)
    return try positions(column, roster).reduce(0) { $0 + numbers[$1] }
  }

  /// Writes the number into a world.
  func write(_ value: Double, to world: inout World, _ roster: Roster) throws(CaseFault) {
    let column = try found(in: world)
    if column.isList { throw CaseFault("column ‘\(column)’ can't be set at the start") }
    let positions = try positions(column, roster)
    guard positions.count == 1 else { throw CaseFault("‘\(self)’ must name one cell") }
    world.set(column, at: positions[0], to: value)
  }

  private func found(in world: World) throws(CaseFault) -> Column {
    guard let found = world.columns.first(where: { $0.name == column }) else {
      throw CaseFault("‘\(column)’ is no column")
    }
    return found
  }

  private func positions(_ column: Column, _ roster: Roster) throws(CaseFault) -> [Int] {
    let axes = column.axes.map { axis(of: $0, roster) }
    guard axes.count == places.count else {
      throw CaseFault("‘\(self)’ needs \(axes.count) places, such as \(axes.map { $0[0] })")
    }
    var positions = [0]
    for (axis, place) in zip(axes, places) {
      let here = place == "*" ? Array(axis.indices) : axis.firstIndex(of: place).map { [$0] } ?? []
      if here.isEmpty { throw CaseFault("‘\(place)’ in ‘\(self)’ is none of \(axis)") }
      positions = positions.flatMap { base in here.map { base * axis.count + $0 } }
    }
    return positions
  }

  /// The codes that may stand in a place.
  private func axis(of axis: Column.Axis, _ roster: Roster) -> [String] {
    switch axis {
    case .term: UtilityTerm.weighted.map(\.name)
    default: roster.codes(of: axis)
    }
  }

  /// The sum over the records of a list that a rule brings along.
  private func records(
    of column: Column, _ fields: [Column.Axis], in world: World, _ roster: Roster
  ) throws(CaseFault) -> Double {
    let axes = fields.map { axis(of: $0, roster) }
    guard axes.count == places.count else {
      throw CaseFault("‘\(self)’ needs \(axes.count) places, such as \(axes.map { $0[0] })")
    }
    for (axis, place) in zip(axes, places) where place != "*" && !axis.contains(place) {
      throw CaseFault("‘\(place)’ in ‘\(self)’ is none of \(axis)")
    }
    let numbers = world.numbers(column)
    return stride(from: 0, to: numbers.count, by: fields.count + 1).reduce(0) { sum, first in
      let isMeant = zip(axes, places).enumerated().allSatisfy { index, pair in
        pair.1 == "*" || pair.0[Int(numbers[first + index])] == pair.1
      }
      return sum + (isMeant ? numbers[first + fields.count] : 0)
    }
  }

  /// Percent of GDP in projects under way: `projects[STATE, sector, kind, turn of readiness]`.
  private func money(in world: World, _ roster: Roster) throws(CaseFault) -> Double {
    guard places.count == 4 else {
      throw CaseFault("‘\(self)’ needs a state, a sector, a kind and a turn")
    }
    let axes = [roster.stateCodes, roster.sectorCodes, InvestmentKind.allCases.map(\.rawValue)]
    for (axis, place) in zip(axes, places) where place != "*" && !axis.contains(place) {
      throw CaseFault("‘\(place)’ in ‘\(self)’ is none of \(axis)")
    }
    return world.projects.filter { project in
      let words = [
        roster.code(project.state), roster.code(project.sector), project.kind.rawValue,
        "\(project.ready)",
      ]
      return zip(places, words).allSatisfy { $0 == "*" || $0 == $1 }
    }.reduce(0) { $0 + $1.percentOfGDP }
  }
}

extension String {
  var trimmed: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}

/// Why a case can't be run.
struct CaseFault: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
