public import StatecraftCore

/// Solves the turn to come, with a state's orders and without, by the rules of the game itself.
///
/// Others leave all as it stands, nature strikes nobody, and of projects under way the state knows
/// only its own. So a forecast is off by what others order and by luck, and by nothing else.
public struct Forecaster: Sendable {
  private let adjudication: Adjudication
  private let account: (any UtilityAccount)?

  /// A forecaster for a scenario; nil where no markets clear.
  public init?(_ scenario: Scenario) {
    guard scenario.setting.game == nil, scenario.rulebook.names.contains("trade") else {
      return nil
    }
    adjudication = Adjudication(setting: scenario.setting, rulebook: scenario.rulebook)
    account = scenario.account
  }

  private var setting: Setting { adjudication.setting }

  /// What a state's orders do.
  ///
  /// - Parameters:
  ///   - decision: legal orders of the state.
  ///   - world: before the turn.
  /// - Returns: nil when a rule fails, as where markets can't clear.
  public func forecast(_ decision: Decision, by state: StateID, in world: World) -> Forecast? {
    let known = masked(world, for: state)
    guard let without = resolve([:], known), let with = resolve([state: decision], known),
      let later = resolve([:], with), let laterWithout = resolve([:], without)
    else { return nil }
    let roster = setting.roster
    var worth: UtilityTerms?
    if let account {
      var difference = account.terms(of: state, in: with, after: decision, setting: setting)
      difference.values -=
        account.terms(of: state, in: without, after: .hold, setting: setting).values
      worth = difference
    }
    return Forecast(
      state: state, change: with.realIncome[state] / world.realIncome[state] - 1,
      effects: PerState(
        roster.states.map { with.realIncome[$0] / without.realIncome[$0] - 1 }),
      laterEffects: PerState(
        roster.states.map { later.realIncome[$0] / laterWithout.realIncome[$0] - 1 }),
      worth: worth)
  }

  /// What moved a turn that is closed.
  func causes(of record: TurnRecord, before: World, for me: StateID) -> TurnCauses {
    TurnCauses(record, before: before, for: me, by: adjudication)
  }

  /// The world as a state knows it: without others' unfinished projects.
  private func masked(_ world: World, for state: StateID) -> World {
    var known = world
    known.projects.removeAll { $0.state != state }
    return known
  }

  private func resolve(_ orders: [StateID: Decision], _ world: World) -> World? {
    let decisions = PerState(setting.roster.states.map { orders[$0] ?? .hold })
    return try? adjudication.resolve(world, decisions, chance: NeutralChance()).world
  }
}

/// What a state's orders do, by solving the market with all of them at once.
public struct Forecast: Sendable, Equatable {
  public let state: StateID
  /// The state's change of real income in the turn, as a fraction, if nobody else acts and nothing
  /// strikes.
  public let change: Double
  /// What the orders change of each state's real income in the turn, as a fraction.
  public let effects: PerState<Double>
  /// The same a turn later, when what was ordered is fully in force.
  public let laterEffects: PerState<Double>
  /// What the orders change of the state's utility in the turn, in basis points; nil where nobody
  /// keeps the account.
  public let worth: UtilityTerms?

  public var effect: Double { effects[state] }
  public var laterEffect: Double { laterEffects[state] }

  /// The others on whom the orders bear most, the most hurt and the most helped first.
  func bearings(atMost count: Int) -> [(state: StateID, effect: Double)] {
    ranked(
      laterEffects.indices.filter { $0 != state && abs(laterEffects[$0]) >= 1e-6 }
        .map { (state: $0, effect: laterEffects[$0]) }
    ) { abs($0.effect) }.prefix(count).map(\.self)
  }
}
