internal import ArgumentParser
internal import StatecraftCore
internal import StatecraftEconomy
internal import StatecraftReplay
internal import StatecraftScenario

/// `statecraft power`: what states could do to each other by withholding, and who is whose friend.
struct PowerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "power",
    abstract: "Tell what states could do to each other by withholding supplies or ending trade.",
    usage: "statecraft power <scenario> [--of <states>] [--over <states>] [<options>]",
    discussion: """
      ‘power’ is what a state loses if a supplier leaves, at given wages and others' prices: 100 \
      times the log of the cost of what it buys. ‘exact’ is its loss of real income in % once all \
      has adjusted; ‘net’ is how much more its imports hang on the other than the other way round. \
      Several states withhold together: ‘joint’ is what that does, ‘alone’ the sum of what each \
      does.

        statecraft power small-yard-2023
        statecraft power small-yard-2023 --of CHN --sector refining
        statecraft power small-yard-2023 --of USA,JPN,NLD --over CHN --sector equipment
        statecraft power small-yard-2023 --of CHN --war
        statecraft power small-yard-2023 --of CHN --sector refining --draws 200
        statecraft power three-countries --exposures --csv exposures.csv
      """)

  @OptionGroup var source: EconomyOptions

  @Option(
    help: ArgumentHelp("Who withholds; several together, with commas.", valueName: "states"))
  var of: [String] = []

  @Option(help: ArgumentHelp("Over whom; over all others by default.", valueName: "states"))
  var over: [String] = []

  @Option(
    name: .customLong("sector"),
    help: ArgumentHelp("In which sectors, with commas; in all by default.", valueName: "sectors"))
  var sectors: [String] = []

  @Flag(help: "Also what each loses if all trade between the two ends: the cost of war.")
  var war = false

  @Flag(help: "Instead, how incomes and welfare answer to each other's productivity.")
  var exposures = false

  @OptionGroup var balances: ClosureOptions

  @OptionGroup var drawing: DrawOptions

  @OptionGroup var results: ResultOptions

  func validate() throws {
    if exposures, !(of.isEmpty && over.isEmpty && sectors.isEmpty) || exposures && war {
      throw ValidationError("‘--exposures’ is of all states and sectors: leave the others out.")
    }
    if exposures, drawing.isAsked {
      throw ValidationError("‘--draws’ are for power, not for ‘--exposures’.")
    }
  }

  func run() throws {
    var economy = try source.load()
    guard let baseline = economy.baseline else {
      throw Failure(
        .failed,
        "‘\(economy.name)’ has no equilibrium to answer with: give each sector its "
          + "elasticity_theta.")
    }
    economy.closure = balances.closure ?? economy.closure
    let output = try results.open()
    if exposures {
      guard let matrices = ExposureMatrices(baseline) else {
        throw Failure(
          .failed, "‘\(economy.name)’ has no exposures: capacity bounds output, or it falls apart.")
      }
      let report = ExposureReport(economy: economy, matrices: matrices)
      try output.write(
        text: { report.text }, document: report.document, rows: report.rows)
      return
    }
    let holders = try states(of, in: economy)
    let targets = try states(over, in: economy)
    if let both = holders.first(where: targets.contains) {
      throw Failure(
        .usage, "‘--of’ and ‘--over’ both name \(economy.roster.stateCodes[both]): take it out.")
    }
    let sectors = try economy.sectors(sectors)
    func report(_ economy: LoadedEconomy, _ baseline: Baseline, hasWar: Bool) -> PowerReport {
      PowerReport(
        economy, baseline, holders: holders, targets: targets, sectors: sectors, hasWar: hasWar)
    }
    var report = report(economy, baseline, hasWar: war)
    if drawing.isAsked {
      var drawn: [[PowerReport.Row]] = []
      let unanswered = try drawing.forEachDraw(economy) { draw in
        guard let baseline = draw.economy.baseline else { return }
        drawn.append(
          PowerReport(
            draw.economy, baseline, holders: holders, targets: targets, sectors: sectors,
            hasWar: false
          ).powers)
      }
      report.take(drawn, words: drawing.words(unanswered: unanswered))
    }
    try output.write(
      text: { report.text }, document: report.document, rows: report.rows)
  }

  private func states(_ lists: [String], in economy: LoadedEconomy) throws -> [Int] {
    var states: [Int] = []
    for code in lists.flatMap({ $0.split(separator: ",") }) {
      let state = try economy.state(String(code))
      if !states.contains(state) { states.append(state) }
    }
    return states
  }
}

/// Power of some states over others, for people and programs.
struct PowerReport {
  /// What who withholds does to one state; nil where that has no number.
  struct Row {
    let holders: [Int]
    let target: Int
    /// 100 times the log loss, together and as a sum of each alone.
    let joint: Double?
    let alone: Double?
    /// The loss of real income in equilibrium, in %.
    let exact: Double?
    /// How much more the target's imports hang on the holder, in %; of one holder.
    let net: Double?
    /// What target and holder lose if all trade between them ends, in %; of one holder.
    let war: (target: Double, holder: Double)?
  }

  /// What draws say of a row: its power and its exact loss.
  struct RowBand {
    let joint: Band?
    let exact: Band?
  }

  let economy: LoadedEconomy
  let sectors: [Int]
  let powers: [Row]
  /// Where draws lie, by row; empty where nothing was drawn.
  private(set) var bands: [RowBand] = []
  /// Of the mean power of each state that holds some.
  private var meanBands: [Int: Band] = [:]
  private var drawn: String?
  /// Whether it's about some who withhold, and not about everybody.
  let isOfSome: Bool
  private let weights: [Double]
  private var roster: Roster { economy.roster }

  init(
    _ economy: LoadedEconomy, _ baseline: Baseline, holders: [Int], targets: [Int],
    sectors: [Int], hasWar: Bool
  ) {
    self.economy = economy
    self.sectors = sectors
    isOfSome = !holders.isEmpty
    let all = Array(0..<economy.roster.stateCount)
    weights = all.map(baseline.finalSpending)
    let blocs = holders.isEmpty ? all.map { [$0] } : [holders]
    let solver = EquilibriumSolver()
    var rows: [Row] = []
    for bloc in blocs {
      let exact = try? StressTest(
        cutting: bloc, in: sectors, leak: 0, closure: economy.closure
      ).run(baseline, solver: solver).exact
      let power = SupplierPower(of: bloc, in: sectors)
      for target in (targets.isEmpty ? all : targets) where !bloc.contains(target) {
        let alone = bloc.map {
          SupplierPower(of: [$0], in: sectors).logLoss(of: target, baseline)
        }.reduce(0, +)
        let joint = power.logLoss(of: target, baseline)
        let only = bloc.count == 1 ? bloc[0] : nil
        var war: (Double, Double)?
        if hasWar, let only {
          do {
            war = (
              100 * (try economy.lossWithout(trade: target, only, baseline)),
              100 * (try economy.lossWithout(trade: only, target, baseline))
            )
          } catch {
            war = nil
          }
        }
        rows.append(
          Row(
            holders: bloc, target: target, joint: joint.isFinite ? 100 * joint : nil,
            alone: alone.isFinite ? 100 * alone : nil, exact: exact.map { 100 * $0[target] },
            net: only.map { 100 * ImportPower.net(of: $0, over: target, baseline) }, war: war))
      }
    }
    powers = rows
  }

  /// Takes in the rows of draws, in the same order.
  mutating func take(_ draws: [[Row]], words: String) {
    bands = powers.indices.map { index in
      RowBand(
        joint: Band(draws.compactMap { $0[index].joint }),
        exact: Band(draws.compactMap { $0[index].exact }))
    }
    for holder in Set(powers.flatMap(\.holders)) {
      meanBands[holder] = Band(draws.map { mean(of: holder, $0) })
    }
    drawn = words
  }

  /// The power of a state over the others, by their final spending.
  private func mean(of holder: Int, _ rows: [Row]) -> Double {
    let known = rows.filter { $0.holders == [holder] }
      .compactMap { row in row.joint.map { ($0, weights[row.target]) } }
    let weight = known.reduce(0) { $0 + $1.1 }
    return weight > 0 ? known.reduce(0) { $0 + $1.0 * $1.1 } / weight : 0
  }

  // MARK: - Text

  private var heading: String {
    let what =
      sectors.count == roster.sectorCount
      ? "all sectors" : sectors.map { roster.sectorCodes[$0] }.joined(separator: ", ")
    return "\(economy.title) (\(economy.name)): power in \(what)"
  }

  var text: String { isOfSome ? ofSome : ofAll }

  private func number(_ value: Double?) -> String { value.map { fixed($0, 2) } ?? "all" }

  /// A row for each state over whom there's power.
  private var ofSome: String {
    let hasWar = powers.contains { $0.war != nil }
    let isJoint = (powers.first?.holders.count ?? 1) > 1
    let ends = bands.isEmpty ? [] : ["5 %", "95 %"]
    var table = TextTable("lrrr" + (hasWar ? "rr" : "") + (bands.isEmpty ? "" : "rrrr"))
    table.add(
      ["loss, %", isJoint ? "joint" : "power"] + ends
        + [isJoint ? "alone" : "net", "exact"] + ends + (hasWar ? ["war", "to holder"] : []))
    let order = powers.indices.sorted {
      (powers[$1].joint ?? .infinity, powers[$0].target)
        < (powers[$0].joint ?? .infinity, powers[$1].target)
    }
    for index in order {
      let row = powers[index]
      let band = bands.isEmpty ? nil : bands[index]
      table.add(
        [
          "\(roster.stateCodes[row.target]) \(roster.stateNames[row.target].prefix(20))",
          number(row.joint),
        ] + (band.map { Band.ends($0.joint, 1, 2) } ?? [])
          + [isJoint ? number(row.alone) : number(row.net), number(row.exact)]
          + (band.map { Band.ends($0.exact, 1, 2) } ?? [])
          + (hasWar ? [number(row.war?.target), number(row.war?.holder)] : []))
    }
    let codes = (powers.first?.holders ?? []).map { roster.stateCodes[$0] }.joined(separator: ", ")
    return (wrapped("\(heading) of \(codes)") + [""] + table.lines + wrapped(legend))
      .joined(separator: "\n")
  }

  private var legend: String {
    "‘all’: it can't do without. A loss below zero is a gain." + (drawn.map { " " + $0 } ?? "")
  }

  /// A row for each state that holds power.
  private var ofAll: String {
    let hasBands = !bands.isEmpty
    var table = TextTable(hasBands ? "lrrrll" : "lrll")
    table.add(
      ["power, %", "mean"] + (hasBands ? ["5 %", "95 %"] : []) + ["most over", "most under"])
    for holder in 0..<roster.stateCount {
      let held = powers.filter { $0.holders == [holder] }
      guard !held.isEmpty else { continue }
      func most(_ rows: [Row], _ name: (Row) -> Int) -> String {
        rows.sorted { ($1.joint ?? .infinity, name($0)) < ($0.joint ?? .infinity, name($1)) }
          .prefix(hasBands ? 1 : 2).map { "\(roster.stateCodes[name($0)]) \(number($0.joint))" }
          .joined(separator: ", ")
      }
      table.add(
        [
          "\(roster.stateCodes[holder]) \(roster.stateNames[holder].prefix(18))",
          fixed(mean(of: holder, powers), 2),
        ] + (hasBands ? Band.ends(meanBands[holder], 1, 2) : []) + [
          most(held) { $0.target }, most(powers.filter { $0.target == holder }) { $0.holders[0] },
        ])
    }
    return (wrapped(heading + ", each over the others") + [""] + table.lines + wrapped(legend))
      .joined(separator: "\n")
  }

  // MARK: - CSV and JSON

  var rows: CSVText {
    let hasWar = powers.contains { $0.war != nil }
    let isOfOne = powers.allSatisfy { $0.holders.count == 1 }
    var text = CSVText(
      ["of", "over", "power", "alone", "exact"] + (isOfOne ? ["net"] : [])
        + (hasWar ? ["war_target", "war_holder"] : [])
        + (bands.isEmpty
          ? [] : ["power_5", "power_50", "power_95", "exact_5", "exact_50", "exact_95"]))
    func cell(_ value: Double?) -> String { value.map { "\($0)" } ?? "inf" }
    func cells(_ band: Band?) -> [String] {
      band.map { $0.values.map { "\($0)" } } ?? ["", "", ""]
    }
    for (index, row) in powers.enumerated() {
      text.add(
        [
          row.holders.map { roster.stateCodes[$0] }.joined(separator: ";"),
          roster.stateCodes[row.target], cell(row.joint), cell(row.alone), cell(row.exact),
        ] + (isOfOne ? [cell(row.net)] : [])
          + (hasWar ? [cell(row.war?.target), cell(row.war?.holder)] : [])
          + (bands.isEmpty ? [] : cells(bands[index].joint) + cells(bands[index].exact)))
    }
    return text
  }

  struct Document: Encodable {
    struct Entry: Encodable {
      let of: [String]
      let over: String
      /// Missing where the state can't do without.
      let power, alone, exact, net, warTarget, warHolder: Double?
      /// Where draws lie, where there are any.
      let powerBand, exactBand: Band?
    }

    let name: String
    let sectors: [String]
    /// What was drawn.
    let drawn: String?
    let powers: [Entry]
  }

  var document: Document {
    Document(
      name: economy.name, sectors: sectors.map { roster.sectorCodes[$0] }, drawn: drawn,
      powers: powers.enumerated().map { index, row in
        Document.Entry(
          of: row.holders.map { roster.stateCodes[$0] }, over: roster.stateCodes[row.target],
          power: row.joint, alone: row.alone, exact: row.exact, net: row.net,
          warTarget: row.war?.target, warHolder: row.war?.holder,
          powerBand: bands.isEmpty ? nil : bands[index].joint,
          exactBand: bands.isEmpty ? nil : bands[index].exact)
      })
  }
}

/// Who is whose friend by trade, for people and programs.
struct ExposureReport {
  let economy: LoadedEconomy
  let matrices: ExposureMatrices
  private var roster: Roster { economy.roster }

  private func welfare(_ state: Int, _ other: Int) -> Double {
    matrices.welfare[state * matrices.stateCount + other]
  }

  private func income(_ state: Int, _ other: Int) -> Double {
    matrices.income[state * matrices.stateCount + other]
  }

  var text: String {
    var table = TextTable("lrll")
    table.add(["welfare", "own", "friends", "enemies, or the least of friends"])
    let all = Array(0..<roster.stateCount)
    for state in all {
      let others = all.filter { $0 != state }
        .sorted { (welfare(state, $1), $0) < (welfare(state, $0), $1) }
      func names(_ states: some Sequence<Int>) -> String {
        states.map { "\(roster.stateCodes[$0]) \(fixed(welfare(state, $0), 4))" }
          .joined(separator: ", ")
      }
      table.add([
        "\(roster.stateCodes[state]) \(roster.stateNames[state].prefix(18))",
        fixed(welfare(state, state), 4), names(others.prefix(2)),
        names(others.reversed().prefix(2)),
      ])
    }
    return
      (wrapped("\(economy.title) (\(economy.name)): exposure to each other's productivity") + [""]
      + table.lines
      + wrapped(
        "By how many per cent a state's real income rises when the other's productivity rises by "
          + "one in every sector. ‘--csv’ has all pairs, and incomes."))
      .joined(separator: "\n")
  }

  var rows: CSVText {
    var text = CSVText(["state", "other", "income_exposure", "welfare_exposure"])
    for state in 0..<roster.stateCount {
      for other in 0..<roster.stateCount {
        text.add([
          roster.stateCodes[state], roster.stateCodes[other], "\(income(state, other))",
          "\(welfare(state, other))",
        ])
      }
    }
    return text
  }

  struct Document: Encodable {
    let name: String
    let states: [String]
    /// Rows by whose income or welfare, columns by whose productivity.
    let incomeExposure: [[Double]]
    let welfareExposure: [[Double]]
  }

  var document: Document {
    let all = Array(0..<roster.stateCount)
    return Document(
      name: economy.name, states: roster.stateCodes,
      incomeExposure: all.map { state in all.map { income(state, $0) } },
      welfareExposure: all.map { state in all.map { welfare(state, $0) } })
  }
}
