package import StatecraftCore

extension Observation {
  /// The level that a state has ordered.
  package func ordered(
    _ instrument: InstrumentID, _ sector: SectorID, _ imposer: StateID, _ target: StateID
  ) -> Double {
    measures[ordered: instrument][sector, imposer, target]
  }

  /// The level that is in force.
  package func inForce(
    _ instrument: InstrumentID, _ sector: SectorID, _ imposer: StateID, _ target: StateID
  ) -> Double {
    measures[instrument][sector, imposer, target]
  }

  /// What a state buys of a sector, from all.
  func bought(_ sector: SectorID, by buyer: StateID) -> Double {
    setting.roster.states.reduce(0) { $0 + flows[sector, buyer, $1] }
  }
}
