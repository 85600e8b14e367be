import GSL
import StatecraftAnalysis
import Testing

/// The intervals hold what they're for as often as they say, on models with a known truth.
struct CoverageTests {
  /// A distribution that is drawn from, with its mean and its quantiles.
  enum Model: String, CaseIterable {
    case normal, exponential, twoHeaps

    func draw(_ stream: RandomStream) throws -> Double {
      switch self {
      case .normal: try stream.normal(mean: 0, standardDeviation: 1)
      case .exponential: try stream.exponential(mean: 1)
      case .twoHeaps: stream.uniform() + (stream.uniform() < 0.3 ? 0 : 2)
      }
    }

    var mean: Double {
      switch self {
      case .normal: 0
      case .exponential: 1
      case .twoHeaps: 1.9
      }
    }

    /// At 0.05, 0.5 and 0.95.
    var quantiles: [Double] {
      switch self {
      case .normal: [-1.6448536, 0, 1.6448536]
      case .exponential: [0.0512933, 0.6931472, 2.9957323]
      case .twoHeaps: [0.05 / 0.3, 2 + 0.2 / 0.7, 2 + 0.65 / 0.7]
      }
    }
  }

  @Test(arguments: [(0.3, 80), (0.08, 200), (0.5, 50)])
  func `Wilson's interval of a share`(_ share: Double, _ runs: Int) throws {
    let coverage = try Coverage.share(key: 21) { stream in
      let count = (0..<runs).count { _ in stream.uniform() < share }
      return try Interval.wilson(count: count, of: runs).contains(share)
    }
    #expect(Coverage.bounds.contains(coverage), "\(coverage)")
  }

  @Test(arguments: Model.allCases)
  func `Student's interval of a mean`(_ model: Model) throws {
    let coverage = try Coverage.share(key: 22) { stream in
      var moments = Moments()
      for _ in 0..<100 { moments.add(try model.draw(stream)) }
      return try #require(try Interval.mean(moments)).contains(model.mean)
    }
    #expect(Coverage.bounds.contains(coverage), "\(coverage)")
  }

  @Test(arguments: Model.allCases)
  func `The interval of a quantile between order statistics`(_ model: Model) throws {
    let quantiles = Array(zip([0.05, 0.5, 0.95], model.quantiles))
    var held = [0, 0, 0]
    _ = try Coverage.share(key: 23) { stream in
      let sorted = try (0..<110).map { _ in try model.draw(stream) }.sorted()
      for (index, (probability, truth)) in quantiles.enumerated() {
        let interval = try #require(try Interval.quantile(probability, ofSorted: sorted))
        if interval.contains(truth) { held[index] += 1 }
      }
      return true
    }
    for count in held {
      let coverage = Double(count) / Double(Coverage.samples)
      #expect(Coverage.bounds.contains(coverage), "\(coverage)")
    }
  }

  /// An event with share 0.3 in the base, which the variant takes away in a sixth of its runs and
  /// brings about in one of twenty others: the difference is −0.05 + 0.7/20.
  @Test func `Tango's interval of a difference of shares in pairs`() throws {
    let truth = -0.3 / 6 + 0.7 / 20
    let coverage = try Coverage.share(key: 24) { stream in
      var sample = PairedSample(.event)
      for _ in 0..<150 {
        let base = stream.uniform() < 0.3
        let variant = base ? stream.uniform() >= 1.0 / 6 : stream.uniform() < 1.0 / 20
        sample.add(base: base ? 1 : 0, variant: variant ? 1 : 0)
      }
      return try #require(try sample.difference().interval).contains(truth)
    }
    #expect(Coverage.bounds.contains(coverage), "\(coverage)")
  }

  @Test(arguments: Model.allCases)
  func `The interval of a difference of means in pairs`(_ model: Model) throws {
    let coverage = try Coverage.share(key: 25) { stream in
      var sample = PairedSample(.quantity)
      for _ in 0..<100 {
        let luck = try stream.normal(mean: 0, standardDeviation: 3)
        sample.add(base: luck, variant: luck + (try model.draw(stream)))
      }
      return try #require(try sample.difference().interval).contains(model.mean)
    }
    #expect(Coverage.bounds.contains(coverage), "\(coverage)")
  }

  @Test(arguments: [(0.3, 0.06), (0.08, 0.03)])
  func `The interval of a share at which a batch stops`(_ share: Double, _ halfWidth: Double) throws
  {
    let plan = try PrecisionPlan(upTo: 3000)
    let target = PrecisionTarget(Metric("outcome.S2", .event, ""), halfWidth: halfWidth)
    let coverage = try Coverage.share(key: 26) { stream in
      var watch = PrecisionWatch([target], plan: plan)
      while try !watch.add([stream.uniform() < share ? 1 : 0]) {}
      let interval = try #require(try watch.estimates[0].interval(level: plan.nominalLevel))
      #expect(interval.halfWidth <= halfWidth)
      return interval.contains(share)
    }
    #expect(Coverage.bounds.contains(coverage), "\(coverage)")
  }

  @Test(arguments: [(Model.exponential, 0.14), (.twoHeaps, 0.13)])
  func `The interval of a mean at which a batch stops`(
    _ model: Model, _ halfWidth: Double
  ) throws {
    let plan = try PrecisionPlan(upTo: 3000)
    let target = PrecisionTarget(Metric("gain.USA", .quantity, ""), halfWidth: halfWidth)
    let coverage = try Coverage.share(key: 27) { stream in
      var watch = PrecisionWatch([target], plan: plan)
      while try !watch.add([model.draw(stream)]) {}
      return try #require(try watch.estimates[0].interval(level: plan.nominalLevel))
        .contains(model.mean)
    }
    #expect(Coverage.bounds.contains(coverage), "\(coverage)")
  }
}
