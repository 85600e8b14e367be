import Foundation
import GSL
import Testing

/// Draws, each from its own place as in a game, and tests of them.
///
/// Keys are fixed, so a test either always passes or always fails; thresholds are such that a right
/// distribution would fail for one key in a million.
struct Sample {
  var draws: [Double]

  init(
    _ count: Int = 20_000, key: UInt64 = 2024, _ draw: (RandomStream) throws -> Double
  ) rethrows {
    let stream = RandomStream()
    draws = try (0..<UInt64(count)).map { actor in
      stream.seek(key: (key, 1), counter: (0, 17, actor, 3))
      return try draw(stream)
    }
  }

  /// Compares mean and variance; `kurtosis` is the excess kurtosis, on which the error of the
  /// variance depends.
  func expectMoments(
    mean: Double, variance: Double, kurtosis: Double, at location: SourceLocation = #_sourceLocation
  ) {
    let count = Double(draws.count)
    let sampleMean = draws.reduce(0, +) / count
    let sampleVariance = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    let meanError = (sampleMean - mean) / (variance / count).squareRoot()
    let varianceError =
      (sampleVariance - variance) / (variance * ((kurtosis + 2) / count).squareRoot())
    #expect(abs(meanError) < 4.9, "mean \(sampleMean), not \(mean)", sourceLocation: location)
    #expect(
      abs(varianceError) < 4.9, "variance \(sampleVariance), not \(variance)",
      sourceLocation: location)
  }

  /// The test of Kolmogorov and Smirnov; for whole numbers it errs towards passing.
  func expectDistribution(
    at location: SourceLocation = #_sourceLocation, _ cumulative: (Double) throws -> Double
  ) rethrows {
    let sorted = draws.sorted()
    let count = Double(sorted.count)
    var distance = 0.0
    var start = 0
    while start < sorted.count {
      var end = start
      while end < sorted.count, sorted[end] == sorted[start] { end += 1 }
      let expected = try cumulative(sorted[start])
      distance = max(distance, abs(Double(end) / count - expected))
      // Ties belong to whole numbers, whose distribution jumps: compare above the jump only.
      if end == start + 1 { distance = max(distance, abs(Double(start) / count - expected)) }
      start = end
    }
    let bound = (log(2 / 1e-6) / 2).squareRoot()
    #expect(distance * count.squareRoot() < bound, sourceLocation: location)
  }
}
