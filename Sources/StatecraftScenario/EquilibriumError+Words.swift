public import StatecraftCore
public import StatecraftEconomy

extension EquilibriumError {
  /// The error with the codes by which people know states and sectors.
  public func words(_ roster: Roster) -> String {
    switch self {
    case .violations(let faults):
      return faults.map { fault in
        var place = ""
        if let sector = fault.sector { place += " of \(roster.sectorCodes[sector])" }
        if let state = fault.state { place += " in \(roster.stateCodes[state])" }
        if let partner = fault.partner { place += " from \(roster.stateCodes[partner])" }
        return "the \(fault.quantity.rawValue)\(place) can't be \(fault.value)"
      }.joined(separator: "; ")
    case .noSupplier(let sector, let market):
      return
        "\(roster.stateCodes[market]) needs \(roster.sectorCodes[sector]), and every supplier that "
        + "it had is cut off: let a share leak, or leave it one supplier"
    case .unpayable(let states, let amount):
      let names = states.map { roster.stateCodes[$0] }.joined(separator: ", ")
      let (verb, lack) = amount > 0 ? ("lends", "sells nothing") : ("borrows", "buys nothing")
      return
        "\(names) \(states.count > 1 ? String(verb.dropLast()) : verb) \(abs(amount).rounded3) "
        + "abroad at the start, and \(lack) there any more. Close balances first: "
        + "‘closure: balanced’, or ‘--closure balanced’"
    case .overspent(let state, let income, let transfer):
      return
        "\(roster.stateCodes[state]) would hand \((-transfer).rounded3) abroad and earn "
        + "\(income.rounded3). Let balances shrink with incomes: ‘closure: proportional’, or "
        + "‘--closure proportional’"
    case .notConverged(let sweeps, let residual, let state, let sector):
      return
        "no equilibrium within \(sweeps) sweeps: excess demand of \(residual) is left, labour in "
        + "\(roster.stateCodes[state]) and \(roster.sectorCodes[sector]) furthest from balance"
    }
  }
}

extension Double {
  /// The number without digits that say nothing, for messages.
  fileprivate var rounded3: String {
    guard isFinite, self != 0 else { return plain }
    return magnitude >= 100 ? rounded().plain : ((self * 1000).rounded() / 1000).plain
  }
}
