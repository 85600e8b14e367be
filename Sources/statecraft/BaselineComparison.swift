internal import StatecraftCore
internal import StatecraftScenario

/// The economy of the start against facts that it wasn't fitted to.
struct BaselineComparison {
  private let setting: Setting
  private let facts: [BaselineFact]

  init(_ loaded: LoadedScenario) throws {
    setting = loaded.scenario.setting
    facts = loaded.facts
    guard !facts.isEmpty else {
      throw Failure(
        .failed, "The scenario lists no facts to compare with: give it a table ‘facts’.")
    }
  }

  func text() -> String {
    var parts: [String] = []
    for kind in BaselineFact.Kind.allCases {
      let rows = facts.filter { $0.kind == kind }
      if !rows.isEmpty { parts.append(table(kind, rows)) }
    }
    return parts.joined(separator: "\n\n")
  }

  private func table(_ kind: BaselineFact.Kind, _ rows: [BaselineFact]) -> String {
    var table = TextTable("lrrr")
    table.add([heading(kind), "fact", "here", "off by"])
    var errors = 0.0
    for row in rows {
      let here = value(of: row)
      errors += abs(here - row.value)
      let decimals = kind == .bilateralGoods ? 0 : 2
      table.add([
        name(of: row), fixed(row.value, decimals), fixed(here, decimals),
        fixed(here - row.value, decimals, signed: true),
      ])
    }
    let mean = errors / Double(rows.count)
    return table.text + "\n"
      + "\(rows.count) \(rows.count == 1 ? "fact" : "facts"), mean absolute difference "
      + fixed(mean, kind == .bilateralGoods ? 0 : 2)
  }

  private func heading(_ kind: BaselineFact.Kind) -> String {
    switch kind {
    case .openness: "Openness, (exports + imports)/GDP"
    case .importShare: "A partner's share of imports"
    case .demandShare: "A state's share of world purchases"
    case .bilateralGoods: "Imports of goods, bn USD"
    }
  }

  private func name(of fact: BaselineFact) -> String {
    let roster = setting.roster
    let partner = fact.partner.map { " from " + roster.code($0) } ?? ""
    return roster.code(fact.state) + partner + (fact.scope.hasPrefix("all") ? "" : " " + fact.scope)
  }

  private func value(of fact: BaselineFact) -> Double {
    let roster = setting.roster
    let others = roster.states.filter { $0 != fact.state }
    func flow(_ buyer: StateID, _ seller: StateID) -> Double {
      fact.sectors.reduce(0) { $0 + setting.startFlows[$1, buyer, seller] }
    }
    let imports = others.reduce(0) { $0 + flow(fact.state, $1) }
    switch fact.kind {
    case .openness:
      let exports = others.reduce(0) { $0 + flow($1, fact.state) }
      return (imports + exports) / setting.gdp[fact.state]
    case .importShare:
      return imports > 0 ? (fact.partner.map { flow(fact.state, $0) } ?? 0) / imports : 0
    case .demandShare:
      let world = roster.states.reduce(0) { sum, buyer in
        sum + roster.states.reduce(0) { $0 + flow(buyer, $1) }
      }
      return world > 0 ? (imports + flow(fact.state, fact.state)) / world : 0
    case .bilateralGoods:
      return fact.partner.map { flow(fact.state, $0) } ?? 0
    }
  }
}
