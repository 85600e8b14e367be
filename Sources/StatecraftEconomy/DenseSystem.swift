/// A small system of linear equations, solved by elimination with partial pivoting.
struct DenseSystem {
  let size: Int
  private var elements: [Double]

  init(size: Int) {
    self.size = size
    elements = Array(repeating: 0, count: size * size)
  }

  subscript(row: Int, column: Int) -> Double {
    get { elements[row * size + column] }
    _modify { yield &elements[row * size + column] }
  }

  /// Subtracts a multiple of some numbers from a row, one from each of its elements.
  mutating func subtract(_ factor: Double, times numbers: [Double], fromRow row: Int) {
    precondition(numbers.count == size, "\(numbers.count) numbers for a row of \(size)")
    let first = row * size
    elements.withUnsafeMutableBufferPointer { elements in
      for column in 0..<numbers.count { elements[first &+ column] -= factor * numbers[column] }
    }
  }

  /// The solution for right-hand sides, one after the other (`count` of them, row by row).
  ///
  /// Nothing when the system is singular.
  func solve(_ right: [Double], count: Int = 1) -> [Double]? {
    var a = elements
    var b = right
    for column in 0..<size {
      var pivot = column
      for row in column..<size where abs(a[row * size + column]) > abs(a[pivot * size + column]) {
        pivot = row
      }
      let head = a[pivot * size + column]
      guard head.isFinite, head != 0 else { return nil }
      if pivot != column {
        for k in 0..<size { a.swapAt(pivot * size + k, column * size + k) }
        for k in 0..<count { b.swapAt(pivot * count + k, column * count + k) }
      }
      for row in column + 1..<max(size, column + 1) {
        let factor = a[row * size + column] / head
        guard factor != 0 else { continue }
        let (target, source) = (row * size, column * size)
        a.withUnsafeMutableBufferPointer { a in
          for k in column..<size { a[target &+ k] -= factor * a[source &+ k] }
        }
        for k in 0..<count { b[row * count + k] -= factor * b[column * count + k] }
      }
    }
    for row in stride(from: size - 1, through: 0, by: -1) {
      for k in 0..<count {
        var sum = b[row * count + k]
        for column in row + 1..<max(size, row + 1) {
          sum -= a[row * size + column] * b[column * count + k]
        }
        b[row * count + k] = sum / a[row * size + row]
      }
    }
    return b
  }
}
