/// Why there is no equilibrium to report.
public enum EquilibriumError: Error, Equatable {
  /// The counterfactual or the start is wrong in these places: all of them.
  case violations([EconomyFault])

  /// Multipliers leave a market that needs a sector without any supplier of it.
  case noSupplier(sector: Int, market: Int)

  /// The economy did not settle within the sweep limit.
  ///
  /// The residual is the largest excess demand left; the state is the one whose labour market is
  /// furthest from balance, the sector the one whose prices or spending are.
  case notConverged(sweeps: Int, residual: Double, state: Int, sector: Int)
}

extension EquilibriumError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .violations(let faults):
      "The counterfactual is faulty:\n" + faults.map { "- \($0)" }.joined(separator: "\n")
    case .noSupplier(let sector, let market):
      """
      State \(market) needs sector \(sector), and every supplier that it had is cut off: let a \
      share leak, or leave it one supplier.
      """
    case .notConverged(let sweeps, let residual, let state, let sector):
      """
      No equilibrium within \(sweeps) sweeps: excess demand of \(residual) is left, labour in \
      state \(state) and sector \(sector) furthest from balance. Does every state still sell \
      something, and can those that lend still export?
      """
    }
  }
}
