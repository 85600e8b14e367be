internal import StatecraftCore
internal import StatecraftEconomy
internal import StatecraftReplay
internal import StatecraftScenario

/// What a file holds that is an economy alone, for people who check one.
struct EconomySummary {
  let economy: LoadedEconomy

  init(_ economy: LoadedEconomy) { self.economy = economy }

  var text: String {
    let roster = economy.roster
    var lines = wrapped("\(economy.title) (\(economy.name)), an economy without a game")
    lines += wrapped(economy.summary)
    if let literature = economy.experimentSet.literature {
      lines.append("")
      lines += wrapped("After \(literature.source).")
      lines += wrapped("Claim: \(literature.claim)")
      lines += wrapped(literature.uncertain.map { "Uncertain: \($0)" } ?? "")
    }
    lines.append("")
    lines += wrapped(
      "\(counted(roster.stateCount, "state")): \(roster.stateCodes.joined(separator: " "))",
      rest: "    ")
    lines += wrapped(
      "\(counted(roster.sectorCount, "sector")): \(roster.sectorCodes.joined(separator: " "))",
      rest: "    ")
    lines += wrapped(kind)
    let experimentSet = economy.experimentSet
    for (words, names) in [
      ("experiment", experimentSet.experiments.map(\.name)),
      ("case", experimentSet.variants.map(\.name)),
    ] where !names.isEmpty {
      lines += wrapped(
        "\(counted(names.count, words)): \(names.joined(separator: ", "))", rest: "    ")
    }
    if !experimentSet.published.isEmpty {
      lines += wrapped(
        "\(counted(experimentSet.published.count, "published number")): ‘statecraft counterfactual "
          + "\(economy.name)’ puts ours beside them")
    }
    return (lines + ["No faults."] + warningLines(economy.warnings)).joined(separator: "\n")
  }

  private var kind: String {
    let unit = economy.unit.isEmpty ? "" : " \(economy.unit)"
    guard let baseline = economy.baseline else {
      let total = economy.table?.valueAdded.reduce(0, +) ?? 0
      return "An input-output table: value added \(significant(total, 6))\(unit)."
    }
    let total = baseline.valueAdded.reduce(0, +)
    let substitution =
      baseline.shares.technology.isCobbDouglas
      ? "" : " It isn't Cobb-Douglas throughout, or capacity bounds output."
    return "Value added \(significant(total, 6))\(unit).\(substitution)"
  }

  private func counted(_ number: Int, _ word: String) -> String {
    "\(number) \(word)\(number == 1 ? "" : "s")"
  }
}
