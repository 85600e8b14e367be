import StatecraftCore
import StatecraftRules
import StatecraftWorldSupport
import Testing

/// A world in which every rule has something to do: an election, an offer, a long-lived project.
func busyWorld() throws -> SmallWorld {
  try SmallWorld(
    electionTurns: [1, 2, 3, 4],
    governments: { roster in
      (0..<4).map {
        Government(
          name: "government \($0)", chance: 1, weights: [1, 1, 1, 1, 1, Double($0)],
          relativeGains: [Double](repeating: Double($0) / 4, count: roster.stateCount))
      }
    }, accessOffer: 0.5)
}

/// The columns that change in four turns of random orders.
private func changes(_ small: SmallWorld, _ rulebook: Rulebook) throws -> Set<Column> {
  var random = RandomDecisions(seed: 7)
  var changed: Set<Column> = []
  var world = small.start
  let adjudication = Adjudication(setting: small.setting, rulebook: rulebook)
  for _ in 1...4 {
    let decisions = random.decisions(in: small.setting)
    world = try adjudication.resolve(world, decisions, chance: HashChance(seed: 3)).world
    changed.formUnion(world.columns(differingFrom: small.start))
  }
  return changed
}

@Suite struct IsolationTests {
  @Test func `With all rules every column moves`() throws {
    let small = try busyWorld()
    var rulebook = try small.rulebook()
    // Disruptions often enough to be seen in four turns, and sectors that are easily secured.
    rulebook = try Rulebook(
      rulebook.rules.map { rule in
        guard var shocks = rule as? SupplyShocks else { return rule }
        shocks.probability = 1
        return shocks
      })
    let changed = try changes(small, rulebook)
    let still = Set(Column.ofEconomies).subtracting(changed)
    #expect(still.isSubset(of: [.securedByLeader, .securedBySystem]), "\(still)")
  }

  @Test(arguments: allRules.indices)
  func `Switching a rule off leaves alone what only it writes`(_ index: Int) throws {
    let name = allRules[index].name
    let small = try busyWorld()
    let changed = try changes(small, small.rulebook(without: [name]))
    let others = allRules.filter { $0.name != name }
      .reduce(into: Set<Column>()) { $0.formUnion($1.writes) }
    #expect(changed.isSubset(of: others))
  }

  @Test(arguments: Column.ofEconomies)
  func `A column whose writers are all off stays as it was`(_ column: Column) throws {
    let small = try busyWorld()
    let writers = Set(allRules.filter { $0.writes.contains(column) }.map { $0.name })
    #expect(try !changes(small, small.rulebook(without: writers)).contains(column))
  }

  @Test(arguments: allRules.indices)
  func `Alone, a rule writes only what it declares`(_ index: Int) throws {
    let small = try busyWorld()
    let rule = RuleCatalogue.entries[index].make(small.context)
    // The adjudication refuses undeclared writes of every rule; here nobody else covers for it.
    let changed = try changes(small, try Rulebook([rule]))
    #expect(changed.isSubset(of: allRules[index].writes))
  }
}
