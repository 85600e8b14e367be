internal import StatecraftCore
internal import StatecraftEconomy

/// A baseline with what it was solved from, where it was.
struct Calibrated: Sendable {
  let calibration: SupplyCalibration?
  let baseline: Baseline
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
    guard shares.technology.isCobbDouglas else {
      log.add(
        "only Cobb-Douglas economies without capacity can be settled: leave elasticities of "
          + "inputs, final spending and labour supply out, or give books that balance", at: books)
      return nil
    }
    let isBalanced = root["economy"]?.text("closure") == Closure.balanced.rawValue
    do {
      return try Baseline(
        balancing: shares, valueAdded: frame.valueAdded,
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
    if let known, known.calibration == calibration { return known }
    do {
      return Calibrated(calibration: calibration, baseline: try calibration.solve().baseline)
    } catch {
      report(error)
      return nil
    }
  }

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
