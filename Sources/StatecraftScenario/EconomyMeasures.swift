internal import StatecraftCore
public import StatecraftEconomy

/// Reads measures off an economy at its start, or after an experiment.
public struct EconomyMeasures {
  /// What became of the experiment; nil at the start, and where a table answers.
  public let run: ExperimentRun?
  public let economy: LoadedEconomy
  /// The economy from which changes are measured; nil where a table says nothing of elasticities.
  public let baseline: Baseline?
  private let experiment: Experiment?
  private lazy var chains: ValueChains? = makeChains()
  private lazy var dependence: Dependence? = makeDependence()

  /// Runs the experiment, where there is one.
  ///
  /// - Throws: ``ExperimentFailure``.
  public init(
    _ economy: LoadedEconomy, after experiment: Experiment? = nil, closure: Closure? = nil
  ) throws(ExperimentFailure) {
    self.economy = economy
    self.experiment = experiment
    run = try experiment.flatMap { experiment throws(ExperimentFailure) in
      experiment.needsEquilibrium ? try economy.run(experiment, closure: closure) : nil
    }
    baseline = run?.start ?? economy.baseline
  }

  /// A measure's number.
  ///
  /// - Throws: ``ExperimentFailure`` where the economy has no such number.
  public mutating func value(of measure: Measure) throws(ExperimentFailure) -> Double {
    let (sector, state) = (measure.sector ?? 0, measure.state ?? 0)
    let supplier = measure.supplier ?? 0
    if let value = ofChains(measure.kind, sector, state, supplier) { return value }
    if let value = ofFlows(measure.kind, sector, state, supplier) { return value }
    if let value = ofIncomes(measure.kind, state, supplier) { return value }
    if let value = try ofPower(measure.kind, sector, state, supplier) { return value }
    let reason =
      switch measure.kind {
      case .optimalTariff, .nashTariff, .optimalExportTax, .optimalControl:
        "\(economy.roster.stateCodes[state]) chooses no such measure in it"
      case .firstOrderPercent, .secondOrderPercent:
        "no productivity or capacity changes in it"
      case .hubCentrality, .importsToExport, .exports, .dependenceTotal:
        "its value chains never end"
      case .incomeExposure, .welfareExposure: "capacity bounds output, or the economy falls apart"
      case .leastR: "\(economy.roster.stateCodes[supplier]) loses nothing by it, whatever r"
      default: "an input-output table without elasticities has no such number"
      }
    throw ExperimentFailure(
      experiment: experiment?.name ?? "the start", reason: "\(measure): \(reason)")
  }

  // MARK: - Incomes and choices

  private func ofIncomes(_ kind: MeasureKind, _ state: Int, _ other: Int) -> Double? {
    let equilibrium = run?.equilibrium
    switch kind {
    case .optimalTariff, .nashTariff:
      return run?.chosen.first {
        $0.state == state && $0.instrument == .tariff && $0.isNash == (kind == .nashTariff)
      }?.rate
    case .optimalExportTax:
      return run?.chosen.first { $0.state == state && $0.instrument == .exportTax }?.rate
    case .optimalControl:
      return run?.chosen.first { $0.state == state && $0.instrument == .control }?.rate
    case .firstOrderPercent: return estimate(isSecondOrder: false)
    case .secondOrderPercent: return estimate(isSecondOrder: true)
    default: break
    }
    guard let baseline else { return nil }
    switch kind {
    case .realIncome: return equilibrium?.realIncome[state] ?? 1
    case .realIncomeChangePercent: return 100 * ((equilibrium?.realIncome[state] ?? 1) - 1)
    case .realIncomeLossPercent: return 100 * (1 - (equilibrium?.realIncome[state] ?? 1))
    case .income: return equilibrium?.valueAdded(baseline)[state] ?? baseline.valueAdded[state]
    case .wage: return equilibrium?.wages[state] ?? 1
    case .tariffRevenue: return equilibrium?.tariffRevenue[state] ?? baseline.tariffRevenue[state]
    case .leastR:
      guard let equilibrium else { return nil }
      let (cost, damage) = (1 - equilibrium.realIncome[state], 1 - equilibrium.realIncome[other])
      guard cost > 0 else { return 0 }
      return damage > 0 ? cost / damage : nil
    case .termsOfTrade: return equilibrium?.termsOfTrade[state] ?? 1
    case .realWage:
      return equilibrium.map { $0.wages[state] / $0.basketPrices(baseline)[state] } ?? 1
    case .realEarnings:
      return equilibrium.map {
        $0.valueAdded(baseline)[state] / baseline.valueAdded[state]
          / $0.basketPrices(baseline)[state]
      } ?? 1
    case .balance:
      return -(equilibrium?.transfers[state] ?? baseline.transfers[state])
    case .linearTermsPercent: return 100 * (linear?.terms[state] ?? 0)
    case .linearVolumePercent: return 100 * (linear?.volume[state] ?? 0)
    case .linearWelfarePercent:
      return 100 * ((linear?.terms[state] ?? 0) + (linear?.volume[state] ?? 0))
    default: return nil
    }
  }

  /// The same change to first order.
  private var linear: LinearWelfare? {
    run.map { LinearWelfare($0.start, $0.counterfactual, $0.equilibrium, flows: $0.flows) }
  }

  /// What Domar weights say of all shocks to productivity and capacity together, in %.
  private func estimate(isSecondOrder: Bool) -> Double? {
    guard let baseline, let run else { return nil }
    let before = DomarWeights(baseline)
    let after = DomarWeights(run.equilibrium, of: baseline)
    var sum: Double?
    func add(_ weights: KeyPath<DomarWeights, SectorTable>, _ estimate: Shock.Estimate) {
      for sector in estimate.sectors {
        for state in estimate.states {
          let weight = before[keyPath: weights][sector, state]
          let second = DomarWeights.secondOrder(
            before: weight, after: estimate.weightAfter ?? after[keyPath: weights][sector, state],
            shock: estimate.change)
          let first = DomarWeights.firstOrder(weight: weight, shock: estimate.change)
          sum = (sum ?? 0) + 100 * (isSecondOrder ? second : first)
        }
      }
    }
    for shock in run.experiment.shocks {
      if let estimate = shock.productivityEstimate { add(\.productivity, estimate) }
      if let estimate = shock.capacityEstimate { add(\.capacity, estimate) }
    }
    return sum
  }

  // MARK: - Power

  /// The economy in which power is asked for: the start, or what the experiment leaves.
  private lazy var standing: Baseline? = makeStanding()
  private lazy var exposures: ExposureMatrices? = standing.flatMap { ExposureMatrices($0) }

  private func makeStanding() -> Baseline? {
    guard let run else { return baseline }
    return try? run.end(roster: economy.roster)
  }

  /// What a pair of states may do to each other.
  private mutating func ofPower(
    _ kind: MeasureKind, _ sector: Int, _ state: Int, _ other: Int
  ) throws(ExperimentFailure) -> Double? {
    guard kind.isOfPower else { return nil }
    guard let standing else { return nil }
    let all = Array(0..<standing.sectorCount)
    switch kind {
    case .power, .sectorPower:
      let power = SupplierPower(of: [state], in: kind == .power ? all : [sector])
      let loss = power.logLoss(of: other, standing)
      guard loss.isFinite else {
        throw ExperimentFailure(
          experiment: experiment?.name ?? "the start",
          reason: "\(economy.roster.stateCodes[other]) can't do without what "
            + "\(economy.roster.stateCodes[state]) supplies, so its loss has no number")
      }
      return 100 * loss
    case .netPower: return 100 * ImportPower.net(of: state, over: other, standing)
    case .incomeExposure: return exposures?.income[state * standing.stateCount + other]
    case .welfareExposure: return exposures?.welfare[state * standing.stateCount + other]
    case .opportunityCostOfWar:
      return 100 * (try economy.lossWithout(trade: state, other, standing))
    default: return nil
    }
  }

  // MARK: - Flows and prices

  private func ofFlows(
    _ kind: MeasureKind, _ sector: Int, _ state: Int, _ supplier: Int
  ) -> Double? {
    if baseline == nil {
      guard let flows = economy.table?.flows else { return nil }
      let spending = flows.expenditures[sector, state]
      switch kind {
      case .flow: return flows.sourcing[sector, state, supplier] * spending
      case .share: return flows.sourcing[sector, state, supplier]
      case .spending: return spending
      case .output: return neededOutput?[sector, state] ?? flows.output[sector, state]
      default: return nil
      }
    }
    guard let baseline else { return nil }
    let equilibrium = run?.equilibrium ?? Equilibrium(baseline)
    let flow =
      run?.flows[sector, state, supplier]
      ?? baseline.flow(sector: sector, market: state, supplier: supplier)
    let spending = equilibrium.expenditures[sector, state]
    switch kind {
    case .flow: return flow
    case .share: return spending > 0 ? flow / spending : 0
    case .spending: return spending
    case .output: return neededOutput?[sector, state] ?? equilibrium.output[sector, state]
    case .quantity:
      guard baseline.output[sector, state] > 0 else { return 0 }
      return equilibrium.output[sector, state] / baseline.output[sector, state]
        / equilibrium.producerPrices[sector, state]
    case .price: return equilibrium.prices[sector, state]
    case .producerPrice: return equilibrium.producerPrices[sector, state]
    case .rent: return equilibrium.rents[sector, state]
    case .capacityUse: return equilibrium.capacityUse[sector, state]
    case .domarWeight:
      return DomarWeights(equilibrium, of: baseline).sales[sector, state]
    case .tariff:
      return (run?.counterfactual.tariffs ?? baseline.shares.tariffs)[sector, state, supplier]
    default: return nil
    }
  }

  /// The output of each industry that an experiment's new final demand needs, x = B f.
  public var neededOutput: SectorTable? {
    let demands = experiment?.finalDemands ?? []
    guard !demands.isEmpty, let chains = makeChains() else { return nil }
    let table = chains.table
    var demand = (0..<table.industryCount).map { industry in
      (0..<table.stateCount).reduce(0) { $0 + table.final[industry * table.stateCount + $1] }
    }
    for (sector, state, amount) in demands {
      demand[table.industry(sector: sector, state: state)] = amount
    }
    let output = chains.output(forFinalDemand: demand)
    return SectorTable(sectors: table.sectorCount, states: table.stateCount) {
      output[table.industry(sector: $0, state: $1)]
    }
  }

  // MARK: - Value chains

  private mutating func ofChains(
    _ kind: MeasureKind, _ sector: Int, _ state: Int, _ supplier: Int
  ) -> Double? {
    switch kind {
    case .exports: chains?.exports[sector, state]
    case .importsToExport: chains?.importsToExport[sector, state]
    case .backwardParticipation: chains?.backwardParticipation[state]
    case .forwardParticipation: chains?.forwardParticipation[state]
    case .revealedAdvantage: chains?.revealedComparativeAdvantage[sector, state]
    case .hubCentrality: chains?.hubCentrality[state]
    case .dependenceDirect: dependence?.direct[sector, state, supplier]
    case .dependenceIndirect: dependence?.indirect[sector, state, supplier]
    case .dependenceTotal: dependence?.total[sector, state, supplier]
    case .concentration: dependence?.concentration[sector, state]
    default: nil
    }
  }

  private func makeChains() -> ValueChains? {
    let table: InterCountryTable?
    if let run, let baseline {
      table = InterCountryTable(
        baseline, run.counterfactual, run.equilibrium, flows: run.flows)
    } else {
      table = economy.table ?? baseline.map { InterCountryTable($0) }
    }
    return table.flatMap { try? ValueChains($0) }
  }

  private mutating func makeDependence() -> Dependence? {
    guard let chains else { return nil }
    guard let baseline, economy.table == nil || run != nil else {
      let flows = chains.table.flows
      return Dependence(
        sourcing: flows.sourcing, expenditures: flows.expenditures, chains: chains)
    }
    guard let run else {
      return Dependence(
        sourcing: baseline.shares.sourcing, expenditures: baseline.expenditures, chains: chains)
    }
    let spending = run.equilibrium.expenditures
    return Dependence(
      sourcing: FlowTable(sectors: spending.sectorCount, states: spending.stateCount) {
        spending[$0, $1] > 0 ? run.flows[$0, $1, $2] / spending[$0, $1] : 0
      }, expenditures: spending, chains: chains)
  }

  /// How much states depend on each other's supplies; nil where value chains never end.
  public mutating func stateDependence() -> Dependence? { dependence }
}

extension Experiment {
  /// The new final demands of an input-output table.
  fileprivate var finalDemands: [(sector: Int, state: Int, amount: Double)] {
    shocks.compactMap {
      if case .finalDemand(let sector, let state, let amount) = $0 {
        (sector, state, amount)
      } else {
        nil
      }
    }
  }
}

extension Shock {
  /// What Domar weights need to know of a shock.
  fileprivate struct Estimate {
    let sectors: [Int]
    let states: [Int]
    /// The change of log productivity or capacity.
    let change: Double
    /// The weight after the shock, where it was observed.
    let weightAfter: Double?
  }

  fileprivate var productivityEstimate: Estimate? {
    guard case .productivity(let sectors, let states, let factor, let weight) = self
    else { return nil }
    return Estimate(
      sectors: sectors, states: states, change: Math.log(factor), weightAfter: weight)
  }

  fileprivate var capacityEstimate: Estimate? {
    guard case .capacity(let sectors, let states, let factor, let weight) = self
    else { return nil }
    return Estimate(
      sectors: sectors, states: states, change: Math.log(factor), weightAfter: weight)
  }
}

extension InterCountryTable {
  /// What states buy from whom, for all uses, at sellers' prices.
  var flows: (sourcing: FlowTable, expenditures: SectorTable, output: SectorTable) {
    var flows = FlowTable(sectors: sectorCount, states: stateCount, repeating: 0)
    for seller in 0..<industryCount {
      let (supplier, sector) = (seller / sectorCount, seller % sectorCount)
      for buyer in 0..<industryCount {
        flows[sector, buyer / sectorCount, supplier] +=
          intermediate[seller * industryCount + buyer]
      }
      for user in 0..<stateCount {
        flows[sector, user, supplier] += final[seller * stateCount + user]
      }
    }
    let spending = SectorTable(sectors: sectorCount, states: stateCount) { sector, market in
      (0..<stateCount).reduce(0) { $0 + flows[sector, market, $1] }
    }
    let sourcing = FlowTable(sectors: sectorCount, states: stateCount) {
      spending[$0, $1] > 0 ? flows[$0, $1, $2] / spending[$0, $1] : 0
    }
    let output = SectorTable(sectors: sectorCount, states: stateCount) {
      self.output[industry(sector: $0, state: $1)]
    }
    return (sourcing, spending, output)
  }
}

extension LoadedEconomy {
  /// What a state loses of its real income if all trade with another ends both ways, as a share:
  /// the opportunity cost of war (Mayer, Mejean and Thoenig 2025).
  ///
  /// - Parameter start: the economy in which it does.
  /// - Throws: ``ExperimentFailure``.
  public func lossWithout(
    trade state: Int, _ other: Int, _ start: Baseline
  ) throws(ExperimentFailure) -> Double {
    let pairs = [(state, other), (other, state)].map {
      TradeLinks.Pair(market: $0.0, supplier: $0.1)
    }
    let links = TradeLinks(sectors: Array(0..<start.sectorCount), pairs: pairs)
    let war = Experiment(name: "war", shocks: [.ban(links, leak: 0)])
    let run = try ExperimentRun(war, start, roster: roster, closure: closure)
    return 1 - run.equilibrium.realIncome[state]
  }

  /// Runs an experiment, and before it the one that it goes on from.
  ///
  /// - Parameters:
  ///   - experiment: one of the file, or another with its states and sectors.
  ///   - closure: what becomes of balances of trade, whatever the experiment says.
  /// - Returns: nil where there's no trade economy.
  /// - Throws: ``ExperimentFailure``.
  public func run(
    _ experiment: Experiment, closure: Closure? = nil
  ) throws(ExperimentFailure) -> ExperimentRun? {
    guard var start = baseline else { return nil }
    var closure = closure ?? experiment.closure ?? self.closure
    if let origin = experiment.origin, let before = experimentSet.experiment(origin),
      let run = try run(before)
    {
      start = try run.end(roster: roster)
      // What it left has its balances closed already.
      if closure == .balanced { closure = .fixed }
    }
    return try ExperimentRun(experiment, start, roster: roster, closure: closure)
  }

  /// Every published number of the file, and of its cases, beside ours; of a case, its own.
  public func compareWithPublished() -> [PublishedComparison] {
    var known: [[String]: Result<EconomyMeasures, ExperimentFailure>] = [:]
    return experimentSet.published.filter { variant == nil || $0.variant == variant }.map { row in
      let key = [row.variant ?? "", row.experiment ?? ""]
      let economy = cases.first { $0.name == row.variant }?.economy ?? self
      do throws(ExperimentFailure) {
        let made =
          known[key]
          ?? Result { () throws(ExperimentFailure) in
            try EconomyMeasures(
              economy, after: row.experiment.flatMap(economy.experimentSet.experiment))
          }
        known[key] = made
        var measures = try made.get()
        let ours = try measures.value(of: row.measure)
        known[key] = .success(measures)
        return PublishedComparison(row, ours: ours)
      } catch {
        return PublishedComparison(row, ours: nil, failure: error.description)
      }
    }
  }
}
