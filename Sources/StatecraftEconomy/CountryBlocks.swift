/// Where a state's own wage, prices and spending would settle, were it alone: the step rule.
///
/// The equilibrium map is linearised at baseline, and only the links within each state are kept:
/// its wage, its S price levels and its S expenditures. The inverse of that block (2S + 1 numbers
/// a side) turns residuals into a step. What is left, trade between states, is a weak coupling,
/// so mixed steps of this kind need a third to a half of the sweeps of the plain map. The blocks
/// belong to the baseline alone: they are computed once and cost a matrix–vector product a sweep.
enum CountryBlocks {
  /// Keeps the wage of a state that hardly trades from being thrown about: alone, a closed
  /// economy has no price of its own labour.
  private static let wageAnchor = 0.03

  /// The inverses of all blocks: for each lane of states, its elements row by row.
  ///
  /// In single precision: a step need not be exact, the residual says when it was good enough.
  static func inverses(
    shares: TradeShares, books: BaselineBooks, shape: LaneShape
  ) -> LaneBuffer {
    let size = 2 * shares.sectorCount + 1
    // The solver takes four rows at a time and may look beyond the last.
    let buffer = LaneBuffer(lanes: (size * size * shape.lanes + 4 * size + 1) / 2)
    var identity = [Double](repeating: 0, count: size * size)
    for index in 0..<size { identity[index * size + index] = 1 }
    for state in 0..<shares.stateCount {
      // A block without inverse would only be a poor guide: the plain residual is one, too.
      let block = block(
        shares, expenditures: books.expenditures, income: books.valueAdded[state],
        wageAnchor: wageAnchor, of: state)
      let inverse = block.solve(identity, count: size) ?? identity
      for element in 0..<(size * size) {
        let index = state / 4 * size * size + element
        buffer.rows[single: index][state % 4] = Float(inverse[element])
      }
    }
    return buffer
  }

  /// Identity minus the Jacobian of the equilibrium map within one state.
  ///
  /// Row and column 0 is the log wage, 1... the log prices, S + 1... spending over what it is.
  static func block(
    _ shares: TradeShares, expenditures: SectorTable, income: Double, wageAnchor: Double,
    of n: Int
  ) -> DenseSystem {
    let sectors = shares.sectorCount
    let size = 2 * sectors + 1
    var a = DenseSystem(size: size)

    /// The change of the log cost of a sector by each unknown.
    func cost(_ s: Int, _ column: Int) -> Double {
      if column == 0 { return shares.valueAdded[s, n] }
      if column <= sectors { return shares.recipes[sector: s, input: column - 1, state: n] }
      return 0
    }
    for column in 0..<size {
      var revenue = 0.0
      var sales = [Double](repeating: 0, count: sectors)
      for s in 0..<sectors {
        let home = shares.sourcing[s, n, n]
        var netShare = 0.0
        for i in 0..<shares.stateCount {
          netShare += shares.sourcing[s, n, i] / (1 + shares.tariffs[s, n, i])
        }
        let theta = shares.elasticities[s]
        var exposed = 0.0
        for m in 0..<shares.stateCount {
          let share = shares.sourcing[s, m, n]
          exposed +=
            expenditures[s, m] * share / (1 + shares.tariffs[s, m, n]) * (1 - share)
        }
        let spending = expenditures[s, n]
        let own = column == sectors + 1 + s ? 1.0 : 0
        sales[s] = -theta * exposed * cost(s, column) + home * spending * own
        revenue +=
          spending * (1 - netShare) * own
          + spending * theta * cost(s, column) * home * (1 - netShare)
        a[1 + s, column] = -home * cost(s, column)
      }
      var paid = 0.0
      for s in 0..<sectors { paid += shares.valueAdded[s, n] * sales[s] }
      a[0, column] = -paid / income
      for k in 0..<sectors where expenditures[k, n] > 0 {
        var spending = shares.finalSpending[k, n] * ((column == 0 ? income : 0) + revenue)
        for s in 0..<sectors {
          spending += shares.recipes[sector: s, input: k, state: n] * sales[s]
        }
        a[1 + sectors + k, column] = -spending / expenditures[k, n]
      }
    }
    for index in 0..<size { a[index, index] += 1 }
    a[0, 0] += wageAnchor
    return a
  }
}
