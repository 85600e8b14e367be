internal import StatecraftCore

extension Observation {
  /// What is expected before anything is seen, and for how many measures it stands: judgement.
  static let answerPrior = (share: 0.5, count: 2.0)

  /// How likely a state is to answer a measure, in `0...1`: the share of those who have measures on
  /// it that it has measures on, with the prior counted in. Literature F-38, C4-16.
  func answers(by state: StateID) -> Double {
    let conduct = conduct
    var (measured, answered) = (Self.answerPrior.count, 0.0)
    answered = Self.answerPrior.share * measured
    for other in setting.roster.states where other != state && conduct.hasMeasures[other, state] {
      measured += 1
      if conduct.hasMeasures[state, other] { answered += 1 }
    }
    return answered / measured
  }

  /// How far rules of trade still bind, in `0...1`: they lose `erosion` for each unit of the mean
  /// tariff that is levied against them on the world's trade in goods. Literature V-07, V-08, T1-3.
  func orderStrength(erosion: Double) -> Double {
    erosion > 0 ? max(0, 1 - erosion * conduct.meanTariffOfWorld) : 1
  }
}
