internal import StatecraftCore
internal import StatecraftEngine
internal import StatecraftRules

/// Games and their twins without controls, with the same luck.
struct ExclusionPairs: Sendable {
  /// What a pair of games says, by sector.
  struct Pair: Sendable {
    /// The exclusion after the last turn: [leader or system][yardstick][sector].
    let exclusion: [[[Double]]]
    /// The outcome class: [leader or system][yardstick].
    let classes: [[OutcomeClass]]
  }

  private let scenario: Scenario
  private let twin: Scenario

  init(_ scenario: Scenario) throws {
    self.scenario = scenario
    var start = scenario.start
    for index in start.exportControl.storage.indices {
      start.exportControl.storage[index] = 0
      start.exportControlOrdered.storage[index] = 0
      start.importRestriction.storage[index] = 0
      start.importRestrictionOrdered.storage[index] = 0
    }
    let rules = scenario.rulebook.rules.filter {
      !["export-control", "import-restriction", "tariff"].contains($0.name)
    }
    twin = Scenario(
      name: scenario.name, title: scenario.title, setting: scenario.setting, start: start,
      rulebook: try Rulebook(rules), seats: scenario.seats, hash: scenario.hash,
      account: scenario.account)
  }

  func play(runs: Int, seed: UInt64, jobs: Int) async throws -> [Pair] {
    var pairs: [Pair] = []
    // In blocks, as the flows of every turn of a game are large.
    let block = 4 * jobs
    while pairs.count < runs {
      let numbers = UInt64(pairs.count)..<UInt64(min(pairs.count + block, runs))
      let games = try await courses(scenario, numbers, seed: seed, jobs: jobs)
      let twins = try await courses(twin, numbers, seed: seed, jobs: jobs)
      try Task.checkCancellation()
      pairs += zip(games, twins).map(pair)
    }
    return pairs
  }

  /// The worlds after the last turns of each game, as many as a class looks back on.
  private func courses(
    _ scenario: Scenario, _ numbers: Range<UInt64>, seed: UInt64, jobs: Int
  ) async throws -> [[World]] {
    var courses: [[World]] = []
    let last = scenario.setting.turns - scenario.setting.outcome.turns
    let batch = Batch(scenario, seed: seed, replicates: numbers, jobs: jobs) { world in
      world.turn > last
        ? world.flows.storage + world.expenditure.storage + world.alignment.storage : []
    }
    _ = try await batch.run(
      measure: { (result: GameResult) -> [World] in
        result.samples.filter { !$0.isEmpty }.map { sample in
          Self.world(like: result.world, with: sample)
        }
      },
      reduce: { (_: UInt64, worlds: [World]) -> Batch.Step in
        courses.append(worlds)
        return .proceed
      })
    return courses
  }

  /// A world with the flows, spending and alignments of a sample.
  private static func world(like last: World, with sample: [Double]) -> World {
    var world = last
    let (flows, spending) = (world.flows.storage.count, world.expenditure.storage.count)
    world.flows.storage = Array(sample[..<flows])
    world.expenditure.storage = Array(sample[flows..<(flows + spending)])
    world.alignment.storage = Array(sample[(flows + spending)...])
    return world
  }

  private func pair(_ game: [World], _ twin: [World]) -> Pair {
    let setting = scenario.setting
    var exclusion = [[[Double]]](repeating: [[], []], count: 2)
    var classes: [[OutcomeClass]] = [[], []]
    for side in 0..<2 {
      for yardstick in 0..<2 {
        var excluded: [Bool] = []
        for sector in setting.roster.sectors {
          let measures = game.indices.map { turn in
            let system = setting.system(in: game[turn])
            return Exclusion(
              of: side == 0 ? [setting.leader] : system, backing: system, sector, in: game[turn],
              against: yardstick == 0 ? setting.startFlows : twin[turn].flows, setting: setting)
          }
          exclusion[side][yardstick].append(measures.last?.exclusion ?? 0)
          excluded.append(
            measures.count == setting.outcome.turns && measures.allSatisfy(\.isSecured))
        }
        classes[side].append(
          OutcomeClass(excluded: PerSector(excluded), isKey: setting.isKey))
      }
    }
    return Pair(exclusion: exclusion, classes: classes)
  }
}
