/// Newton's method for a `FlexibleEconomy`, careful far from the solution.
///
/// Steps come from the exact Jacobian: by elimination where the economy is small, from a Krylov
/// subspace where it's large. A step is cut until it shrinks the sum of squared residuals.
final class NewtonMethod {
  let economy: FlexibleEconomy
  /// How many evaluations of the equations there have been.
  private(set) var sweeps = 0
  /// The largest excess demand at the point.
  private(set) var residual = Double.infinity

  private let step: LaneBuffer
  private let origin: LaneBuffer
  private let direction: LaneBuffer
  private var subspace: KrylovSubspace
  private let lanes: Int

  init(_ economy: FlexibleEconomy) {
    self.economy = economy
    lanes = economy.rowCount * economy.shape.lanes
    step = LaneBuffer(lanes: lanes)
    origin = LaneBuffer(lanes: lanes)
    direction = LaneBuffer(lanes: lanes)
    subspace = KrylovSubspace(lanes: lanes, sizeMax: Self.subspaceMax)
  }

  /// Forgets how often equations were evaluated.
  func reset() { sweeps = 0 }

  /// Steps from the point until no excess demand is left.
  ///
  /// - Returns: Whether it got there; otherwise the point is the best it found.
  func run(
    _ prepared: PreparedBaseline, _ flexible: FlexibleBaseline, tolerance: Double,
    stepLimit: Int, sweepLimit: Int
  ) -> Bool {
    evaluate(prepared, flexible)
    guard residual.isFinite else { return false }
    var forcing = 1e-2
    for _ in 0..<stepLimit {
      if residual <= tolerance {
        polish(prepared, flexible)
        return true
      }
      let before = merit
      let found = findStep(prepared, flexible, tolerance: forcing)
      guard found, search(prepared, flexible, sweepLimit: sweepLimit) else { return false }
      // Closer to the solution it pays to solve for the step more exactly.
      forcing = min(1e-2, max(1e-6, 0.5 * merit / before))
    }
    return residual <= tolerance
  }

  /// The sum of squared residuals.
  private var merit: Double {
    dot(economy.residuals.rows, economy.residuals.rows, lanes: lanes)
  }

  private func evaluate(_ prepared: PreparedBaseline, _ flexible: FlexibleBaseline) {
    residual = economy.evaluate(prepared, flexible)
    sweeps += 1
  }

  /// Finds the direction in which all residuals would vanish, were equations linear.
  private func findStep(
    _ prepared: PreparedBaseline, _ flexible: FlexibleBaseline, tolerance: Double
  ) -> Bool {
    if economy.unknowns.count <= Self.eliminationMax { return eliminate(prepared, flexible) }
    let left = subspace.solve(
      economy.residuals.rows, tolerance: tolerance, into: step.rows
    ) { direction, result in
      economy.differentiate(prepared, flexible, along: direction, into: result)
    }
    if left <= 0.1 { return true }
    return economy.unknowns.count <= Self.detourMax ? eliminate(prepared, flexible) : left < 1
  }

  /// Finds the step by elimination, from a Jacobian made column by column.
  private func eliminate(_ prepared: PreparedBaseline, _ flexible: FlexibleBaseline) -> Bool {
    let unknowns = economy.unknowns
    var system = DenseSystem(size: unknowns.count)
    direction.rows.clear(lanes: lanes)
    for (column, unknown) in unknowns.enumerated() {
      direction.rows[number: unknown] = 1
      economy.differentiate(prepared, flexible, along: direction.rows, into: step.rows)
      direction.rows[number: unknown] = 0
      for (row, equation) in unknowns.enumerated() {
        system[row, column] = step.rows[number: equation]
      }
    }
    guard let solution = system.solve(unknowns.map { -economy.residuals.rows[number: $0] }),
      solution.allSatisfy(\.isFinite)
    else { return false }
    step.rows.clear(lanes: lanes)
    for (index, unknown) in unknowns.enumerated() { step.rows[number: unknown] = solution[index] }
    return true
  }

  /// Goes along the step as far as it leads down.
  private func search(
    _ prepared: PreparedBaseline, _ flexible: FlexibleBaseline, sweepLimit: Int
  ) -> Bool {
    let before = merit
    let start = residual
    var largest = Lane.zero
    for lane in 0..<lanes { largest = larger(largest, magnitude(step.rows[lane])) }
    var length = min(1, Self.moveMax / largest.max())
    origin.rows.copy(from: economy.point.rows, lanes: lanes)
    var settlings = 0
    let least = length * Self.cutMin
    while length >= least && sweeps < sweepLimit {
      move(length)
      evaluate(prepared, flexible)
      while true {
        if residual.isFinite && merit <= (1 - 1e-4 * length) * before { return true }
        guard settlings < Self.settleLimit, economy.settle() else { break }
        evaluate(prepared, flexible)
        settlings += 1
      }
      length /= 2
    }
    economy.point.rows.copy(from: origin.rows, lanes: lanes)
    residual = start
    return false
  }

  /// Takes a part of the step; no price falls through its floor.
  private func move(_ length: Double) {
    let point = economy.point.rows
    for lane in 0..<lanes { point[lane] = origin.rows[lane] + length * step.rows[lane] }
    for lane in 0..<economy.shape.lanes {
      point[lane] = larger(point[lane], Lane(repeating: FlexibleEconomy.floor))
    }
    for lane in economy.boundsStart..<max(lanes, economy.boundsStart) {
      point[lane] = larger(point[lane], Lane(repeating: FlexibleEconomy.floor))
    }
  }

  /// Takes one more step, as the last is cheap and doubles the digits.
  private func polish(_ prepared: PreparedBaseline, _ flexible: FlexibleBaseline) {
    let before = residual
    origin.rows.copy(from: economy.point.rows, lanes: lanes)
    guard before > 0, findStep(prepared, flexible, tolerance: 1e-4) else { return }
    move(1)
    evaluate(prepared, flexible)
    guard !(residual < before) else { return }
    economy.point.rows.copy(from: origin.rows, lanes: lanes)
    evaluate(prepared, flexible)
  }

  /// Up to so many unknowns elimination is as fast as a subspace.
  private static let eliminationMax = 24
  /// Up to so many it's affordable where a subspace fails.
  private static let detourMax = 400
  private static let subspaceMax = 80
  /// How far an unknown may move in a step.
  private static let moveMax = 4.0
  /// How often prices and spending may settle before a step is cut.
  private static let settleLimit = 3
  /// How short a step may be cut.
  private static let cutMin = 1.0 / 16
}
