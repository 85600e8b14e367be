/// A game ready to be played: the facts, the world at the start, the rules and who decides.
public struct Scenario: Sendable {
  public let name: String
  public let title: String
  public let setting: Setting
  public let start: World
  public let rulebook: Rulebook
  /// Who decides for each state, in roster order.
  public let seats: PerState<Seat>
  /// The account of utility after each turn, for replays; none where nobody keeps one.
  public let account: (any UtilityAccount)?
  /// The fingerprint of what the scenario says: of every value of its file, its tables and its
  /// profiles, with what was set and taken out; not of how and where it's written.
  public let hash: String

  public init(
    name: String, title: String, setting: Setting, start: World, rulebook: Rulebook,
    seats: PerState<Seat>, hash: String,
    account: (any UtilityAccount)? = nil
  ) {
    self.name = name
    self.title = title
    self.setting = setting
    self.start = start
    self.rulebook = rulebook
    self.seats = seats
    self.hash = hash
    self.account = account
  }
}

/// Who decides for a state.
public struct Seat: Sendable {
  /// The profile's name, such as `great-power`.
  public let profile: String
  /// The policy's name, such as `logit`.
  public let policyName: String
  /// The policy at the start of a game, before it remembers anything.
  public let policy: any Policy

  public init(profile: String, policyName: String, policy: any Policy) {
    self.profile = profile
    self.policyName = policyName
    self.policy = policy
  }
}
