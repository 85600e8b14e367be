/// Why there is no equilibrium to report.
public enum EquilibriumError: Error, Equatable {
  /// The counterfactual or the start is wrong in these places: all of them.
  case violations([EconomyFault])

  /// Multipliers leave a market that needs a sector without any supplier of it.
  case noSupplier(sector: Int, market: Int)

  /// These states, cut off from the rest, are to hand it an amount, in units of value, and can't
  /// sell it anything; below zero, to receive it without buying anything.
  case unpayable(states: [Int], amount: Double)

  /// A state hands over more than it earns.
  case overspent(state: Int, income: Double, transfer: Double)

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
    case .unpayable(let states, let amount):
      """
      States \(states) are cut off, and would have to \(amount > 0 ? "lend" : "borrow") \
      \(abs(amount)) abroad: close balances, in proportion or first.
      """
    case .overspent(let state, let income, let transfer):
      "State \(state) earns \(income) and hands over \(-transfer): close balances."
    case .notConverged(let sweeps, let residual, let state, let sector):
      """
      No equilibrium within \(sweeps) sweeps: excess demand of \(residual) is left, labour in \
      state \(state) and sector \(sector) furthest from balance. Does every state still sell \
      something, and can those that lend still export?
      """
    }
  }
}
