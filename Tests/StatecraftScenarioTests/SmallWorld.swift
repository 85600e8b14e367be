import StatecraftCore
import StatecraftScenario

/// Three states and two sectors, with everything in place or in a table beside it.
enum SmallWorld {
  static let main = "Scenarios/small.yaml"

  static let yaml = """
    format: 1
    name: small
    title: A small world
    summary: Three states trade chips and services.
    start_year: 2020
    turns: 4
    poles: [USA, CHN]
    leader: USA
    rival: CHN
    states:
      - {code: USA, name: United States, gdp_usd_bn: 100, election_years: [2019, 2022, 2020, 2030]}
      - {code: CHN, name: China, gdp_usd_bn: 80}
      - {code: DEU, name: Germany, gdp_usd_bn: 20}
    sectors:
      - {code: chips, name: Chips, key: true, elasticity_theta: 4, dual_use: 0.5, criticality: 0.9}
      - {code: services, name: Services, key: false, elasticity_theta: 5}
    economy:
      residual_sector: services
      supply_shares: data/supply.csv
      recipes:
        - {sector: chips, input: value_added, cost_share: 0.6}
        - {sector: chips, input: services, cost_share: 0.4}
      final_shares:
        - {sector: chips, share_of_final_spending: 0.2}
        - {sector: services, share_of_final_spending: 0.8}
      frictions:
        - {sector: services, home_bias: 20}
    relations:
      ties:
        - {i: USA, j: DEU, defence: 3, trade: 1}
      affinity:
        - {state: USA, ideal_point: 2}
        - {state: CHN, ideal_point: -1}
        - {state: DEU, ideal_point: 1.5}
      affinity_scale: 2
      alignment:
        - {state: DEU, toward_USA: 0.8, toward_CHN: 0.2}
      threat:
        - {state: USA, from: CHN, level: 0.6}
      access_offers: {USA: 0.25}
    controls:
      - {instrument: export, sector: chips, imposer: USA, target: CHN, strictness_or_rate: 0.5}
      - {instrument: tariff, sector: services, imposer: CHN, target: USA, strictness_or_rate: 0.1}
    limits: {tariff_max: 1.5}
    rules:
      alignment: {}
      trade: {leakage: 0.3}
      outcome: {}
    profiles:
      default: {profile: partner}
      USA:
        profile: partner
        r: {CHN: 0.8, all: 0.1}
        weights: {security: 2}
        governments:
          - {name: steady, chance: 0.5}
          - {name: open, chance: 0.5, r_scale: 0.5, weights: {security: 0.25}}
      CHN: {policy: scripted, script: [{turn: 2, orders: [control export chips USA 0.4]}]}
    """

  static let supply = """
    sector,state,share,source
    chips,USA,0.5,"a ""quoted"" note, with a comma"
    chips,CHN,0.3,
    chips,DEU,0.2,
    """

  static let partner = """
    name: partner
    summary: Follows.
    policy: logit
    parameters: {caution: 40}
    weights: {influence: 0.5}
    r: {all: 0, rivals: 0.2}
    """

  static func bundle(
    _ yaml: String = SmallWorld.yaml, supply: String = SmallWorld.supply,
    partner: String = SmallWorld.partner, set: [String] = [], without: [String] = []
  ) -> ScenarioBundle {
    ScenarioBundle(
      main: main,
      files: [
        .init(path: "Agents/Profiles/partner.yaml", text: partner),
        .init(path: "Scenarios/data/supply.csv", text: supply),
        .init(path: main, text: yaml),
      ], set: set, without: without)
  }

  static func load(_ bundle: ScenarioBundle = bundle()) throws -> LoadedScenario {
    try ScenarioLoader().load(bundle)
  }

  /// The faults of a bundle, or none when it loads.
  static func faults(_ bundle: ScenarioBundle) -> [ScenarioFault] {
    do {
      _ = try ScenarioLoader().load(bundle)
      return []
    } catch {
      return error.faults
    }
  }

  /// The small world with pieces of its text replaced.
  static func yaml(_ replacements: (String, String)...) -> String {
    replacements.reduce(yaml) { text, replacement in
      precondition(text.contains(replacement.0), "the small world has no ‘\(replacement.0)’")
      return replaced(text, replacement.0, replacement.1)
    }
  }

  private static func replaced(_ text: String, _ old: String, _ new: String) -> String {
    text.split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
  }
}
