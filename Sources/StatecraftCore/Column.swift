/// A column of the ``World``, said once: what rules declare that they write, what replays compare,
/// what bounds are kept, and who may know it.
///
/// Columns are the same when their names are.
public struct Column: Sendable, Hashable, CustomStringConvertible {
  /// What the numbers of a column stand for, place by place.
  public enum Axis: Sendable { case state, sector, pole, term, institution, module }

  /// The numbers that can be.
  public enum Bounds: Sendable {
    case share, toTariffMax, atLeastZero, atLeastZeroAndFinite, positive, finite, atMostOne
    case upTo(Double)
  }

  /// Who may know a column when deciding.
  public enum Audience: Sendable {
    case everyone
    /// Each state its own row: that of the first axis of states.
    case owner
    case nobody
  }

  /// In files and replays.
  public let name: String
  /// Its hash, by which rules' own columns are found.
  let key: UInt64
  /// In storage order; none for a list of records, such as projects.
  public let axes: [Axis]
  /// The fields of each record of a list that a rule brings along, in storage order: the places on
  /// axes that it's about, and one number at the end. Nil for tables, and for projects.
  public internal(set) var fields: [Axis]?
  public let bounds: Bounds
  public let audience: Audience
  /// The instrument whose measures it holds, if it does.
  public private(set) var instrument: InstrumentID?
  /// Whether these are the measures as ordered, not as in force.
  public private(set) var isOrdered = false
  /// Every number at the start of a column that a rule brings along; nil for the others.
  var start: Double?
  /// The numbers, in storage order: by a closure, since that is many times as fast as by a path.
  let read: @Sendable (World) -> [Double]
  /// Where they're kept; nil for a list of records.
  let path: (WritableKeyPath<World, [Double]> & Sendable)?

  init(
    _ name: String, _ axes: [Axis], _ bounds: Bounds, _ audience: Audience,
    _ path: WritableKeyPath<World, [Double]> & Sendable,
    _ read: @escaping @Sendable (World) -> [Double]
  ) {
    self.name = name
    key = stableHash(name)
    self.axes = axes
    self.bounds = bounds
    self.audience = audience
    self.path = path
    self.read = read
  }

  /// A list of records.
  private init(
    _ name: String, _ bounds: Bounds, _ audience: Audience,
    _ read: @escaping @Sendable (World) -> [Double]
  ) {
    self.name = name
    key = stableHash(name)
    axes = []
    self.bounds = bounds
    self.audience = audience
    self.read = read
    path = nil
  }

  public var isList: Bool { axes.isEmpty }
  /// Projects alone aren't numbers in storage.
  var isProjects: Bool { path == nil }
  public var description: String { name }

  public static func == (left: Self, right: Self) -> Bool { left.name == right.name }
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension Column {
  public static let alignment = Self(
    "alignment", [.state, .pole], .share, .everyone, \.alignment.storage
  ) { $0.alignment.storage }
  public static let marketAccess = Self(
    "market_access", [.state, .state], .share, .everyone, \.marketAccess.storage
  ) { $0.marketAccess.storage }
  public static let exportControlOrdered = ordered(.exportControl, Instrument.standard[0])
  public static let exportControl = inForce(.exportControl, Instrument.standard[0])
  public static let importRestrictionOrdered = ordered(.importRestriction, Instrument.standard[1])
  public static let importRestriction = inForce(.importRestriction, Instrument.standard[1])
  public static let tariff = inForce(.tariff, Instrument.standard[2])
  public static let productivity = Self(
    "productivity", [.sector, .state], .finite, .nobody, \.productivity.storage
  ) { $0.productivity.storage }
  public static let technology = Self(
    "technology", [.sector, .state], .atLeastZero, .everyone, \.technology.storage
  ) { $0.technology.storage }
  public static let disruption = Self(
    "disruption", [.sector, .state], .atLeastZero, .nobody, \.disruption.storage
  ) { $0.disruption.storage }
  public static let projects = Self("projects", .atLeastZero, .owner) {
    $0.projects.flatMap(\.numbers)
  }
  public static let threat = Self(
    "threat", [.state, .state], .share, .owner, \.threat.storage
  ) { $0.threat.storage }
  public static let grievance = Self(
    "grievance", [.state, .state], .atLeastZero, .owner, \.grievance.storage
  ) { $0.grievance.storage }
  public static let government = Self(
    "government", [.state], .atLeastZero, .everyone, \.government.storage
  ) { $0.government.storage }
  public static let weights = Self(
    "weights", [.state, .term], .finite, .owner, \.weights.storage
  ) { $0.weights.storage }
  public static let relativeGains = Self(
    "relative_gains", [.state, .state], .share, .owner, \.relativeGains.storage
  ) { $0.relativeGains.storage }
  public static let wage = Self("wage", [.state], .positive, .nobody, \.wage.storage) {
    $0.wage.storage
  }
  public static let price = Self("price", [.sector, .state], .positive, .nobody, \.price.storage) {
    $0.price.storage
  }
  public static let expenditure = Self(
    "expenditure", [.sector, .state], .atLeastZeroAndFinite, .everyone, \.expenditure.storage
  ) { $0.expenditure.storage }
  public static let output = Self(
    "output", [.sector, .state], .atLeastZeroAndFinite, .everyone, \.output.storage
  ) { $0.output.storage }
  public static let flows = Self(
    "flows", [.sector, .state, .state], .atLeastZeroAndFinite, .everyone, \.flows.storage
  ) { $0.flows.storage }
  public static let realIncome = Self(
    "real_income", [.state], .positive, .everyone, \.realIncome.storage
  ) { $0.realIncome.storage }
  public static let exclusionByLeader = Self(
    "exclusion_by_leader", [.sector], .atMostOne, .nobody, \.exclusionByLeader.storage
  ) { $0.exclusionByLeader.storage }
  public static let exclusionBySystem = Self(
    "exclusion_by_system", [.sector], .atMostOne, .nobody, \.exclusionBySystem.storage
  ) { $0.exclusionBySystem.storage }
  public static let securedByLeader = Self(
    "secured_by_leader", [.sector], .atLeastZero, .nobody, \.securedByLeader.storage
  ) { $0.securedByLeader.storage }
  public static let securedBySystem = Self(
    "secured_by_system", [.sector], .atLeastZero, .nobody, \.securedBySystem.storage
  ) { $0.securedBySystem.storage }
  public static let moves = Self(
    "moves", [.state, .state], .finite, .everyone, \.moves.storage
  ) { $0.moves.storage }
  public static let types = Self("types", [.state], .finite, .owner, \.types.storage) {
    $0.types.storage
  }
  public static let payoffs = Self(
    "payoffs", [.state, .state], .finite, .everyone, \.payoffs.storage
  ) { $0.payoffs.storage }
  public static let scores = Self(
    "scores", [.state, .state], .finite, .everyone, \.scores.storage
  ) { $0.scores.storage }

  /// The columns of a world with an economy, in order.
  public static func ofEconomies(_ instruments: [Instrument]) -> [Column] {
    [alignment, marketAccess] + ofMeasures(instruments) + [
      productivity, technology, disruption, projects, threat, grievance, government, weights,
      relativeGains, wage, price, expenditure, output, flows, realIncome, exclusionByLeader,
      exclusionBySystem, securedByLeader, securedBySystem,
    ]
  }
  /// The columns of a world with an economy and the instruments that every scenario knows.
  public static let ofEconomies = ofEconomies(Instrument.standard)
  /// The columns of a world in which a game of moves is played; the others are empty there.
  public static let ofGames: [Column] = [
    government, weights, relativeGains, moves, types, payoffs, scores,
  ]

  /// The columns of standing measures: what is ordered, where that isn't in force at once, and
  /// what is in force.
  public static func ofMeasures(_ instruments: [Instrument]) -> [Column] {
    instruments.enumerated().flatMap { index, instrument in
      let id = InstrumentID(index: index)
      return (instrument.isImmediate ? [] : [ordered(id, instrument)])
        + [inForce(id, instrument)]
    }
  }

  private static func ordered(_ id: InstrumentID, _ instrument: Instrument) -> Column {
    ofMeasure(
      "\(instrument.snakeName)_ordered", id, instrument, isOrdered: true,
      \.measures[ordered: id].storage
    ) { $0.measures[ordered: id].storage }
  }

  private static func inForce(_ id: InstrumentID, _ instrument: Instrument) -> Column {
    ofMeasure(instrument.snakeName, id, instrument, \.measures[id].storage) {
      $0.measures[id].storage
    }
  }

  private static func ofMeasure(
    _ name: String, _ id: InstrumentID, _ instrument: Instrument, isOrdered: Bool = false,
    _ path: WritableKeyPath<World, [Double]> & Sendable,
    _ read: @escaping @Sendable (World) -> [Double]
  ) -> Column {
    let bounds: Bounds =
      instrument.most.map(Bounds.upTo) ?? (instrument.channel == .price ? .toTariffMax : .share)
    var column = Column(name, [.sector, .state, .state], bounds, .everyone, path, read)
    column.instrument = id
    column.isOrdered = isOrdered
    return column
  }
}

extension Instrument {
  fileprivate var snakeName: String { name.split(separator: "-").joined(separator: "_") }
}

extension World {
  /// The numbers of a column, in storage order. Free of copying for all but ``Column/projects``.
  public func numbers(_ column: Column) -> [Double] { column.read(self) }

  /// Writes a number of a column.
  ///
  /// - Parameter column: not a list of records.
  public mutating func set(_ column: Column, at position: Int, to value: Double) {
    guard let path = column.path else {
      preconditionFailure("‘\(column)’ is a list: its numbers can't be set one by one")
    }
    self[keyPath: path][position] = value
  }

  /// Whether a column holds the same numbers in two worlds.
  ///
  /// Worlds share the storage of columns that neither has written, so most comparisons end at
  /// the address.
  public func agrees(with other: World, on column: Column) -> Bool {
    if column.isProjects { return projects == other.projects }
    return numbers(column).hasSameBits(as: other.numbers(column))
  }

  /// The column's fingerprint.
  public func digest(of column: Column) -> Digest {
    var digest = Digest()
    digest.add(numbers(column))
    return digest
  }

  /// The whole world's fingerprint, column by column.
  public func digest() -> Digest {
    var digest = Digest()
    digest.add(turn)
    for column in columns { digest.add(self.digest(of: column).value) }
    return digest
  }
}

/// Fingerprints of worlds, one after the other: a column that lies where it lay keeps its own.
///
/// Many columns of a game in strategic form never change, and some of an economy don't in most turns.
public struct WorldDigester: Sendable {
  private var columns: [(numbers: [Double], digest: Digest)] = []

  public init() {}

  /// The same as ``World/digest()``.
  public mutating func digest(of world: World) -> Digest {
    var digest = Digest()
    digest.add(world.turn)
    for (place, column) in world.columns.enumerated() {
      let numbers = world.numbers(column)
      if place == columns.count {
        columns.append((numbers, world.digest(of: column)))
      } else if !columns[place].numbers.isOneStorage(with: numbers) {
        columns[place] = (numbers, world.digest(of: column))
      }
      digest.add(columns[place].digest.value)
    }
    return digest
  }
}

extension [Double] {
  /// Whether both lie at one place: then they hold the same numbers.
  func isOneStorage(with other: [Double]) -> Bool {
    withUnsafeBufferPointer { left in
      other.withUnsafeBufferPointer { right in
        left.baseAddress == right.baseAddress && left.count == right.count
      }
    }
  }

  /// Whether it holds the same numbers, bit for bit; at once where both are one storage.
  func hasSameBits(as other: [Double]) -> Bool {
    isOneStorage(with: other) || elementsEqual(other) { $0.bitPattern == $1.bitPattern }
  }
}

extension Project {
  /// The kind by its place among all kinds, so that no two share a number.
  var numbers: [Double] {
    [
      Double(state.index), Double(sector.index), Double(kind.place), percentOfGDP, Double(ready),
    ]
  }
}
