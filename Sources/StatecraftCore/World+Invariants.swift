/// A number of the world that can't be.
public struct InvariantFailure: Error, Sendable, Equatable, CustomStringConvertible {
  public let column: Column
  /// The position in the column's storage.
  public let position: Int
  public let value: Double
  public let expectation: String

  public var description: String {
    "Column ‘\(column.rawValue)’ holds \(value) at position \(position): expected \(expectation)."
  }
}

extension World {
  /// Every number that is out of its bounds, in order of column and position.
  ///
  /// - Parameter earlier: a world without failures: columns that lie where they lie there aren't
  ///   looked at again.
  public func invariantFailures(
    limits: Limits, since earlier: World? = nil
  ) -> [InvariantFailure] {
    var failures: [InvariantFailure] = []
    for column in columns {
      if let earlier, numbers(column).isOneStorage(with: earlier.numbers(column)) { continue }
      let (range, words) = Self.bounds(of: column, limits: limits)
      let numbers = numbers(column)
      // Asked of all at once first, as next to always there is none to name.
      if numbers.areWithin(range) { continue }
      for (position, value) in numbers.enumerated() where !range.contains(value) {
        failures.append(
          InvariantFailure(column: column, position: position, value: value, expectation: words))
      }
    }
    return failures
  }

  private static func bounds(
    of column: Column, limits: Limits
  ) -> (range: ClosedRange<Double>, words: String) {
    let largest = Double.greatestFiniteMagnitude
    switch column {
    case .alignment, .marketAccess, .exportControlOrdered, .exportControl,
      .importRestrictionOrdered, .importRestriction, .threat, .relativeGains:
      return (0...1, "0 to 1")
    case .tariff: return (0...limits.tariffMax, "0 to \(limits.tariffMax)")
    case .disruption, .grievance, .technology, .government, .securedByLeader, .securedBySystem,
      .projects:
      return (0...largest, "0 or more")
    case .expenditure, .output, .flows: return (0...largest, "0 or more, and finite")
    case .realIncome, .wage, .price: return (Double.leastNonzeroMagnitude...largest, "more than 0")
    case .productivity, .weights, .moves, .types, .payoffs, .scores:
      return (-largest...largest, "finite")
    case .exclusionByLeader, .exclusionBySystem: return (-largest...1, "1 at most")
    }
  }
}

extension [Double] {
  /// Whether all numbers are in a range; one that isn't a number is in none.
  fileprivate func areWithin(_ range: ClosedRange<Double>) -> Bool {
    withUnsafeBufferPointer { buffer in
      let (lowest, highest) = (range.lowerBound, range.upperBound)
      let lows = SIMD8(repeating: lowest)
      let highs = SIMD8(repeating: highest)
      // Without a branch a number, and eight side by side.
      var outside = SIMD8<Double>.zero
      let eights = buffer.count / 8
      let raw = UnsafeRawBufferPointer(buffer)
      for eight in 0..<eights {
        let values = raw.loadUnaligned(
          fromByteOffset: eight &* 64, as: SIMD8<Double>.self)
        outside.replace(with: 1, where: .!((values .>= lows) .& (values .<= highs)))
      }
      guard outside == .zero else { return false }
      for value in buffer[(eights * 8)...] where !(value >= lowest && value <= highest) {
        return false
      }
      return true
    }
  }
}
