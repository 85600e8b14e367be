/// Who adds the value that others sell and use: the Leontief inverse of a table and its measures.
///
/// With input coefficients A[i,j] = Z[i,j]/x[j] the Leontief inverse is B = (I − A)⁻¹: B[i,j] is
/// the output of industry i that a unit of final demand for industry j sets going, directly and
/// through all stages before (Leontief 1936; Miller and Blair 2009, chapter 2). With value-added
/// shares v[i] = w[i]/x[i] the columns of v B sum to one: every unit is somebody's value added.
public struct ValueChains: Sendable {
  /// The table that is looked through.
  public let table: InterCountryTable

  /// B[i,j], row by row: `leontiefInverse[i * industryCount + j]`.
  public let leontiefInverse: [Double]

  /// v[i]: the share of each industry's output that is its value added; zero without output.
  public let valueAddedShares: [Double]

  /// The exports of each sector of each state, of the table.
  public let exports: SectorTable

  /// Looks through a table; the time is that of inverting a matrix of all industries.
  ///
  /// - Throws: `InterCountryTableError.noLeontiefInverse`.
  public init(_ table: InterCountryTable) throws(InterCountryTableError) {
    let count = table.industryCount
    var system = DenseSystem(size: count)
    var unit = [Double](repeating: 0, count: count * count)
    for row in 0..<count {
      unit[row * count + row] = 1
      for column in 0..<count {
        let output = table.output[column]
        system[row, column] =
          (row == column ? 1 : 0)
          - (output > 0 ? table.intermediate[row * count + column] / output : 0)
      }
    }
    guard let inverse = system.solve(unit, count: count), inverse.allSatisfy(\.isFinite) else {
      throw .noLeontiefInverse
    }
    self.table = table
    leontiefInverse = inverse
    let valueAdded = table.valueAdded
    valueAddedShares = (0..<count).map {
      table.output[$0] > 0 ? valueAdded[$0] / table.output[$0] : 0
    }
    exports = table.exports
  }

  /// The output of each industry that a final demand for each industry needs, x = B f.
  public func output(forFinalDemand demand: [Double]) -> [Double] {
    let count = table.industryCount
    precondition(demand.count == count, "\(demand.count) demands for \(count) industries")
    return (0..<count).map { row in
      var sum = 0.0
      for column in 0..<count { sum += leontiefInverse[row * count + column] * demand[column] }
      return sum
    }
  }

  /// The value that industry `source` adds to a unit of industry `product`: v[i] B[i,j].
  ///
  /// In `0...1`; sums to one over sources for every product that is made.
  public func content(of source: Int, in product: Int) -> Double {
    valueAddedShares[source] * leontiefInverse[source * table.industryCount + product]
  }

  /// The value that all sectors of a state add to a unit of industry `product`, in `0...1`.
  public func content(ofState state: Int, in product: Int) -> Double {
    var sum = 0.0
    for sector in 0..<table.sectorCount {
      sum += content(of: state * table.sectorCount + sector, in: product)
    }
    return sum
  }
}
