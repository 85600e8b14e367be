/// An inter-country input-output table: what every industry sells to every industry and state.
///
/// An *industry* is a sector of a state. Industries are laid out state by state: the industry of
/// sector s in state n has the index n · sectors + s. Values are at sellers' prices, in one unit.
///
/// Books: what an industry sells is its output, x[i] = Σ_j Z[i,j] + Σ_n F[i,n]; what it doesn't
/// pay for inputs is its value added, w[j] = x[j] − Σ_i Z[i,j], tariffs on inputs included.
public struct InterCountryTable: Sendable, Equatable {
  /// How many sectors each state has.
  public let sectorCount: Int

  /// How many states there are.
  public let stateCount: Int

  /// Z[i,j]: what industry i sells to industry j, `intermediate[i * industryCount + j]`.
  public let intermediate: [Double]

  /// F[i,n]: what industry i sells to final users in state n, `final[i * stateCount + n]`.
  public let final: [Double]

  /// x[i]: the output of each industry.
  public let output: [Double]

  /// Takes a table as published.
  ///
  /// - Parameters:
  ///   - sectors: How many sectors each state has.
  ///   - states: How many states there are.
  ///   - intermediate: Z, row by row: sellers are rows.
  ///   - final: F, row by row: sellers are rows, using states columns.
  ///   - output: x.
  /// - Throws: `InterCountryTableError.violations` with every fault: sizes, negative numbers,
  ///   sales that miss output by more than 1e-9 of it, and inputs that exceed it.
  public init(
    sectors: Int, states: Int, intermediate: [Double], final: [Double], output: [Double]
  ) throws(InterCountryTableError) {
    self.init(
      unproven: sectors, states: states, intermediate: intermediate, final: final, output: output)
    let faults = faults(tolerance: FaultCollector.tolerance, allowsNegativeFinal: false)
    guard faults.isEmpty else { throw .violations(faults) }
  }

  /// Takes over numbers that balance by construction.
  init(
    unproven sectors: Int, states: Int, intermediate: [Double], final: [Double], output: [Double]
  ) {
    sectorCount = sectors
    stateCount = states
    self.intermediate = intermediate
    self.final = final
    self.output = output
  }

  /// How many industries there are: sectors times states.
  public var industryCount: Int { sectorCount * stateCount }

  /// The index of a sector's industry in a state.
  public func industry(sector: Int, state: Int) -> Int {
    precondition(
      sector >= 0 && sector < sectorCount && state >= 0 && state < stateCount,
      "[\(sector), \(state)] lies outside \(sectorCount) sectors of \(stateCount) states")
    return state * sectorCount + sector
  }

  /// The value added of each industry, w[j] = x[j] − Σ_i Z[i,j].
  public var valueAdded: [Double] {
    var valueAdded = output
    for seller in 0..<industryCount {
      for buyer in 0..<industryCount {
        valueAdded[buyer] -= intermediate[seller * industryCount + buyer]
      }
    }
    return valueAdded
  }

  /// The exports of each sector of each state: sales to industries and final users abroad.
  public var exports: SectorTable {
    SectorTable(sectors: sectorCount, states: stateCount) { sector, state in
      let seller = industry(sector: sector, state: state)
      var sum = 0.0
      for buyer in 0..<industryCount where buyer / sectorCount != state {
        sum += intermediate[seller * industryCount + buyer]
      }
      for user in 0..<stateCount where user != state { sum += final[seller * stateCount + user] }
      return sum
    }
  }

  func faults(tolerance: Double, allowsNegativeFinal: Bool) -> [EconomyFault] {
    var collector = FaultCollector(sectors: sectorCount, states: stateCount)
    guard sectorCount > 0, stateCount > 0 else { return collector.faults }
    let sized = [
      collector.count(.intermediateFlow, intermediate.count, industryCount * industryCount),
      collector.count(.finalFlow, final.count, industryCount * stateCount),
      collector.count(.grossOutput, output.count, industryCount),
    ]
    guard sized.allSatisfy({ $0 }) else { return collector.faults }
    let valueAdded = valueAdded
    for seller in 0..<industryCount {
      let sector = seller % sectorCount
      let state = seller / sectorCount
      var sales = 0.0
      for buyer in 0..<industryCount {
        let flow = intermediate[seller * industryCount + buyer]
        collector.check(
          .intermediateFlow, .notNegative, flow, sector: sector, state: state,
          partner: buyer / sectorCount)
        sales += flow
      }
      for user in 0..<stateCount {
        let flow = final[seller * stateCount + user]
        collector.check(
          .finalFlow, allowsNegativeFinal ? .finite : .notNegative, flow, sector: sector,
          state: state, partner: user)
        sales += flow
      }
      collector.check(.grossOutput, .notNegative, output[seller], sector: sector, state: state)
      if !(abs(output[seller] - sales) <= tolerance * abs(sales)) {
        collector.check(
          .grossOutput, .agreesWith(sales), output[seller], sector: sector, state: state)
      }
      // What rounding leaves of nothing isn't a loss.
      if valueAdded[seller] < -tolerance * output[seller] {
        collector.check(
          .valueAdded, .notNegative, valueAdded[seller], sector: sector, state: state)
      }
    }
    return collector.faults
  }
}
