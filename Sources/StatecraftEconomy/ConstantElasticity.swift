internal import Elementary

/// The log of a CES price index in changes, and the shares that go with it.
///
/// ln ĉ = ln( Σ share e^(d z) ) / d with z the log prices and d = 1 − σ, shares moving with
/// e^(d (z − ln ĉ)); with d = 0 the Cobb-Douglas index Σ share z and constant shares. Numbers are
/// taken relative to the weightiest price, and e^x − 1 and ln(1 + x) as such, so that no digits are
/// lost as d nears zero, and none overflows.
///
/// - Parameters:
///   - weights: Shares at baseline for each of four states; they sum to one.
///   - logs: Log prices over their baseline.
///   - rows: How many prices there are.
///   - lanes: How far the rows of all three lie apart.
///   - power: d for each of the four states.
///   - shares: Where the shares go.
/// - Returns: The log price index of each of the four states.
func aggregate(
  _ weights: LaneRows, _ logs: LaneRows, rows: Int, stride lanes: Int, power: Lane,
  into shares: LaneRows
) -> Lane {
  let isConstant = power .== 0
  var mean = Lane.zero
  if any(isConstant) {
    for row in 0..<rows {
      mean += weights[row * lanes] * logs[row * lanes]
      shares[row * lanes] = weights[row * lanes]
    }
    if all(isConstant) { return mean }
  }
  var top = Lane(repeating: -.infinity)
  for row in 0..<rows {
    let candidate = power * logs[row * lanes]
    top = larger(top, candidate.replacing(with: -.infinity, where: weights[row * lanes] .== 0))
  }
  var sum = Lane.zero
  var sumLessOne = Lane.zero
  for row in 0..<rows {
    let (pull, pullLessOne) = exponentialAndLessOne(power * logs[row * lanes] - top)
    let share = weights[row * lanes] * pull
    shares[row * lanes] = share
    sum += share
    sumLessOne += weights[row * lanes] * pullLessOne
  }
  // Near minus one a small share of the weightiest price is all that is left of the sum.
  let isSmall = sumLessOne .< -0.5
  let log = logarithmOfOnePlus(sumLessOne.replacing(with: 0, where: isSmall))
    .replacing(with: logarithm(sum), where: isSmall)
  let inverse = 1 / sum
  for row in 0..<rows { shares[row * lanes] *= inverse }
  let index = (top + log) / power.replacing(with: 1, where: isConstant)
  return index.replacing(with: mean, where: isConstant)
}
