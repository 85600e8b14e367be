internal import Elementary

extension Workspace {
  /// Sweeps and steps until no excess demand is left.
  func settle(
    _ baseline: Baseline, tolerance: Double, sweepLimit: Int
  ) throws(EquilibriumError) -> (sweeps: Int, residual: Double) {
    let prepared = baseline.prepared
    let lanes = rowCount * shape.lanes
    mixing.reset()
    var smallest = Double.infinity
    var stalled = 0
    var detours = 0
    for sweeps in 1...sweepLimit {
      sweep(prepared)
      leaveAbsent()
      let residual = largestResidual()
      if residual <= tolerance { return (sweeps, residual) }
      stalled = residual < smallest ? 0 : stalled + 1
      if residual < smallest {
        smallest = residual
        best.rows.copy(from: point.rows, lanes: lanes)
      }
      let manner = Manner(detours: detours)
      if !residual.isFinite || manner != .patient && stalled == Self.patience {
        // Astray: go on from the best point, more carefully; at last from the baseline, as the
        // point with the smallest residual may be a world that has all but vanished.
        point.rows.copy(from: best.rows, lanes: lanes)
        mixing.reset()
        detours += 1
        stalled = 0
        if Manner(detours: detours) == .patient { begin(prepared) }
        continue
      }
      switch manner {
      case .swift: findStep(prepared)
      case .plain: findPlainStep()
      case .patient: findLocalStep(baseline, damping: 1 / Double(detours - 1))
      }
      boundStep()
      previous.rows.copy(from: point.rows, lanes: lanes)
      if manner == .patient { mixing.reset() }
      mixing.advance(point.rows, by: step.rows)
      keepInBounds()
      holdNumeraire(prepared)
    }
    point.rows.copy(from: best.rows, lanes: lanes)
    sweep(prepared)
    leaveAbsent()
    throw failure(sweeps: sweepLimit)
  }

  /// States that trade with nobody and can't make what they need have no equilibrium to look for.
  private func leaveAbsent() {
    for state in absent {
      for row in 0..<rowCount { residuals.rows[number: row * shape.width + state] = 0 }
    }
  }

  /// How steps are taken: ever more carefully when the last manner led nowhere.
  ///
  /// Far from baseline, where a state has lost nearly all of its trade, the blocks can mislead.
  /// Raising each wage a little where labour is short may then do; and half a step by the blocks
  /// of wherever it is finds its way in all but the oddest worlds, only at a price.
  private enum Manner {
    /// By country blocks, mixed.
    case swift
    /// By the residuals themselves, mixed.
    case plain
    /// By the country blocks of the point itself, one damped step after the other.
    case patient

    init(detours: Int) { self = detours == 0 ? .swift : detours <= 2 ? .plain : .patient }
  }

  /// How many sweeps may pass without progress before another manner is tried.
  private static let patience = 25

  /// How much of its excess demand for labour moves a log wage in a plain step.
  private static let plainWageStep = 0.15

  /// How far a log wage or log price may move in a step.
  private static let moveMax = 1.0

  /// The largest residual of any equation; not a number when any is not.
  private func largestResidual() -> Double {
    let lanes = shape.lanes
    let goods = (1 + sectors) * lanes
    var largest = Lane.zero
    var sum = Lane.zero
    for index in 0..<goods {
      sum += residuals.rows[index]
      largest = larger(largest, magnitude(residuals.rows[index]))
    }
    for index in goods..<rowCount * lanes {
      sum += residuals.rows[index]
      // Relative to what is spent now or was at baseline, whichever is more.
      let scale = larger(point.rows[index], Lane(repeating: 1))
      largest = larger(largest, magnitude(residuals.rows[index] / scale))
    }
    return total(sum).isFinite ? largest.max() : .nan
  }

  /// Turns residuals into a step: each state's by its own block.
  private func findStep(_ prepared: PreparedBaseline) {
    let lanes = shape.lanes
    let rowCount = rowCount
    let gaps = narrowed.rows
    for lane in 0..<lanes {
      for row in 0..<rowCount {
        gaps[single: row] = SIMD4<Float>(residuals.rows[row &* lanes &+ lane])
      }
      let first = lane &* rowCount &* rowCount
      // Four rows at a time, as one sum would wait for itself.
      for row in stride(from: 0, to: rowCount, by: 4) {
        let block = first &+ row &* rowCount
        var sums = (SIMD4<Float>.zero, SIMD4<Float>.zero, SIMD4<Float>.zero, SIMD4<Float>.zero)
        for column in 0..<rowCount {
          let gap = gaps[single: column]
          let element = block &+ column
          sums.0 += prepared.blocks.rows[single: element] * gap
          sums.1 += prepared.blocks.rows[single: element &+ rowCount] * gap
          sums.2 += prepared.blocks.rows[single: element &+ 2 &* rowCount] * gap
          sums.3 += prepared.blocks.rows[single: element &+ 3 &* rowCount] * gap
        }
        let target = row &* lanes &+ lane
        step.rows[target] = Lane(sums.0)
        if row &+ 1 < rowCount { step.rows[target &+ lanes] = Lane(sums.1) }
        if row &+ 2 < rowCount { step.rows[target &+ 2 &* lanes] = Lane(sums.2) }
        if row &+ 3 < rowCount { step.rows[target &+ 3 &* lanes] = Lane(sums.3) }
      }
    }
  }

  /// Takes residuals as the step, wages damped.
  private func findPlainStep() {
    let lanes = shape.lanes
    step.rows.copy(from: residuals.rows, lanes: rowCount * lanes)
    for lane in 0..<lanes { step.rows[lane] *= Self.plainWageStep }
  }

  /// Shortens a step that would move a wage or price too far.
  private func boundStep() {
    let lanes = shape.lanes
    var largest = Lane.zero
    for index in 0..<(1 + sectors) * lanes {
      largest = larger(largest, magnitude(step.rows[index]))
    }
    let factor = Self.moveMax / largest.max()
    if factor < 1 {
      for index in 0..<rowCount * lanes { step.rows[index] *= factor }
    }
  }

  /// Holds a mixed step to a length that the equations bear, and spending above zero.
  private func keepInBounds() {
    let lanes = shape.lanes
    let goods = (1 + sectors) * lanes
    var largest = Lane.zero
    for index in 0..<goods {
      largest = larger(largest, magnitude(point.rows[index] - previous.rows[index]))
    }
    if !(largest.max() <= 2 * Self.moveMax) {
      for index in 0..<rowCount * lanes {
        point.rows[index] = previous.rows[index] + step.rows[index]
      }
      mixing.reset()
    }
    for index in goods..<rowCount * lanes {
      let floor = 0.1 * previous.rows[index]
      let spending = point.rows[index]
      point.rows[index] = spending.replacing(with: floor, where: spending .< floor)
    }
  }

  /// Scales all nominal unknowns so that world value added is what it was at baseline.
  private func holdNumeraire(_ prepared: PreparedBaseline) {
    let lanes = shape.lanes
    var sum = Lane.zero
    for lane in 0..<lanes {
      sum += exponential(point.rows[lane]) * prepared.valueAdded.rows[lane]
    }
    let scale = total(sum) / prepared.worldValueAdded
    let shift = logarithm(scale)
    let factor = 1 / scale
    var index = 0
    for _ in 0...sectors {
      for lane in 0..<lanes { point.rows[index &+ lane] -= shift * prepared.presence.rows[lane] }
      index &+= lanes
    }
    for index in (1 + sectors) * lanes..<rowCount * lanes { point.rows[index] *= factor }
  }

  private func failure(sweeps: Int) -> EquilibriumError {
    var state = 0
    var labour = -1.0
    for candidate in 0..<shape.states
    where abs(residuals.rows[number: candidate]) > labour {
      labour = abs(residuals.rows[number: candidate])
      state = candidate
    }
    var sector = 0
    var largest = -1.0
    for candidate in 0..<2 * sectors {
      for index in 0..<shape.states {
        let gap = abs(residuals.rows[number: (1 + candidate) * shape.width + index])
        if gap > largest {
          largest = gap
          sector = candidate % sectors
        }
      }
    }
    return .notConverged(
      sweeps: sweeps, residual: largestResidual(), state: state, sector: sector)
  }
}
