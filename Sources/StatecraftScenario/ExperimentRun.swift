public import StatecraftCore
public import StatecraftEconomy

/// What became of an economy in an experiment.
public struct ExperimentRun: Sendable {
  public let experiment: Experiment
  /// What changed, the tariffs that states chose included.
  public let counterfactual: Counterfactual
  public let equilibrium: Equilibrium
  /// What markets pay suppliers, tariffs included.
  public let flows: FlowTable
  /// Where each state's change of real income comes from.
  public let sources: RealIncomeSources
  /// The tariffs that states chose, in the order in which the experiment names the states.
  public let chosen: [ChosenTariff]

  /// A tariff that a state chose.
  public struct ChosenTariff: Sendable, Equatable {
    public let state: Int
    public let rate: Double
    /// Whether it's the best reply to other chosen tariffs, and not to what the file says.
    public let isNash: Bool
    /// Whether it's the highest rate that was tried, so that a higher one may serve better.
    public let isHighest: Bool

    init(_ tariff: OptimalTariff, rate: Double, isNash: Bool) {
      state = tariff.state
      self.rate = rate
      self.isNash = isNash
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
  /// - Throws: ``ExperimentFailure``.
  public init(
    _ experiment: Experiment, _ baseline: Baseline, roster: Roster
  ) throws(ExperimentFailure) {
    var change = Counterfactual(baseline)
    var chosen: [ChosenTariff] = []
    var isSettled = true
    let choosing = EquilibriumSolver(tolerance: 1e-13)
    let solver = EquilibriumSolver(tolerance: 1e-12)
    do throws(EquilibriumError) {
      for shock in experiment.shocks {
        switch shock {
        case .optimalTariff(let tariff):
          let rate = try tariff.solve(baseline, given: change, solver: choosing).rate
          tariff.levy(rate, in: &change)
          chosen.append(ChosenTariff(tariff, rate: rate, isNash: false))
        case .nashTariffs(let players):
          let game = NashTariffs(players: players)
          let outcome = try game.solve(baseline, from: change, solver: choosing)
          isSettled = isSettled && outcome.change <= game.tolerance
          for (player, rate) in zip(players, outcome.rates) {
            player.levy(rate, in: &change)
            chosen.append(ChosenTariff(player, rate: rate, isNash: true))
          }
        default: shock.apply(to: &change, elasticities: baseline.shares.elasticities)
        }
      }
      equilibrium = try solver.solve(baseline, change)
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
    var flows = FlowTable(
      sectors: baseline.sectorCount, states: baseline.stateCount, repeating: 0)
    solver.writeFlows(into: &flows)
    self.experiment = experiment
    self.chosen = chosen
    self.flows = flows
    counterfactual = change
    sources = RealIncomeSources(baseline, change, equilibrium, flows: flows)
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
