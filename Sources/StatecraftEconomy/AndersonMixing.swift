/// Speeds up a fixed-point iteration by mixing its last steps (Anderson 1965, type II).
///
/// The next point is the one that, if the map were linear, the combination of the last steps
/// with the smallest residual would lead to (Walker and Ni 2011). The least-squares problem is
/// solved by its normal equations, whose matrix gains a row a step.
struct AndersonMixing: ~Copyable {
  private let lanes: Int
  private let memory: Int
  private let stepChanges: LaneBuffer
  private let targetChanges: LaneBuffer
  private let lastStep: LaneBuffer
  private let lastTarget: LaneBuffer
  private var gram: [Double]
  private var factor: [Double]
  private var weights: [Double]
  private var kept = 0
  private var next = 0
  private var hasLast = false

  /// Makes a mixer for points of this many lanes that remembers this many steps.
  init(lanes: Int, memory: Int) {
    self.lanes = lanes
    self.memory = memory
    stepChanges = LaneBuffer(lanes: lanes * memory)
    targetChanges = LaneBuffer(lanes: lanes * memory)
    lastStep = LaneBuffer(lanes: lanes)
    lastTarget = LaneBuffer(lanes: lanes)
    gram = Array(repeating: 0, count: memory * memory)
    factor = gram
    weights = Array(repeating: 0, count: memory)
  }

  /// Forgets all steps.
  mutating func reset() {
    kept = 0
    next = 0
    hasLast = false
  }

  /// Moves a point by its step, mixed with the steps before.
  mutating func advance(_ point: LaneRows, by step: LaneRows) {
    let previousStep = lastStep.rows
    let previousTarget = lastTarget.rows
    if hasLast {
      let stepChange = stepChanges.rows + next * lanes
      let targetChange = targetChanges.rows + next * lanes
      for lane in 0..<lanes {
        let target = point[lane] + step[lane]
        stepChange[lane] = step[lane] - previousStep[lane]
        targetChange[lane] = target - previousTarget[lane]
        previousStep[lane] = step[lane]
        previousTarget[lane] = target
        point[lane] = target
      }
      kept = min(kept + 1, memory)
      for other in 0..<kept {
        let product = dot(stepChange, stepChanges.rows + other * lanes, lanes: lanes)
        gram[next * memory + other] = product
        gram[other * memory + next] = product
      }
      next = (next + 1) % memory
      for index in 0..<kept {
        weights[index] = dot(step, stepChanges.rows + index * lanes, lanes: lanes)
      }
      solveNormalEquations()
      for index in 0..<kept where weights[index] != 0 {
        let weight = weights[index]
        let change = targetChanges.rows + index * lanes
        for lane in 0..<lanes { point[lane] -= weight * change[lane] }
      }
    } else {
      for lane in 0..<lanes {
        let target = point[lane] + step[lane]
        previousStep[lane] = step[lane]
        previousTarget[lane] = target
        point[lane] = target
      }
      hasLast = true
    }
  }

  /// Solves gram · x = weights in place by L D Lᵀ; a step that adds no direction gets no weight.
  private mutating func solveNormalEquations() {
    for row in 0..<kept {
      for column in 0...row {
        var sum = gram[row * memory + column]
        for k in 0..<column {
          sum -= factor[row * memory + k] * factor[column * memory + k] * factor[k * memory + k]
        }
        if row == column {
          factor[row * memory + row] = sum > 1e-13 * gram[row * memory + row] ? sum : 0
        } else {
          let pivot = factor[column * memory + column]
          factor[row * memory + column] = pivot > 0 ? sum / pivot : 0
        }
      }
    }
    for row in 0..<kept {
      for k in 0..<row { weights[row] -= factor[row * memory + k] * weights[k] }
    }
    for row in stride(from: kept - 1, through: 0, by: -1) {
      let pivot = factor[row * memory + row]
      var solution = pivot > 0 ? weights[row] / pivot : 0
      if pivot > 0 {
        for k in row + 1..<max(kept, row + 1) {
          solution -= factor[k * memory + row] * weights[k]
        }
      }
      weights[row] = solution
    }
  }
}
