internal import Elementary

/// Finds trade equilibria, and reuses its memory from one to the next.
///
/// *Method.* An economy with constant shares and no bounds goes to the first of two methods, any
/// other to `FlexibleSolver`. In the first the unknowns are log wages, log prices and expenditures. One sweep evaluates all
/// equations of the model once. Its residuals, the excess demands, are turned into a step by the
/// inverse of the model's Jacobian within each state at baseline (`CountryBlocks`), and the steps
/// are mixed (`AndersonMixing`). Compared on 25 economies with 14 sectors, to 1e-10: a damped
/// fixed point takes 39 to 123 sweeps by its damping, mixing the plain map 17 to 30, mixing with
/// each state's Leontief inverse 17 to 23, this one 8 to 12; the inverse of the whole Jacobian takes
/// 7 or 8 but costs twenty times as much a sweep.
///
/// *Repeatability.* Sums are taken in a fixed order, and exponentials and logarithms are computed
/// here (`Elementary.swift`). The answer depends on the arguments alone, never on what was solved
/// before, and wider vector instructions (`-Xcc -march=x86-64-v3`) save a quarter of the time
/// without changing it.
///
/// A solver belongs to one task at a time. Make one for each worker.
public final class EquilibriumSolver {
  /// The largest excess demand that counts as none, relative to a state's wages or spending.
  public let tolerance: Double

  /// How many sweeps are tried before giving up.
  public let sweepLimit: Int

  private var workspace: Workspace?
  private var flexibleSolver: FlexibleSolver?
  private var last: (prepared: PreparedBaseline, flexible: FlexibleBaseline?)?

  /// Makes a solver; memory is taken when the first economy is solved.
  public init(tolerance: Double = 1e-10, sweepLimit: Int = 3000) {
    precondition(tolerance > 0 && sweepLimit > 0, "tolerance \(tolerance), limit \(sweepLimit)")
    self.tolerance = tolerance
    self.sweepLimit = sweepLimit
  }

  /// Finds the equilibrium of a counterfactual.
  ///
  /// - Parameters:
  ///   - baseline: The economy that changes.
  ///   - counterfactual: What changes.
  ///   - start: A point to start from; the baseline when there is none.
  /// - Returns: The equilibrium, with excess demands below the tolerance.
  /// - Throws: `EquilibriumError`, at the latest after the sweep limit.
  public func solve(
    _ baseline: Baseline, _ counterfactual: Counterfactual, from start: WarmStart? = nil
  ) throws(EquilibriumError) -> Equilibrium {
    var equilibrium = Equilibrium(baseline)
    try solve(baseline, counterfactual, from: start, into: &equilibrium)
    return equilibrium
  }

  /// Finds the equilibrium of a counterfactual and writes it over an earlier one.
  ///
  /// The earlier equilibrium's memory is reused; on an error it is left as it was.
  public func solve(
    _ baseline: Baseline, _ counterfactual: Counterfactual, from start: WarmStart? = nil,
    into equilibrium: inout Equilibrium
  ) throws(EquilibriumError) {
    let prepared = baseline.prepared
    last = nil
    if let flexible = prepared.flexible
      ?? (counterfactual.needsFlexibility ? FlexibleBaseline(baseline) : nil)
    {
      let solver = solver(for: prepared, flexible)
      let found: (sweeps: Int, residual: Double)
      do throws(EquilibriumError) {
        found = try solver.solve(
          baseline, flexible, counterfactual, from: start, tolerance: tolerance,
          sweepLimit: sweepLimit)
      } catch {
        throw error.explained(baseline, counterfactual)
      }
      last = (prepared, flexible)
      solver.report(prepared, flexible, into: &equilibrium)
      (equilibrium.sweeps, equilibrium.residual) = found
      return
    }
    let workspace = space(for: prepared)
    defer { withExtendedLifetime((prepared, workspace)) {} }
    try workspace.load(baseline, counterfactual)
    if let start { try workspace.begin(at: start, prepared) } else { workspace.begin(prepared) }
    let (sweeps, residual): (Int, Double)
    do throws(EquilibriumError) {
      (sweeps, residual) = try workspace.settle(
        baseline, tolerance: tolerance, sweepLimit: sweepLimit)
    } catch {
      let cause = error.explained(baseline, counterfactual)
      if cause == error { try workspace.refuseOverspending() }
      throw cause
    }
    try workspace.refuseOverspending()
    last = (prepared, nil)
    workspace.report(prepared, into: &equilibrium)
    equilibrium.transfers = counterfactual.transfers
    equilibrium.rents = baseline.rents
    equilibrium.capacityUse = baseline.capacityUse
    equilibrium.sweeps = sweeps
    equilibrium.residual = residual
  }

  /// Writes the flows of the equilibrium solved last, F[s][n][i]: what markets pay, tariffs
  /// included.
  public func writeFlows(into flows: inout FlowTable) {
    guard let last else {
      preconditionFailure("Solve an equilibrium before asking for its flows.")
    }
    precondition(
      flows.sectorCount == last.prepared.sectors
        && flows.stateCount == last.prepared.shape.states,
      "The table has \(flows.sectorCount) sectors of \(flows.stateCount) states.")
    if let flexible = last.flexible {
      solver(for: last.prepared, flexible).writeFlows(last.prepared, into: &flows)
    } else {
      space(for: last.prepared).writeFlows(last.prepared, into: &flows)
    }
  }

  private func solver(
    for prepared: PreparedBaseline, _ flexible: FlexibleBaseline
  ) -> FlexibleSolver {
    if let flexibleSolver, flexibleSolver.fits(prepared, flexible) { return flexibleSolver }
    let made = FlexibleSolver(
      shape: prepared.shape, sectors: prepared.sectors, hasBounds: flexible.hasBounds)
    flexibleSolver = made
    return made
  }

  private func space(for prepared: PreparedBaseline) -> Workspace {
    if let workspace, workspace.shape == prepared.shape, workspace.sectors == prepared.sectors {
      return workspace
    }
    let made = Workspace(shape: prepared.shape, sectors: prepared.sectors)
    workspace = made
    return made
  }
}
