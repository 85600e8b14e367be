public import GSL
internal import StatecraftCore
public import StatecraftScenario

/// A study's points, and which games are played at each.
///
/// The same study gives the same plan, byte for byte. Points come in the order in which they're
/// played: each kind of design puts first what can be analysed first, so that a sweep that was
/// stopped says something.
public struct Plan: Sendable {
  public let study: Study
  /// What the points set, in order: the study's factors; under a design that switches rules off,
  /// the rules.
  public let factors: [Factor]
  public let points: [Point]

  /// Places a study's points.
  ///
  /// - Parameter study: proven by ``StudyReader``; where it's made by a program, sizes must be as
  ///   the reader asks.
  /// - Throws: where there are more dimensions than the Sobol' sequence has directions for.
  public init(_ study: Study) throws(GSLError) {
    self.study = study
    var factors = study.factors
    let count = factors.count
    switch study.design {
    case .oneAtATime(let levels):
      points = Placement.oneAtATime(factors, levels: levels)
    case .fullFactorial(let levels):
      points = Placement.fullFactorial(factors, levels: levels)
    case .latinHypercube(let size):
      points = Placement.points(factors, Placement.latinHypercube(factors, size, study.seed))
    case .sobol(let size):
      let names = factors.map(\.path)
      points = Placement.points(factors, try Placement.sobol(names, size, study.seed))
    case .morris(let trajectories, let levels):
      points = Placement.morris(factors, trajectories, levels, study.seed)
    case .saltelli(let base):
      points = Placement.points(factors, try Placement.saltelli(factors, base, study.seed))
    case .listed(let rows):
      points = rows.enumerated().map { index, row in
        Point(index: index, values: row, coordinates: row.map { _ in nil })
      }
    case .without(let rules):
      factors = [Factor(path: Factor.withoutPath, levels: .values(rules))]
      points = ([nil] + rules.map { $0 as String? }).enumerated().map { index, rule in
        Point(index: index, values: [rule], coordinates: [nil])
      }
    }
    self.factors = factors
    precondition(
      count > 0 || study.design.kind == .without, "a study without factors has no points")
  }

  /// The numbers of the games at a point, under the study's seed.
  public func replicates(of point: Int) -> Range<UInt64> {
    let runs = UInt64(study.runs)
    switch study.luck {
    case .shared: return 0..<runs
    case .independent: return UInt64(point) * runs..<UInt64(point + 1) * runs
    }
  }

  /// Games in all.
  public var games: Int { points.count * study.runs }

  /// The fingerprint of everything that decides the games' results.
  ///
  /// - Parameters:
  ///   - scenario: the fingerprint of the scenario that all points vary.
  ///   - version: the program's.
  public func fingerprint(scenario: String, version: String) -> String {
    var digest = Digest()
    for text in [scenario, version, study.luck.rawValue] + study.metrics + factors.map(\.path) {
      digest.add(text)
    }
    digest.add(study.seed)
    digest.add(study.runs)
    digest.add(points.count)
    for point in points {
      for value in point.values { digest.add(value ?? "") }
    }
    return digest.hexadecimal
  }
}
