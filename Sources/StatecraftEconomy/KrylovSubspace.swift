/// Solves large systems of linear equations from products with their matrix alone.
///
/// Generalised minimal residuals (Saad and Schultz 1986): the solution is sought among what the
/// matrix makes of the right-hand side, applied again and again; the part with the smallest
/// residual is taken.
struct KrylovSubspace: ~Copyable {
  private let lanes: Int
  private let sizeMax: Int
  private let basis: LaneBuffer
  private var hessenberg: [Double]
  private var cosines: [Double]
  private var sines: [Double]
  private var right: [Double]

  /// Makes memory for vectors of this many lanes and subspaces of up to this many dimensions.
  init(lanes: Int, sizeMax: Int) {
    self.lanes = lanes
    self.sizeMax = sizeMax
    basis = LaneBuffer(lanes: (sizeMax + 1) * lanes)
    hessenberg = Array(repeating: 0, count: (sizeMax + 1) * sizeMax)
    cosines = Array(repeating: 0, count: sizeMax)
    sines = cosines
    right = Array(repeating: 0, count: sizeMax + 1)
  }

  /// Finds what the matrix turns into the negative of `vector`.
  ///
  /// - Parameters:
  ///   - vector: What is to be made zero.
  ///   - tolerance: The residual, relative to the vector, at which to stop.
  ///   - solution: Where the solution goes.
  ///   - product: Multiplies the matrix with its first argument into its second.
  /// - Returns: The residual that is left, relative to the vector.
  mutating func solve(
    _ vector: LaneRows, tolerance: Double, into solution: LaneRows,
    product: (LaneRows, LaneRows) -> Void
  ) -> Double {
    solution.clear(lanes: lanes)
    let length = dot(vector, vector, lanes: lanes).squareRoot()
    guard length > 0 else { return 0 }
    for lane in 0..<lanes { basis.rows[lane] = vector[lane] * (-1 / length) }
    for row in right.indices { right[row] = 0 }
    right[0] = length
    var size = 0
    while size < sizeMax && abs(right[size]) > tolerance * length {
      let next = basis.rows + (size + 1) * lanes
      product(basis.rows + size * lanes, next)
      guard orthogonalise(next, against: size) else { break }
      size += 1
    }
    combine(size, into: solution)
    return abs(right[size]) / length
  }

  /// Takes from a product what lies in the subspace, and turns its coordinates.
  ///
  /// - Returns: Whether the product is a number.
  private mutating func orthogonalise(_ next: LaneRows, against size: Int) -> Bool {
    let column = size * (sizeMax + 1)
    let before = dot(next, next, lanes: lanes).squareRoot()
    for row in 0...size {
      let part = basis.rows + row * lanes
      let weight = dot(next, part, lanes: lanes)
      hessenberg[column + row] = weight
      for lane in 0..<lanes { next[lane] -= weight * part[lane] }
    }
    var length = dot(next, next, lanes: lanes).squareRoot()
    guard length.isFinite else { return false }
    // What is left of a product within the subspace is rounding.
    if length <= 1e-14 * before { length = 0 }
    if length > 0 {
      for lane in 0..<lanes { next[lane] *= 1 / length }
    } else {
      next.clear(lanes: lanes)
    }
    for row in 0..<size {
      let upper = hessenberg[column + row]
      let lower = hessenberg[column + row + 1]
      hessenberg[column + row] = cosines[row] * upper + sines[row] * lower
      hessenberg[column + row + 1] = cosines[row] * lower - sines[row] * upper
    }
    let upper = hessenberg[column + size]
    let radius = (upper * upper + length * length).squareRoot()
    guard radius > 0 else { return false }
    cosines[size] = upper / radius
    sines[size] = length / radius
    hessenberg[column + size] = radius
    right[size + 1] = -sines[size] * right[size]
    right[size] *= cosines[size]
    return true
  }

  /// Adds up the basis with the weights that leave the smallest residual.
  private func combine(_ size: Int, into solution: LaneRows) {
    var weights = right
    for row in stride(from: size - 1, through: 0, by: -1) {
      for column in row + 1..<max(size, row + 1) {
        weights[row] -= hessenberg[column * (sizeMax + 1) + row] * weights[column]
      }
      weights[row] /= hessenberg[row * (sizeMax + 1) + row]
      let part = basis.rows + row * lanes
      for lane in 0..<lanes { solution[lane] += weights[row] * part[lane] }
    }
  }
}
