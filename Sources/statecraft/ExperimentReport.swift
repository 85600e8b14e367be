internal import StatecraftCore
internal import StatecraftEconomy
internal import StatecraftReplay
internal import StatecraftScenario

/// What became of an experiment, for people and programs.
struct ExperimentReport {
  /// The columns of the CSV file.
  static let header =
    ["experiment", "state", "real_income", "wage", "terms_of_trade_index"]
    + RealIncomeSources.Source.allCases.map(\.key)

  private let economy: LoadedEconomy
  private let experiment: Experiment?
  private let run: ExperimentRun?
  /// The economy from which changes are measured.
  private let baseline: Baseline?
  private let neededOutput: SectorTable?
  private let startOutput: SectorTable?
  private let measures: [(name: String, value: Double)]
  private let flowCount: Int
  private var roster: Roster { economy.roster }

  /// - Throws: ``ExperimentFailure``.
  init(
    _ economy: LoadedEconomy, _ experiment: Experiment?, measures: [Measure], flowCount: Int,
    closure: Closure? = nil
  ) throws {
    self.economy = economy
    self.experiment = experiment
    self.flowCount = flowCount
    var reader = try EconomyMeasures(economy, after: experiment, closure: closure)
    baseline = reader.baseline
    run = reader.run
    neededOutput = reader.neededOutput
    startOutput = economy.startOutput
    var values: [(name: String, value: Double)] = []
    for measure in measures {
      values.append((measure.description, try reader.value(of: measure)))
    }
    self.measures = values
  }

  // MARK: - Text

  var text: String {
    var parts: [String] = []
    if let experiment {
      let name = experiment.title == experiment.name ? "" : " (\(experiment.name))"
      parts.append(wrapped(experiment.title + name).joined(separator: "\n"))
    }
    if let run {
      parts += [incomes(run)] + balances(run) + choices(run) + changes(run)
    }
    if let neededOutput { parts.append(outputs(neededOutput)) }
    if !measures.isEmpty {
      var table = TextTable("lr")
      for (name, value) in measures { table.add([name, significant(value)]) }
      parts.append(table.text)
    }
    return parts.joined(separator: "\n\n")
  }

  private func incomes(_ run: ExperimentRun) -> String {
    let states = Array(0..<roster.stateCount)
    let places = decimals(for: run.sources.total)
    // Where much moves at once there's no room for wages in 80 columns.
    let hasWages = sources.count < 6
    var table = TextTable("lr" + sources.map { _ in "r" }.joined() + (hasWages ? "r" : ""))
    table.add(["% of start", "income"] + sources.map(\.heading) + (hasWages ? ["wages"] : []))
    let order = states.sorted {
      (run.sources.total[$1], $0) < (run.sources.total[$0], $1)
    }
    for state in order {
      table.add(
        [name(state), percentage(run.sources.total[state], places)]
          + sources.map { percentage(run.sources[$0, state], places) }
          + (hasWages ? [percentage(run.equilibrium.wages[state] - 1, places)] : []))
    }
    if states.count > 1 {
      table.add(
        ["all", percentage(worldChange(run), places)] + sources.map { _ in "" }
          + (hasWages ? [""] : []))
    }
    return table.text
  }

  /// What moves anybody's real income in this experiment: what nobody's comes from is left out.
  var sources: [RealIncomeSources.Source] {
    guard let run else { return [] }
    return RealIncomeSources.Source.allCases.filter { source in
      (0..<roster.stateCount).contains { abs(run.sources[source, $0]) >= 5e-6 }
    }
  }

  /// What the columns mean, in lines for people.
  static func legend(_ sources: [RealIncomeSources.Source]) -> [String] {
    let shown = RealIncomeSources.Source.allCases.filter(sources.contains)
    return wrapped("The change of real income is the sum of the columns that say where from:")
      + shown.flatMap { wrapped("\($0.heading): \($0.meaning)", first: "  ", rest: "    ") }
  }

  /// The change of real income of all states, by their final spending at the start.
  private func worldChange(_ run: ExperimentRun) -> Double {
    guard let baseline else { return 0 }
    var (sum, weight) = (0.0, 0.0)
    for state in 0..<roster.stateCount {
      sum += baseline.finalSpending(state) * run.sources.total[state]
      weight += baseline.finalSpending(state)
    }
    return sum / weight
  }

  /// What was assumed of balances of trade, where it isn't that they stay.
  private func balances(_ run: ExperimentRun) -> [String] {
    var notes: [String] = []
    switch run.closure {
    case .fixed: break
    case .proportional: notes.append("Final spending is proportional to income.")
    case .none: notes.append("Balances of trade end with the change, and are a part of it.")
    case .balanced:
      notes.append(
        "Balances of trade are closed first: changes are from a world in which everybody spends "
          + "what it earns.")
    }
    if !run.severed.isEmpty {
      notes.append(
        "What \(run.severed.map(name).joined(separator: ", ")) buys or sells besides ends as well: "
          + "nothing pays for it.")
    }
    return notes.isEmpty ? [] : [wrapped(notes.joined(separator: " ")).joined(separator: "\n")]
  }

  private func choices(_ run: ExperimentRun) -> [String] {
    guard !run.chosen.isEmpty else { return [] }
    var table = TextTable("lr")
    table.add(["measures chosen", "%"])
    for choice in run.chosen {
      let what =
        switch choice.instrument {
        case .tariff: " tariff"
        case .exportTax: " export tax"
        case .control: " control"
        }
      table.add([name(choice.state) + what, fixed(100 * choice.rate, 4)])
    }
    let highest = run.chosen.filter(\.isHighest).map { name($0.state) }
    let note =
      highest.isEmpty
      ? []
      : wrapped(
        "The highest rate that was tried: \(highest.joined(separator: ", ")). A higher ‘rate_max’ "
          + "may find a better one.")
    return [([table.text] + note).joined(separator: "\n")]
  }

  /// The trade flows that change most in value, home trade aside.
  private func changes(_ run: ExperimentRun) -> [String] {
    let flows = largestChanges(run)
    guard !flows.isEmpty else { return [] }
    var table = TextTable("llrrr")
    let unit = economy.unit.isEmpty ? "" : ", \(economy.unit)"
    table.add(["trade that changes most\(unit)", "", "start", "now", "%"])
    for flow in flows {
      let change = flow.before > 0 ? percentage(flow.after / flow.before - 1) : "–"
      table.add([
        "\(roster.stateCodes[flow.supplier]) to \(roster.stateCodes[flow.market])",
        roster.sectorCodes[flow.sector], significant(flow.before, 5), significant(flow.after, 5),
        change,
      ])
    }
    return [table.text]
  }

  private struct FlowChange {
    let sector, market, supplier: Int
    let before, after: Double
  }

  private func largestChanges(_ run: ExperimentRun) -> [FlowChange] {
    guard let baseline else { return [] }
    var changes: [FlowChange] = []
    for sector in 0..<roster.sectorCount {
      for market in 0..<roster.stateCount {
        for supplier in 0..<roster.stateCount where supplier != market {
          changes.append(
            FlowChange(
              sector: sector, market: market, supplier: supplier,
              before: baseline.flow(sector: sector, market: market, supplier: supplier),
              after: run.flows[sector, market, supplier]))
        }
      }
    }
    let world = baseline.valueAdded.reduce(0, +)
    let moved = changes.enumerated().filter {
      abs($0.element.after - $0.element.before) > 1e-9 * world
    }
    return moved.sorted { left, right in
      let (a, b) = (
        abs(left.element.after - left.element.before),
        abs(right.element.after - right.element.before)
      )
      return a != b ? a > b : left.offset < right.offset
    }.prefix(flowCount).map(\.element)
  }

  private func outputs(_ output: SectorTable) -> String {
    var table = TextTable("lrrr")
    let unit = economy.unit.isEmpty ? "" : ", \(economy.unit)"
    table.add(["output\(unit)", "start", "needed", "%"])
    for state in 0..<roster.stateCount {
      for sector in 0..<roster.sectorCount {
        let before = startOutput?[sector, state] ?? 0
        table.add([
          "\(name(state)) \(roster.sectorCodes[sector])", significant(before),
          significant(output[sector, state]),
          before > 0 ? percentage(output[sector, state] / before - 1) : "–",
        ])
      }
    }
    return table.text
  }

  private func name(_ state: Int) -> String { roster.stateCodes[state] }

  // MARK: - CSV and JSON

  func addRows(to table: inout CSVText) {
    guard let run, let experiment else { return }
    for state in 0..<roster.stateCount {
      table.add(
        [
          experiment.name, roster.stateCodes[state], "\(run.equilibrium.realIncome[state])",
          "\(run.equilibrium.wages[state])", "\(run.equilibrium.termsOfTrade[state])",
        ] + RealIncomeSources.Source.allCases.map { "\(run.sources[$0, state])" })
    }
  }

  struct Document: Encodable {
    struct State: Encodable {
      let realIncome: Double
      let wage: Double
      let termsOfTrade: Double
      /// What each source adds to real income; they sum to its change.
      let sources: [String: Double]
    }

    struct Flow: Encodable {
      let sector, market, supplier: String
      let start, now: Double
    }

    let name: String
    let title: String
    let states: [String: State]?
    let tariffs: [String: Double]?
    let flows: [Flow]?
    /// Output of an input-output table by state and sector.
    let output: [String: [String: Double]]?
    let measures: [String: Double]
    let residual: Double?
    /// What became of balances of trade.
    let closure: String?
    /// States whose other trade ends as well, as nothing pays for it.
    let severed: [String]?
  }

  var document: Document {
    let codes = roster.stateCodes
    let states = run.map { run in
      Dictionary(
        uniqueKeysWithValues: codes.indices.map { state in
          (
            codes[state],
            Document.State(
              realIncome: run.equilibrium.realIncome[state],
              wage: run.equilibrium.wages[state],
              termsOfTrade: run.equilibrium.termsOfTrade[state],
              sources: Dictionary(
                uniqueKeysWithValues: RealIncomeSources.Source.allCases.map {
                  ($0.key, run.sources[$0, state])
                }))
          )
        })
    }
    let flows = run.map { run in
      largestChanges(run).map {
        Document.Flow(
          sector: roster.sectorCodes[$0.sector], market: codes[$0.market],
          supplier: codes[$0.supplier], start: $0.before, now: $0.after)
      }
    }
    let output = neededOutput.map { table in
      Dictionary(
        uniqueKeysWithValues: codes.indices.map { state in
          (
            codes[state],
            Dictionary(
              uniqueKeysWithValues: roster.sectorCodes.indices.map {
                (roster.sectorCodes[$0], table[$0, state])
              })
          )
        })
    }
    return Document(
      name: experiment?.name ?? "start", title: experiment?.title ?? "The start",
      states: states,
      tariffs: run.map { run in
        Dictionary(run.chosen.map { (codes[$0.state], $0.rate) }, uniquingKeysWith: { $1 })
      }, flows: flows, output: output,
      measures: Dictionary(measures.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 }),
      residual: run?.equilibrium.residual, closure: run?.closure.rawValue,
      severed: run.map { $0.severed.map(name) })
  }
}

extension RealIncomeSources.Source {
  /// The name in files.
  var key: String {
    switch self {
    case .termsOfTrade: "terms_of_trade"
    case .barriers: "barriers"
    case .duties: "duties"
    case .tariffRevenue: "tariff_revenue"
    case .productivity: "productivity"
    case .transfers: "transfers"
    case .scarcity: "scarcity"
    }
  }

  /// The name in tables for people.
  var heading: String {
    switch self {
    case .termsOfTrade: "terms"
    case .barriers: "barriers"
    case .duties: "duties"
    case .tariffRevenue: "revenue"
    case .productivity: "product."
    case .transfers: "lending"
    case .scarcity: "scarcity"
    }
  }

  var meaning: String {
    switch self {
    case .termsOfTrade: "foreign prices against own value added"
    case .barriers: "barriers and bans on purchases"
    case .duties: "tariffs in the prices of purchases"
    case .tariffRevenue: "the revenue of tariffs and export taxes"
    case .productivity: "own productivity"
    case .transfers: "what is borrowed or lent"
    case .scarcity: "rents, scale, idle labour, and inputs that can't replace each other"
    }
  }
}

extension LoadedEconomy {
  /// What each industry sells at the start.
  fileprivate var startOutput: SectorTable? {
    if let baseline { return baseline.output }
    return table.map { table in
      SectorTable(sectors: table.sectorCount, states: table.stateCount) {
        table.output[table.industry(sector: $0, state: $1)]
      }
    }
  }
}
