public import StatecraftCore

/// What luck moves in a few games of a scenario: their draws are counted, and their turns resolved
/// again without one after another of the rules through which nature acts.
public struct LuckProbe: Sendable, Equatable {
  /// The games that were looked into.
  public let games: Int
  /// Draws of rules and policies in all of them together.
  public let draws: Int
  /// Rules of nature without which every turn of these games comes out the same, but for who is
  /// said to govern. In order.
  public let idleRules: [String]

  /// Plays games and looks into them.
  ///
  /// - Parameters:
  ///   - scenario: what is played.
  ///   - seed: the master seed.
  ///   - replicates: the games, as a batch numbers them.
  ///   - injects: what an umpire puts into every game.
  /// - Throws: what playing throws.
  public init(
    _ scenario: Scenario, seed: UInt64, replicates: [UInt64],
    injects: InjectSchedule = InjectSchedule()
  ) async throws {
    let nature = Self.rulesOfNature(scenario.rulebook)
    var idle = Set(nature)
    var (games, draws) = (0, 0)
    for replicate in replicates {
      let witness = Witness()
      _ = try await Game(
        scenario, seed: seed, replicate: replicate, injects: .planned(injects),
        recording: Recording(draws: true, deliberations: false)
      ).play { await witness.see($0) }
      let records = await witness.records
      games += 1
      for record in records {
        draws += record.draws.count
        for answer in record.answers.storage { draws += answer.draws.count }
      }
      for name in idle.sorted()
      where Self.moves(name, scenario, records, SeededChance(seed: seed, replicate: replicate)) {
        idle.remove(name)
      }
    }
    self.games = games
    self.draws = draws
    idleRules = nature.filter(idle.contains)
  }

  private static func rulesOfNature(_ rulebook: Rulebook) -> [String] {
    rulebook.rules.filter { type(of: $0).phase == .nature }.map(\.name)
  }

  /// Whether a turn comes out otherwise without a rule.
  private static func moves(
    _ name: String, _ scenario: Scenario, _ records: [TurnRecord], _ chance: SeededChance
  ) -> Bool {
    guard
      let rulebook = try? Rulebook(scenario.rulebook.rules.filter { $0.name != name })
    else { return true }
    let adjudication = Adjudication(setting: scenario.setting, rulebook: rulebook)
    let columns = scenario.setting.columns.filter { $0 != .government }
    var before = scenario.start
    for record in records {
      let decisions = PerState(record.answers.storage.map(\.decision))
      guard
        let other = try? adjudication.resolve(
          before, decisions, injects: record.injects, chance: chance
        ).world,
        columns.allSatisfy({ other.agrees(with: record.world, on: $0) })
      else { return true }
      before = record.world
    }
    return false
  }

  private actor Witness {
    private(set) var records: [TurnRecord] = []
    func see(_ record: TurnRecord) { records.append(record) }
  }
}
