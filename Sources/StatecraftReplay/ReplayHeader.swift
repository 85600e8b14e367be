public import StatecraftCore

/// The first line of a replay: what was played, with what, and where.
public struct ReplayHeader: Sendable, Equatable {
  /// The version of the format that this program writes, and the only one that it reads.
  public static let formatVersion = 1
  /// The generators behind draws that this program has, by how draws are addressed. In replays that
  /// were written before draws had names, they are addressed by places.
  public static let generators: [Luck: String] = [
    .names: "philox4x64-10 by names", .places: "philox4x64-10",
  ]

  public let programVersion: String
  public let scenarioName: String
  public let scenarioTitle: String
  public let scenarioHash: String
  /// The whole scenario, from which the game can be played again.
  public let bundle: ScenarioBundle
  /// The names of the rules in force.
  public let rules: [String]
  public let seed: UInt64
  public let replicate: UInt64
  public let generator: String
  public let gslVersion: String
  /// Where it was played: operating system, architecture and C library.
  public let platform: String
  public let roster: Roster
  /// The calendar year of turn 1.
  public let startYear: Int
  /// The turns that the scenario has; a game that was stopped has fewer.
  public let turns: Int
  /// Who decided for each state, in roster order.
  public let seats: [SeatLabel]
  public let hasDraws: Bool
  public let hasDeliberations: Bool
  /// Whether of the deliberations only those are kept that led to an order: the motives behind
  /// what was done, without all that was left alone.
  public let keepsMotivesOnly: Bool
  /// The terms of utility that the game may have: without ``UtilityTerm/unexplained`` where the
  /// scenario goes by theory alone.
  public let utilityTerms: [UtilityTerm]
}

/// Who decides for a state, by name.
public struct SeatLabel: Sendable, Equatable {
  public let profile: String
  public let policy: String

  public init(profile: String, policy: String) {
    self.profile = profile
    self.policy = policy
  }
}

extension ReplayHeader {
  /// The header of a game about to be played here.
  ///
  /// Give `seats` where others than the scenario's policies decide; `hasDraws` and
  /// `hasDeliberations` say what the game records.
  public init(
    _ scenario: Scenario, bundle: ScenarioBundle, seed: UInt64, replicate: UInt64,
    programVersion: String, gslVersion: String, seats: [SeatLabel]? = nil, hasDraws: Bool,
    hasDeliberations: Bool, keepsMotivesOnly: Bool = false
  ) {
    self.programVersion = programVersion
    scenarioName = scenario.name
    scenarioTitle = scenario.title
    scenarioHash = scenario.hash
    self.bundle = bundle
    rules = scenario.rulebook.names
    self.seed = seed
    self.replicate = replicate
    generator = Self.generators[scenario.setting.luck] ?? ""
    self.gslVersion = gslVersion
    platform = Platform.current
    roster = scenario.setting.roster
    startYear = scenario.setting.startYear
    turns = scenario.setting.turns
    self.seats =
      seats
      ?? scenario.seats.storage.map { SeatLabel(profile: $0.profile, policy: $0.policyName) }
    self.hasDraws = hasDraws
    self.hasDeliberations = hasDeliberations
    self.keepsMotivesOnly = keepsMotivesOnly
    utilityTerms =
      scenario.setting.motives == nil ? UtilityTerm.weighted : UtilityTerm.allCases
    precondition(
      self.seats.count == roster.stateCount,
      "\(self.seats.count) seats for \(roster.stateCount) states")
  }
}

extension ReplayHeader {
  /// How the game's draws are addressed; nil when they come from a generator that this program
  /// doesn't have.
  public var luck: Luck? { Luck.allCases.first { Self.generators[$0] == generator } }
}
