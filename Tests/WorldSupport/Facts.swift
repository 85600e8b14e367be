internal import StatecraftCore

/// What a state of the small world is like.
public struct StateFacts: Sendable {
  /// Weights in supply by sector: tools, chips, goods, grain.
  public var strength = [1.0, 1, 1, 1]
  public var technology = [0.3, 0.3, 0.3, 0.3]
  public var ties: [String: Double] = [:]
  public var threats: [String: Double] = [:]
  public var affinity: [String: Double] = [:]
  public var alignment: [String: Double] = [:]

  public init() {}

  public init(
    strength: [Double], technology: [Double], ties: [String: Double] = [:],
    threats: [String: Double] = [:], affinity: [String: Double] = [:],
    alignment: [String: Double] = [:]
  ) {
    self.strength = strength
    self.technology = technology
    self.ties = ties
    self.threats = threats
    self.affinity = affinity
    self.alignment = alignment
  }

  /// Five states: two poles, two partners of the first between them, one far away.
  public static let all: [String: StateFacts] = [
    "NOR": StateFacts(
      strength: [8, 5, 20, 10], technology: [1, 0.9, 0.8, 0.6], threats: ["SUD": 0.6]),
    "SUD": StateFacts(
      strength: [2, 4, 22, 12], technology: [0.5, 0.7, 0.7, 0.6], threats: ["NOR": 0.6]),
    "MID": StateFacts(
      strength: [4, 6, 8, 3], technology: [0.9, 0.8, 0.7, 0.5], ties: ["NOR": 0.8],
      threats: ["SUD": 0.3], affinity: ["NOR": 0.6, "SUD": -0.3],
      alignment: ["NOR": 0.7, "SUD": 0.2]),
    "ISL": StateFacts(
      strength: [0.5, 10, 4, 1], technology: [0.4, 1, 0.6, 0.4], ties: ["NOR": 0.6],
      threats: ["SUD": 0.5], affinity: ["NOR": 0.5, "SUD": 0],
      alignment: ["NOR": 0.6, "SUD": 0.3]),
    "FAR": StateFacts(
      strength: [0.2, 0.5, 6, 6], technology: [0.2, 0.3, 0.4, 0.4],
      affinity: ["NOR": -0.1, "SUD": 0.2], alignment: ["NOR": 0.2, "SUD": 0.3]),
  ]

  /// The same facts with two states' names exchanged everywhere.
  public static func swapping(
    _ first: String, _ second: String, in facts: [String: StateFacts]
  ) -> [String: StateFacts] {
    let other = { (code: String) in code == first ? second : code == second ? first : code }
    let keys = { (table: [String: Double]) in
      Dictionary(uniqueKeysWithValues: table.map { (other($0.key), $0.value) })
    }
    return Dictionary(
      uniqueKeysWithValues: facts.map { code, fact in
        (
          other(code),
          StateFacts(
            strength: fact.strength, technology: fact.technology, ties: keys(fact.ties),
            threats: keys(fact.threats), affinity: keys(fact.affinity),
            alignment: keys(fact.alignment))
        )
      })
  }
}

/// What a sector of the small world is like.
struct SectorFacts: Sendable {
  let code: String
  let homeBias: Double
  let finalShare: Double
  /// Cost shares of inputs: tools, chips, goods, grain.
  let recipe: [Double]
  let traits: SectorTraits

  static let all = [
    SectorFacts(
      code: "tools", homeBias: 2, finalShare: 0.02, recipe: [0, 0, 0.4, 0],
      traits: SectorTraits(
        isKey: true, elasticity: 1.5, dualUse: 0.9, criticality: 0.9, rentShare: 0.3,
        buildTurns: 3)),
    SectorFacts(
      code: "chips", homeBias: 2, finalShare: 0.08, recipe: [0.3, 0, 0.2, 0],
      traits: SectorTraits(
        isKey: true, elasticity: 3, dualUse: 0.6, criticality: 0.8, rentShare: 0.15,
        buildTurns: 2)),
    SectorFacts(
      code: "goods", homeBias: 6, finalShare: 0.5, recipe: [0, 0.1, 0.4, 0],
      traits: SectorTraits(
        isKey: false, elasticity: 4, dualUse: 0.3, criticality: 0.5, rentShare: 0.08,
        buildTurns: 1)),
    SectorFacts(
      code: "grain", homeBias: 10, finalShare: 0.4, recipe: [0, 0, 0.4, 0],
      traits: SectorTraits(
        isKey: false, elasticity: 4.5, dualUse: 0, criticality: 0.5, rentShare: 0.03,
        buildTurns: 1)),
  ]
}
