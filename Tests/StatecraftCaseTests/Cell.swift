import StatecraftCore

/// A number of a world by the name of its column and the codes of its place:
/// `export_control[equipment, AAA, BBB]`.
///
/// A `*` in a place stands for the sum over all that may stand there.
struct Cell: Sendable, Equatable, CustomStringConvertible {
  let column: Column
  let places: [String]

  var description: String { "\(column.rawValue)[\(places.joined(separator: ", "))]" }

  /// Reads `column[code, code]`.
  init(_ text: some StringProtocol) throws(CaseFault) {
    let text = String(text)
    guard let open = text.firstIndex(of: "["), text.hasSuffix("]") else {
      throw CaseFault("‘\(text)’ is no cell: expected column[code, code]")
    }
    guard let column = Column(rawValue: String(text[..<open]).trimmed) else {
      throw CaseFault("‘\(text[..<open])’ is no column")
    }
    self.column = column
    places = text[text.index(after: open)...].dropLast().split(separator: ",").map {
      String($0).trimmed
    }
  }

  /// The number, or the sum of the numbers, in a world.
  func value(in world: World, _ roster: Roster) throws(CaseFault) -> Double {
    if column == .projects { return try money(in: world, roster) }
    let numbers = world.numbers(column)
    return try positions(roster).reduce(0) { $0 + numbers[$1] }
  }

  /// Writes the number into a world.
  func write(_ value: Double, to world: inout World, _ roster: Roster) throws(CaseFault) {
    guard let path = column.path else {
      throw CaseFault("column ‘\(column.rawValue)’ can't be set at the start")
    }
    let positions = try positions(roster)
    guard positions.count == 1 else { throw CaseFault("‘\(self)’ must name one cell") }
    world[keyPath: path][positions[0]] = value
  }

  private func positions(_ roster: Roster) throws(CaseFault) -> [Int] {
    let axes = axes(roster)
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

  /// The codes that may stand in each place, in storage order.
  private func axes(_ roster: Roster) -> [[String]] {
    let (states, sectors) = (roster.stateCodes, roster.sectorCodes)
    switch column.layout {
    case .perState: return [states]
    case .perSector: return [sectors]
    case .sectorState: return [sectors, states]
    case .perStatePair: return [states, states]
    case .sectorPair: return [sectors, states, states]
    case .rows:
      return [
        states,
        column == .alignment ? roster.poles.map(roster.code) : UtilityTerm.weighted.map(\.name),
      ]
    case .list: return [states, sectors, InvestmentKind.allCases.map(\.rawValue)]
    }
  }

  /// Percent of GDP in projects under way: `projects[STATE, sector, kind, turn of readiness]`.
  private func money(in world: World, _ roster: Roster) throws(CaseFault) -> Double {
    guard places.count == 4 else {
      throw CaseFault("‘\(self)’ needs a state, a sector, a kind and a turn")
    }
    for (axis, place) in zip(axes(roster), places) where place != "*" && !axis.contains(place) {
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

extension Column {
  /// Where a world keeps the column's numbers; nil for what can't be set one by one.
  fileprivate var path: WritableKeyPath<World, [Double]>? {
    switch self {
    case .alignment: \.alignment.storage
    case .marketAccess: \.marketAccess.storage
    case .exportControlOrdered: \.exportControlOrdered.storage
    case .exportControl: \.exportControl.storage
    case .importRestrictionOrdered: \.importRestrictionOrdered.storage
    case .importRestriction: \.importRestriction.storage
    case .tariff: \.tariff.storage
    case .productivity: \.productivity.storage
    case .technology: \.technology.storage
    case .disruption: \.disruption.storage
    case .threat: \.threat.storage
    case .grievance: \.grievance.storage
    case .output: \.output.storage
    case .government: \.government.storage
    default: nil
    }
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
