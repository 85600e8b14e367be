internal import StatecraftCore

/// What states can learn from what all can see: who answers measures, and how far rules of trade
/// still bind.
///
/// Both are read off the world as it stands rather than kept as columns, so that whoever knows the
/// world knows them.
extension Observation {
  /// A control or restriction of less than this is no measure that calls for an answer.
  private static let leastStrictness = 0.05
  /// A mean tariff of less than this is none.
  private static let leastTariff = 0.02
  /// What is expected before anything is seen, and for how many measures it stands: judgement.
  static let answerPrior = (share: 0.5, count: 2.0)

  /// How likely a state is to answer a measure, in `0...1`: the share of those who have measures on
  /// it that it has measures on, with the prior counted in. Literature F-38, C4-16.
  func answers(by state: StateID) -> Double {
    var (measured, answered) = (Self.answerPrior.count, 0.0)
    answered = Self.answerPrior.share * measured
    for other in setting.roster.states where other != state && hasMeasures(other, on: state) {
      measured += 1
      if hasMeasures(state, on: other) { answered += 1 }
    }
    return answered / measured
  }

  private func hasMeasures(_ author: StateID, on target: StateID) -> Bool {
    for sector in setting.roster.sectors where setting[sector].isKey {
      if exportControlOrdered[sector, author, target] >= Self.leastStrictness
        || importRestrictionOrdered[sector, author, target] >= Self.leastStrictness
      {
        return true
      }
    }
    return meanTariff(of: author, on: target) >= Self.leastTariff
  }

  /// How far rules of trade still bind, in `0...1`: they lose `erosion` for each unit of the mean
  /// tariff that is levied against them on the world's trade in goods. Literature V-07, V-08, T1-3.
  func orderStrength(erosion: Double) -> Double {
    guard erosion > 0 else { return 1 }
    var (levied, trade) = (0.0, 0.0)
    for sector in setting.roster.sectors where setting[sector].isGood {
      for importer in setting.roster.states {
        for exporter in setting.roster.states where exporter != importer {
          let rate = tariff[sector, importer, exporter]
          let flow = flows[sector, importer, exporter] / (1 + rate)
          levied += rate * flow
          trade += flow
        }
      }
    }
    return trade > 0 ? max(0, 1 - erosion * levied / trade) : 1
  }
}
