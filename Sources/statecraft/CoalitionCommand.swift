internal import ArgumentParser
internal import StatecraftCore
internal import StatecraftEconomy
internal import StatecraftReplay
internal import StatecraftScenario

/// `statecraft coalition`: what several states can do to others together, and at what price.
struct CoalitionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coalition",
    abstract: "Let states levy a measure together: damage, cost, least r, and who should join.",
    usage: "statecraft coalition <scenario> --members A,B --against C [<options>]",
    discussion: """
      Members withhold a share of their exports (‘control’), tax them (‘export_tax’) or levy a \
      ‘tariff’, all the same rate. Without ‘--rate’ it's the one that serves them best: their real \
      income together, less r times that of those it's against. Least r is the weight from which \
      the measure pays: cost over damage.

        statecraft coalition small-yard-2023 --members USA,JPN,NLD --against CHN \
          --sector equipment --rate 0.9
        statecraft coalition small-yard-2023 --members USA,JPN,NLD --against CHN \
          --sector equipment --rate 0.9 --candidates KOR,DEU,TWN
        statecraft coalition small-yard-2023 --members USA,DEU,FRA --against CHN \
          --instrument tariff --r 0.5 --reply
        statecraft coalition three-countries --members AAA,CCC --against BBB \
          --rate 0.5 --draws 200 --spread-leak 0.5
      """)

  @OptionGroup var source: EconomyOptions

  @Option(help: ArgumentHelp("Who levies it, with commas.", valueName: "states"))
  var members: [String]

  @Option(help: ArgumentHelp("Whom it's levied on, with commas.", valueName: "states"))
  var against: [String]

  @Option(
    name: .customLong("sector"),
    help: ArgumentHelp(
      "In which sectors, with commas; in all by default, of tariffs in all goods.",
      valueName: "sectors"))
  var sectors: [String] = []

  @Option(
    help: ArgumentHelp("‘control’, ‘export_tax’ or ‘tariff’.", valueName: "instrument"),
    transform: { word in
      guard let instrument = OptimalTariff.Instrument(rawValue: word) else {
        throw ValidationError("There are the instruments ‘control’, ‘export_tax’ and ‘tariff’.")
      }
      return instrument
    })
  var instrument: OptimalTariff.Instrument = .control

  @Option(help: "The rate, or the share withheld; the one that serves the members best by default.")
  var rate: Double?

  @Option(
    name: .customLong("rate-max"), help: "The highest rate that is tried; of a control, up to 1.")
  var rateMax: Double?

  @Option(name: .customLong("r"), help: "The weight of others' gains against the members' own.")
  var relativeGains = 0.0

  @Flag(help: "Those it's against reply with the same instrument, as serves them best.")
  var reply = false

  @Option(
    help: ArgumentHelp(
      "Who might join: what each would add, by the same rate.", valueName: "states"))
  var candidates: [String] = []

  @OptionGroup var balances: ClosureOptions

  @OptionGroup var drawing: DrawOptions

  @OptionGroup var results: ResultOptions

  func validate() throws {
    let isControl = instrument == .control
    if let rate {
      guard isControl ? (0...1).contains(rate) : (-0.9...100).contains(rate) else {
        throw ValidationError(
          "‘--rate’ is \(isControl ? "a share from 0 to 1" : "from -0.9 to 100"), not \(rate).")
      }
      if rateMax != nil { throw ValidationError("‘--rate-max’ is for where ‘--rate’ isn't said.") }
    }
    if let rateMax, !(rateMax > 0 && rateMax <= (isControl ? 1 : 100)) {
      throw ValidationError(
        "‘--rate-max’ is above 0 and at most \(isControl ? 1 : 100), not \(rateMax).")
    }
    guard (-1...10).contains(relativeGains) else {
      throw ValidationError("‘--r’ is from -1 to 10, not \(relativeGains).")
    }
  }

  func run() throws {
    let economy = try source.load()
    guard economy.baseline != nil else {
      throw Failure(
        .failed,
        "‘\(economy.name)’ has no equilibrium to answer with: give each sector its "
          + "elasticity_theta.")
    }
    func states(_ lists: [String]) throws -> [Int] {
      var states: [Int] = []
      for state in try economy.codes(lists, "state").map(economy.state)
      where !states.contains(state) {
        states.append(state)
      }
      return states
    }
    let (members, targets) = (try states(members), try states(against))
    let joining = try states(candidates)
    for state in targets where members.contains(state) || joining.contains(state) {
      throw Failure(
        .usage,
        "\(economy.roster.stateCodes[state]) can't be on both sides: take it out of ‘--against’, or "
          + "of the others.")
    }
    if let both = joining.first(where: members.contains) {
      throw Failure(.usage, "\(economy.roster.stateCodes[both]) is a member already.")
    }
    let chosen =
      try sectors.isEmpty
      ? (instrument == .tariff ? economy.goods : economy.sectors([])) : economy.sectors(sectors)
    let output = try results.open()
    let closure = balances.closure ?? economy.closure ?? .fixed
    let top = rateMax ?? (instrument == .control ? 0.999 : 2)
    func account(
      _ members: [Int], _ economy: LoadedEconomy, rate: Double?
    ) throws -> Coalition.Account {
      guard let baseline = economy.baseline else { preconditionFailure("It had one.") }
      let start = try closure.start(of: baseline)
      var change = Counterfactual(start)
      closure.close(&change)
      func measure(_ states: [Int], on partners: [Int]) -> OptimalTariff {
        OptimalTariff(
          of: states, on: chosen, from: partners, rates: 0...top, instrument: instrument,
          relativeGains: relativeGains)
      }
      return try Coalition(
        measure(members, on: targets), rate: rate,
        reply: reply ? measure(targets, on: members) : nil
      ).run(start, given: change, solver: EquilibriumSolver(tolerance: 1e-13))
    }
    let central: Coalition.Account
    do {
      central = try account(members, economy, rate: rate)
    } catch let error as EquilibriumError {
      throw Failure(.failed, "There's no answer: \(error.words(economy.roster)).")
    }
    guard central.isSettled else {
      throw Failure(.failed, "The best replies to each other don't settle.")
    }
    var drawn: [Coalition.Account] = []
    var (words, unsettled) = (String?.none, 0)
    if drawing.isAsked {
      let unanswered = try drawing.forEachDraw(economy) { draw in
        let rate = rate.map { instrument == .control ? 1 - draw.leak(1 - $0) : $0 }
        let found = try account(members, draw.economy, rate: rate)
        if found.isSettled { drawn.append(found) } else { unsettled += 1 }
      }
      words = drawing.words(unanswered: unanswered + unsettled)
    }
    let wider = joining.map { candidate in
      (candidate, try? account(members + [candidate], economy, rate: central.rate))
    }
    let report = CoalitionReport(
      economy: economy, members: members, targets: targets, sectors: chosen,
      instrument: instrument, relativeGains: relativeGains, isBest: rate == nil,
      closure: closure, isHighest: rate == nil && central.rate >= top, account: central,
      drawn: drawn, words: words, candidates: wider)
    try output.write(
      text: { report.text }, document: report.document, rows: report.rows)
  }
}

/// What a coalition does and what it costs, for people and programs.
struct CoalitionReport {
  let economy: LoadedEconomy
  let members: [Int]
  let targets: [Int]
  let sectors: [Int]
  let instrument: OptimalTariff.Instrument
  let relativeGains: Double
  /// Whether the rate is the one that serves the members best.
  let isBest: Bool
  /// What became of balances of trade.
  let closure: Closure
  /// Whether it's the highest that was tried.
  let isHighest: Bool
  let account: Coalition.Account
  let drawn: [Coalition.Account]
  /// What was drawn.
  let words: String?
  /// What comes of it with each of these as one more; nil where that has no answer.
  let candidates: [(state: Int, account: Coalition.Account?)]
  private var roster: Roster { economy.roster }

  private func codes(_ states: [Int]) -> String {
    states.map { roster.stateCodes[$0] }.joined(separator: ", ")
  }

  private func name(_ state: Int) -> String {
    "\(roster.stateCodes[state]) \(roster.stateNames[state].prefix(20))"
  }

  private var heading: String {
    let rate = "\(significant(100 * account.rate, 4)) %"
    let isOne = members.count == 1
    let (to, what) =
      switch instrument {
      case .control: ("to", "\(isOne ? "withholds" : "withhold") \(rate) of exports")
      case .exportTax: ("to", "\(isOne ? "taxes" : "tax") exports by \(rate)")
      case .tariff: ("from", "\(isOne ? "levies" : "levy") tariffs of \(rate) on imports")
      }
    let all =
      instrument == .tariff ? economy.goods : Array(0..<roster.sectorCount)
    let goods =
      sectors == all ? "" : " of " + sectors.map { roster.sectorCodes[$0] }.joined(separator: ", ")
    let best = isBest ? ", the best for them with r = \(significant(relativeGains, 3))" : ""
    return "\(economy.title) (\(economy.name)): \(codes(members)) \(what)\(goods) \(to) "
      + "\(codes(targets))\(best)"
  }

  /// The least r as people read it.
  private func leastR(_ account: Coalition.Account) -> String {
    account.leastR.map { fixed($0, 3) } ?? "none"
  }

  private func band(_ number: (Coalition.Account) -> Double?) -> Band? {
    Band(drawn.compactMap(number))
  }

  var text: String {
    let places = decimals(for: account.losses)
    let hasBands = !drawn.isEmpty
    var table = TextTable(hasBands ? "lrrr" : "lrr")
    table.add(
      ["loss of real income, %", "loss"] + (hasBands ? ["5 %", "95 %"] : ["receives"]))
    func add(
      _ name: String, _ loss: Double, _ number: (Coalition.Account) -> Double?, _ last: String
    ) {
      table.add(
        [name, fixed(100 * loss, places)]
          + (hasBands ? Band.ends(band(number), 100, places) : [last]))
    }
    for state in members {
      add(
        name(state), account.losses[state], { $0.losses[state] },
        significant(account.equalising[state], 4))
    }
    add("members together", account.cost, \.cost, "")
    for state in targets { add(name(state), account.losses[state], { $0.losses[state] }, "") }
    let rest = account.losses.indices.filter { !members.contains($0) && !targets.contains($0) }
      .sorted { (abs(account.losses[$1]), $0) < (abs(account.losses[$0]), $1) }
    for state in rest.prefix(3) {
      add("\(name(state)), besides", account.losses[state], { $0.losses[state] }, "")
    }
    var notes = [
      "Least r: \(leastR(account))"
        + (hasBands ? bandOfLeastR : "")
        + ", the weight of what \(codes(targets)) \(targets.count > 1 ? "lose" : "loses") from which "
        + "it pays."
    ]
    if isHighest {
      notes.append("That's the highest rate that was tried: ‘--rate-max’ may find a better one.")
    }
    if let reply = account.replyRate {
      notes.append("The reply is \(significant(100 * reply, 4)) %.")
    }
    if !hasBands, members.count > 1 {
      notes.append(
        "What members receive"
          + (economy.unit.isEmpty ? "" : ", in \(economy.unit),")
          + " from each other makes all of them lose the same share.")
    }
    notes.append("A loss below zero is a gain.")
    switch closure {
    case .fixed: break
    case .proportional: notes.append("Final spending is proportional to income.")
    case .none: notes.append("Balances of trade end with the measure, and are a part of it.")
    case .balanced:
      notes.append(
        "Balances of trade are closed first: losses are from a world in which everybody spends "
          + "what it earns.")
    }
    if let words { notes.append(words) }
    return
      (wrapped(heading) + [""] + table.lines + wrapped(notes.joined(separator: " "))
      + candidateLines).joined(separator: "\n")
  }

  private var bandOfLeastR: String {
    guard let band = band(\.leastR) else { return "" }
    return " (90 % from \(fixed(band.low, 3)) to \(fixed(band.high, 3)))"
  }

  private var candidateLines: [String] {
    guard !candidates.isEmpty else { return [] }
    var table = TextTable("lrrrr")
    table.add(["with one more", "damage added", "to itself", "together", "least r"])
    let order = candidates.sorted {
      ($1.account?.damage ?? -.infinity, $0.state) < ($0.account?.damage ?? -.infinity, $1.state)
    }
    let places = decimals(for: account.losses)
    for (state, wider) in order {
      guard let wider else {
        table.add([name(state), "–", "–", "–", "no answer"])
        continue
      }
      table.add([
        name(state), fixed(100 * (wider.damage - account.damage), places, signed: true),
        fixed(100 * wider.losses[state], places), fixed(100 * wider.cost, places), leastR(wider),
      ])
    }
    return [""] + table.lines
      + wrapped("Damage is in points of the targets' real income, losses are in %.")
  }

  // MARK: - CSV and JSON

  var rows: CSVText {
    var text = CSVText(
      ["state", "role", "loss", "receives"]
        + (drawn.isEmpty ? [] : ["loss_5", "loss_50", "loss_95"]))
    for state in account.losses.indices {
      let role =
        members.contains(state) ? "member" : targets.contains(state) ? "target" : "bystander"
      let drawn = band { $0.losses[state] }
      text.add(
        [
          roster.stateCodes[state], role, "\(account.losses[state])",
          "\(account.equalising[state])",
        ] + (drawn.map { $0.values.map { "\($0)" } } ?? []))
    }
    return text
  }

  struct Document: Encodable {
    struct Wider: Encodable {
      let state: String
      /// Missing where there's no equilibrium.
      let damage, cost, loss, leastR: Double?
    }

    let name: String
    let members, against, sectors: [String]
    let instrument: String
    let rate: Double
    let replyRate: Double?
    let r: Double
    /// Shares of real income, by state.
    let losses: [String: Double]
    let cost, damage: Double
    /// Missing where there's no damage.
    let leastR: Double?
    /// What members receive so that all lose the same share, in units of value.
    let equalising: [String: Double]
    /// What was drawn, and where draws lie.
    let drawn: String?
    let bands: [String: Band]?
    let costBand, damageBand, leastRBand, rateBand: Band?
    let candidates: [Wider]
  }

  var document: Document {
    func names(_ states: [Int]) -> [String] { states.map { roster.stateCodes[$0] } }
    return Document(
      name: economy.name, members: names(members), against: names(targets),
      sectors: sectors.map { roster.sectorCodes[$0] }, instrument: instrument.rawValue,
      rate: account.rate, replyRate: account.replyRate, r: relativeGains,
      losses: Dictionary(uniqueKeysWithValues: zip(roster.stateCodes, account.losses)),
      cost: account.cost, damage: account.damage, leastR: account.leastR,
      equalising: Dictionary(
        uniqueKeysWithValues: members.map { (roster.stateCodes[$0], account.equalising[$0]) }),
      drawn: words,
      bands: drawn.isEmpty
        ? nil
        : Dictionary(
          uniqueKeysWithValues: account.losses.indices.compactMap { state in
            band { $0.losses[state] }.map { (roster.stateCodes[state], $0) }
          }), costBand: band(\.cost), damageBand: band(\.damage), leastRBand: band(\.leastR),
      rateBand: band(\.rate),
      candidates: candidates.map { state, wider in
        Document.Wider(
          state: roster.stateCodes[state], damage: wider?.damage, cost: wider?.cost,
          loss: wider?.losses[state], leastR: wider?.leastR)
      })
  }
}
