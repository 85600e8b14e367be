public import StatecraftAnalysis
public import StatecraftCore

/// What a batch is: everything that its runs follow from, but for their number.
public struct BatchDescription: Sendable, Equatable {
  /// The scenario's name, as in `small-yard-2023`.
  public let scenario: String
  public let title: String
  /// The fingerprint of what the scenario says, with what was set and taken out.
  public let hash: String
  /// The whole scenario, from which any run can be played again.
  public let bundle: ScenarioBundle
  /// The names of the rules in force.
  public let rules: [String]
  /// The calendar year of turn 1.
  public let startYear: Int
  public let turns: Int
  /// The master seed.
  public let seed: UInt64
  public let producer: Producer
  /// What is measured of each run, in order.
  public let metrics: [Metric]

  public init(
    _ scenario: Scenario, bundle: ScenarioBundle, seed: UInt64, producer: Producer
  ) {
    self.init(
      scenario: scenario.name, title: scenario.title, hash: scenario.hash, bundle: bundle,
      rules: scenario.rulebook.names, startYear: scenario.setting.startYear,
      turns: scenario.setting.turns, seed: seed, producer: producer,
      metrics: MetricCatalogue(setting: scenario.setting).metrics)
  }

  init(
    scenario: String, title: String, hash: String, bundle: ScenarioBundle, rules: [String],
    startYear: Int, turns: Int, seed: UInt64, producer: Producer, metrics: [Metric]
  ) {
    self.scenario = scenario
    self.title = title
    self.hash = hash
    self.bundle = bundle
    self.rules = rules
    self.startYear = startYear
    self.turns = turns
    self.seed = seed
    self.producer = producer
    self.metrics = metrics
  }

  /// The scenario's name and the fingerprint of scenario, parameters, rulebook and seed, such as
  /// `tiny-9475f3f4c0107cee`. With a replicate it's a run's identity.
  ///
  /// The name also keeps tools from taking a fingerprint that looks like a number for one.
  public var identity: String {
    var digest = Digest()
    digest.add(hash)
    digest.add(rules.count)
    for rule in rules { digest.add(rule) }
    digest.add(seed)
    return "\(scenario)-\(digest.hexadecimal)"
  }

  /// What was set and taken out, as on the command line.
  public var parameters: String {
    (bundle.set.map { "--set \($0)" } + bundle.without.map { "--without \($0)" })
      .joined(separator: " ")
  }

  /// The fingerprint of ``metrics``.
  var catalogueFingerprint: String {
    var digest = Digest()
    for metric in metrics {
      for text in [metric.name, metric.kind.rawValue, metric.meaning] { digest.add(text) }
    }
    return digest.hexadecimal
  }

  /// Why results under this description and under another can't be one batch; nil when they can.
  ///
  /// - Parameters:
  ///   - other: the other description.
  ///   - here: who has this one, such as `this command`.
  ///   - there: who has the other.
  func difference(from other: Self, here: String, there: String) -> String? {
    func named(_ what: String, _ mine: String, _ theirs: String) -> String? {
      mine == theirs ? nil : "\(what) is \(mine) in \(here) and \(theirs) in \(there)"
    }
    func orNone(_ text: String) -> String { text.isEmpty ? "nothing" : "‘\(text)’" }
    // What a scenario says counts, not where it's written: by a file, by a table or by `--set`.
    let isSame = hash == other.hash
    let sameTexts = Set(bundle.files.map(\.text)) == Set(other.bundle.files.map(\.text))
    // The rules follow from what a scenario says, in one program.
    let sameRules = !isSame || rules == other.rules
    let differences = [
      named("the scenario", scenario, other.scenario)
        ?? (isSame || sameTexts && parameters != other.parameters
          ? nil
          : named("what scenario ‘\(scenario)’ says", "fingerprint \(hash)", other.hash)),
      isSame ? nil : named("what is set", orNone(parameters), orNone(other.parameters)),
      sameRules
        ? nil
        : named("the rulebook", rules.joined(separator: " "), other.rules.joined(separator: " ")),
      named("the seed", "\(seed)", "\(other.seed)"),
      named("the program", producer.description, other.producer.description),
      catalogueFingerprint == other.catalogueFingerprint
        ? nil : "\(here) and \(there) measure other things",
    ].compactMap(\.self)
    return differences.isEmpty ? nil : differences.joined(separator: "; ")
  }
}

/// Which program made results, and where: the same one gives the same bytes.
public struct Producer: Sendable, Equatable, CustomStringConvertible {
  public let programVersion: String
  public let gslVersion: String
  /// Operating system, architecture and C library.
  public let platform: String

  public init(programVersion: String, gslVersion: String, platform: String) {
    self.programVersion = programVersion
    self.gslVersion = gslVersion
    self.platform = platform
  }

  public var description: String { "\(programVersion) with GSL \(gslVersion) on \(platform)" }
}
