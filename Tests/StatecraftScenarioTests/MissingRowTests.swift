import StatecraftEconomy
import StatecraftScenario
import Testing

@Suite struct `Rows that are missing` {
  private static func yaml(_ frictions: String, _ places: String) -> String {
    """
    format: 1
    name: pair
    title: A pair
    states:
    \(places)
    sectors: [{code: goods, elasticity_theta: 4}, {code: services, elasticity_theta: 6}]
    economy:
      residual_sector: services
      final_shares:
        - {sector: goods, share_of_final_spending: 0.4}
        - {sector: services, share_of_final_spending: 0.6}
      supply_shares:
        - {sector: goods, state: AAA, share: 0.6}
        - {sector: goods, state: BBB, share: 0.4}
      frictions: [\(frictions)]
    """
  }

  private static let placed = """
      - {code: AAA, value_added: 1, internal_distance_km: 100, centre_lat: 10, centre_lon: 20}
      - {code: BBB, value_added: 1, internal_distance_km: 100, centre_lat: 30, centre_lon: 40}
    """
  private static let both =
    "{sector: goods, home_bias: 3, distance_elasticity: 1}, {sector: services, home_bias: 9}"

  private func load(_ frictions: String, _ places: String = placed) throws -> LoadedEconomy {
    try ScenarioLoader().loadEconomy(
      "pair.yaml", from: Texts(["pair.yaml": Self.yaml(frictions, places)]))
  }

  @Test func `A sector without frictions where others have some is warned of`() throws {
    let one = try load("{sector: goods, home_bias: 3, distance_elasticity: 1}")
    #expect(
      one.warnings.map(\.message) == ["services has no row, and trade there is without friction"])
    let none = try load("")
    #expect(
      none.warnings.map(\.message) == ["goods, services have no row, and trade is without friction"]
    )
  }

  @Test func `A row that lacks what others have is warned of`() throws {
    let messages = try load(Self.both).warnings.map(\.message)
    #expect(messages == ["this row has no distance_elasticity, and others have"])
    let whole = Self.both.replacing("home_bias: 9", with: "home_bias: 9, distance_elasticity: 0")
    #expect(try load(whole).warnings.isEmpty)
  }

  @Test(arguments: [("centre_lon: 20", "centre_lon"), ("centre_lat: 30", "centre_lat")])
  func `Half a place is a fault`(gone: String, named: String) {
    let places = Self.placed.replacing(", \(gone)", with: "").replacing(gone, with: "")
    do {
      _ = try load(Self.both, places)
      Issue.record("half a place passes")
    } catch {
      #expect("\(error)".contains("this has no place without \(named)"))
    }
  }
}
