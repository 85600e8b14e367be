/// A number for every sector of every state.
///
/// Dense and flat: sectors are rows, and the state index runs fastest.
public struct SectorTable: Sendable, Equatable {
  /// How many sectors there are.
  public let sectorCount: Int

  /// How many states there are.
  public let stateCount: Int

  /// The numbers, row by row: `values[sector * stateCount + state]`.
  public private(set) var values: [Double]

  /// Makes a table with the same number everywhere.
  public init(sectors: Int, states: Int, repeating value: Double) {
    precondition(sectors >= 0 && states >= 0, "\(sectors) sectors of \(states) states")
    sectorCount = sectors
    stateCount = states
    values = Array(repeating: value, count: sectors * states)
  }

  /// Makes a table from a function of sector and state.
  public init(sectors: Int, states: Int, _ value: (_ sector: Int, _ state: Int) -> Double) {
    self.init(sectors: sectors, states: states, repeating: 0)
    for sector in 0..<sectors {
      for state in 0..<states { values[sector * states + state] = value(sector, state) }
    }
  }

  /// Makes a table of numbers that are laid out already, sector by sector.
  public init(_ values: [Double], sectors: Int, states: Int) {
    precondition(
      values.count == sectors * states, "\(values.count) values for \(sectors) × \(states)")
    sectorCount = sectors
    stateCount = states
    self.values = values
  }

  /// The number of a sector in a state.
  public subscript(sector: Int, state: Int) -> Double {
    get { values[offset(sector, state)] }
    _modify { yield &values[offset(sector, state)] }
  }

  private func offset(_ sector: Int, _ state: Int) -> Int {
    precondition(
      sector >= 0 && sector < sectorCount && state >= 0 && state < stateCount,
      "[\(sector), \(state)] lies outside \(sectorCount) sectors of \(stateCount) states")
    return sector * stateCount + state
  }

  /// Gives the storage to a writer that fills it in place.
  mutating func withValues<Result>(
    _ body: (inout UnsafeMutableBufferPointer<Double>) -> Result
  ) -> Result {
    values.withUnsafeMutableBufferPointer(body)
  }
}
