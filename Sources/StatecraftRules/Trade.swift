public import StatecraftCore
internal import StatecraftEconomy

/// Markets clear: the equilibrium settles who gains and who loses.
///
/// Controls multiply sourcing weights by 1 − strictness. What an export control withholds leaks
/// through third states that don't control the target, in proportion to the controller's sales
/// to them; coverage by several issuers closes the leak (2D-54, 2D-E8; F-54 indirect coupling).
/// Tariffs tax, market access lowers the buyer's price, technology and productivity lower cost,
/// disruptions raise it. What the treasury spends, its people don't have (2C-27, V-31). Of a
/// scenario's own instruments those of the channels `goods` and `price` act in the same way.
///
/// Cases C-301 to C-308, C-615, C-616 and C-801 to C-808.
public struct Trade: Rule {
  public static let name = "trade"
  public static let phase = Phase.market
  public static let writes: Set<Column> = [
    .wage, .price, .expenditure, .output, .flows, .realIncome,
  ]
  public static let events = [rose, fell, spent, transferred]
  public static let sources = [
    "V-01", "V-14", "V-29", "V-31", "F-42", "F-54", "C4-20", "C4-24", "2C-27", "2D-54", "2D-E8",
  ]
  public static let summary = "Controls, tariffs, capacity and shocks move the trade equilibrium."
  public static let parameters = [
    Parameter<Trade>(
      "leakage", \.leakage, in: 0...1, unit: "share",
      "Share of a withheld flow that gets through when no third state joins the control."),
    Parameter<Trade>(
      "access_cut", \.accessCut, in: 0...0.5, unit: "share",
      "Fall of the buyer's price under full market access."),
    Parameter<Trade>(
      "technology_effect", \.technologyEffect, in: 0...3, unit: "log points",
      "Gain of productivity for a unit of technological level over the start."),
  ]

  static let rose = EventKind(
    "income.rose", "Real income rose, in %: {places}", unit: .share, audience: .everyone,
    evidence: .income)
  static let fell = EventKind(
    "income.fell", "Real income fell, in %: {places}", unit: .share, audience: .everyone,
    evidence: .income)
  static let spent = EventKind(
    "money.spent", "Public money took from real income, in %: {places}", unit: .share,
    audience: .everyone)

  static let transferred = EventKind(
    "money.transferred", "Payments between states, in % of final spending: {places}", unit: .share,
    audience: .everyone)

  public var leakage = 0.15
  public var accessCut = 0.05
  public var technologyEffect = 0.3

  private let baseline: Baseline
  /// The world whose trade the baseline is: measures count as changes against it.
  private let start: World
  /// The open routes of the start, where a control stood then: [sector, seller, buyer].
  private let routesAtStart: SectorDyadic<Double>

  public init(_ context: RuleContext) {
    baseline = context.baseline
    start = context.start
    var routes = SectorDyadic(
      repeating: 0.0, sectors: baseline.sectorCount, states: baseline.stateCount)
    let states = (0..<baseline.stateCount).map(StateID.init(index:))
    let withheld = start.measures.together(.goods, .outbound, in: context.roster)
    for sector in (0..<baseline.sectorCount).map(SectorID.init(index:)) {
      for seller in states {
        for buyer in states where withheld[sector, seller, buyer] > 0 {
          routes[sector, seller, buyer] = Self.openRoutes(
            sector, from: seller, to: buyer, withheld, sales: start.flows)
        }
      }
    }
    routesAtStart = routes
  }

  public func apply(to turn: inout Turn) throws {
    let setting = turn.setting
    let workspace = turn.scratchpad.object {
      TradeWorkspace(baseline, weightsAtStart: weightsAtStart(setting))
    }
    describe(
      turn.before, setting: setting, weightsAtStart: workspace.weightsAtStart,
      in: &workspace.counterfactual)
    let start = WarmStart(
      wages: turn.before.wage.storage,
      prices: SectorTable(
        turn.before.price.storage, sectors: turn.roster.sectorCount,
        states: turn.roster.stateCount),
      expenditures: SectorTable(
        turn.before.expenditure.storage, sectors: turn.roster.sectorCount,
        states: turn.roster.stateCount))
    do {
      try workspace.solver.solve(
        baseline, workspace.counterfactual, from: start, into: &workspace.equilibrium)
    } catch {
      throw TradeFailure(reason: error, roster: turn.roster)
    }
    workspace.solver.writeFlows(into: &workspace.flows)
    let equilibrium = workspace.equilibrium
    turn.after.wage = PerState(equilibrium.wages)
    turn.after.price.storage = equilibrium.prices.values
    turn.after.expenditure.storage = equilibrium.expenditures.values
    turn.after.output.storage = equilibrium.output.values
    turn.after.flows.storage = workspace.flows.values
    turn.after.realIncome = PerState(equilibrium.realIncome)
    charge(&turn)
    payEachOther(&turn)
    report(&turn)
  }

  /// Takes public money of the turn out of private real income.
  ///
  /// The treasury buys of the same final basket as households, at the same prices, so markets
  /// clear as they did; what it takes, and what taking it wastes, households don't have. Money is
  /// in prices of the start, and real income counts final spending at the start as 1. What was
  /// spent a turn at the start (``Setting/openingMoney``) was missing then, too: only what differs
  /// from it counts.
  private func charge(_ turn: inout Turn) {
    let cost = turn.setting.treasury.costOfUnit
    guard cost > 0 else { return }
    for state in turn.roster.states {
      let spent = turn.decisions[state].investments.reduce(0) { $0 + $1.percentOfGDP }
      let percent = spent - turn.setting.percentSpentAtStart(by: state)
      guard percent != 0 else { continue }
      let taken =
        cost * percent / 100 * turn.setting.gdp[state] / baseline.finalSpending(state.index)
      // Nobody can be left with less than nothing to live on.
      let left = max(turn.after.realIncome[state] - taken, 0.01)
      let change = left - turn.after.realIncome[state]
      turn.after.realIncome[state] = left
      guard spent > 0 else { continue }
      turn.report(
        Self.spent, state: state, value: change,
        why: "of what the treasury spends beyond the start's budget, and what raising it wastes")
    }
  }

  /// What states have agreed to pay each other goes from one's final spending to another's, at the
  /// prices at which markets cleared.
  private func payEachOther(_ turn: inout Turn) {
    guard let bargains = turn.before.bargains(turn.roster.stateCount) else { return }
    for state in turn.roster.states {
      let sum = bargains.balance(of: state, turn.setting.gdp)
      guard sum != 0 else { continue }
      let change = sum / baseline.finalSpending(state.index)
      turn.after.realIncome[state] = max(turn.after.realIncome[state] + change, 0.01)
      turn.report(
        Self.transferred, state: state, value: change,
        why: "of what states have agreed to pay each other")
    }
  }

  private func report(_ turn: inout Turn) {
    for state in turn.roster.states {
      let change = turn.after.realIncome[state] - turn.before.realIncome[state]
      if change < -0.005 {
        turn.report(
          Self.fell, state: state, value: change,
          why: "prices and wages moved against it when markets cleared")
      } else if change > 0.005 {
        turn.report(
          Self.rose, state: state, value: change,
          why: "prices and wages moved in its favour when markets cleared")
      }
    }
  }

  /// Writes the world's measures and capacities as changes against the baseline.
  ///
  /// The baseline's trade was observed under the controls of the start, so a control that stays
  /// as it was changes nothing.
  private func describe(
    _ world: World, setting: Setting, weightsAtStart: [Double],
    in counterfactual: inout Counterfactual
  ) {
    let states = setting.roster.stateCount
    // In the order of the table: sector, buyer, seller.
    var sourcing = [Double](repeating: 0, count: weightsAtStart.count)
    var index = 0
    let withheld = world.measures.together(.goods, .outbound, in: setting.roster)
    let keptOut = world.measures.together(.goods, .inbound, in: setting.roster)
    for sector in setting.roster.sectors {
      let access = access(setting[sector])
      for buyer in 0..<states {
        // Where the controls of the first seller on this buyer stand; the next one's a row on.
        var control = sector.index * states * states + buyer
        for seller in 0..<states {
          let before = weightsAtStart[index]
          // Where nothing could flow at the start there's no trade to multiply.
          if before > 0 {
            let denied = withheld.storage[control]
            let routes =
              denied == 0
              ? 0
              : Self.openRoutes(
                sector, from: StateID(index: seller), to: StateID(index: buyer), withheld,
                sales: setting.startFlows)
            let now = weight(
              denied: denied, routes: routes, shut: keptOut.storage[index],
              opened: world.marketAccess.storage[buyer * states + seller], access: access)
            sourcing[index] = now / before
          }
          index += 1
          control += states
        }
      }
      for state in setting.roster.states {
        counterfactual.productivity[sector.index, state.index] =
          world.productivity[sector, state]
          + technologyEffect
          * (world.technology[sector, state] - start.technology[sector, state])
          - world.disruption[sector, state]
      }
    }
    counterfactual.sourcing = FlowTable(
      sourcing, sectors: setting.roster.sectorCount, states: states)
    counterfactual.tariffs = FlowTable(
      world.measures.together(.price, .inbound, in: setting.roster).storage,
      sectors: setting.roster.sectorCount, states: states)
  }

  /// What controls and access made of each sourcing weight at the start, in the order of the table.
  private func weightsAtStart(_ setting: Setting) -> [Double] {
    var weights: [Double] = []
    let withheld = start.measures.together(.goods, .outbound, in: setting.roster)
    let keptOut = start.measures.together(.goods, .inbound, in: setting.roster)
    for sector in setting.roster.sectors {
      let access = access(setting[sector])
      for buyer in setting.roster.states {
        for seller in setting.roster.states {
          weights.append(
            weight(
              denied: withheld[sector, seller, buyer],
              routes: routesAtStart[sector, seller, buyer],
              shut: keptOut[sector, buyer, seller],
              opened: start.marketAccess[buyer, seller], access: access))
        }
      }
    }
    return weights
  }

  /// What full market access adds to a sourcing weight.
  private func access(_ sector: SectorTraits) -> Double {
    Math.power(1 - accessCut, -sector.elasticity) - 1
  }

  /// What controls leave of a sourcing weight and access adds to it; 1 without either.
  ///
  /// - Parameters:
  ///   - denied: the strictness of the seller's export control.
  ///   - routes: the share of the seller's other customers through whom its goods leak.
  ///   - shut: the strictness of the buyer's import restriction.
  ///   - opened: the market access that the buyer grants.
  ///   - access: what full access adds.
  private func weight(
    denied: Double, routes: Double, shut: Double, opened: Double, access: Double
  ) -> Double {
    (1 - denied * (1 - leakage * routes)) * (1 - shut) * (1 + opened * access)
  }

  /// The share of a seller's other foreign customers, by their purchases at the start, that don't
  /// control the target: the routes by which its goods get there all the same.
  private static func openRoutes(
    _ sector: SectorID, from seller: StateID, to target: StateID,
    _ withheld: SectorDyadic<Double>, sales: SectorDyadic<Double>
  ) -> Double {
    var (routes, open) = (0.0, 0.0)
    for index in 0..<sales.states where index != seller.index && index != target.index {
      let third = StateID(index: index)
      let bought = sales[sector, third, seller]
      routes += bought
      open += bought * (1 - withheld[sector, third, target])
    }
    return routes > 0 ? open / routes : 0
  }
}

/// What one game's trade rule reuses from turn to turn.
private final class TradeWorkspace {
  let solver = EquilibriumSolver()
  let weightsAtStart: [Double]
  var counterfactual: Counterfactual
  var equilibrium: Equilibrium
  var flows: FlowTable

  init(_ baseline: Baseline, weightsAtStart: [Double]) {
    self.weightsAtStart = weightsAtStart
    counterfactual = Counterfactual(baseline)
    equilibrium = Equilibrium(baseline)
    flows = FlowTable(
      sectors: baseline.sectorCount, states: baseline.stateCount, repeating: 0)
  }
}

/// Markets that couldn't clear, in the roster's words.
struct TradeFailure: Error, CustomStringConvertible {
  let reason: EquilibriumError
  let roster: Roster

  var description: String {
    switch reason {
    case .notConverged(let sweeps, let residual, let state, let sector):
      "no equilibrium within \(sweeps) sweeps; excess demand of \(residual) is left, furthest "
        + "from balance are labour in \(roster.stateCodes[state]) and sector "
        + "‘\(roster.sectorCodes[sector])’. Look at the measures in force there."
    case .noSupplier(let sector, let market):
      "every supplier of ‘\(roster.sectorCodes[sector])’ to \(roster.stateCodes[market]) is cut "
        + "off, and it needs one."
    case .unpayable(let states, let amount):
      "\(states.map { roster.stateCodes[$0] }.joined(separator: ", ")) would have to "
        + "\(amount > 0 ? "lend" : "borrow") \(abs(amount)) abroad, and no trade is left for it."
    case .overspent(let state, let income, let transfer):
      "\(roster.stateCodes[state]) earns \(income) and would have to hand \(-transfer) abroad."
    case .violations: "\(reason)"
    }
  }
}
