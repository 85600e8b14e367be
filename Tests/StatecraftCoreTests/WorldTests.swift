import StatecraftCore
import StatecraftTestSupport
import Testing

struct WorldTests {
  private let setting = Toy.setting()

  @Test func `A digest never changes from build to build`() {
    var digest = Digest()
    digest.add(UInt64(42))
    digest.add(0.1)
    digest.add(-7)
    digest.add("CHN")
    digest.add([1.0, 2.0, 3.0, 4.0, 5.0, .infinity])
    #expect(digest.hexadecimal == "a42f77288631ec50")
    #expect(Toy.world(setting).digest().hexadecimal == "abffb0091bb976b3")
  }

  @Test func `A digest tells apart order, sign, count and the last bit`() {
    func digest(_ numbers: [Double]) -> Digest {
      var digest = Digest()
      digest.add(numbers)
      return digest
    }
    let different = [
      digest([]), digest([0]), digest([-0.0]), digest([0, 0]), digest([1, 2, 3, 4]),
      digest([4, 3, 2, 1]), digest([1, 2, 3, 4, 0]), digest([1, 2, 3, 4.0.nextUp]),
      digest([2, 1, 3, 4]),
    ]
    #expect(Set(different).count == different.count)
  }

  @Test func `Hexadecimal digits keep leading zeros`() {
    #expect(Digest().hexadecimal == "9e3779b97f4a7c15")
    #expect(Digest().hexadecimal.count == 16)
  }

  @Test func `Each column's change moves the world's digest and its own`() {
    let world = Toy.world(setting)
    for column in Column.ofEconomies {
      let changed = changing(column, of: world)
      #expect(changed.digest() != world.digest(), "\(column)")
      #expect(!changed.agrees(with: world, on: column), "\(column)")
      for other in Column.ofEconomies where other != column {
        #expect(changed.agrees(with: world, on: other), "\(column), \(other)")
      }
    }
  }

  @Test func `Fingerprints name the state or sector whose numbers changed`() {
    let world = Toy.world(setting)
    for column in Column.ofEconomies {
      let (before, after) = (
        world.fingerprints(of: column), changing(column, of: world).fingerprints(of: column)
      )
      #expect(before.count == (column.subject == .state ? 4 : 2), "\(column)")
      #expect(after.count == before.count, "\(column)")
      let parts = before.indices.filter { before[$0] != after[$0] }
      // The last number of a column belongs to the last state or sector.
      #expect(parts == [before.count - 1], "\(column)")
    }
  }

  @Test func `A state's part of a table of pairs is its row, in every sector`() {
    let world = Toy.world(setting)
    var changed = world
    changed.flows[SectorID(index: 1), StateID(index: 2), StateID(index: 0)] += 1
    changed.threat[StateID(index: 1), StateID(index: 3)] = 0.5
    changed.output[SectorID(index: 0), StateID(index: 1)] += 1
    func parts(_ column: Column) -> [Int] {
      let (one, other) = (world.fingerprints(of: column), changed.fingerprints(of: column))
      return one.indices.filter { one[$0] != other[$0] }
    }
    #expect(parts(.flows) == [2])
    #expect(parts(.threat) == [1])
    #expect(parts(.output) == [1])
  }

  @Test func `A start keeps all invariants`() {
    #expect(Toy.world(setting).invariantFailures(limits: setting.limits).isEmpty)
  }

  @Test(arguments: Column.ofEconomies)
  func `A number that can't be is found in every column`(_ column: Column) throws {
    var world = Toy.world(setting)
    change(column, of: &world, to: .nan)
    let failure = try #require(world.invariantFailures(limits: setting.limits).first)
    #expect(failure.column == column)
    // Of a project, the money is the last number but one.
    #expect(failure.position == world.numbers(column).count - (column.isList ? 2 : 1))
  }

  @Test func `Bounds are kept by column`() {
    func fails(_ column: Column, _ value: Double) -> Bool {
      var world = Toy.world(setting)
      change(column, of: &world, to: value)
      return !world.invariantFailures(limits: setting.limits).isEmpty
    }
    #expect(!fails(.alignment, 1) && fails(.alignment, 1.0.nextUp) && fails(.alignment, -0.1))
    #expect(!fails(.tariff, 2) && fails(.tariff, 2.0.nextUp))
    #expect(!fails(.technology, 1.5) && fails(.technology, -0.1))
    #expect(fails(.realIncome, 0) && fails(.flows, .infinity))
    #expect(!fails(.wage, 0.5) && fails(.wage, 0))
    #expect(!fails(.exclusionByLeader, -2) && fails(.exclusionByLeader, 1.0.nextUp))
  }

  @Test func `An observation has one's own secrets and nobody else's`() {
    let (me, other) = (StateID(index: 1), StateID(index: 2))
    var world = Toy.world(setting)
    world.threat[me, other] = 0.25
    world.grievance[me, other] = 3
    world.relativeGains[me, other] = 0.5
    world.weights[me, .autonomy] = 2
    let mine = project(of: me)
    world.projects = [mine]
    let observation = Observation(of: world, by: me, setting: setting)
    #expect(observation.threat.storage == [0, 0, 0.25, 0])
    #expect(observation.grievance.storage == [0, 0, 3, 0])
    #expect(observation.relativeGains.storage == [0, 0, 0.5, 0])
    #expect(observation.weights[.autonomy] == 2)
    #expect(observation.projects == [mine])
    #expect(observation.turn == 1)

    // Whatever others keep to themselves, I see the same.
    var secret = world
    for column in [Column.threat, .grievance, .relativeGains, .weights] {
      change(column, of: &secret, to: 0.125)
    }
    secret.projects.append(project(of: other))
    secret.productivity[SectorID(index: 0), other] = 0.3
    let same = Observation(of: secret, by: me, setting: setting)
    #expect(same.threat.storage == observation.threat.storage)
    #expect(same.grievance.storage == observation.grievance.storage)
    #expect(same.relativeGains.storage == observation.relativeGains.storage)
    #expect(same.weights.storage == observation.weights.storage)
    #expect(same.projects == [mine])
    // Who governs is no secret.
    secret.government[other] = 1
    #expect(Observation(of: secret, by: me, setting: setting).government[other] == 1)
  }

  private func project(of state: StateID) -> Project {
    Project(state: state, sector: SectorID(index: 0), kind: .subsidy, percentOfGDP: 0.5, ready: 3)
  }

  private func changing(_ column: Column, of world: World) -> World {
    var world = world
    change(column, of: &world, to: 0.123)
    return world
  }

  /// Sets a column's last number; for projects, adds one of the last state.
  private func change(_ column: Column, of world: inout World, to value: Double) {
    guard !column.isList else {
      world.projects.append(
        Project(
          state: StateID(index: 3), sector: SectorID(index: 0), kind: .research,
          percentOfGDP: value, ready: 2))
      return
    }
    world.set(column, at: world.numbers(column).count - 1, to: value)
  }
}
