import Foundation
import Testing

/// A scenario that plays in a moment: three states, two sectors and four turns, with every rule in
/// force and chance at work in most.
struct Tiny {
  let scratch: Scratch

  /// - Parameters:
  ///   - replacements: pieces of the scenario's text, and what to put in their place.
  ///   - isReversed: whether the table of states is listed the other way round.
  init(_ replacements: (String, String)..., isReversed: Bool = false) throws {
    scratch = try Scratch()
    var text = Self.yaml
    for (old, new) in replacements {
      precondition(text.contains(old), "the tiny scenario has no ‘\(old)’")
      text = text.replacing(old, with: new)
    }
    try scratch.write(text, to: "tiny.yaml")
    try scratch.write(Self.supply, to: "supply.csv")
    let rows = isReversed ? Self.states.reversed() : Self.states
    try scratch.write(
      (["code,name,gdp_usd_bn,election_years"] + rows).joined(separator: "\n"), to: "states.csv")
  }

  /// The scenario file's path.
  var path: String { scratch.path("tiny.yaml") }

  /// Runs a command in the scenario's folder.
  func run(
    _ arguments: String..., interruptingWhen isDue: (@Sendable (_ errors: Data) -> Bool)? = nil
  ) async throws -> Program.Outcome {
    try await Program.run(arguments, in: scratch, interruptingWhen: isDue)
  }

  /// Runs a command that reads lines from a pipe.
  func run(_ arguments: String..., typing lines: [String]) async throws -> Program.Outcome {
    try await Program.run(
      arguments, in: scratch, input: lines.map { $0 + "\n" }.joined())
  }

  /// Plays a game and keeps it, in the place of one that was kept before.
  func replay(_ arguments: String...) async throws -> String {
    let file = scratch.path("game.jsonl")
    try? FileManager.default.removeItem(atPath: file)
    let outcome = try await Program.run(
      ["run", "tiny.yaml", "--replay", file] + arguments, in: scratch)
    try #require(outcome.code == 0, "\(outcome.errors)")
    return file
  }

  static let states = ["CHN,China,80,", "DEU,Germany,20,2022", "USA,United States,100,2021;2023"]

  static let supply = """
    sector,state,share
    chips,USA,0.5
    chips,CHN,0.3
    chips,DEU,0.2
    """

  static let yaml = """
    format: 1
    name: tiny
    title: A tiny world
    summary: Three states trade chips and services.
    start_year: 2020
    turns: 4
    poles: [USA, CHN]
    leader: USA
    rival: CHN
    states: states.csv
    sectors:
      - {code: chips, name: Chips, key: true, elasticity_theta: 4, dual_use: 0.5,
         criticality: 0.9, rent_share: 0.1}
      - {code: services, name: Services, key: false, elasticity_theta: 5}
    economy:
      residual_sector: services
      supply_shares: supply.csv
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
      alignment:
        - {state: DEU, toward_USA: 0.8, toward_CHN: 0.2}
      threat:
        - {state: USA, from: CHN, level: 0.6}
    facts:
      - {kind: openness, state: USA, sector: all, value: 0.3}
    rules:
      elections: {}
      supply-shocks: {probability: 0.3}
      alignment: {}
      export-control: {}
      import-restriction: {}
      tariff: {}
      market-access: {}
      investment: {}
      construction: {}
      research: {}
      diffusion: {}
      learning: {}
      trade: {}
      retaliation: {}
      threat: {}
      outcome: {}
    profiles:
      default: {policy: logit}
      CHN: {policy: logit, r: {USA: 0.5}}
      USA:
        policy: logit
        r: {CHN: 0.8}
        governments:
          - {name: steady, chance: 0.5}
          - {name: open, chance: 0.5, r_scale: 0.1}

    """
}
