/// A sample that falls into two heaps, so that its mean describes neither.
public struct Clusters: Sendable, Equatable {
  /// The share of values in the lower heap; the others are in the upper one.
  public let lowerShare: Double
  /// The medians of the two heaps.
  public let lowerMedian, upperMedian: Double

  /// Values below which nothing is said.
  static let countMin = 30
  /// √n times the dip of n values is larger than this for less than one sample in a thousand
  /// from the uniform distribution, which of all with a single mode is the likeliest to dip
  /// (20,000 samples each of 30 to 1,000 values: the thousandth largest was 0.64 to 0.73).
  static let dipMin = 0.75
  /// What is rarer than that is a tail, not a heap.
  static let shareMin = 0.05

  /// Tells two heaps from one by the dip test of Hartigan and Hartigan (1985), then parts them
  /// where the squares within are smallest (Fisher 1958, exactly).
  ///
  /// - Parameter sorted: in ascending order.
  /// - Returns: nil unless the test says, at a level of 0.001, that there's more than one mode.
  public init?(ofSorted sorted: [Double]) {
    let count = sorted.count
    guard count >= Self.countMin,
      Dip(ofSorted: sorted).value * Double(count).squareRoot() > Self.dipMin
    else { return nil }
    let mean = sorted.reduce(0, +) / Double(count)
    var best = (between: -1.0, size: 0)
    var sum = 0.0
    for index in 0..<(count - 1) {
      sum += sorted[index] - mean
      let size = Double(index + 1)
      let between = sum * sum / (size * (Double(count) - size))
      if between > best.between, sorted[index] < sorted[index + 1] { best = (between, index + 1) }
    }
    let share = Double(best.size) / Double(count)
    guard min(share, 1 - share) >= Self.shareMin else { return nil }
    lowerShare = share
    lowerMedian = quantile(0.5, ofSorted: Array(sorted[..<best.size]))
    upperMedian = quantile(0.5, ofSorted: Array(sorted[best.size...]))
  }
}
