/// A number for every sector, market and supplier: shares, multipliers, tariffs, flows.
///
/// Dense and flat. The market is the state that buys, the supplier the state that sells; the
/// supplier runs fastest, so that a market's purchases of one sector lie side by side.
public struct FlowTable: Sendable, Equatable {
  /// How many sectors there are.
  public let sectorCount: Int

  /// How many states there are, as markets and as suppliers.
  public let stateCount: Int

  /// The numbers: `values[(sector * stateCount + market) * stateCount + supplier]`.
  public private(set) var values: [Double]

  /// Makes a table with the same number everywhere.
  public init(sectors: Int, states: Int, repeating value: Double) {
    precondition(sectors >= 0 && states >= 0, "\(sectors) sectors of \(states) states")
    sectorCount = sectors
    stateCount = states
    values = Array(repeating: value, count: sectors * states * states)
  }

  /// Makes a table from a function of sector, market and supplier.
  public init(
    sectors: Int, states: Int,
    _ value: (_ sector: Int, _ market: Int, _ supplier: Int) -> Double
  ) {
    self.init(sectors: sectors, states: states, repeating: 0)
    var offset = 0
    for sector in 0..<sectors {
      for market in 0..<states {
        for supplier in 0..<states {
          values[offset] = value(sector, market, supplier)
          offset += 1
        }
      }
    }
  }

  /// Makes a table of numbers that are laid out already, supplier fastest.
  public init(_ values: [Double], sectors: Int, states: Int) {
    precondition(
      values.count == sectors * states * states,
      "\(values.count) values for \(sectors) × \(states)²")
    sectorCount = sectors
    stateCount = states
    self.values = values
  }

  /// The number of a market's purchases of a sector from a supplier.
  public subscript(sector: Int, market: Int, supplier: Int) -> Double {
    get { values[offset(sector, market, supplier)] }
    _modify { yield &values[offset(sector, market, supplier)] }
  }

  private func offset(_ sector: Int, _ market: Int, _ supplier: Int) -> Int {
    precondition(
      sector >= 0 && sector < sectorCount && market >= 0 && market < stateCount
        && supplier >= 0 && supplier < stateCount,
      "[\(sector), \(market), \(supplier)] lies outside \(sectorCount) × \(stateCount)²")
    return (sector * stateCount + market) * stateCount + supplier
  }

  /// Gives the storage to a writer that fills it in place.
  mutating func withValues<Result>(
    _ body: (inout UnsafeMutableBufferPointer<Double>) -> Result
  ) -> Result {
    values.withUnsafeMutableBufferPointer(body)
  }
}
