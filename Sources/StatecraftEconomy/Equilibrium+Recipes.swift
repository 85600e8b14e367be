internal import Elementary

extension Equilibrium {
  /// The shares of each sector's sales that go to inputs, g'[n][k→s].
  ///
  /// The baseline's, unless inputs replace each other with another elasticity than one or rents
  /// take a larger or smaller part.
  public func recipes(_ baseline: Baseline) -> RecipeTable {
    let shares = baseline.shares
    let technology = shares.technology
    guard !technology.isCobbDouglas else { return shares.recipes }
    let sectors = baseline.sectorCount
    let weights = LaneBuffer(lanes: sectors + 1)
    let logs = LaneBuffer(lanes: sectors + 1)
    let moved = LaneBuffer(lanes: sectors + 1)
    var recipes = shares.recipes
    for state in 0..<baseline.stateCount {
      logs.rows[0] = Lane(repeating: logarithm(wages[state]))
      for input in 0..<sectors {
        logs.rows[1 + input] = Lane(repeating: logarithm(prices[input, state]))
      }
      for sector in 0..<sectors {
        let variable = 1 - technology.rentShares[sector, state]
        guard variable > 0 else { continue }
        weights.rows[0] = Lane(repeating: shares.valueAdded[sector, state] / variable)
        for input in 0..<sectors {
          let share = recipes[sector: sector, input: input, state: state]
          weights.rows[1 + input] = Lane(repeating: share / variable)
        }
        _ = aggregate(
          weights.rows, logs.rows, rows: sectors + 1, stride: 1,
          power: Lane(repeating: 1 - technology.inputElasticities[sector]), into: moved.rows)
        let sales = output[sector, state]
        let kept = sales > 0 ? 1 - rents[sector, state] / sales : variable
        for input in 0..<sectors {
          recipes[sector: sector, input: input, state: state] = kept * moved.rows[1 + input][0]
        }
      }
    }
    return recipes
  }
}
