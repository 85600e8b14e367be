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
    case .notConverged(let sweeps, let residual, let state, let sector):
      return
        "no equilibrium within \(sweeps) sweeps: excess demand of \(residual) is left, labour in "
        + "\(roster.stateCodes[state]) and \(roster.sectorCodes[sector]) furthest from balance"
    }
  }
}
