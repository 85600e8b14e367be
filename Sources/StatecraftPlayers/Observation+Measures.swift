package import StatecraftCore

extension ControlInstrument {
  /// The rule that carries it out.
  var rule: String {
    switch self {
    case .exportControl: "export-control"
    case .importRestriction: "import-restriction"
    case .tariff: "tariff"
    }
  }
}

extension Observation {
  /// The level that a state has ordered.
  package func ordered(
    _ instrument: ControlInstrument, _ sector: SectorID, _ imposer: StateID, _ target: StateID
  ) -> Double {
    switch instrument {
    case .exportControl: exportControlOrdered[sector, imposer, target]
    case .importRestriction: importRestrictionOrdered[sector, imposer, target]
    case .tariff: tariff[sector, imposer, target]
    }
  }

  /// The level that is in force.
  package func inForce(
    _ instrument: ControlInstrument, _ sector: SectorID, _ imposer: StateID, _ target: StateID
  ) -> Double {
    switch instrument {
    case .exportControl: exportControl[sector, imposer, target]
    case .importRestriction: importRestriction[sector, imposer, target]
    case .tariff: tariff[sector, imposer, target]
    }
  }

  /// What a state buys of a sector, from all.
  func bought(_ sector: SectorID, by buyer: StateID) -> Double {
    setting.roster.states.reduce(0) { $0 + flows[sector, buyer, $1] }
  }
}
