internal import ArgumentParser
internal import StatecraftCore
internal import StatecraftEconomy
internal import StatecraftReplay
internal import StatecraftScenario

/// `statecraft dependence`: how much one state's purchases hang on another.
struct DependenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dependence",
    abstract: "Tell how much a state depends on another's supplies, also through third ones.",
    usage: "statecraft dependence <scenario> --of <state> [--on <state>] [<options>]",
    discussion: """
      Of a state's purchases, ‘direct’ is the share that the other sells, ‘total’ the share of \
      the value that the other adds, through whomever it comes, and ‘indirect’ the part of it \
      that others sell. HHI is the concentration of all suppliers, home included. Without ‘--on’ \
      it ranks those on whom the state depends.

        statecraft dependence small-yard-2023 --of USA --on CHN
        statecraft dependence small-yard-2023 --of DEU --sector chips,refining
        statecraft dependence leather --of DEU --on TUR --json -
      """)

  @OptionGroup var source: EconomyOptions

  @Option(help: ArgumentHelp("Who buys.", valueName: "state"))
  var of: String

  @Option(help: ArgumentHelp("On whom it depends.", valueName: "state"))
  var on: String?

  @Option(
    name: .customLong("sector"),
    help: ArgumentHelp("Which sectors, with commas; all by default.", valueName: "sectors"))
  var sectors: [String] = []

  @OptionGroup var results: ResultOptions

  func run() throws {
    let economy = try source.load()
    let output = try results.open()
    let market = try economy.state(of)
    let supplier = try on.map(economy.state)
    if supplier == market {
      throw Failure(.usage, "‘--of’ and ‘--on’ name the same state: take two.")
    }
    let sectors = try economy.sectors(sectors)
    var reader: EconomyMeasures
    do {
      reader = try EconomyMeasures(economy)
    } catch {
      throw Failure(.failed, "\(error)")
    }
    guard let dependence = reader.stateDependence() else {
      throw Failure(
        .failed,
        "Value chains of ‘\(economy.name)’ never end: some industries spend all they earn on "
          + "each other's products.")
    }
    let report = DependenceReport(
      economy: economy, dependence: dependence, market: market, supplier: supplier,
      sectors: sectors)
    try output.write(
      text: { report.text }, document: report.document, rows: report.rows)
  }
}

/// Dependence by sector and partner, for people and programs.
struct DependenceReport {
  let economy: LoadedEconomy
  let dependence: Dependence
  let market: Int
  /// Nil for all of them.
  let supplier: Int?
  let sectors: [Int]
  private var roster: Roster { economy.roster }

  private func code(_ state: Int) -> String { roster.stateCodes[state] }

  private var criticality: [Double] {
    economy.criticality.indices.map { sectors.contains($0) ? economy.criticality[$0] : 0 }
  }

  private var plainWeights: [Double] {
    economy.criticality.indices.map { sectors.contains($0) ? 1 : 0 }
  }

  var text: String {
    supplier.map { bySector($0) } ?? ranking
  }

  private func bySector(_ supplier: Int) -> String {
    var table = TextTable("lrrrrl")
    table.add(["% of purchases", "direct", "indirect", "total", "HHI", "largest abroad"])
    // The most exposed first.
    let order = sectors.sorted {
      (dependence.total[$1, market, supplier], $0) < (dependence.total[$0, market, supplier], $1)
    }
    for sector in order {
      let largest = (0..<roster.stateCount).filter { $0 != market }
        .max { dependence.direct[sector, market, $0] < dependence.direct[sector, market, $1] }
      table.add([
        roster.sectorCodes[sector], share(dependence.direct[sector, market, supplier]),
        share(dependence.indirect[sector, market, supplier]),
        share(dependence.total[sector, market, supplier]),
        fixed(dependence.concentration[sector, market], 3),
        largest.map { "\(code($0)) \(share(dependence.direct[sector, market, $0]))" } ?? "",
      ])
    }
    for (name, weights) in [("all, by spending", plainWeights), ("critical ones", criticality)] {
      // Weights that only repeat the line before say nothing new.
      if name == "critical ones", Set(sectors.map { economy.criticality[$0] }).count < 2 {
        continue
      }
      let direct = exposure(weights, total: false)[supplier]
      let total = exposure(weights, total: true)[supplier]
      table.add([name, share(direct), "", share(total), "", ""])
    }
    let heading =
      "\(economy.title) (\(economy.name)): dependence of \(code(market)) on \(code(supplier))"
    return (wrapped(heading) + [""] + table.lines).joined(separator: "\n")
  }

  private var ranking: String {
    let (direct, total) = (
      exposure(plainWeights, total: false), exposure(plainWeights, total: true)
    )
    let critical = exposure(criticality, total: true)
    var table = TextTable("lrrrl")
    table.add(["% of purchases", "direct", "total", "critical", "most exposed in"])
    let order = (0..<roster.stateCount).filter { $0 != market }
      .sorted { (total[$1], $0) < (total[$0], $1) }
    for state in order {
      let top = sectors.sorted {
        (dependence.total[$1, market, state], $0) < (dependence.total[$0, market, state], $1)
      }.prefix(2)
      table.add([
        "\(code(state)) \(roster.stateNames[state].prefix(16))", share(direct[state]),
        share(total[state]), share(critical[state]),
        top.map { "\(roster.sectorCodes[$0]) \(share(dependence.total[$0, market, state]))" }
          .joined(separator: ", "),
      ])
    }
    table.add(["at home", share(direct[market]), share(total[market]), share(critical[market]), ""])
    let heading = "\(economy.title) (\(economy.name)): on whom \(code(market)) depends"
    return
      (wrapped(heading) + [""] + table.lines
      + wrapped("‘critical’ weighs total dependence by the sectors' criticality."))
      .joined(separator: "\n")
  }

  private func exposure(_ weights: [Double], total: Bool) -> [Double] {
    dependence.importExposure(of: market, criticality: weights, total: total)
  }

  private func share(_ value: Double) -> String { fixed(100 * value, 1) }

  private var suppliers: [Int] {
    supplier.map { [$0] } ?? (0..<roster.stateCount).filter { $0 != market }
  }

  var rows: CSVText {
    var rows = CSVText(["of", "on", "sector", "direct", "indirect", "total", "hhi"])
    for supplier in suppliers {
      for sector in sectors {
        rows.add([
          code(market), code(supplier), roster.sectorCodes[sector],
          "\(dependence.direct[sector, market, supplier])",
          "\(dependence.indirect[sector, market, supplier])",
          "\(dependence.total[sector, market, supplier])",
          "\(dependence.concentration[sector, market])",
        ])
      }
    }
    return rows
  }

  struct Document: Encodable {
    struct Sector: Encodable {
      let direct, indirect, total, hhi: Double
    }

    struct Partner: Encodable {
      let direct, total, criticalTotal: Double
      let sectors: [String: Sector]
    }

    let name: String
    let of: String
    let on: [String: Partner]
  }

  var document: Document {
    let (direct, total) = (
      exposure(plainWeights, total: false), exposure(plainWeights, total: true)
    )
    let critical = exposure(criticality, total: true)
    return Document(
      name: economy.name, of: code(market),
      on: Dictionary(
        uniqueKeysWithValues: suppliers.map { supplier in
          (
            code(supplier),
            Document.Partner(
              direct: direct[supplier], total: total[supplier],
              criticalTotal: critical[supplier],
              sectors: Dictionary(
                uniqueKeysWithValues: sectors.map { sector in
                  (
                    roster.sectorCodes[sector],
                    Document.Sector(
                      direct: dependence.direct[sector, market, supplier],
                      indirect: dependence.indirect[sector, market, supplier],
                      total: dependence.total[sector, market, supplier],
                      hhi: dependence.concentration[sector, market])
                  )
                }))
          )
        }))
  }
}
