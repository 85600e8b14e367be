internal import StatecraftAnalysis
internal import StatecraftCore
internal import StatecraftEngine
public import StatecraftScenario

/// The model that sweeps play: a scenario, varied at each point, and its games.
public struct ScenarioModel: Sendable {
  /// The scenario that all points vary.
  public let base: LoadedScenario
  /// The study, with the rules filled in where its design switches off all.
  public let study: Study
  private let loader = ScenarioLoader()
  private let main: String
  private let files: KnownFiles

  /// Loads a study's scenario.
  ///
  /// - Throws: ``ScenarioFaults`` with every fault of the scenario, or of the metrics.
  public init(_ study: Study, library: ScenarioLibrary) throws(ScenarioFaults) {
    let (main, disk) = try library.locate(study.scenario)
    let base = try loader.load(main, from: disk, set: study.set, without: study.without)
    self.base = base
    self.main = main
    files = KnownFiles(known: BundledFiles(base.bundle), others: disk)
    var study = study
    for index in study.factors.indices {
      study.factors[index].isWhole = base.takesWholeNumbers(at: study.factors[index].path)
    }
    let inForce = base.scenario.rulebook.names
    if case .without(let rules) = study.design, rules.isEmpty { study.design = .without(inForce) }
    self.study = study
    let catalogue = MetricCatalogue(setting: base.scenario.setting)
    var faults: [ScenarioFault] = []
    for (metric, place) in zip(study.metrics, study.metricPlaces) {
      do {
        _ = try catalogue.index(of: metric)
      } catch {
        faults.append(place.fault("\(error)"))
      }
    }
    faults += study.factors.compactMap(Self.fractionalRange)
    if !faults.isEmpty { throw ScenarioFaults(faults: faults) }
  }

  /// What's wrong with a range of a path that takes whole numbers: too few lie within.
  private static func fractionalRange(_ factor: Factor) -> ScenarioFault? {
    guard factor.isWhole else { return nil }
    switch factor.levels {
    case .values, .listed: return nil
    case .linear(let range), .logarithmic(let range):
      if let count = factor.valueCount, count > 1 { return nil }
      return factor.place.fault(
        "‘\(factor.path)’ takes whole numbers, and there are no two from \(range.lowerBound.text) "
          + "to \(range.upperBound.text): widen the range")
    }
  }

  /// What a metric means, in a few words.
  public func meaning(of metric: String) -> String {
    MetricCatalogue(setting: base.scenario.setting).metrics.first { $0.name == metric }?.meaning
      ?? ""
  }

  /// Proves that every value of every factor can be set, before anything is played.
  ///
  /// Of a range it tries both ends. What only certain values of several factors together break
  /// shows when the point is reached.
  ///
  /// - Throws: ``ScenarioFaults`` with every fault, at the factor's place in the study.
  public func prove(_ plan: Plan) async throws {
    var trials: [(factor: Int, point: Point)] = []
    for index in plan.factors.indices {
      for value in Self.values(of: index, in: plan) {
        var values = [String?](repeating: nil, count: plan.factors.count)
        values[index] = value
        trials.append((index, Point(index: 0, values: values, coordinates: [])))
      }
    }
    let found = try await withThrowingTaskGroup(of: (Int, [ScenarioFault]).self) { group in
      var found = trials.map { _ in [ScenarioFault]() }
      for (index, (_, point)) in trials.enumerated() {
        group.addTask {
          try Task.checkCancellation()
          do {
            _ = try load(point, plan.factors)
            return (index, [])
          } catch let error as ScenarioFaults {
            return (index, error.faults)
          }
        }
      }
      for try await (index, faults) in group { found[index] = faults }
      return found
    }
    var faults: [ScenarioFault] = []
    let values = trials.map { $0.point.values[$0.factor] }
    for (factor, trials) in Dictionary(grouping: trials.indices, by: { trials[$0].factor })
      .sorted(by: { $0.key < $1.key })
    {
      // A path that isn't there is wrong at every value, and told once.
      var known: [(path: String, message: String)] = []
      let all = trials.flatMap { trial in found[trial].map { (trial, $0) } }
      for (trial, fault) in all
      where !known.contains(where: { $0 == (fault.path, fault.message) }) {
        known.append((fault.path, fault.message))
        let times = all.count { $0.1.path == fault.path && $0.1.message == fault.message }
        let value = trials.count > 1 && times > 1 ? nil : values[trial]
        let factor = plan.factors[factor]
        faults.append(
          Self.placed(fault, at: value.flatMap { factor.cells[$0] } ?? factor.place))
      }
    }
    if !faults.isEmpty { throw ScenarioFaults(faults: faults) }
  }

  /// A fault of a value, at the place in the study that asks for it.
  private static func placed(_ fault: ScenarioFault, at place: Study.Place) -> ScenarioFault {
    guard place != .unknown else { return fault }
    return place.fault(
      [fault.file, fault.path, fault.message].filter { !$0.isEmpty }.joined(separator: ": "))
  }

  /// The values to try: of a range the ends, of numbers in a table the extremes, of texts all.
  private static func values(of factor: Int, in plan: Plan) -> [String] {
    switch plan.factors[factor].levels {
    case .linear, .logarithmic:
      return [0, 1].map { plan.factors[factor].value(at: $0) }
    case .values(let values): return values
    case .listed:
      var seen: Set<String> = []
      let texts = plan.points.compactMap(\.values[factor]).filter { seen.insert($0).inserted }
      let numbers = texts.filter { Double($0) != nil }
        .sorted { (Double($0) ?? 0, $0) < (Double($1) ?? 0, $1) }
      var tried = [numbers.first, numbers.count > 1 ? numbers.last : nil].compactMap(\.self)
      if plan.factors[factor].isWhole {
        tried += numbers.filter { text in
          Double(text).map { $0 != $0.rounded() } ?? false && !tried.contains(text)
        }.prefix(5)
      }
      return texts.filter { Double($0) == nil } + tried
    }
  }

  private func load(_ point: Point, _ factors: [Factor]) throws(ScenarioFaults) -> Scenario {
    try loader.load(
      main, from: files, set: study.set + point.edits(factors),
      without: study.without + point.rulesOff(factors), relative: base
    ).scenario
  }

  /// The model as a function, for the sweep of a plan.
  public func model(of plan: Plan) -> Sweep.Model {
    { point in
      let scenario = try load(point, plan.factors)
      let catalogue = MetricCatalogue(setting: scenario.setting)
      let places = try study.metrics.map { try catalogue.index(of: $0) }
      return { replicate in
        do {
          let game = Game(scenario, seed: study.seed, replicate: replicate)
          let values = catalogue.values(of: try await game.play().world)
          return places.map { values[$0] }
        } catch let fault as RuleFault {
          throw GameFault(replicate: replicate, seed: study.seed, cause: fault)
        }
      }
    }
  }
}

/// A game of a sweep that failed.
struct GameFault: Error, CustomStringConvertible {
  let replicate: UInt64
  let seed: UInt64
  let cause: RuleFault

  var description: String { "Its game of seed \(seed), replicate \(replicate): \(cause)" }
}

/// The files that a scenario was made of, and a disk for those that only some points name.
private struct KnownFiles: FileSource {
  let known: BundledFiles
  let others: DiskFiles

  func text(of path: String) throws(FileSourceError) -> String {
    if let text = try? known.text(of: path) { return text }
    return try others.text(of: path)
  }

  func displayName(of path: String) -> String { others.displayName(of: path) }
}
