internal import Elementary

/// How trade elasticities grow with the time since a shock.
///
/// At once buyers hardly find other suppliers; in the long run they do. The share of the long-run
/// elasticity that has been reached is 1 − (1 − start) e^(−speed t), for every sector alike. What
/// decoupling costs falls with it: for Germany without China from 5 to 4 to 1–2 % (Baqaee and
/// others 2024).
public struct ElasticityPath: Sendable, Equatable {
  /// The share at once, above 0 and at most 1.
  public var start: Double

  /// How fast it grows, per year: what is left to go shrinks by e^−speed in a year.
  public var speed: Double

  /// Makes a path.
  public init(start: Double, speed: Double) {
    precondition(start > 0 && start <= 1 && speed >= 0, "start \(start), speed \(speed)")
    self.start = start
    self.speed = speed
  }

  /// The share of long-run elasticities that is reached after some years, in `start...1`.
  public func share(after years: Double) -> Double {
    1 - (1 - start) * exponential(-speed * years)
  }
}

extension Baseline {
  /// The same world with other elasticities, which say nothing of where it stands.
  ///
  /// - Parameters:
  ///   - elasticities: θ[s].
  ///   - inputElasticities: σ[s]; as they are where there are none.
  /// - Throws: `BaselineError.violations` where an elasticity can't be.
  public func replacing(
    elasticities: [Double], inputElasticities: [Double]? = nil
  ) throws(BaselineError) -> Baseline {
    var shares = shares
    shares.elasticities = elasticities
    if let inputElasticities { shares.technology.inputElasticities = inputElasticities }
    return try Baseline(shares: shares, valueAdded: valueAdded, transfers: transfers)
  }
}
