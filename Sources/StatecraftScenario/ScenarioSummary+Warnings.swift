internal import StatecraftCore

extension ScenarioSummary {
  /// World exports and imports over world value added from which on a baseline is implausible: no
  /// world trades more than it makes.
  static let opennessMax = 1.0

  /// What is no fault, and hardly meant: sentences with a way out.
  public var warnings: [String] {
    guard !rules.isEmpty else {
      return ["No rule is in force, so that nothing happens: see ‘rules’ in the file."]
    }
    guard let economy else {
      return pays
        ? []
        : ["No rule pays for moves, so that no state has a score: put ‘payoffs’ among the rules."]
    }
    var warnings: [String] = []
    if economy.worldTradeShare > Self.opennessMax {
      let percent = Int((100 * economy.worldTradeShare).rounded())
      warnings.append(
        "Exports and imports come to \(percent) % of world value added, as if goods crossed borders "
          + "as easily as they stay at home: give each sector a home bias and a distance elasticity "
          + "below ‘economy.frictions’.")
    }
    if !movesIncome {
      warnings.append(
        "No rule in force clears markets, so that nobody's income moves whatever is ordered: put "
          + "‘trade’ among the rules.")
    }
    return warnings
  }
}
