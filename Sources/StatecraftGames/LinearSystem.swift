/// A dense system of linear equations, solved by elimination with partial pivoting.
struct LinearSystem {
  private let size: Int
  private var rows: [Double]

  init(size: Int) {
    self.size = size
    rows = Array(repeating: 0, count: size * size)
  }

  subscript(row: Int, column: Int) -> Double {
    get { rows[row * size + column] }
    _modify { yield &rows[row * size + column] }
  }

  /// The x for which A x = b; A must be regular.
  consuming func solution(_ right: [Double]) -> [Double] {
    var x = right
    for column in 0..<size {
      var pivot = column
      for row in column..<size where abs(self[row, column]) > abs(self[pivot, column]) {
        pivot = row
      }
      precondition(self[pivot, column] != 0, "The system of equations is singular")
      if pivot != column {
        for index in column..<size {
          rows.swapAt(pivot * size + index, column * size + index)
        }
        x.swapAt(pivot, column)
      }
      for row in (column + 1)..<max(size, column + 1) {
        let factor = self[row, column] / self[column, column]
        guard factor != 0 else { continue }
        for index in column..<size { self[row, index] -= factor * self[column, index] }
        x[row] -= factor * x[column]
      }
    }
    for row in (0..<size).reversed() {
      for index in (row + 1)..<max(size, row + 1) { x[row] -= self[row, index] * x[index] }
      x[row] /= self[row, row]
    }
    return x
  }
}
