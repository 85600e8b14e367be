/// How many values of a sample are in each of a number of equal intervals.
public struct Histogram: Sendable, Equatable {
  /// The smallest and the largest value.
  public let lower, upper: Double
  /// From the smallest to the largest; the last interval includes its end.
  public let counts: [Int]

  /// - Parameters:
  ///   - sorted: in ascending order, at least one value.
  ///   - bins: how many intervals, at least one.
  public init(ofSorted sorted: [Double], bins: Int = 20) {
    precondition(!sorted.isEmpty, "a histogram of no values")
    precondition(bins >= 1, "\(bins) intervals")
    let (lower, upper) = (sorted[0], sorted[sorted.count - 1])
    var counts = Array(repeating: 0, count: bins)
    for value in sorted {
      let place = upper > lower ? (value - lower) / (upper - lower) * Double(bins) : 0
      counts[min(Int(place), bins - 1)] += 1
    }
    self.lower = lower
    self.upper = upper
    self.counts = counts
  }

  /// What a row of bars is drawn with.
  public enum Style: Sendable {
    /// Eight heights of block characters.
    case blocks
    /// Characters that every terminal has, the darker the more.
    case plain

    var steps: [Character] {
      switch self {
      case .blocks: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
      case .plain: [".", ":", "-", "=", "+", "*", "#", "@"]
      }
    }
  }

  /// One character for each interval, a space where there's nothing: even a single value shows.
  public func bars(_ style: Style) -> String {
    let largest = counts.max() ?? 0
    let steps = style.steps
    return String(
      counts.map { count in
        count == 0 ? " " : steps[(count * steps.count + largest - 1) / largest - 1]
      })
  }
}
