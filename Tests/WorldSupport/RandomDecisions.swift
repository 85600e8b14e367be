public import StatecraftCore

/// Legal decisions at random, the same for the same seed.
public struct RandomDecisions {
  private var state: UInt64

  public init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

  /// The next number, uniform in `0..<1` (SplitMix64).
  public mutating func next() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((z ^ (z >> 31)) >> 11) * 0x1p-53
  }

  public mutating func decisions(in setting: Setting) -> PerState<Decision> {
    PerState(setting.roster.states.map { decision(by: $0, in: setting) })
  }

  /// A decision with orders of every kind that the state may give.
  public mutating func decision(by state: StateID, in setting: Setting) -> Decision {
    var decision = Decision()
    for pole in setting.roster.poles
    where setting.roster.pole(ledBy: state) != pole && next() < 0.5 {
      decision.alignment.append(AlignmentOrder(pole: pole, degree: next()))
    }
    for sector in setting.roster.sectors {
      for target in setting.roster.states where target != state {
        for instrument in setting.roster.instrumentIDs where next() < 0.15 {
          let highest = setting.highest(instrument)
          // One order in ten goes to the end of the range.
          let level = next() < 0.1 ? highest : next() * highest
          decision.controls.append(
            ControlOrder(instrument: instrument, sector: sector, target: target, level: level))
        }
      }
      for kind in InvestmentKind.allCases where next() < 0.3 {
        decision.investments.append(
          InvestmentOrder(
            kind: kind, sector: sector,
            percentOfGDP: next() * setting.limits.investmentPercentMax
              / Double(2 * setting.roster.sectorCount)))
      }
    }
    return decision
  }
}

extension World {
  /// The columns in which two worlds differ.
  public func columns(differingFrom other: World) -> Set<Column> {
    Set(Column.ofEconomies.filter { digest(of: $0) != other.digest(of: $0) })
  }
}
