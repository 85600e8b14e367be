/// The share of a sector's cost that goes to each input, by state.
///
/// `recipes[sector: s, input: k, state: n]` is g[n][k→s]. Dense and flat: the state runs fastest.
public struct RecipeTable: Sendable, Equatable {
  /// How many sectors there are, as products and as inputs.
  public let sectorCount: Int

  /// How many states there are.
  public let stateCount: Int

  /// The shares: `values[(sector * sectorCount + input) * stateCount + state]`.
  public private(set) var values: [Double]

  /// Makes a table with the same share everywhere: zero for an economy without inputs.
  public init(sectors: Int, states: Int, repeating value: Double = 0) {
    precondition(sectors >= 0 && states >= 0, "\(sectors) sectors of \(states) states")
    sectorCount = sectors
    stateCount = states
    values = Array(repeating: value, count: sectors * sectors * states)
  }

  /// Makes a table from a function of product, input and state.
  public init(
    sectors: Int, states: Int, _ value: (_ sector: Int, _ input: Int, _ state: Int) -> Double
  ) {
    self.init(sectors: sectors, states: states)
    var offset = 0
    for sector in 0..<sectors {
      for input in 0..<sectors {
        for state in 0..<states {
          values[offset] = value(sector, input, state)
          offset += 1
        }
      }
    }
  }

  /// The share of a sector's cost in a state that goes to an input.
  public subscript(sector sector: Int, input input: Int, state state: Int) -> Double {
    get { values[offset(sector, input, state)] }
    _modify { yield &values[offset(sector, input, state)] }
  }

  private func offset(_ sector: Int, _ input: Int, _ state: Int) -> Int {
    precondition(
      sector >= 0 && sector < sectorCount && input >= 0 && input < sectorCount
        && state >= 0 && state < stateCount,
      "[\(sector), \(input), \(state)] lies outside \(sectorCount)² × \(stateCount)")
    return (sector * sectorCount + input) * stateCount + state
  }
}
