internal import StatecraftAnalysis
internal import StatecraftCore

/// What one variant does to the metrics, against another or the base.
struct Comparison {
  /// A metric, what it's in both, and what that means in a family of results.
  struct Result {
    let metric: Metric
    let found: PairedDifference
    /// Corrected for all metrics of the comparison (Holm).
    let probability: Double
    /// Whether it's told apart from no difference.
    let isClear: Bool
    /// The result in a sentence.
    let sentence: String
  }

  /// The level at which results are told apart.
  static let level = 0.05

  let base: String
  let variant: String
  let sameGames: Int
  let results: [Result]

  init(
    base: String, variant: String, sameGames: Int, metrics: [Metric], samples: [PairedSample]
  ) throws {
    self.base = base
    self.variant = variant
    self.sameGames = sameGames
    let found = try samples.map { try $0.difference() }
    let corrected = holm(found.map(\.probability))
    results = metrics.indices.map { index in
      let isClear = corrected[index] <= Self.level
      return Result(
        metric: metrics[index], found: found[index], probability: corrected[index],
        isClear: isClear,
        sentence: Self.sentence(
          metrics[index], found[index], isClear: isClear, variant: variant, base: base))
    }
  }

  /// Those that aren't the same in every run.
  var differing: [Result] { results.filter { $0.found.differingPairs > 0 } }

  /// How many times the runs sharing luck was worth: the lowest, the median and the highest.
  var gain: (lowest: Double, median: Double, highest: Double)? {
    let ratios = differing.compactMap(\.found.varianceRatio).sorted()
    guard let lowest = ratios.first, let highest = ratios.last else { return nil }
    return (lowest, quantile(0.5, ofSorted: ratios), highest)
  }

  private static func sentence(
    _ metric: Metric, _ found: PairedDifference, isClear: Bool, variant: String, base: String
  ) -> String {
    let against = base == Variant.baseName ? "" : " against ‘\(base)’"
    let lead = "With ‘\(variant)’\(against), "
    guard found.differingPairs > 0 else {
      return lead + "\(metric.name) is the same in every run."
    }
    guard isClear else {
      return lead + "no difference in \(metric.name) can be told from luck: "
        + "\(metric.written(found.difference, signed: true, like: found.interval)) "
        + "\(metric.bracket(found.interval))."
    }
    let isLower = found.difference < 0
    let size = found.interval.map {
      isLower ? Interval(lower: -$0.upper, upper: -$0.lower) : $0
    }
    var text =
      lead
      + metric.telling(
        of: found.difference,
        amount: metric.written(abs(found.difference), signed: false, like: size))
      + " \(metric.bracket(size)): \(metric.written(found.variant, signed: false)) against "
      + "\(metric.written(found.base, signed: false))\(metric.isPercent ? " %" : "")"
    if let ratio = found.varianceRatio {
      if ratio >= 1.5 {
        text += "; sharing luck was worth \(Self.told(ratio)) times the runs"
      } else if ratio < 0.9 {
        text += "; sharing luck cost it \(Int((100 * (1 - ratio)).rounded())) % of the runs"
      }
    }
    return text + "."
  }

  /// A variance ratio with as many digits as mean something.
  static func told(_ ratio: Double) -> String {
    ratio >= 9999.5 ? "over 9,999" : ratio < 99.95 ? fixed(ratio, 1) : grouped(Int(ratio.rounded()))
  }
}

extension Metric {
  /// A value, percents without their sign.
  func written(_ value: Double, signed: Bool) -> String {
    fixed(scale * value, decimals, signed: signed)
  }

  /// A difference with the decimals of its interval.
  func written(_ value: Double, signed: Bool, like interval: Interval?) -> String {
    fixed(scale * value, decimals(for: interval), signed: signed)
  }

  func bracket(_ interval: Interval?) -> String {
    let decimals = decimals(for: interval)
    return interval.map {
      "[\(fixed(scale * $0.lower, decimals)), \(fixed(scale * $0.upper, decimals))]"
    } ?? ""
  }

  private var scale: Double { isPercent ? 100 : 1 }

  /// The decimals that people want to see.
  private var decimals: Int { kind == .event ? 1 : 2 }

  /// One more where an interval would look like a point.
  private func decimals(for interval: Interval?) -> Int {
    guard let interval, interval.halfWidth > 0 else { return decimals }
    return scale * interval.halfWidth < (kind == .event ? 0.1 : 0.01) ? decimals + 1 : decimals
  }
}
