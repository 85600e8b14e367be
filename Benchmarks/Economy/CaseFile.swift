internal import StatecraftEconomy

/// The design's case as JSON, for programs in other languages to solve: tables flat, as here.
func caseFile(states: Int, sectors: Int) throws -> String {
  let baseline = try sampleBaseline(states: states, sectors: sectors)
  let (change, _) = turns(baseline)
  let equilibrium = try EquilibriumSolver().solve(baseline, change)
  func row(_ name: String, _ numbers: [Double]) -> String { "\"\(name)\": \(numbers)" }
  let rows = [
    "\"states\": \(states)", "\"sectors\": \(sectors)",
    row("sourcing", baseline.shares.sourcing.values),
    row("final_spending", baseline.shares.finalSpending.values),
    row("value_added_shares", baseline.shares.valueAdded.values),
    row("recipes", baseline.shares.recipes.values),
    row("elasticities", baseline.shares.elasticities),
    row("tariffs_before", baseline.shares.tariffs.values),
    row("value_added", baseline.valueAdded), row("expenditures", baseline.expenditures.values),
    row("final_spending_before", (0..<states).map { baseline.finalSpending($0) }),
    row("multipliers", change.sourcing.values), row("tariffs", change.tariffs.values),
    row("real_income", equilibrium.realIncome),
  ]
  return "{\n" + rows.joined(separator: ",\n") + "\n}"
}
