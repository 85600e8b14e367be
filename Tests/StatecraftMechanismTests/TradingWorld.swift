import StatecraftCore

/// Three states that trade two things, with an instrument and a mechanism of its own.
enum TradingWorld {
  static let yaml = """
    format: 1
    name: trading
    title: A world that trades
    start_year: 2020
    turns: 3
    poles: [USA, CHN]
    leader: USA
    rival: CHN
    states:
      - {code: USA, name: United States, gdp_usd_bn: 100}
      - {code: CHN, name: China, gdp_usd_bn: 80}
      - {code: DEU, name: Germany, gdp_usd_bn: 20}
    sectors:
      - {code: chips, name: Chips, key: true, elasticity_theta: 4, dual_use: 0.5, criticality: 0.9,
         rent_share: 0.2}
      - {code: services, name: Services, key: false, elasticity_theta: 5}
    economy:
      residual_sector: services
      supply_shares:
        - {sector: chips, state: USA, share: 0.5}
        - {sector: chips, state: CHN, share: 0.3}
        - {sector: chips, state: DEU, share: 0.2}
      recipes:
        - {sector: chips, input: value_added, cost_share: 0.6}
        - {sector: chips, input: services, cost_share: 0.4}
      final_shares:
        - {sector: chips, share_of_final_spending: 0.2}
        - {sector: services, share_of_final_spending: 0.8}
      frictions:
        - {sector: services, home_bias: 20}
    relations:
      threat:
        - {state: USA, from: CHN, level: 0.6}
    instruments:
      - {word: screen, name: investment-screening, side: inbound, channel: knowledge, scope: [key],
         phase_in: 0.6, asked: true, help: keeps the target's money out of your firms}
    opening:
      - {column: stock, places: [chips, DEU], value: 0.5}
    rules:
      export-control: {}
      import-restriction: {}
      tariff: {}
      investment: {}
      stockpile: {decay: 0.25}
      diffusion: {rate: 0.1}
      trade: {}
      retaliation: {}
      outcome: {}
    profiles:
      default: {policy: hold}
      CHN: {policy: scripted, script: [{turn: 2, orders: [stockpile chips 0.4%gdp]}]}
    """

  static func bundle(set: [String] = []) -> ScenarioBundle {
    ScenarioBundle(main: "trading.yaml", files: [.init(path: "trading.yaml", text: yaml)], set: set)
  }
}
