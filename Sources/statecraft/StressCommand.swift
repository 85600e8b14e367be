internal import ArgumentParser
internal import StatecraftCore
internal import StatecraftEconomy
internal import StatecraftReplay
internal import StatecraftScenario

/// `statecraft stress`: what everyone would lose if suppliers were cut off.
struct StressCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stress",
    abstract: "Cut suppliers off and tell what every state would lose.",
    usage: "statecraft stress <scenario> (--cut <state> | --table) [<options>]",
    discussion: """
      Losses are of real income: ‘exact’ after all prices, wages and suppliers have adjusted, \
      ‘at first glance’ before any has. Several suppliers are cut off as a bloc that trades on \
      within. The table cuts off each supplier in turn.

        statecraft stress small-yard-2023 --cut CHN --sector refining
        statecraft stress small-yard-2023 --cut CHN,RUS --leak 0.1
        statecraft stress small-yard-2023 --table --sector chips
        statecraft stress small-yard-2023 --cut CHN --sector refining --draws 200
      """)

  @OptionGroup var source: EconomyOptions

  @Option(
    name: .customLong("cut"),
    help: ArgumentHelp("The suppliers that are cut off, with commas.", valueName: "states"))
  var cut: [String] = []

  @Flag(help: "Cut off each supplier in turn.")
  var table = false

  @Option(
    name: .customLong("sector"),
    help: ArgumentHelp("In which sectors, with commas; in all by default.", valueName: "sectors"))
  var sectors: [String] = []

  @Option(help: "The share of a flow's weight that leaks through.")
  var leak = 0.0

  @Flag(help: "They can't buy from the others either, as when a hub drops out.")
  var purchases = false

  @OptionGroup var balances: ClosureOptions

  @OptionGroup var drawing: DrawOptions

  @OptionGroup var results: ResultOptions

  func validate() throws {
    guard table != !cut.isEmpty else {
      throw ValidationError("Say whom to ‘--cut’, or ask for the ‘--table’ of all suppliers.")
    }
    guard (0...1).contains(leak) else {
      throw ValidationError("‘--leak’ is a share from 0 to 1, not \(leak).")
    }
  }

  func run() throws {
    let economy = try source.load()
    guard let baseline = economy.baseline else {
      throw Failure(
        .failed,
        "‘\(economy.name)’ has no equilibrium to answer with: give each sector its "
          + "elasticity_theta.")
    }
    let output = try results.open()
    let sectors = try economy.sectors(sectors)
    let suppliers = try economy.codes(cut, "state").map(economy.state)
    let blocs = table ? (0..<economy.roster.stateCount).map { [$0] } : [suppliers]
    guard table || suppliers.count < economy.roster.stateCount else {
      throw Failure(.usage, "‘--cut’ names all states: leave somebody to be cut off from.")
    }
    let solver = EquilibriumSolver()
    var tests: [StressReport.Test] = []
    for bloc in blocs {
      let test = StressTest(
        cutting: bloc, in: sectors, leak: leak, cutsPurchases: purchases,
        rentShares: economy.exportRentShares, closure: balances.closure ?? economy.closure)
      do {
        tests.append(.init(suppliers: bloc, losses: try test.run(baseline, solver: solver)))
      } catch {
        let names = bloc.map { economy.roster.stateCodes[$0] }.joined(separator: ", ")
        guard table else {
          throw Failure(
            .failed,
            "Without \(names): \(error.words(economy.roster))."
              + (balances.closure == nil ? " Try ‘--leak’, such as 0.05." : ""))
        }
        // One supplier that can't be done without shouldn't hide the others.
        tests.append(.init(suppliers: bloc, losses: nil))
      }
    }
    let bands = try drawing.isAsked ? bands(economy, sectors, blocs) : nil
    let report = StressReport(
      economy: economy, baseline: baseline, sectors: sectors, leak: leak, tests: tests,
      bands: bands)
    try output.write(
      text: { table ? report.tableText : report.text }, document: report.document,
      rows: report.rows)
  }

  /// What draws say of each cut; a cut that has no answer in any draw has no band.
  private func bands(
    _ economy: LoadedEconomy, _ sectors: [Int], _ blocs: [[Int]]
  ) throws -> StressReport.Bands {
    var losses = blocs.map { _ in [[Double]]() }
    let solver = EquilibriumSolver()
    let unanswered = try drawing.forEachDraw(economy) { draw in
      guard let baseline = draw.economy.baseline else { return }
      let found = try blocs.map { bloc -> [Double]? in
        let test = StressTest(
          cutting: bloc, in: sectors, leak: draw.leak(leak), cutsPurchases: purchases,
          closure: balances.closure ?? economy.closure)
        do {
          return try test.run(baseline, solver: solver).exact
        } catch {
          guard table else { throw error }
          return nil
        }
      }
      for (index, found) in found.enumerated() {
        if let found { losses[index].append(found) }
      }
    }
    let weights = (0..<economy.roster.stateCount).map { economy.baseline?.finalSpending($0) ?? 0 }
    return StressReport.Bands(
      words: drawing.words(unanswered: unanswered),
      ofStates: losses.map { drawn in
        (0..<economy.roster.stateCount).map { state in Band(drawn.map { $0[state] }) }
      },
      ofAll: losses.map { drawn in
        Band(
          drawn.map { losses in
            zip(losses, weights).reduce(0) { $0 + $1.0 * $1.1 } / weights.reduce(0, +)
          })
      })
  }
}

/// What states lose, for people and programs.
struct StressReport {
  /// A cut and what it costs; no losses where there is no equilibrium without the suppliers.
  struct Test {
    let suppliers: [Int]
    let losses: StressTest.Losses?
  }

  /// What draws say of losses, by test.
  struct Bands {
    /// What was drawn.
    let words: String
    let ofStates: [[Band?]]
    let ofAll: [Band?]
  }

  let economy: LoadedEconomy
  let baseline: Baseline
  let sectors: [Int]
  let leak: Double
  let tests: [Test]
  /// Nil where nothing was drawn.
  let bands: Bands?
  private var roster: Roster { economy.roster }

  private var heading: String {
    let all = sectors.count == roster.sectorCount
    let what =
      all ? "all sectors" : sectors.map { roster.sectorCodes[$0] }.joined(separator: ", ")
    return "\(economy.title) (\(economy.name)): cut off in \(what)"
      + (leak > 0 ? ", \(significant(100 * leak, 3)) % leak" : "")
  }

  var text: String {
    guard let test = tests.first, let losses = test.losses else { return heading }
    let places = decimals(for: losses.exact)
    var table = TextTable(bands == nil ? "lrr" : "lrrrr")
    table.add(
      ["loss of real income, %", "exact"] + (bands == nil ? [] : ["5 %", "95 %"])
        + ["at first glance"])
    let order = losses.exact.indices.sorted {
      (losses.exact[$1], $0) < (losses.exact[$0], $1)
    }
    for state in order {
      let mark = test.suppliers.contains(state) ? " (cut off)" : ""
      table.add(
        [
          "\(roster.stateCodes[state]) \(roster.stateNames[state].prefix(20))\(mark)",
          fixed(100 * losses.exact[state], places),
        ]
          + (bands.map { Band.ends($0.ofStates[0][state], 100, places) } ?? [])
          + [fixed(100 * losses.firstOrder[state], places)])
    }
    table.add(
      ["all together", fixed(100 * world(losses.exact), places)]
        + (bands.map { Band.ends($0.ofAll[0], 100, places) } ?? [])
        + [fixed(100 * world(losses.firstOrder), places)])
    let codes = test.suppliers.map { roster.stateCodes[$0] }.joined(separator: ", ")
    return
      (wrapped("\(heading): \(codes)") + [""] + table.lines
      + wrapped((["A loss below zero is a gain."] + notes).joined(separator: " ")))
      .joined(separator: "\n")
  }

  /// A row for each supplier: its own loss, all together, and whom it hurts most.
  var tableText: String {
    let places = decimals(for: tests.flatMap { $0.losses?.exact ?? [] })
    guard bands == nil else { return bandedText }
    var table = TextTable("lrrrl")
    table.add(["loss of real income, %", "own", "first glance", "all", "hurt most besides"])
    for test in tests {
      let supplier = test.suppliers[0]
      let name = "\(roster.stateCodes[supplier]) \(roster.stateNames[supplier].prefix(18))"
      guard let losses = test.losses else {
        table.add([name, "–", "–", "–", "no equilibrium: try --leak"])
        continue
      }
      let others = losses.exact.indices.filter { $0 != supplier && losses.exact[$0] > 0 }
        .sorted { (losses.exact[$1], $0) < (losses.exact[$0], $1) }
      table.add([
        name, fixed(100 * losses.exact[supplier], places),
        fixed(100 * losses.firstOrder[supplier], places),
        fixed(100 * world(losses.exact), places),
        others.prefix(2).map {
          "\(roster.stateCodes[$0]) \(fixed(100 * losses.exact[$0], places))"
        }.joined(separator: ", "),
      ])
    }
    return
      (wrapped(heading + ", each supplier in turn") + [""] + table.lines
      + wrapped(notes.joined(separator: " "))).joined(separator: "\n")
  }

  /// The table with where 90 % of draws lie.
  private var bandedText: String {
    let places = decimals(for: tests.flatMap { $0.losses?.exact ?? [] })
    var table = TextTable("lrrrrrr")
    table.add(["loss of real income, %", "own", "5 %", "95 %", "all", "5 %", "95 %"])
    for (index, test) in tests.enumerated() {
      let supplier = test.suppliers[0]
      func number(_ value: Double?) -> String { value.map { fixed(100 * $0, places) } ?? "–" }
      table.add(
        [
          "\(roster.stateCodes[supplier]) \(roster.stateNames[supplier].prefix(18))",
          number(test.losses?.exact[supplier]),
        ] + Band.ends(bands?.ofStates[index][supplier], 100, places)
          + [number(test.losses.map { world($0.exact) })]
          + Band.ends(bands?.ofAll[index], 100, places))
    }
    return
      (wrapped(heading + ", each supplier in turn") + [""] + table.lines
      + wrapped(notes.joined(separator: " "))).joined(separator: "\n")
  }

  /// What was drawn, and what was assumed of balances of trade, where it isn't that they stay.
  private var notes: [String] {
    func codes(_ keep: (StressTest.Losses) -> Bool) -> String {
      tests.filter { $0.losses.map(keep) ?? false }.flatMap(\.suppliers)
        .map { roster.stateCodes[$0] }.joined(separator: ", ")
    }
    var notes = bands.map { [$0.words] } ?? []
    let balanced = codes { $0.closure == .balanced }
    if !balanced.isEmpty {
      notes.append(
        "Without \(balanced) balances of trade are closed first: losses are from a world in which "
          + "everybody spends what it earns.")
    }
    let severed = codes { !$0.severed.isEmpty }
    if !severed.isEmpty {
      notes.append(
        "Whoever sells nothing can't buy, so that trade ends both ways for \(severed).")
    }
    let starved = codes { !$0.starved.isEmpty }
    if !starved.isEmpty {
      notes.append(
        "Without trade \(starved) can't make all that is needed, and with constant spending shares "
          + "that's a loss of all.")
    }
    return notes
  }

  /// The loss of all, by their final spending.
  private func world(_ losses: [Double]) -> Double {
    var (sum, weight) = (0.0, 0.0)
    for state in losses.indices {
      sum += baseline.finalSpending(state) * losses[state]
      weight += baseline.finalSpending(state)
    }
    return sum / weight
  }

  var rows: CSVText {
    var rows = CSVText(
      ["cut", "state", "loss", "loss_first_order"]
        + (bands == nil ? [] : ["loss_5", "loss_50", "loss_95"]))
    for (index, test) in tests.enumerated() {
      guard let losses = test.losses else { continue }
      let codes = test.suppliers.map { roster.stateCodes[$0] }.joined(separator: ";")
      for state in losses.exact.indices {
        let drawn = bands.map { bands in
          bands.ofStates[index][state].map { $0.values.map { "\($0)" } } ?? ["", "", ""]
        }
        rows.add(
          [
            codes, roster.stateCodes[state], "\(losses.exact[state])",
            "\(losses.firstOrder[state])",
          ] + (drawn ?? []))
      }
    }
    return rows
  }

  struct Document: Encodable {
    struct Cut: Encodable {
      let suppliers: [String]
      /// Shares of real income; missing where there is no equilibrium.
      let losses: [String: Double]?
      let lossesFirstOrder: [String: Double]?
      let worldLoss: Double?
      /// Where draws lie, where there are any.
      let bands: [String: Band]?
      let worldBand: Band?
      /// What became of balances of trade, and whose other trade ends as well.
      let closure: String?
      let severed: [String]?
      /// Those of them who can't make what they need, and lose all.
      let starved: [String]?
    }

    let name: String
    let sectors: [String]
    let leak: Double
    /// What was drawn.
    let drawn: String?
    let cuts: [Cut]
  }

  var document: Document {
    func byCode(_ losses: [Double]) -> [String: Double] {
      Dictionary(uniqueKeysWithValues: zip(roster.stateCodes, losses))
    }
    return Document(
      name: economy.name, sectors: sectors.map { roster.sectorCodes[$0] }, leak: leak,
      drawn: bands?.words,
      cuts: tests.enumerated().map { index, test in
        Document.Cut(
          suppliers: test.suppliers.map { roster.stateCodes[$0] },
          losses: test.losses.map { byCode($0.exact) },
          lossesFirstOrder: test.losses.map { byCode($0.firstOrder) },
          worldLoss: test.losses.map { world($0.exact) },
          bands: bands.map { bands in
            Dictionary(
              uniqueKeysWithValues: zip(roster.stateCodes, bands.ofStates[index]).compactMap {
                code, band in band.map { (code, $0) }
              })
          }, worldBand: bands?.ofAll[index],
          closure: test.losses?.closure.rawValue,
          severed: test.losses.map { $0.severed.map { roster.stateCodes[$0] } },
          starved: test.losses.map { $0.starved.map { roster.stateCodes[$0] } })
      })
  }
}
