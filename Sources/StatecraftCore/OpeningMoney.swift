/// Public money a turn in programmes under way at the start, in percent of GDP.
public struct OpeningMoney: Sendable, Equatable {
  private var amounts: [SectorState<Double>]

  public init(for roster: Roster) {
    amounts = InvestmentKind.allCases.map { _ in
      SectorState(repeating: 0, rows: roster.sectorCount, width: roster.stateCount)
    }
  }

  public subscript(kind: InvestmentKind, sector: SectorID, state: StateID) -> Double {
    get { amounts[kind.index][sector, state] }
    set { amounts[kind.index][sector, state] = newValue }
  }
}
