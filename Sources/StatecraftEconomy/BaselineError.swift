/// Why numbers do not make a baseline.
public enum BaselineError: Error, Equatable {
  /// The numbers are wrong in these places: all of them, not only the first.
  case violations([EconomyFault])

  /// Spending and output did not settle: the shares tie states too loosely to each other.
  ///
  /// The state is the one whose books are furthest from balance, the residual its imbalance
  /// relative to its value added.
  case notConverged(sweeps: Int, residual: Double, state: Int)
}

extension BaselineError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .violations(let faults):
      "The numbers do not make a baseline:\n"
        + faults.map { "- \($0)" }.joined(separator: "\n")
    case .notConverged(let sweeps, let residual, let state):
      """
      The baseline's books did not balance in \(sweeps) sweeps: state \(state) is off by \
      \(residual) of its value added. Give the value added of each state, or more trade.
      """
    }
  }
}
