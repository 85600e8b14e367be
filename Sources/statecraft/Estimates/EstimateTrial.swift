internal import StatecraftAgents
internal import StatecraftCore
internal import StatecraftEconomy
internal import StatecraftEngine
internal import StatecraftPlayers
internal import StatecraftScenario

/// Draws orders in the opening world, and finds what is expected of them and what comes.
struct EstimateTrial {
  /// What was ordered, expected and found: the change of the orderer's real income, and of its
  /// first target's, as fractions.
  struct Result {
    /// Such as `export` or `joint`.
    let kind: String
    let solved: Double
    let byExposures: Double
    let byGradients: Double?
  }

  private let scenario: Scenario
  private let forecaster: Forecaster
  private let gradients: IncomeGradients?
  private let seed: UInt64
  /// Flows on which something can be ordered: each is a share of half a percent of a market.
  private let flows: [(sector: SectorID, buyer: StateID, seller: StateID)]

  private static let shareMin = 0.005
  private static let draw = Purpose("estimates.draw")

  init?(_ loaded: LoadedScenario, seed: UInt64) {
    guard let forecaster = Forecaster(loaded.scenario), let baseline = loaded.baseline else {
      return nil
    }
    scenario = loaded.scenario
    self.forecaster = forecaster
    gradients = IncomeGradients(baseline)
    self.seed = seed
    let world = loaded.scenario.start
    let roster = loaded.scenario.setting.roster
    var flows: [(sector: SectorID, buyer: StateID, seller: StateID)] = []
    for sector in roster.sectors {
      for buyer in roster.states where world.expenditure[sector, buyer] > 0 {
        for seller in roster.states where seller != buyer {
          let share = world.flows[sector, buyer, seller] / world.expenditure[sector, buyer]
          if share >= Self.shareMin { flows.append((sector, buyer, seller)) }
        }
      }
    }
    self.flows = flows
    if flows.isEmpty { return nil }
  }

  /// The result of one draw; nil where the market can't clear.
  func result(_ number: Int) -> Result? {
    var dice = Dice(seed: seed, number: number)
    let instrument = dice.pick(ControlInstrument.allCases)
    let isJoint = number % 4 == 3
    let first = dice.pick(flows.filter { allows(instrument, $0.sector) })
    let state = instrument == .exportControl ? first.seller : first.buyer
    var orders = [order(instrument, first, &dice)]
    if isJoint {
      let own = flows.filter { $0.seller == state || $0.buyer == state }
      for _ in 0..<(1 + dice.pick(Array(0..<9))) {
        let flow = dice.pick(own)
        let other =
          flow.seller == state
          ? ControlInstrument.exportControl : dice.pick([.importRestriction, .tariff])
        guard allows(other, flow.sector) else { continue }
        let new = order(other, flow, &dice)
        if !orders.contains(where: {
          $0.instrument == new.instrument && $0.sector == new.sector && $0.target == new.target
        }) {
          orders.append(new)
        }
      }
    }
    let decision = Decision(controls: orders)
    guard
      let forecast = forecaster.forecast(decision, by: state, in: scenario.start)
    else { return nil }
    let observation = Observation(of: scenario.start, by: state, setting: scenario.setting)
    let assessor = scenario.seats[state].policy as? AssessingPolicy ?? .bestReply()
    let exposures = orders.reduce(0) { $0 - assessor.assess($1, by: observation).ownLoss }
    return Result(
      kind: isJoint ? "joint" : instrument.rawValue, solved: forecast.laterEffect,
      byExposures: exposures,
      byGradients: gradients?.effect(
        on: state.index, of: changes(orders, by: state, leakage: assessor.temperament.leakage)))
  }

  private func allows(_ instrument: ControlInstrument, _ sector: SectorID) -> Bool {
    instrument != .tariff || scenario.setting[sector].isGood
  }

  private func order(
    _ instrument: ControlInstrument,
    _ flow: (sector: SectorID, buyer: StateID, seller: StateID), _ dice: inout Dice
  ) -> ControlOrder {
    let levels = instrument == .tariff ? [0.05, 0.1, 0.25, 0.5, 1] : [0.25, 0.5, 0.75, 0.95]
    return ControlOrder(
      instrument: instrument, sector: flow.sector,
      target: instrument == .exportControl ? flow.buyer : flow.seller, level: dice.pick(levels))
  }

  /// What orders change of flows, as a policy would expect: with a share that leaks.
  private func changes(
    _ orders: [ControlOrder], by state: StateID, leakage: Double
  ) -> [IncomeGradients.FlowChange] {
    let start = scenario.start
    var changes: [IncomeGradients.FlowChange] = []
    for order in orders {
      let isExport = order.instrument == .exportControl
      let (market, supplier) = isExport ? (order.target, state) : (state, order.target)
      let place = changes.firstIndex {
        $0.sector == order.sector.index && $0.market == market.index
          && $0.supplier == supplier.index
      }
      var change =
        place.map { changes[$0] }
        ?? IncomeGradients.FlowChange(
          sector: order.sector.index, market: market.index, supplier: supplier.index,
          tariff: start.tariff[order.sector, market, supplier])
      func open(_ strictness: Double) -> Double {
        1 - strictness * (isExport ? 1 - leakage : 1)
      }
      switch order.instrument {
      case .tariff: change.tariff = order.level
      case .exportControl:
        change.multiplier *=
          open(order.level) / open(start.exportControl[order.sector, state, order.target])
      case .importRestriction:
        change.multiplier *=
          open(order.level) / open(start.importRestriction[order.sector, state, order.target])
      }
      if let place { changes[place] = change } else { changes.append(change) }
    }
    return changes
  }
}

/// Picks for one draw.
private struct Dice {
  private let chance: SeededChance
  private var item: UInt64 = 0

  init(seed: UInt64, number: Int) {
    chance = SeededChance(seed: seed, replicate: UInt64(number))
  }

  mutating func pick<Element>(_ elements: [Element]) -> Element {
    let key = DrawKey(purpose: Purpose("estimates.draw"), actor: 0, item: item, turn: 1)
    item += 1
    let unit = (try? chance.value(of: .unit, at: key)) ?? 0
    return elements[min(Int(unit * Double(elements.count)), elements.count - 1)]
  }
}
