import StatecraftAnalysis
import StatecraftCore
import StatecraftTestSupport
import Testing

struct MetricTests {
  private let setting = Toy.setting()

  private var catalogue: MetricCatalogue { MetricCatalogue(setting: setting) }

  @Test func `Every metric has one name and one value`() {
    let world = Toy.world(setting)
    #expect(catalogue.values(of: world).count == catalogue.metrics.count)
    #expect(Set(catalogue.metrics.map(\.name)).count == catalogue.metrics.count)
  }

  @Test func `A value stands where its name says`() throws {
    var world = Toy.world(setting)
    let roster = setting.roster
    let state = roster.states[1]
    let sector = roster.sectors[0]
    world.realIncome[state] = 1.25
    world.securedBySystem[sector] = Double(setting.outcome.turns)
    let values = catalogue.values(of: world)
    let outcome = RunOutcome(of: world, setting: setting)
    func value(_ name: String) throws -> Double { values[try catalogue.index(of: name)] }
    #expect(try value("gain.\(roster.code(state))") == 0.25)
    #expect(try value("excluded.\(roster.code(sector))") == 1)
    #expect(try value("excluded_leader.\(roster.code(sector))") == 0)
    #expect(try value("outcome.\(outcome.system.rawValue)") == 1)
    #expect(try value("excluded_keys") == (setting[sector].isKey ? 1 : 0))
    for (state, pole) in roster.states.flatMap({ state in roster.poles.map { (state, $0) } })
    where roster.leader(of: pole) != state {
      let name = "alignment.\(roster.code(state)).\(roster.code(pole))"
      #expect(try value(name) == world.alignment[state, pole])
    }
    for metric in catalogue.metrics where metric.family == "supply" {
      let parts = metric.name.split(separator: ".").map(String.init)
      let sector = try #require(roster.sectors.first { roster.code($0) == parts[1] })
      let state = try #require(roster.states.first { roster.code($0) == parts[2] })
      #expect(try value(metric.name) == outcome.supply[sector, state])
    }
  }

  @Test func `An outcome comes back whole from its values`() {
    var world = Toy.world(setting)
    let roster = setting.roster
    for (index, state) in roster.states.enumerated() {
      world.realIncome[state] = 1 + 0.1 * Double(index)
      for (other, pole) in roster.poles.enumerated() {
        world.alignment[state, pole] = 0.05 * Double(1 + index + 7 * other)
      }
    }
    for pole in roster.poles { world.alignment[roster.leader(of: pole), pole] = 1 }
    world.securedBySystem[roster.sectors[0]] = Double(setting.outcome.turns)
    world.securedByLeader[roster.sectors[1]] = Double(setting.outcome.turns)
    let outcome = RunOutcome(of: world, setting: setting)
    #expect(outcome.system != outcome.leader)
    #expect(catalogue.outcome(of: catalogue.values(of: outcome)) == outcome)
  }

  @Test func `A difference is told in words, without units, commas in names and all`() {
    func told(_ name: String, _ kind: Metric.Kind, _ meaning: String, _ by: Double) -> String {
      Metric(name, kind, meaning).telling(of: by, amount: "0.5")
    }
    #expect(
      told("gain.USA", .quantity, "change of X's real income, as a fraction", 1)
        == "the change of X's real income is 0.5 points higher")
    #expect(
      told("alignment.DEU.USA", .quantity, "how far X sides with Y, 0 to 1", -1)
        == "how far X sides with Y is 0.5 lower")
    #expect(
      told("dependence.chips", .quantity, "Y's share in what X buys of chips (raw, packed)", -1)
        == "Y's share in what X buys of chips (raw, packed) is 0.5 points lower")
    #expect(
      told("excluded_keys", .quantity, "key sectors without Y", 1)
        == "the number of key sectors without Y is 0.5 higher")
    #expect(
      told("outcome.S3", .event, "X excludes Y", -1) == "X excludes Y 0.5 points less often")
  }

  @Test func `An unknown name is answered with the nearest, or with what there is`() {
    let near = #expect(throws: UnknownMetric.self) { try catalogue.index(of: "outcme.S2") }
    #expect("\(near!)" == "No metric is named ‘outcme.S2’; did you mean ‘outcome.S2’?")
    let far = #expect(throws: UnknownMetric.self) { try catalogue.index(of: "welfare") }
    #expect("\(far!)".hasPrefix("No metric is named ‘welfare’. There are outcome.S1, "))
  }
}
