extension Math {
  /// Solves A x = b by Gaussian elimination with partial pivoting: for systems of at most a few
  /// hundred unknowns.
  ///
  /// - Parameters:
  ///   - matrix: A, square, row by row.
  ///   - right: b, as long as A has rows.
  /// - Returns: x, or nil where A is singular.
  public static func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double]? {
    let count = right.count
    precondition(
      matrix.count == count && matrix.allSatisfy { $0.count == count },
      "a system of \(matrix.count) rows for \(count) unknowns")
    var (a, b) = (matrix, right)
    for column in 0..<count {
      var pivot = column
      for row in column..<count where abs(a[row][column]) > abs(a[pivot][column]) { pivot = row }
      guard a[pivot][column] != 0 else { return nil }
      a.swapAt(column, pivot)
      b.swapAt(column, pivot)
      for row in (column + 1)..<max(count, column + 1) where a[row][column] != 0 {
        let factor = a[row][column] / a[column][column]
        for index in column..<count { a[row][index] -= factor * a[column][index] }
        b[row] -= factor * b[column]
      }
    }
    for row in (0..<count).reversed() {
      for index in (row + 1)..<max(count, row + 1) { b[row] -= a[row][index] * b[index] }
      b[row] /= a[row][row]
    }
    return b
  }
}
