public import StatecraftCore

/// A game played turn by turn in a test, with scripts or policies.
public struct TestGame {
  public let setting: Setting
  public let adjudication: Adjudication
  public private(set) var world: World
  public private(set) var events: [Event] = []
  public private(set) var decisions: PerState<Decision>
  private let chance: any Chance

  public init(
    _ small: SmallWorld, _ rulebook: Rulebook, chance: any Chance = HashChance()
  ) {
    self.init(small.setting, small.start, rulebook, chance: chance)
  }

  public init(
    _ setting: Setting, _ start: World, _ rulebook: Rulebook, chance: any Chance = HashChance()
  ) {
    self.setting = setting
    adjudication = Adjudication(setting: setting, rulebook: rulebook)
    world = start
    decisions = PerState(repeating: .hold, count: setting.roster.stateCount)
    self.chance = chance
  }

  /// Plays a turn with orders in decision notation, by state's code.
  public mutating func play(_ orders: [String: [String]] = [:]) throws {
    decisions = PerState(repeating: .hold, count: setting.roster.stateCount)
    for (code, lines) in orders {
      guard let state = setting.roster.state(code) else { fatalError("No state \(code)") }
      decisions[state] = try Decision(notation: lines, in: setting.roster)
    }
    try resolve()
  }

  /// Plays a turn with what policies decide.
  public mutating func play(_ policies: inout PerState<any Policy>) throws {
    for state in setting.roster.states {
      let observation = Observation(of: world, by: state, setting: setting)
      var context = PolicyContext(
        source: DrawSource(chance, setting: setting, turn: observation.turn, isRecording: false),
        explains: false)
      decisions[state] = try policies[state].decide(observation, &context)
    }
    try resolve()
  }

  private mutating func resolve() throws {
    let resolution = try adjudication.resolve(world, decisions, chance: chance)
    world = resolution.world
    events = resolution.events
  }
}
