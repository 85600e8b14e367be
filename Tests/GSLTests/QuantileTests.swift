import GSL
import Testing

/// Expected values are SciPy's: `norm`, `t`, `chi2`, `beta`, `f` and `binom` of `scipy.stats`.
struct QuantileTests {
  private func expect(
    _ value: Double, near expected: Double, within tolerance: Double = 1e-11,
    at location: SourceLocation = #_sourceLocation
  ) {
    #expect(
      abs(value - expected) <= tolerance * abs(expected), "\(value), not \(expected)",
      sourceLocation: location)
  }

  @Test func `Normal quantiles are right`() throws {
    try expect(Quantile.normal(0.975), near: 1.959963984540054)
    try expect(Quantile.normal(0.995), near: 2.5758293035489004)
    try expect(Quantile.normal(1e-10), near: -6.361340902404056)
    #expect(try Quantile.normal(0.5) == 0)
  }

  @Test func `Student quantiles are right`() throws {
    try expect(Quantile.studentT(0.975, degreesOfFreedom: 1), near: 12.706204736174694)
    try expect(Quantile.studentT(0.975, degreesOfFreedom: 9), near: 2.262157162798205)
    try expect(Quantile.studentT(0.995, degreesOfFreedom: 30), near: 2.7499956535672254)
    try expect(Quantile.studentT(0.975, degreesOfFreedom: 1_000), near: 1.9623390808264083)
    try expect(Quantile.studentT(1e-6, degreesOfFreedom: 3), near: -103.29946778041935)
    #expect(try Quantile.studentT(0.5, degreesOfFreedom: 5) == 0)
  }

  @Test func `Chi-square quantiles are right, where GSL's own fail too`() throws {
    try expect(Quantile.chiSquare(0.025, degreesOfFreedom: 1), near: 0.0009820691171752555)
    try expect(Quantile.chiSquare(0.5, degreesOfFreedom: 10), near: 9.34181776559197)
    try expect(Quantile.chiSquare(0.95, degreesOfFreedom: 100), near: 124.34211340400407)
    try expect(Quantile.chiSquare(1 - 1e-9, degreesOfFreedom: 1e5), near: 102705.65960788609)
    try expect(Quantile.chiSquare(0.001, degreesOfFreedom: 0.1), near: 1.1689264114573264e-60)
  }

  @Test func `Beta quantiles are right`() throws {
    try expect(Quantile.beta(0.025, alpha: 1, beta: 100), near: 0.00025314603297742064)
    try expect(Quantile.beta(0.975, alpha: 51, beta: 50), near: 0.601678870496699)
    try expect(Quantile.beta(0.5, alpha: 0.5, beta: 0.5), near: 0.5)
    try expect(Quantile.beta(0.025, alpha: 1e5, beta: 2e5), near: 0.3316475215506993)
    try expect(Quantile.beta(1e-6, alpha: 0.1, beta: 3), near: 2.3669013519449255e-61)
  }

  @Test func `F quantiles are right`() throws {
    try expect(
      Quantile.f(0.95, numeratorDegrees: 3, denominatorDegrees: 10), near: 3.7082648190468435)
    try expect(
      Quantile.f(0.05, numeratorDegrees: 1, denominatorDegrees: 100), near: 0.003951927625718328)
  }

  @Test func `Probabilities are right`() throws {
    try expect(CumulativeProbability.normal(-1.5), near: 0.06680720126885807)
    try expect(CumulativeProbability.studentT(2.5, degreesOfFreedom: 4), near: 0.966616727594006)
    try expect(CumulativeProbability.chiSquare(2.5, degreesOfFreedom: 4), near: 0.35536420706457217)
    try expect(CumulativeProbability.beta(0.2, alpha: 3, beta: 10), near: 0.44165425152000026)
    try expect(
      CumulativeProbability.f(2.5, numeratorDegrees: 3, denominatorDegrees: 10),
      near: 0.8809604373417219)
    #expect(try CumulativeProbability.f(-8, numeratorDegrees: 3, denominatorDegrees: 10) == 0)
  }

  @Test func `Binomial probabilities are right`() throws {
    func binomial(_ successes: Int, _ trials: Int, _ probability: Double) throws -> Double {
      try CumulativeProbability.binomial(successes, trials: trials, probability: probability)
    }
    try expect(binomial(3, 10, 0.3), near: 0.6496107184000002)
    try expect(binomial(0, 20, 0.1), near: 0.12157665459056925)
    try expect(binomial(500_000, 1_000_000, 0.5), near: 0.5003989421806654, within: 1e-9)
    #expect(try binomial(-1, 10, 0.3) == 0)
    #expect(try binomial(10, 10, 0.3) == 1)
    #expect(try binomial(0, 10, 0) == 1)
    #expect(try binomial(9, 10, 1) == 0)
    #expect(try binomial(0, 0, 0.5) == 1)
  }

  @Test func `A probability of its quantile is the probability`() throws {
    for probability in [1e-12, 1e-6, 0.025, 0.3, 0.5, 0.9, 0.975, 0.999] {
      for degrees in [1, 2.5, 30, 31, 500, 1e5] {
        let t = try Quantile.studentT(probability, degreesOfFreedom: degrees)
        // GSL's own probability is off by 1e-8 of itself at 31 degrees and 1e-12.
        try expect(
          CumulativeProbability.studentT(t, degreesOfFreedom: degrees), near: probability,
          within: 1e-10)
        let chiSquare = try Quantile.chiSquare(probability, degreesOfFreedom: degrees)
        try expect(
          CumulativeProbability.chiSquare(chiSquare, degreesOfFreedom: degrees), near: probability,
          within: 1e-10)
        let beta = try Quantile.beta(probability, alpha: degrees, beta: 7)
        try expect(
          CumulativeProbability.beta(beta, alpha: degrees, beta: 7), near: probability,
          within: 1e-9)
      }
    }
  }

  @Test func `Quantiles without a finite value are refused`() {
    for probability in [0, 1, -0.1, 1.1, .nan] {
      #expect(throws: GSLError.self) { try Quantile.normal(probability) }
      #expect(throws: GSLError.self) { try Quantile.studentT(probability, degreesOfFreedom: 3) }
      #expect(throws: GSLError.self) { try Quantile.chiSquare(probability, degreesOfFreedom: 3) }
      #expect(throws: GSLError.self) { try Quantile.beta(probability, alpha: 1, beta: 1) }
    }
  }

  @Test func `Where GSL gives up we say so, and the program goes on`() {
    #expect(
      throws: GSLError.noAnswer(
        function: "beta probability", arguments: "[0.5, 1000000.0, 1000000.0]")
    ) { try CumulativeProbability.beta(0.5, alpha: 1e6, beta: 1e6) }
  }
}
