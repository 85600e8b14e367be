internal import StatecraftCore
internal import StatecraftReplay

/// The draws for one purpose from one kind of distribution, gathered one by one.
struct PurposeDraws {
  let purpose: String
  /// The distribution's name, such as `normal`.
  let family: String
  private var count = 0
  private var repeated = 0
  private var impossible = 0
  private var sum = 0.0
  private var expectedSum = 0.0
  private var squares = 0.0
  private var expectedSquares = 0.0
  /// Probability integral transforms of continuous draws.
  private var transforms: [Double] = []
  /// By parameters, in order of appearance; counts are of discrete draws.
  private var groups: [DiscreteFit.Group] = []
  private var groupIndices: [StatecraftCore.Distribution: Int] = [:]

  init(purpose: String, family: String) {
    self.purpose = purpose
    self.family = family
  }

  mutating func add(_ draw: Draw, isRepeated: Bool) throws {
    guard !isRepeated else {
      repeated += 1
      return
    }
    let distribution = draw.distribution
    let group = groupIndices[distribution] ?? groups.count
    if group == groups.count {
      groupIndices[distribution] = group
      groups.append(.init(distribution: distribution))
    }
    count += 1
    guard distribution.canGive(draw.value) else {
      impossible += 1
      return
    }
    let (mean, variance) = (distribution.mean, distribution.variance)
    sum += draw.value
    expectedSum += mean
    squares += (draw.value - mean) * (draw.value - mean)
    expectedSquares += variance
    // What isn't left to chance can't be tested.
    if variance == 0 { return }
    if distribution.isDiscrete {
      groups[group].counts[Int(draw.value), default: 0] += 1
    } else {
      transforms.append(Math.unit(try distribution.cumulativeProbability(at: draw.value)))
    }
  }

  /// Nil when no draw was left to chance.
  func test() throws -> DrawTest? {
    if !transforms.isEmpty {
      let test = KolmogorovSmirnov(transforms)
      return DrawTest(
        kind: .kolmogorovSmirnov(distance: test.distance), pValue: test.pValue)
    }
    let drawn = groups.filter { !$0.counts.isEmpty }
    return drawn.isEmpty ? nil : try DiscreteFit.test(drawn)
  }

  func finding(_ test: DrawTest?, adjustedP: Double?) -> DrawFinding {
    let possible = Double(max(count - impossible, 1))
    return DrawFinding(
      purpose: purpose,
      distribution: groups.count == 1 ? groups[0].distribution.notation : family, count: count,
      repeated: repeated, mean: sum / possible, expectedMean: expectedSum / possible,
      deviation: (squares / possible).squareRoot(),
      expectedDeviation: (expectedSquares / possible).squareRoot(), impossible: impossible,
      test: test, adjustedP: adjustedP)
  }
}
