public import StatecraftCore

extension Exposure {
  /// What one deals with the other, by the figures by which states judge.
  ///
  /// Of learning it says nothing: add that where knowledge is at stake.
  public var dealings: Dealings {
    Dealings(
      spending: spending, supplied: supplied, sales: sales, otherSpending: otherSpending,
      supplying: supplying, otherSales: otherSales, traits: traits)
  }

  /// What a measure on the other costs both, as shares of their GDP.
  ///
  /// - Parameters:
  ///   - level: strictness or rate.
  ///   - learning: what the other gains in a turn by learning from one, as a share of its GDP:
  ///     `Observation.learning(of:from:in:)`.
  public func cost(of instrument: Instrument, level: Double, learning: Double = 0) -> MeasureCost {
    var dealings = dealings
    dealings.otherLearning = learning
    return MeasureCost(instrument, level: level, of: dealings, leakage: leakage)
  }
}
