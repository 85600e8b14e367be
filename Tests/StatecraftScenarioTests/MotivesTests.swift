import StatecraftCore
import StatecraftScenario
import Testing

@Suite struct MotivesTests {
  private func setting(_ set: String...) throws -> Setting {
    try SmallWorld.load(SmallWorld.bundle(set: set)).scenario.setting
  }

  /// What the United States' control on China's chips rests on beside theory.
  private func stake(_ setting: Setting) throws -> Stake {
    let roster = setting.roster
    let (usa, chn) = (try #require(roster.state("USA")), try #require(roster.state("CHN")))
    let chips = try #require(roster.sector("chips"))
    return try #require(setting.motives)[usa, .control(.exportControl, chips, chn)]
  }

  @Test func `Motives are inverted from the start where a scenario asks`() throws {
    #expect(try setting().motives == nil)
    #expect(try setting("motives.from=theory").motives == nil)
    let opening = try setting("motives.from=opening", "motives.half_life=3")
    #expect(opening.motives?.halfLife == 3)
    #expect(try stake(opening).standing == 0.5)
    #expect(try !stake(opening).isNone)
  }

  @Test func `Edited profiles keep the stakes of the file, unless they are to be fitted anew`()
    throws
  {
    let fitted = try setting("motives.from=opening")
    for edit in ["profiles.USA.r.CHN=0", "profiles.USA.parameters={denial: 500}"] {
      let edited = try setting("motives.from=opening", edit)
      #expect(edited.motives == fitted.motives, "\(edit)")
      let refitted = try setting("motives.from=opening", edit, "motives.refit=true")
      #expect(try stake(refitted) != stake(fitted), "\(edit)")
    }
    // What isn't a motive of somebody is part of the start.
    let milder = try setting("motives.from=opening", "relations.threat=[]")
    #expect(milder.motives != fitted.motives)
  }

  @Test func `Unions and money of the start are proven, with every fault`() throws {
    let faults = SmallWorld.faults(
      SmallWorld.bundle(set: [
        "relations.customs_unions=[{name: One, members: [DEU]}, {name: Two, members: [DEU, USA]}]",
        "limits.investment_percent_max=0.1",
        "money=[{state: USA, sector: chips, kind: subsidy, percent_of_gdp: 0.2}]",
      ])
    ).map(\.message)
    for part in ["two members or more", "is listed already", "and the limit is 0.1 %"] {
      #expect(faults.contains { $0.contains(part) }, "\(part): \(faults)")
    }
    let roster = try setting().roster
    let money = try setting(
      "money=[{state: USA, sector: chips, kind: research, percent_of_gdp: 0.2}]"
    ).openingMoney
    let (usa, chips) = (try #require(roster.state("USA")), try #require(roster.sector("chips")))
    #expect(money?[.research, chips, usa] == 0.2)
    #expect(money?[.subsidy, chips, usa] == 0)
  }
}
