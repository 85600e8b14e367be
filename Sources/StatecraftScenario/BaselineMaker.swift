internal import StatecraftCore
public import StatecraftEconomy

/// A baseline with what it was solved from, where it was.
struct Calibrated: Sendable {
  let calibration: SupplyCalibration?
  let baseline: Baseline
  /// How far trade between two states was fitted to facts, in `0...1`.
  var bilateralFit = 0.0
}

/// Finds the baseline of a scenario, and tells people in codes what doesn't fit.
struct BaselineMaker {
  /// How far a state's GDP may be from what given sourcing shares imply.
  private static let tolerance = 0.01

  let root: Value
  let roster: Roster
  let frame: EconomyFrame
  let log: FaultLog
  /// A calibration that has been solved, and serves again where the same is asked.
  var known: Calibrated?

  func make(_ economy: EconomyFacts) -> Calibrated? {
    economy.isSourcingGiven
      ? prove(economy).map { Calibrated(calibration: nil, baseline: $0) } : calibrate(economy)
  }

  /// Who buys from whom is given, so that the states' sizes follow, up to the world's.
  private func prove(_ economy: EconomyFacts) -> Baseline? {
    let shares = TradeShares(
      sourcing: economy.sourcing, finalSpending: economy.finalShares,
      valueAdded: economy.valueAddedShares, recipes: economy.recipes,
      elasticities: frame.elasticities, tariffs: frame.tariffs,
      technology: economy.technology)
    let world = frame.valueAdded.reduce(0, +)
    if root["economy"]?.text("books") == "settle" { return settle(shares, economy.transfers) }
    do {
      let baseline = try Baseline(
        shares: shares, worldValueAdded: world, transfers: economy.transfers)
      for row in root.list("states") {
        guard let state = roster.state(row["code"]), let value = row[frame.sizeKey],
          let gdp = value.number
        else { continue }
        let implied = baseline.valueAdded[state.index]
        if abs(gdp / implied - 1) > Self.tolerance {
          log.add("this is \(gdp), and the sourcing shares imply \(implied)", at: value)
        }
      }
      return baseline
    } catch {
      report(error)
      return nil
    }
  }

  /// Sizes and shares are of different sources: the start is where both agree.
  private func settle(_ shares: TradeShares, _ transfers: [Double]) -> Baseline? {
    guard let books = root["economy"]?["books"] else { return nil }
    guard shares.technology.installedCapacity.values.allSatisfy({ $0 == .infinity }) else {
      log.add(
        "where capacity bounds output nothing can be settled: leave ‘capacity’ out, or give books "
          + "that balance", at: books)
      return nil
    }
    let isBalanced = root["economy"]?.text("closure") == Closure.balanced.rawValue
    do {
      return try Baseline(
        settling: shares, valueAdded: frame.valueAdded,
        transfers: isBalanced ? transfers.map { _ in 0 } : transfers)
    } catch {
      switch error {
      case .violations(let faults): report(faults)
      default: log.add("\(error.words(roster))", at: books)
      }
      return nil
    }
  }

  /// Supply shares and sizes are given, so that who buys from whom follows.
  private func calibrate(_ economy: EconomyFacts) -> Calibrated? {
    guard let residual = economy.residualSector else { return nil }
    let calibration = SupplyCalibration(
      valueAdded: frame.valueAdded, supplyShares: economy.supplyShares,
      residualSector: residual.index, finalSpending: economy.finalShares,
      valueAddedShares: economy.valueAddedShares, recipes: economy.recipes,
      frictions: economy.frictions, elasticities: frame.elasticities, tariffs: frame.tariffs,
      transfers: economy.transfers, technology: economy.technology)
    // Most variants of a scenario leave its economy alone, and solving takes half of loading.
    if let known, known.calibration == calibration, known.bilateralFit == bilateralFit {
      return known
    }
    do {
      let baseline = try fit(calibration, starting: try calibration.solve().baseline)
      return Calibrated(calibration: calibration, baseline: baseline, bilateralFit: bilateralFit)
    } catch {
      report(error)
      return nil
    }
  }

  /// How far the file asks trade between two states to be fitted to facts.
  private var bilateralFit: Double { root["economy"]?.number("bilateral_fit") ?? 0 }

  /// Makes trade between two states easier or harder until observed totals come out, as far as
  /// supply shares and sizes let them; what isn't observed gives way.
  private func fit(
    _ calibration: SupplyCalibration, starting start: Baseline
  ) throws(CalibrationError) -> Baseline {
    let facts = BaselineFact.read(root, roster: roster, log: FaultLog())
      .filter { $0.kind == .bilateralGoods && $0.value > 0 }
    guard bilateralFit > 0, !facts.isEmpty else { return start }
    func flow(_ fact: BaselineFact, _ baseline: Baseline) -> Double {
      guard let partner = fact.partner else { return 0 }
      return fact.sectors.reduce(0) {
        $0 + baseline.flow(sector: $1.index, market: fact.state.index, supplier: partner.index)
      }
    }
    // Halfway in logs with a half, and so on.
    let targets = facts.map { fact in
      let here = flow(fact, start)
      return here > 0 ? here * Math.power(fact.value / here, bilateralFit) : 0
    }
    var calibration = calibration
    var baseline = start
    for _ in 0..<Self.fitLimit {
      var largest = 0.0
      for (fact, target) in zip(facts, targets) where target > 0 {
        guard let partner = fact.partner else { continue }
        let ratio = target / flow(fact, baseline)
        largest = max(largest, abs(ratio - 1))
        for sector in fact.sectors {
          calibration.frictions[sector.index, fact.state.index, partner.index] *=
            Math.power(ratio, Self.fitStep)
        }
      }
      if largest < Self.fitTolerance { break }
      baseline = try calibration.solve().baseline
    }
    return baseline
  }

  private static let fitLimit = 60
  /// How much of a gap a round closes, in logs.
  private static let fitStep = 0.8
  /// The gap between an observed total and ours that counts as none.
  private static let fitTolerance = 1e-3

  private func report(_ error: CalibrationError) {
    guard let economy = root["economy"], let table = economy["supply_shares"] else { return }
    switch error {
    case .violations(let faults): report(faults)
    case .overfull(let states):
      for state in states {
        log.add(
          "\(code(state.state))'s sectors would pay out \(state.needed)\(frame.unit) of value "
            + "added, and it has \(state.valueAdded): lower its shares", at: table)
      }
    case .noOutput(let sectors):
      log.add(
        "no world output of \(sectors.map { roster.sectorCodes[$0] }.joined(separator: ", ")) fits "
          + "recipes and final spending: give them buyers", at: economy)
    case .notConverged(let sector, let state, let sweeps, let residual):
      log.add(
        "the suppliers of \(roster.sectorCodes[sector]) don't settle in \(sweeps) sweeps: "
          + "\(code(state)) is off by \(residual) of its supply; are its frictions extreme?",
        at: economy)
    case .tariffsNotSettled(let rounds):
      log.add(
        "tariff revenue doesn't settle in \(rounds) rounds; are tariffs extreme?", at: economy)
    case .baseline(let error): report(error)
    }
  }

  func report(_ error: BaselineError) {
    guard let economy = root["economy"] else { return }
    switch error {
    case .violations(let faults): report(faults)
    case .notConverged(let sweeps, let residual, let state):
      log.add(
        "the books don't balance after \(sweeps) sweeps: \(code(state)) is off by \(residual) of "
          + "its value added. More trade between states would tie their sizes to each other",
        at: economy)
    }
  }

  func report(_ faults: [EconomyFault]) {
    guard let economy = root["economy"] else { return }
    for fault in faults {
      var place = ""
      if let sector = fault.sector { place += " of \(roster.sectorCodes[sector])" }
      if let state = fault.state { place += " in \(code(state))" }
      if let partner = fault.partner {
        place +=
          fault.quantity == .recipeShare
          ? ", input \(roster.sectorCodes[partner])" : " from \(code(partner))"
      }
      let needed =
        switch fault.requirement {
        case .finite: "a finite number"
        case .positive: "above 0"
        case .notNegative: "0 or more"
        case .above(let bound): "above \(bound)"
        case .atLeast(let bound): "at least \(bound)"
        case .below(let bound): "below \(bound)"
        case .zero: "0"
        case .oneWithoutBound: "1, as no installed capacity bounds the sector"
        case .sumsTo(let total): "\(total) in sum"
        case .count(let count): "\(count) numbers"
        case .agreesWith(let other): "\(other), as the other numbers imply"
        case .indexBelow(let bound): "below \(bound)"
        }
      log.add(
        "the \(fault.quantity.rawValue)\(place) is \(fault.value); it must be \(needed)",
        at: economy)
    }
  }

  private func code(_ state: Int) -> String { roster.stateCodes[state] }
}

extension Baseline {
  /// Takes data whose books don't balance yet, as `init(balancing:valueAdded:transfers:)` does with
  /// constant shares; elasticities then hold for what changes from there on.
  ///
  /// - Throws: `EquilibriumError`; `violations` with every fault, bounded output among them.
  public init(
    settling shares: TradeShares, valueAdded: [Double], transfers: [Double]
  ) throws(EquilibriumError) {
    var plain = shares
    plain.technology = Technology(sectors: shares.sectorCount, states: shares.stateCount)
    let settled = try Baseline(balancing: plain, valueAdded: valueAdded, transfers: transfers)
    guard !shares.technology.isCobbDouglas else {
      self = settled
      return
    }
    var made = settled.shares
    made.technology = shares.technology
    do throws(BaselineError) {
      try self.init(shares: made, valueAdded: settled.valueAdded, transfers: settled.transfers)
    } catch {
      switch error {
      case .violations(let faults): throw .violations(faults)
      case .notConverged(let sweeps, let residual, let state):
        throw .notConverged(sweeps: sweeps, residual: residual, state: state, sector: 0)
      }
    }
  }
}
