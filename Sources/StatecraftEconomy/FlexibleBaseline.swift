internal import Elementary

/// What an economy has beyond constant shares: powers of its CES functions, wages, bounds.
///
/// In the solver's layout: rows over states in lanes. It complements `PreparedBaseline`.
///
/// `@unchecked Sendable` because the buffers are written in `init` only, and read-only after it.
final class FlexibleBaseline: @unchecked Sendable {
  /// 1 − σ[s].
  let inputPowers: [Double]
  /// 1 − ε[n], one row.
  let finalPowers: LaneBuffer
  /// The shares of labour and of each input in variable cost: S + 1 rows for each sector.
  let costShares: LaneBuffer
  /// α[s], rows of lanes; the padding spends on the first sector.
  let finalShares: LaneBuffer
  /// 1 − ρ[s]: variable cost over sales, rows of lanes; one where nothing bounds output.
  let variableShares: LaneBuffer
  /// The wages of each state, one row.
  let wageBill: LaneBuffer
  /// ln(κ Y) by sector, rows of lanes, ln Y where scale matters; zero elsewhere.
  let logCapacity: LaneBuffer
  /// One where capacity bounds output, rows of lanes.
  let bounded: LaneBuffer
  /// ψ[s].
  let scale: [Double]
  /// One where cost falls with scale, rows of lanes.
  let scaled: LaneBuffer
  /// κ[n], one row.
  let labourSupply: LaneBuffer
  /// One over income at baseline, without transfers, one row.
  let inverseIncome: LaneBuffer
  /// Whether any producer price is an unknown of its own: capacity bounds output, or scale matters.
  let hasBounds: Bool

  /// - Parameters:
  ///   - output: Y[s][n] at baseline.
  ///   - incomes: L + R at baseline.
  init(shares: TradeShares, output: SectorTable, incomes: [Double]) {
    let shape = LaneShape(states: shares.stateCount)
    let sectors = shares.sectorCount
    let technology = shares.technology
    inputPowers = technology.inputElasticities.map { 1 - $0 }
    labourSupply = LaneBuffer(rowsOver: shape, technology.labourSupply)
    inverseIncome = LaneBuffer(rowsOver: shape, incomes.map { 1 / $0 })
    finalPowers = LaneBuffer(rowsOver: shape, technology.finalElasticities.map { 1 - $0 })
    finalShares = LaneBuffer(rowsOver: shape, shares.finalSpending.values)
    costShares = LaneBuffer(lanes: sectors * (sectors + 1) * shape.lanes)
    variableShares = LaneBuffer(lanes: sectors * shape.lanes)
    logCapacity = LaneBuffer(lanes: sectors * shape.lanes)
    bounded = LaneBuffer(lanes: sectors * shape.lanes)
    scale = technology.scaleElasticities
    scaled = LaneBuffer(lanes: sectors * shape.lanes)
    var wages = [Double](repeating: 0, count: shape.states)
    var hasBounds = false
    for state in 0..<shape.width {
      for sector in 0..<sectors {
        let index = sector * shape.width + state
        variableShares.rows[number: index] = 1
        let row = sector * (sectors + 1) * shape.width + state
        guard state < shape.states else {
          costShares.rows[number: row] = 1
          continue
        }
        var variable = shares.valueAdded[sector, state]
        for input in 0..<sectors {
          variable += shares.recipes[sector: sector, input: input, state: state]
        }
        // An endowment has no variable cost: what it's made of then doesn't matter.
        costShares.rows[number: row] =
          variable > 0 ? shares.valueAdded[sector, state] / variable : 1
        for input in 0..<sectors where variable > 0 {
          costShares.rows[number: row + (1 + input) * shape.width] =
            shares.recipes[sector: sector, input: input, state: state] / variable
        }
        let output = output[sector, state]
        let capacity = technology.installedCapacity[sector, state]
        if capacity < .infinity && output > 0 {
          logCapacity.rows[number: index] = logarithm(capacity * output)
          bounded.rows[number: index] = 1
          variableShares.rows[number: index] = 1 - technology.rentShares[sector, state]
          hasBounds = true
        }
        if technology.scaleElasticities[sector] > 0 && output > 0 {
          logCapacity.rows[number: index] = logarithm(output)
          scaled.rows[number: index] = 1
          hasBounds = true
        }
        wages[state] += shares.valueAdded[sector, state] * output
      }
      if state >= shape.states { finalShares.rows[number: state] = 1 }
    }
    wageBill = LaneBuffer(rowsOver: shape, wages)
    self.hasBounds = hasBounds
  }

  /// What a baseline has beyond constant shares, where it's Cobb-Douglas: little.
  convenience init(_ baseline: Baseline) {
    self.init(
      shares: baseline.shares, output: baseline.output,
      incomes: zip(baseline.valueAdded, baseline.tariffRevenue).map { $0 + $1 })
  }
}
