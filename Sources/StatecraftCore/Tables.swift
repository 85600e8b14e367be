/// One value for each state, sector or pole.
@frozen public struct Row<Index: DenseIndex, Element: Sendable>: Sendable {
  public var storage: [Element]

  @inlinable public init(repeating value: Element, count: Int) {
    storage = Array(repeating: value, count: count)
  }

  @inlinable public init(_ storage: [Element]) { self.storage = storage }

  @inlinable public var count: Int { storage.count }

  /// The indices in order, for loops.
  @inlinable public var indices: some Sequence<Index> {
    (0..<storage.count).lazy.map(Index.init(index:))
  }

  @inlinable public subscript(index: Index) -> Element {
    get { storage[index.index] }
    _modify { yield &storage[index.index] }
  }
}

/// One value for each pair, stored row by row.
@frozen public struct Table<Outer: DenseIndex, Inner: DenseIndex, Element: Sendable>: Sendable {
  public var storage: [Element]
  public let width: Int

  @inlinable public init(repeating value: Element, rows: Int, width: Int) {
    storage = Array(repeating: value, count: rows * width)
    self.width = width
  }

  @inlinable public init(_ storage: [Element], width: Int) {
    precondition(
      width == 0 ? storage.isEmpty : storage.count % width == 0,
      "\(storage.count) values do not fill rows of \(width)")
    self.storage = storage
    self.width = width
  }

  @inlinable public subscript(outer: Outer, inner: Inner) -> Element {
    get { storage[outer.index * width + inner.index] }
    _modify { yield &storage[outer.index * width + inner.index] }
  }
}

/// One row of a table, looked at where it lies.
@frozen public struct RowView<Index: DenseIndex, Element: Sendable>: Sendable {
  @usableFromInline let table: [Element]
  @usableFromInline let start: Int
  public let count: Int

  @inlinable init(_ table: [Element], start: Int, count: Int) {
    self.table = table
    self.start = start
    self.count = count
  }

  @inlinable public subscript(index: Index) -> Element {
    precondition(index.index >= 0 && index.index < count, "the row ends before this place")
    return table[start + index.index]
  }

  /// The values in order, copied.
  @inlinable public var storage: [Element] { Array(table[start..<start + count]) }

  /// Whether all values meet a condition.
  @inlinable public func allSatisfy(_ condition: (Element) -> Bool) -> Bool {
    table[start..<start + count].allSatisfy(condition)
  }
}

extension Table {
  /// One row's values, in order.
  public func row(_ outer: Outer) -> [Element] {
    Array(storage[(outer.index * width)..<((outer.index + 1) * width)])
  }

  /// One row, without copying it.
  @inlinable public func view(of outer: Outer) -> RowView<Inner, Element> {
    RowView(storage, start: outer.index * width, count: width)
  }
}

/// One value for each sector and ordered pair of states, stored sector by sector, row by row.
@frozen public struct SectorDyadic<Element: Sendable>: Sendable {
  public var storage: [Element]
  public let states: Int

  @inlinable public init(repeating value: Element, sectors: Int, states: Int) {
    storage = Array(repeating: value, count: sectors * states * states)
    self.states = states
  }

  @inlinable public init(_ storage: [Element], states: Int) {
    precondition(
      states == 0 ? storage.isEmpty : storage.count % (states * states) == 0,
      "\(storage.count) values do not fill squares of \(states)")
    self.storage = storage
    self.states = states
  }

  @inlinable public subscript(sector: SectorID, first: StateID, second: StateID) -> Element {
    get { storage[(sector.index * states + first.index) * states + second.index] }
    _modify { yield &storage[(sector.index * states + first.index) * states + second.index] }
  }
}

extension Row: Equatable where Element: Equatable {}
extension Table: Equatable where Element: Equatable {}
extension SectorDyadic: Equatable where Element: Equatable {}

public typealias PerState<Element: Sendable> = Row<StateID, Element>
public typealias PerSector<Element: Sendable> = Row<SectorID, Element>
/// One value for each ordered pair of states.
public typealias Dyadic<Element: Sendable> = Table<StateID, StateID, Element>
/// One value for each sector and state, stored sector by sector.
public typealias SectorState<Element: Sendable> = Table<SectorID, StateID, Element>
/// One value for each state and pole.
public typealias StatePole<Element: Sendable> = Table<StateID, PoleID, Element>
