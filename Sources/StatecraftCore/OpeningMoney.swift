/// Public money a turn in programmes under way at the start, in percent of GDP.
public struct OpeningMoney: Sendable, Equatable {
  private var amounts: [SectorState<Double>]

  public init(for roster: Roster) {
    amounts = InvestmentKind.allCases.map { _ in
      SectorState(repeating: 0, rows: roster.sectorCount, width: roster.stateCount)
    }
  }

  public subscript(kind: InvestmentKind, sector: SectorID, state: StateID) -> Double {
    get { amounts[kind.place][sector, state] }
    set { amounts[kind.place][sector, state] = newValue }
  }
}

extension Setting {
  /// What a state spent a turn at the start, in percent of GDP; 0 where nothing is known of it.
  public func percentSpentAtStart(by state: StateID) -> Double {
    guard let openingMoney else { return 0 }
    var sum = 0.0
    for kind in InvestmentKind.allCases {
      for sector in roster.sectors { sum += openingMoney[kind, sector, state] }
    }
    return sum
  }
}
