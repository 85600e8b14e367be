public import StatecraftCore
public import StatecraftEconomy

/// What became of an economy in an experiment.
public struct ExperimentRun: Sendable {
  public let experiment: Experiment
  /// The economy from which changes are measured: that of the file, balanced where the closure
  /// says so, or what another experiment left.
  public let start: Baseline
  /// What became of balances of trade.
  public let closure: Closure
  /// The states whose other trade with the rest ends as well, as nothing pays for it.
  public let severed: [Int]
  /// What changed, the tariffs that states chose included.
  public let counterfactual: Counterfactual
  public let equilibrium: Equilibrium
  /// What markets pay suppliers, tariffs included.
  public let flows: FlowTable
  /// Where each state's change of real income comes from.
  public let sources: RealIncomeSources
  /// The measures that states chose, in the order in which the experiment names the states.
  public let chosen: [ChosenTariff]

  /// A measure that a state chose, alone or with the others of a coalition.
  public struct ChosenTariff: Sendable, Equatable {
    public let state: Int
    public let rate: Double
    /// What it is: of a control, the rate is the share of exports that is withheld.
    public let instrument: OptimalTariff.Instrument
    /// Whether it's the best reply to other chosen tariffs, and not to what the file says.
    public let isNash: Bool
    /// Whether it's the highest rate that was tried, so that a higher one may serve better.
    public let isHighest: Bool

    init(_ tariff: OptimalTariff, of state: Int, rate: Double, isNash: Bool) {
      self.state = state
      self.rate = rate
      self.isNash = isNash
      instrument = tariff.instrument
      isHighest = rate >= tariff.rates.upperBound
    }
  }

  /// Solves an experiment.
  ///
  /// Excess demands are below 1e-12 of a state's wages or spending, and below 1e-13 where
  /// states look for their best tariff.
  ///
  /// - Parameters:
  ///   - experiment: what changes. New final demands are for input-output tables, and change
  ///     nothing here.
  ///   - baseline: the economy of the start.
  ///   - roster: its states and sectors, for messages.
  ///   - closure: what becomes of balances of trade. Where nobody says, transfers stay, and
  ///     where bans make that impossible balances are closed first.
  /// - Throws: ``ExperimentFailure``.
  public init(
    _ experiment: Experiment, _ baseline: Baseline, roster: Roster, closure: Closure? = nil
  ) throws(ExperimentFailure) {
    do throws(EquilibriumError) {
      self = try Self.answer(experiment, baseline, closure: closure ?? experiment.closure)
    } catch {
      var reason = error.words(roster)
      if case .notConverged = error {
        reason += "; does every state that buys still sell something?"
      }
      throw ExperimentFailure(experiment: experiment.name, reason: reason)
    }
    guard isSettled else {
      throw ExperimentFailure(
        experiment: experiment.name,
        reason: "the best replies to each other's tariffs don't settle")
    }
  }

  private static func answer(
    _ experiment: Experiment, _ baseline: Baseline, closure: Closure?
  ) throws(EquilibriumError) -> ExperimentRun {
    do throws(EquilibriumError) {
      return try ExperimentRun(experiment, from: baseline, closing: closure ?? .fixed)
    } catch {
      guard closure == nil, case .unpayable = error else { throw error }
      return try ExperimentRun(experiment, from: baseline, closing: .balanced)
    }
  }

  /// Whether the tariffs that states chose are replies to each other.
  private let isSettled: Bool

  private init(
    _ experiment: Experiment, from baseline: Baseline, closing closure: Closure
  ) throws(EquilibriumError) {
    let start = try closure.start(of: baseline)
    var change = Counterfactual(start)
    closure.close(&change)
    var chosen: [ChosenTariff] = []
    var isSettled = true
    let choosing = EquilibriumSolver(tolerance: 1e-13)
    let solver = EquilibriumSolver(tolerance: 1e-12)
    for shock in experiment.shocks {
      switch shock {
      case .optimalTariff(let tariff):
        let rate = try tariff.solve(start, given: change, solver: choosing).rate
        tariff.levy(rate, in: &change)
        chosen += tariff.members.map {
          ChosenTariff(tariff, of: $0, rate: rate, isNash: false)
        }
      case .nashTariffs(let players):
        let game = NashTariffs(players: players)
        let outcome = try game.solve(start, from: change, solver: choosing)
        isSettled = isSettled && outcome.change <= game.tolerance
        for (player, rate) in zip(players, outcome.rates) {
          player.levy(rate, in: &change)
          chosen += player.members.map { ChosenTariff(player, of: $0, rate: rate, isNash: true) }
        }
      default: shock.apply(to: &change, elasticities: start.shares.elasticities)
      }
    }
    severed = try change.endUnpaidTrade(start)
    equilibrium = try solver.solve(start, change)
    var flows = FlowTable(sectors: start.sectorCount, states: start.stateCount, repeating: 0)
    solver.writeFlows(into: &flows)
    self.experiment = experiment
    self.start = start
    self.closure = closure
    self.chosen = chosen
    self.flows = flows
    self.isSettled = isSettled
    counterfactual = change
    sources = RealIncomeSources(start, change, equilibrium, flows: flows)
  }

  /// The economy that it leaves, as a start for others.
  ///
  /// - Throws: ``ExperimentFailure``, also where export taxes are in force: a start has none.
  public func end(roster: Roster) throws(ExperimentFailure) -> Baseline {
    guard counterfactual.exportTaxes == nil else {
      throw ExperimentFailure(
        experiment: experiment.name,
        reason: "it leaves export taxes, and no start has any: levy them in what goes on from it")
    }
    do throws(EquilibriumError) {
      return try Baseline(after: counterfactual, of: start, equilibrium, flows: flows)
    } catch {
      throw ExperimentFailure(experiment: experiment.name, reason: error.words(roster))
    }
  }
}

/// Why an experiment has no answer.
public struct ExperimentFailure: Error, Sendable, Equatable, CustomStringConvertible {
  public let experiment: String
  public let reason: String

  public var description: String {
    "‘\(experiment)’ has no answer: \(reason)" + (reason.hasSuffix("?") ? "" : ".")
  }
}

extension Shock {
  /// Writes a change that isn't anybody's choice.
  fileprivate func apply(to change: inout Counterfactual, elasticities: [Double]) {
    switch self {
    case .iceberg(let links, let factor):
      links.forEach { sector, market, supplier in
        change.sourcing[sector, market, supplier] *= Math.power(factor, -elasticities[sector])
      }
    case .ban(let links, let leak):
      links.forEach { change.sourcing[$0, $1, $2] *= leak }
    case .tariff(let links, let rate):
      links.forEach { change.tariffs[$0, $1, $2] = rate }
    case .exportTax(let links, let rate):
      links.forEach { change.tax(exports: rate, $0, from: $2, to: $1) }
    case .productivity(let sectors, let states, let factor, _):
      for sector in sectors {
        for state in states { change.productivity[sector, state] += Math.log(factor) }
      }
    case .capacity(let sectors, let states, let factor, _):
      for sector in sectors {
        for state in states { change.capacity[sector, state] *= factor }
      }
    case .transfer(let from, let to, let amount):
      change.transfers[from] -= amount
      change.transfers[to] += amount
    case .finalDemand, .optimalTariff, .nashTariffs: break
    }
  }
}
