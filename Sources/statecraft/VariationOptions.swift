internal import ArgumentParser
internal import StatecraftCore
internal import StatecraftEconomy
internal import StatecraftReplay
internal import StatecraftScenario

/// What is varied of elasticities: the time since a shock, or what isn't known of them.
struct VariationOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Answer after these years since the change, with commas: elasticities grow with time.",
      valueName: "years"))
  var after: String?

  @Option(
    name: .customLong("short-theta"),
    help: "The share of long-run trade elasticities that is there at once.")
  var shortTheta = 0.2

  @Option(help: "How fast they grow: what is missing shrinks by e^-speed a year.")
  var speed = 0.5

  @Flag(
    name: .customLong("rigid-inputs"),
    help: "With ‘--after’: inputs can't be replaced at once either, and ever better later.")
  var hasRigidInputs = false

  @OptionGroup var drawing: DrawOptions

  var isAsked: Bool { after != nil || drawing.isAsked }

  func validate() throws {
    if after != nil, drawing.isAsked { throw ValidationError("Give ‘--after’ or ‘--draws’.") }
    if after != nil, years == nil {
      throw ValidationError("‘--after’ is years such as 0,1,10: up to 12 numbers from 0 to 1000.")
    }
    guard shortTheta > 0, shortTheta <= 1 else {
      throw ValidationError("‘--short-theta’ is a share above 0, at most 1, not \(shortTheta).")
    }
    guard (0...100).contains(speed) else {
      throw ValidationError("‘--speed’ is from 0 to 100, not \(speed).")
    }
    if hasRigidInputs, after == nil {
      throw ValidationError("‘--rigid-inputs’ belongs to ‘--after’.")
    }
  }

  /// The years of `--after`; nil where they aren't years.
  var years: [Double]? {
    let words = after?.split(separator: ",", omittingEmptySubsequences: false) ?? []
    let years = words.compactMap { Double($0) }.filter { (0...1000).contains($0) }
    return years.count == words.count && (1...12).contains(years.count) ? years : nil
  }

  /// The economies at the years of `--after`, each with what makes it another.
  fileprivate func economies(
    _ economy: LoadedEconomy
  ) throws -> [(name: String, economy: LoadedEconomy)] {
    guard let baseline = economy.baseline else {
      throw Failure(
        .failed,
        "‘\(economy.name)’ has no equilibrium to answer with: give each sector its "
          + "elasticity_theta.")
    }
    let long = baseline.shares.elasticities
    func varied(_ name: String, _ thetas: [Double], _ inputs: [Double]? = nil) throws -> (
      name: String, economy: LoadedEconomy
    ) {
      var copy = economy
      copy.baseline = try baseline.replacing(elasticities: thetas, inputElasticities: inputs)
      return (name, copy)
    }
    let path = ElasticityPath(start: shortTheta, speed: speed)
    let inputs = baseline.shares.technology.inputElasticities
    return try (years ?? []).map { year in
      let share = path.share(after: year)
      let reached = ElasticityPath(start: 1e-3, speed: speed).share(after: year)
      return try varied(
        "\(significant(year, 4)) y", long.map { $0 * share },
        hasRigidInputs ? inputs.map { $0 * reached } : nil)
    }
  }
}

/// Changes of real income under several elasticities, for people and programs.
struct VariationReport {
  /// An experiment under all of them.
  struct Part {
    let experiment: Experiment
    /// The change of real income, in % of the start, by variant and state.
    var changes: [[Double]]
  }

  private let economy: LoadedEconomy
  private let drawing: DrawOptions?
  private let names: [String]
  private let parts: [Part]
  /// How many draws have no answer.
  private let unanswered: Int
  private var roster: Roster { economy.roster }

  init(
    _ economy: LoadedEconomy, _ experiments: [Experiment], _ options: VariationOptions,
    closure: Closure?
  ) throws {
    let asked = experiments.filter(\.needsEquilibrium)
    guard !asked.isEmpty else {
      throw Failure(.usage, "Say what changes: an experiment, or ‘--shock’.")
    }
    func changes(_ experiment: Experiment, _ economy: LoadedEconomy) throws -> [Double] {
      let run = try economy.run(experiment, closure: closure)
      return run.map { run in run.equilibrium.realIncome.map { 100 * ($0 - 1) } } ?? []
    }
    var unanswered = 0
    do {
      if options.drawing.isAsked {
        var parts = asked.map { Part(experiment: $0, changes: []) }
        unanswered = try options.drawing.forEachDraw(economy) { draw in
          let drawn = try asked.map { try changes(draw.leaking($0), draw.economy) }
          for (index, changes) in drawn.enumerated() { parts[index].changes.append(changes) }
        }
        self.parts = parts
        names = []
      } else {
        let variants = try options.economies(economy)
        parts = try asked.map { experiment in
          Part(
            experiment: experiment,
            changes: try variants.map { try changes(experiment, $0.economy) })
        }
        names = variants.map(\.name)
      }
    } catch let error as ExperimentFailure {
      throw Failure(.failed, "\(error)")
    }
    self.economy = economy
    self.unanswered = unanswered
    drawing = options.drawing.isAsked ? options.drawing : nil
  }

  /// The columns of a table: variants as they are, or what draws say together.
  private var columns: [String] { drawing == nil ? names : Band.names }

  private func values(_ part: Part, _ state: Int) -> [Double] {
    let values = part.changes.map { $0[state] }
    guard drawing != nil else { return values }
    return Band(values)?.values ?? []
  }

  var text: String {
    let heading = wrapped(
      "\(economy.title) (\(economy.name)): change of real income, % of start"
        + (drawing == nil ? ", by years since the change" : ""))
    return
      ([
        (heading + (drawing.map { wrapped($0.words(unanswered: unanswered)) } ?? []))
          .joined(separator: "\n")
      ]
      + parts.map { part in
        let all = (0..<roster.stateCount).map { values(part, $0) }
        let places = decimals(for: all.joined().map { $0 / 100 })
        var table = TextTable("l" + columns.map { _ in "r" }.joined())
        table.add([part.experiment.name] + columns)
        for state in 0..<roster.stateCount {
          table.add([roster.stateCodes[state]] + all[state].map { fixed($0, places, signed: true) })
        }
        return table.text
      }).joined(separator: "\n\n")
  }

  var rows: CSVText {
    var text = CSVText(["experiment", "state", "variant", "real_income_change_percent"])
    for part in parts {
      for state in 0..<roster.stateCount {
        for (name, value) in zip(columns, values(part, state)) {
          text.add([part.experiment.name, roster.stateCodes[state], name, "\(value)"])
        }
      }
    }
    return text
  }

  struct Document: Encodable {
    struct Answer: Encodable {
      let name: String
      /// Changes of real income by state and variant, in %.
      let states: [String: [String: Double]]
    }

    let name: String
    let variants: [String]
    let experiments: [Answer]
  }

  var document: Document {
    Document(
      name: economy.name, variants: columns,
      experiments: parts.map { part in
        Document.Answer(
          name: part.experiment.name,
          states: Dictionary(
            uniqueKeysWithValues: (0..<roster.stateCount).map { state in
              (
                roster.stateCodes[state],
                Dictionary(
                  zip(columns, values(part, state)), uniquingKeysWith: { first, _ in first })
              )
            }))
      })
  }
}
