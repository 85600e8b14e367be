// What a rule may bring along besides what it does: columns, orders and measures of its own. The
// settings in which it's in force know them; no other part of the house names them.

/// A kind of order that a rule brings along: how it's written, what it names, and how much it may
/// be.
public struct Act: Sendable, Equatable {
  /// What an order names after its word.
  public enum Place: String, Sendable { case sector, state, pole, module }

  /// The number at an order's end.
  public enum Level: Sendable, Equatable {
    case none
    /// From 0 to a highest one.
    case upTo(Double)
    /// Public money, which counts against what the treasury allows.
    case percentOfGDP
  }

  /// The first word of the order: `stockpile`.
  public let word: String
  public let places: [Place]
  public let level: Level
  /// The rule that carries it out.
  public let rule: String
  /// What it does, in words that go on from its word.
  public let help: String
  /// Why a state may never give an order of the kind; nil where it may. Replays don't keep it.
  public let refusal: @Sendable (AddedOrder, StateID, Setting) -> String?

  public init(
    _ word: String, _ places: [Place], _ level: Level, rule: String, help: String,
    refusal: @escaping @Sendable (AddedOrder, StateID, Setting) -> String? = { _, _, _ in nil }
  ) {
    self.word = word
    self.places = places
    self.level = level
    self.rule = rule
    self.help = help
    self.refusal = refusal
  }

  public static func == (left: Act, right: Act) -> Bool {
    left.word == right.word && left.places == right.places && left.level == right.level
      && left.rule == right.rule && left.help == right.help
  }

  /// Such as `stockpile SECTOR SHARE%gdp`.
  public var usage: String {
    let number: [String] =
      switch level {
      case .none: []
      case .upTo: ["LEVEL"]
      case .percentOfGDP: ["SHARE%gdp"]
      }
    return ([word] + places.map { $0.rawValue.uppercased() } + number).joined(separator: " ")
  }
}

/// A kind of order of a roster, by its place in ``Roster/acts``.
@frozen public struct ActID: DenseIndex {
  public let index: Int
  @inlinable public init(index: Int) { self.index = index }
}

/// An order of a kind that a rule brings along: `stockpile chips 0.2%gdp`.
public struct AddedOrder: Sendable, Hashable {
  public let act: ActID
  /// The indices of what it names, in the order of the act's places.
  public let places: [Int]
  /// 0 where the act has none.
  public let level: Double

  public init(act: ActID, places: [Int], level: Double = 0) {
    self.act = act
    self.places = places
    self.level = level
  }

  public func notation(in roster: Roster) -> String {
    let act = roster.acts[act.index]
    let codes = zip(act.places, places).map { roster.code(of: $0.1, at: $0.0) }
    let number: [String] =
      switch act.level {
      case .none: []
      case .upTo: ["\(level)"]
      case .percentOfGDP: ["\(level)%gdp"]
      }
    return ([act.word] + codes + number).joined(separator: " ")
  }

  /// Whether both are about the same thing, so that the later one replaces the earlier.
  public func isAboutSame(as other: AddedOrder) -> Bool {
    act == other.act && places == other.places
  }
}

extension Roster {
  /// The code of what an order names.
  public func code(of index: Int, at place: Act.Place) -> String {
    switch place {
    case .sector: sectorCodes[index]
    case .state: stateCodes[index]
    case .pole: code(PoleID(index: index))
    case .module: moduleCodes[index]
    }
  }

  /// The index of what a code names, as orders write it.
  public func index(of code: String, at place: Act.Place) -> Int? {
    switch place {
    case .sector: sector(code.lowercased())?.index
    case .state: state(code.uppercased())?.index
    case .pole: state(code.uppercased()).flatMap { pole(ledBy: $0) }?.index
    case .module: module(code.lowercased())?.index
    }
  }

  /// The codes that may stand at a place.
  public func codes(at place: Act.Place) -> [String] {
    switch place {
    case .sector: sectorCodes
    case .state: stateCodes
    case .pole: poles.map { code($0) }
    case .module: moduleCodes
    }
  }
}

extension Turn {
  /// A state's orders of a kind.
  public func orders(_ act: Act, by state: StateID) -> [AddedOrder] {
    decisions[state].added.filter { roster.acts[$0.act.index] == act }
  }
}

// MARK: Columns

/// The numbers of a column that a rule brings along.
public struct AddedTable: Sendable, Equatable {
  public let name: String
  /// The name's hash, by which it's found.
  let key: UInt64
  public var values: [Double]

  init(_ column: Column, _ values: [Double]) {
    (name, key) = (column.name, column.key)
    self.values = values
  }
}

extension Column {
  /// A column that a rule brings along.
  ///
  /// - Parameters:
  ///   - name: in files and replays; no other column has it.
  ///   - start: every number at the start, where a scenario's `opening` says nothing else.
  public static func added(
    _ name: String, _ axes: [Axis], _ bounds: Bounds, _ audience: Audience, start: Double = 0
  ) -> Column {
    precondition(!axes.isEmpty, "Column ‘\(name)’ needs an axis")
    let key = stableHash(name)
    var column = Column(name, axes, bounds, audience, \.[added: key]) { $0[added: key] }
    column.start = start
    return column
  }

  /// A list of records that a rule brings along: of few places among many, with a number each.
  ///
  /// - Parameter fields: what each is about, first whose it is: a state.
  public static func records(
    _ name: String, _ fields: [Axis], _ audience: Audience
  ) -> Column {
    precondition(fields.first == .state, "A record of ‘\(name)’ is somebody's")
    precondition(audience != .owner, "Nobody has tried lists that are their owner's business")
    let key = stableHash(name)
    var column = Column(name, [], .atLeastZero, audience, \.[added: key]) { $0[added: key] }
    column.start = 0
    column.fields = fields
    return column
  }

  /// Where the numbers of some places are, by their indices in the order of the axes.
  public func position(_ places: [Int], in roster: Roster) -> Int {
    precondition(places.count == axes.count, "‘\(name)’ has \(axes.count) places")
    return zip(axes, places).reduce(0) { $0 * roster.count(of: $1.0) + $1.1 }
  }
}

extension Roster {
  /// The places on an axis.
  func count(of axis: Column.Axis) -> Int {
    switch axis {
    case .state: stateCount
    case .sector: sectorCount
    case .pole: poleCount
    case .term: UtilityTerm.weighted.count
    case .institution: institutionCodes.count
    case .module: moduleCodes.count
    }
  }

  /// The codes on an axis, in order.
  public func codes(of axis: Column.Axis) -> [String] {
    switch axis {
    case .state: stateCodes
    case .sector: sectorCodes
    case .pole: poles.map { code($0) }
    case .term: UtilityTerm.weighted.map(\.name)
    case .institution: institutionCodes
    case .module: moduleCodes
    }
  }
}

extension World {
  /// The number of a record; 0 where there's none.
  public subscript(column: Column, record places: [Int]) -> Double {
    get {
      let numbers = self[column]
      return position(of: places, in: numbers).map { numbers[$0 + places.count] } ?? 0
    }
    set {
      let first = position(of: places, in: self[column])
      if let first, newValue == 0 {
        self[column].removeSubrange(first...(first + places.count))
      } else if let first {
        self[column][first + places.count] = newValue
      } else if newValue != 0 {
        self[column] += places.map(Double.init) + [newValue]
      }
    }
  }

  private func position(of places: [Int], in numbers: [Double]) -> Int? {
    stride(from: 0, to: numbers.count, by: places.count + 1).first { first in
      places.indices.allSatisfy { numbers[first + $0] == Double(places[$0]) }
    }
  }

  /// A column's numbers by the hash of its name; empty where there is no such column of a rule's own.
  subscript(added key: UInt64) -> [Double] {
    get {
      // By index: a loop over the tables would copy each.
      for index in added.indices where added[index].key == key { return added[index].values }
      return []
    }
    _modify {
      guard let index = added.firstIndex(where: { $0.key == key }) else {
        preconditionFailure("No rule in force brings that column")
      }
      yield &added[index].values
    }
  }

  /// The numbers of a column that a rule brings along, in storage order.
  public subscript(column: Column) -> [Double] {
    get { self[added: column.key] }
    _modify { yield &self[added: column.key] }
  }
}

extension Observation {
  /// The columns of rules' own of which something may be known.
  public var addedColumns: [Column] {
    setting.setting.addedColumns.filter { $0.audience != .nobody }
  }

  /// The numbers of a column, as far as one may know them: all, one's own row, or none.
  public subscript(column: Column) -> [Double] {
    let world = scene.world
    switch column.audience {
    case .nobody: return []
    case .everyone: return world.numbers(column)
    case .owner:
      if column.isProjects { return projects.flatMap(\.numbers) }
      let owner = column.axes.firstIndex(of: .state) ?? 0
      let inner = column.axes[(owner + 1)...].reduce(1) { $0 * world.size(of: $1) }
      let states = world.size(of: .state)
      return world.numbers(column).enumerated()
        .filter { $0.offset / inner % states == me.index }.map(\.element)
    }
  }
}

extension Observation: CustomReflectable {
  /// What may be known, by column: the world behind it is nobody's business.
  public var customMirror: Mirror {
    let seen = scene.world.columns.filter { $0.audience != .nobody }
      .map { (label: String?.some($0.name), value: self[$0] as Any) }
    return Mirror(self, children: [("me", me), ("turn", turn)] + seen)
  }
}

// MARK: Measures

/// A number that a rule lets measure of every run, or of any turn of it.
public struct WorldMeasure: Sendable {
  /// The name in batches, stores and studies, before the codes of its axes: `stock`.
  public let name: String
  /// In a few words, with the unit; `{…}` for the names on each axis.
  public let meaning: String
  public let axes: [Column.Axis]
  /// Whether people read it in percent.
  public let isPercent: Bool
  /// The number, for the indices on the axes.
  public let value: @Sendable (World, Setting, [Int]) -> Double

  public init(
    _ name: String, _ axes: [Column.Axis], isPercent: Bool = false, _ meaning: String,
    value: @escaping @Sendable (World, Setting, [Int]) -> Double
  ) {
    self.name = name
    self.axes = axes
    self.isPercent = isPercent
    self.meaning = meaning
    self.value = value
  }

  /// The indices of all its numbers, in order.
  public func places(in roster: Roster) -> [[Int]] {
    axes.reduce([[]]) { places, axis in
      places.flatMap { place in (0..<roster.count(of: axis)).map { place + [$0] } }
    }
  }
}
