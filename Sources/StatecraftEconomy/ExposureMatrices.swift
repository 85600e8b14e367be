/// How everybody's income and welfare answer to anybody's productivity, to first order: the matrix
/// of friends and enemies of Kleinman, Liu and Redding (2020).
///
/// The equations of the economy are linearised where it stands and solved once for a rise of one
/// log point of each state's productivity in every sector. With one sector, no inputs and no
/// tariffs that is their formula W = −θ/(θ+1) (I − V)⁻¹ M and U = (I − S) W + S; with more the same
/// question is asked of this economy, input-output links and closures of its own included.
public struct ExposureMatrices: Sendable, Equatable {
  /// d ln w[n] / d ln A[i] with world income fixed, `income[n * states + i]`.
  public let income: [Double]

  /// d ln real income[n] / d ln A[i], `welfare[n * states + i]`.
  public let welfare: [Double]

  /// How many states there are.
  public let stateCount: Int

  /// Linearises an economy at its start; the time is that of eliminating all wages, prices and
  /// expenditures.
  ///
  /// - Returns: nil where capacity bounds output, and where the economy falls apart.
  public init?(_ baseline: Baseline) {
    let prepared = baseline.prepared
    let flexible = prepared.flexible ?? FlexibleBaseline(baseline)
    guard !flexible.hasBounds else { return nil }
    let states = baseline.stateCount
    let economy = FlexibleEconomy(
      shape: prepared.shape, sectors: baseline.sectorCount, hasBounds: false)
    do throws(EquilibriumError) {
      try economy.load(baseline, flexible, Counterfactual(baseline), elasticityMin: 0)
    } catch {
      return nil
    }
    economy.begin()
    guard economy.evaluate(prepared, flexible) < 1e-6,
      let moves = economy.moves(prepared, flexible)
    else { return nil }
    var income = [Double](repeating: 0, count: states * states)
    var welfare = income
    for (advancing, move) in moves.enumerated() {
      for state in 0..<states {
        income[state * states + advancing] = move.wages[state]
        welfare[state * states + advancing] = move.realIncomes[state]
      }
    }
    (self.income, self.welfare, stateCount) = (income, welfare, states)
  }
}

extension FlexibleEconomy {
  /// How log wages and log real incomes move with each state's log productivity, at the point last
  /// evaluated; nil where that isn't determined.
  fileprivate func moves(
    _ prepared: PreparedBaseline, _ flexible: FlexibleBaseline
  ) -> [(wages: [Double], realIncomes: [Double])]? {
    let lanes = rowCount * shape.lanes
    let direction = LaneBuffer(lanes: lanes)
    let result = LaneBuffer(lanes: lanes)
    let count = unknowns.count
    var system = DenseSystem(size: count)
    for (column, unknown) in unknowns.enumerated() {
      direction.rows[number: unknown] = 1
      differentiate(prepared, flexible, along: direction.rows, into: result.rows)
      direction.rows[number: unknown] = 0
      for (row, equation) in unknowns.enumerated() {
        system[row, column] = result.rows[number: equation]
      }
    }
    var right = [Double](repeating: 0, count: count * shape.states)
    for state in 0..<shape.states {
      differentiate(
        prepared, flexible, along: direction.rows, advancing: state, into: result.rows)
      for (row, equation) in unknowns.enumerated() {
        right[row * shape.states + state] = -result.rows[number: equation]
      }
    }
    guard let solution = system.solve(right, count: shape.states),
      solution.allSatisfy(\.isFinite)
    else { return nil }
    return (0..<shape.states).map { advancing in
      for (row, unknown) in unknowns.enumerated() {
        direction.rows[number: unknown] = solution[row * shape.states + advancing]
      }
      differentiate(
        prepared, flexible, along: direction.rows, advancing: advancing, into: result.rows)
      return (
        (0..<shape.states).map { direction.rows[number: $0] },
        (0..<shape.states).map { realIncomeMove($0) }
      )
    }
  }

  /// How a state's log real income moves in the direction of the last derivative.
  private func realIncomeMove(_ state: Int) -> Double {
    let single = scratch.rows + 5 * sectors * shape.lanes
    let lanes = shape.lanes
    let spending = single[number: state] / finalSpending.rows[number: state]
    return spending - single[number: 5 * lanes * 4 + state]
  }
}
