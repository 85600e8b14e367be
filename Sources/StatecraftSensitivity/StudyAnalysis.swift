internal import StatecraftScenario

/// What a study's responses say, metric by metric.
public struct StudyAnalysis: Sendable {
  public let plan: Plan
  /// Points that could be used: all, or of a stopped sweep the whole rows.
  public let points: Int
  /// In the study's order.
  public let metrics: [MetricAnalysis]
  /// Whether there are several runs a point, and none differs from another of its point in anything
  /// that's measured.
  public let isWithoutLuck: Bool

  /// Analyses what there is by the study's design.
  ///
  /// - Returns: nil where too few points are done to say anything.
  /// - Throws: where GSL has no quantile for the numbers of runs.
  public init?(_ plan: Plan, _ responses: Responses) throws {
    let points = Self.usable(plan, responses.points)
    guard points > 1 || points == plan.points.count, points > 0 else { return nil }
    self.plan = plan
    self.points = points
    metrics = try plan.study.metrics.indices.map {
      try MetricAnalysis(plan, points: points, responses, metric: $0)
    }
    isWithoutLuck =
      responses.runs > 1
      && (0..<points).allSatisfy { point in
        let runs = responses.runs(at: point)
        return runs.allSatisfy { $0 == runs[0] }
      }
  }

  /// Factors, or rules that were switched off, that moved nothing that's measured in any run, where
  /// the design moves one at a time.
  public var idle: [String] {
    if case .without(let rules) = plan.study.design {
      return rules.filter { rule in
        metrics.allSatisfy { metric in
          guard case .main(let effects) = metric.finding else { return false }
          return effects[0].levels.contains { $0.value == rule && $0.difference.isNothing }
        }
      }
    }
    return plan.factors.indices.filter { factor in
      metrics.allSatisfy { metric in
        switch metric.finding {
        case .elementary(let effects): effects[factor].meanSize.value == 0
        case .main(let effects):
          plan.study.design.kind == .oneAtATime && !effects[factor].levels.isEmpty
            && effects[factor].levels.allSatisfy(\.difference.isNothing)
        case .indices, .regional: false
        }
      }
    }.map { plan.factors[$0].name }
  }

  /// What is to be minded: that luck, or what was varied, moved nothing.
  public var notes: [String] {
    var notes: [String] = []
    if isWithoutLuck {
      notes.append(
        "The games of a point are all the same in what's measured: luck moves nothing here, and "
          + "one game a point would do.")
    }
    if !idle.isEmpty {
      notes.append(
        "Nothing that's measured moves in any run with \(idle.joined(separator: ", ")): the runs "
          + "are identical in that.")
    }
    return notes
  }

  /// The points of whole rows or trajectories.
  private static func usable(_ plan: Plan, _ done: Int) -> Int {
    switch plan.study.design {
    case .morris: done - done % (plan.factors.count + 1)
    case .saltelli: done - done % (plan.factors.count + 2)
    case .fullFactorial: done == plan.points.count ? done : 0
    default: done
    }
  }
}

/// What a study says of one metric.
public struct MetricAnalysis: Sendable {
  public let metric: String
  /// The mean over points, and the lowest and highest mean of a point.
  public let mean: Double
  public let lowest: Double
  public let highest: Double
  /// The share of variance that is luck, for designs that fill the factors' space.
  public let luck: LuckShare?
  public let finding: Finding

  /// What a design's analysis finds, for each factor in the order of the plan.
  public enum Finding: Sendable {
    /// Of the mean over runs; and of the spread over runs, with four runs a point or more.
    case indices(mean: SobolIndices, spread: SobolIndices?)
    case elementary([MorrisEffect])
    case main([MainEffect])
    case regional(RegionalSensitivity)
  }

  init(_ plan: Plan, points count: Int, _ responses: Responses, metric: Int) throws {
    let study = plan.study
    let points = plan.points[..<count]
    let factorCount = plan.factors.count
    let bootstrap = Bootstrap(seed: study.seed)
    let values = { responses.values(at: $0, of: metric) }
    let means = points.indices.map { values($0).mean }
    self.metric = study.metrics[metric]
    mean = means.mean
    lowest = means.min() ?? 0
    highest = means.max() ?? 0

    func halves(_ statistic: Halves.Statistic) -> [Halves] {
      points.indices.compactMap { Halves(statistic, of: values($0)) }
    }
    func luck(_ places: [Int]) -> LuckShare {
      LuckShare(
        places.compactMap { Halves(.mean, of: values($0)) },
        variances: places.map { values($0).variance }, runs: responses.runs,
        isShared: study.luck == .shared, bootstrap: bootstrap)
    }
    switch study.design {
    case .saltelli:
      let spread = halves(.spread)
      finding = .indices(
        mean: SobolIndices(halves(.mean), factorCount: factorCount, bootstrap: bootstrap),
        spread: spread.isEmpty
          ? nil : SobolIndices(spread, factorCount: factorCount, bootstrap: bootstrap))
      // Only A and B are spread evenly over the factors' space.
      self.luck = luck(points.indices.filter { $0 % (factorCount + 2) < 2 })
    case .morris:
      finding = .elementary(
        MorrisEffect.effects(
          of: points, factorCount: factorCount, values: values, isShared: study.luck == .shared,
          bootstrap: bootstrap))
      self.luck = nil
    case .oneAtATime, .without:
      finding = .main(
        try MainEffect.againstFirst(points, factorCount: factorCount, values: values))
      self.luck = nil
    case .fullFactorial:
      finding = .main(
        try MainEffect.ofFactorial(Array(points), factorCount: factorCount, values: values))
      self.luck = luck(Array(points.indices))
    case .latinHypercube, .sobol, .listed:
      finding = .regional(
        RegionalSensitivity(
          Array(points), means: means,
          behaviour: study.behaviours.first { $0.metric == study.metrics[metric] }))
      self.luck = luck(Array(points.indices))
    }
  }
}
