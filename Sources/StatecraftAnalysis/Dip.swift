/// How far a sample is from having a single mode: Hartigan and Hartigan (1985).
///
/// The largest distance between the sample's distribution function and the nearest one with a
/// single mode, in `0...0.25`. It asks nothing of the shape of the modes, unlike coefficients of
/// skewness and kurtosis, which take a skewed sample for two.
///
/// After algorithm AS 217 (Hartigan 1985) with Maechler's corrections: between a convex minorant
/// below the mode and a concave majorant above it, the modal interval is narrowed until the
/// distance outside exceeds that inside.
struct Dip {
  /// From 1/(2n) to 0.25.
  let value: Double

  /// Points count from 1, as ranks do.
  private let x: [Double]
  /// The next point down on the convex minorant of the points up to each.
  private var minorant: [Int]
  /// The next point up on the concave majorant of the points from each.
  private var majorant: [Int]

  /// - Parameter sorted: in ascending order, at least one value.
  init(ofSorted sorted: [Double]) {
    precondition(!sorted.isEmpty, "a dip of no values")
    let count = sorted.count
    x = [0] + sorted
    minorant = Self.minorant(x)
    majorant = Self.majorant(x)
    // In units of 1/(2n) until the end.
    var dip = 1.0
    var (low, high) = (1, count)
    while low < high, x[low] < x[high] {
      let below = Self.chain(from: high, to: low, by: minorant)
      let above = Self.chain(from: low, to: high, by: majorant)
      let gap = Self.widestGap(below, above, x)
      guard gap.width >= dip else { break }
      dip = max(
        dip, Self.distance(below[gap.below...], x, isAbove: false),
        Self.distance(above[gap.above...], x, isAbove: true))
      guard (low, high) != (below[gap.below], above[gap.above]) else { break }
      (low, high) = (below[gap.below], above[gap.above])
    }
    value = dip / (2 * Double(count))
  }

  private static func minorant(_ x: [Double]) -> [Int] {
    var next = Array(0..<x.count).map { max($0 - 1, 1) }
    for j in 2..<max(x.count, 2) {
      while next[j] != 1 {
        let (i, h) = (next[j], next[next[j]])
        if (x[j] - x[i]) * Double(i - h) < (x[i] - x[h]) * Double(j - i) { break }
        next[j] = h
      }
    }
    return next
  }

  private static func majorant(_ x: [Double]) -> [Int] {
    let last = x.count - 1
    var next = Array(0..<x.count).map { min($0 + 1, last) }
    for k in stride(from: last - 1, through: 1, by: -1) {
      while next[k] != last {
        let (i, h) = (next[k], next[next[k]])
        if (x[k] - x[i]) * Double(i - h) < (x[i] - x[h]) * Double(k - i) { break }
        next[k] = h
      }
    }
    return next
  }

  private static func chain(from start: Int, to end: Int, by next: [Int]) -> [Int] {
    var chain = [start]
    while chain[chain.count - 1] != end { chain.append(next[chain[chain.count - 1]]) }
    return chain
  }

  /// The largest distance between minorant and majorant, and where in the two chains it is.
  private static func widestGap(
    _ below: [Int], _ above: [Int], _ x: [Double]
  ) -> (width: Double, below: Int, above: Int) {
    var gap = (width: 0.0, below: below.count - 1, above: above.count - 1)
    guard below.count > 2 || above.count > 2 else { return (1, gap.below, gap.above) }
    var (i, j) = (below.count - 2, 1)
    repeat {
      let (lower, upper) = (below[i], above[j])
      if lower > upper {
        let before = below[i + 1]
        let rise = (x[upper] - x[before]) * Double(lower - before) / (x[lower] - x[before])
        let width = Double(upper - before + 1) - rise
        j += 1
        if width >= gap.width { gap = (width, i + 1, j - 1) }
      } else {
        let before = above[j - 1]
        let rise = (x[lower] - x[before]) * Double(upper - before) / (x[upper] - x[before])
        let width = rise - Double(lower - before - 1)
        i -= 1
        if width >= gap.width { gap = (width, i + 1, j) }
      }
      (i, j) = (max(i, 0), min(j, above.count - 1))
    } while below[i] != above[j]
    return gap
  }

  /// The largest distance between the sample and the straight pieces of a chain.
  private static func distance(
    _ chain: ArraySlice<Int>, _ x: [Double], isAbove: Bool
  ) -> Double {
    var largest = 0.0
    for (one, other) in zip(chain, chain.dropFirst()) {
      let (start, end) = (min(one, other), max(one, other))
      largest = max(largest, 1)
      guard end - start > 1, x[end] > x[start] else { continue }
      let slope = Double(end - start) / (x[end] - x[start])
      for point in start...end {
        let (rise, rank) = ((x[point] - x[start]) * slope, Double(point - start))
        largest = max(largest, isAbove ? rise - rank + 1 : rank - rise + 1)
      }
    }
    return largest
  }
}
