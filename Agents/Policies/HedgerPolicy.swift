public import StatecraftCore

/// Keeps equal distance: leans against whichever pole it is closer to, controls nobody, and
/// spends on what it depends on most.
///
/// "Unwilling to choose sides": literature F-36, and the double hedge V-38.
public struct HedgerPolicy: ConfigurablePolicy, Parametrised {
  /// The alignment it seeks toward every pole.
  public var degree = 0.3
  /// Public money for the most exposed key sector, in percent of GDP.
  public var percentOfGDP = 0.05

  public init() {}

  public static let parameters = [
    Parameter<HedgerPolicy>(
      "degree", \.degree, in: 0...1, unit: "alignment", "Alignment sought toward every pole."),
    Parameter<HedgerPolicy>(
      "percent_of_gdp", \.percentOfGDP, in: 0...5, unit: "% of GDP",
      "Money a turn for the most exposed key sector."),
  ]

  public func decide(_ observation: Observation, _ context: inout PolicyContext) -> Decision {
    let roster = observation.setting.roster
    var decision = Decision()
    let setting = observation.setting
    if setting.carriesOut(.alignment), roster.pole(ledBy: observation.me) == nil {
      let mean =
        roster.poles.reduce(0) { $0 + observation.alignment[observation.me, $1] }
        / Double(max(roster.poleCount, 1))
      decision.alignment = roster.poles.map { pole in
        let lean = observation.alignment[observation.me, pole] - mean
        return AlignmentOrder(pole: pole, degree: Math.unit(degree - lean))
      }
    }
    // Undo any measure that is still standing from an earlier government.
    for sector in roster.sectors {
      for other in roster.states where other != observation.me {
        if setting.carriesOut(.control(.exportControl)),
          observation.exportControlOrdered[sector, observation.me, other] > 0
        {
          decision.controls.append(
            ControlOrder(instrument: .exportControl, sector: sector, target: other, level: 0))
        }
        if setting.carriesOut(.control(.importRestriction)),
          observation.importRestrictionOrdered[sector, observation.me, other] > 0
        {
          decision.controls.append(
            ControlOrder(instrument: .importRestriction, sector: sector, target: other, level: 0))
        }
      }
    }
    if setting.carriesOut(.investment(.subsidy)), percentOfGDP > 0,
      let sector = mostExposed(observation)
    {
      decision.investments = [
        InvestmentOrder(
          kind: .subsidy, sector: sector,
          percentOfGDP: min(percentOfGDP, observation.setting.limits.investmentPercentMax))
      ]
    }
    return decision
  }

  /// The key sector in which one foreign supplier has the largest share, weighted by criticality.
  private func mostExposed(_ observation: Observation) -> SectorID? {
    var (worst, level): (SectorID?, Double) = (nil, 0)
    for sector in observation.setting.roster.sectors where observation.setting[sector].isKey {
      let bought = observation.expenditure[sector, observation.me]
      guard bought > 0 else { continue }
      for other in observation.setting.roster.states where other != observation.me {
        let share =
          observation.setting[sector].criticality
          * observation.flows[sector, observation.me, other] / bought
        if share > level { (worst, level) = (sector, share) }
      }
    }
    return worst
  }
}
