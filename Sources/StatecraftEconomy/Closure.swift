/// What becomes of balances of trade when an economy changes: who lends, and who borrows.
///
/// A static model has no reason for a surplus; a closure says what is assumed of it instead.
public enum Closure: String, Sendable, CaseIterable {
  /// Transfers stay what they are, in units of the world's value added.
  ///
  /// A state that lends has to sell abroad as much more as before, whatever happens to it.
  case fixed

  /// Final spending stays proportional to income, scaled so that the world spends what it earns
  /// (Campos and others 2023).
  ///
  /// What is lent shrinks with what is earned; states cut off from the rest scale their own.
  case proportional

  /// Transfers end with the change: the effects of that are a part of what is found.
  case none

  /// Transfers end first, and the change is measured from the balanced world
  /// (Dekle, Eaton and Kortum 2008; Caliendo and Parro 2015).
  case balanced

  /// The economy from which changes are measured.
  ///
  /// - Throws: `EquilibriumError` where there is no balanced world.
  public func start(of baseline: Baseline) throws(EquilibriumError) -> Baseline {
    guard self == .balanced, baseline.transfers.contains(where: { $0 != 0 }) else {
      return baseline
    }
    return try baseline.balanced()
  }

  /// Writes what it says of transfers into a change that is measured from `start(of:)`.
  public func close(_ change: inout Counterfactual) {
    change.spendsInProportion = self == .proportional
    if self == .none {
      change.transfers = Array(repeating: 0, count: change.transfers.count)
    }
  }
}
