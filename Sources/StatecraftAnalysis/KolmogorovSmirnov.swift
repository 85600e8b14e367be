internal import StatecraftCore

/// The test of Kolmogorov and Smirnov: whether values are drawn evenly from 0 to 1.
///
/// Values of any continuous distribution become such by its probability integral transform, so
/// that draws with different parameters are tested together.
public struct KolmogorovSmirnov: Sendable, Equatable {
  /// The largest distance between the values' distribution and the even one, in `0...1`.
  public let distance: Double
  /// The probability of a distance at least as large when the values are what they should be.
  public let pValue: Double

  /// - Parameter values: at least one, each in `0...1`, in any order.
  public init(_ values: [Double]) {
    precondition(!values.isEmpty, "a test of no values")
    let count = Double(values.count)
    var distance = 0.0
    for (index, value) in values.sorted().enumerated() {
      distance = max(
        distance, value - Double(index) / count, Double(index + 1) / count - value)
    }
    self.distance = distance
    pValue = 1 - Self.probability(count: values.count, distance: distance)
  }

  /// The probability that the distance of so many values is below `distance`.
  ///
  /// Up to 140 values by the matrix of Marsaglia, Tsang and Wang (2003), to seven digits at least;
  /// beyond by Kolmogorov's limit with the correction of Vrbik (2018), to four.
  static func probability(count: Int, distance: Double) -> Double {
    let n = Double(count)
    let square = distance * distance * n
    if count <= 140 {
      // Far out in the tail, where the matrix would be large.
      if square > 7.24 || (square > 3.76 && count > 99) {
        return 1 - 2 * Math.exp(-(2.000071 + 0.331 / n.squareRoot() + 1.409 / n) * square)
      }
      return exactProbability(count: count, distance: distance)
    }
    let scaled = n.squareRoot() * distance
    let corrected = scaled + 1 / (6 * n.squareRoot()) + (scaled - 1) / (4 * n)
    if corrected < 0.2 { return 0 }
    var tail = 0.0
    for term in 1...100 {
      let size = Math.exp(-2 * Double(term * term) * corrected * corrected)
      tail += term.isMultiple(of: 2) ? -size : size
      if size < 1e-16 { break }
    }
    return min(max(1 - 2 * tail, 0), 1)
  }

  /// Durbin's formula: n!/nⁿ times the middle of a matrix's n-th power.
  private static func exactProbability(count: Int, distance: Double) -> Double {
    let n = Double(count)
    let k = Int(n * distance) + 1
    let size = 2 * k - 1
    let h = Double(k) - n * distance
    var matrix = SquareMatrix(size: size)
    for row in 0..<size {
      for column in 0..<size where row - column + 1 >= 0 { matrix[row, column] = 1 }
    }
    for index in 0..<size {
      matrix[index, 0] -= Math.power(h, Double(index + 1))
      matrix[size - 1, index] -= Math.power(h, Double(size - index))
    }
    if 2 * h > 1 { matrix[size - 1, 0] += Math.power(2 * h - 1, Double(size)) }
    for row in 0..<size {
      for column in 0..<size where row - column + 1 > 1 {
        for factor in 2...(row - column + 1) { matrix[row, column] /= Double(factor) }
      }
    }
    var power = matrix.power(count)
    // The factorial's factors are taken one by one, so that nothing under- or overflows.
    var value = power.matrix[k - 1, k - 1]
    for factor in 1...count {
      value *= Double(factor) / n
      if value < 1e-140 && value > 0 {
        value *= 1e140
        power.exponent -= 140
      }
    }
    return min(max(value * Math.power(10, Double(power.exponent)), 0), 1)
  }
}

/// A square matrix, multiplied with itself.
private struct SquareMatrix {
  let size: Int
  private var values: [Double]

  init(size: Int) {
    self.size = size
    values = Array(repeating: 0, count: size * size)
  }

  subscript(row: Int, column: Int) -> Double {
    get { values[row * size + column] }
    set { values[row * size + column] = newValue }
  }

  func times(_ other: Self) -> Self {
    var product = Self(size: size)
    for row in 0..<size {
      for inner in 0..<size {
        let factor = self[row, inner]
        if factor == 0 { continue }
        for column in 0..<size { product[row, column] += factor * other[inner, column] }
      }
    }
    return product
  }

  /// A power, apart from a power of ten that keeps its middle in bounds.
  func power(_ exponent: Int) -> (matrix: Self, exponent: Int) {
    if exponent == 1 { return (self, 0) }
    let half = power(exponent / 2)
    var product = half.matrix.times(half.matrix)
    var ten = 2 * half.exponent
    if !exponent.isMultiple(of: 2) { product = times(product) }
    if product[size / 2, size / 2] > 1e140 {
      for index in product.values.indices { product.values[index] *= 1e-140 }
      ten += 140
    }
    return (product, ten)
  }
}
