import StatecraftAnalysis
import Testing

@Suite struct `Rank correlation` {
  private func isClose(_ value: Double?, _ expected: Double) -> Bool {
    value.map { abs($0 - expected) < 1e-12 } ?? false
  }

  @Test func `The same order is 1, the reverse is -1`() {
    let same = RankCorrelation([1, 2, 3, 4], [10, 20, 30, 70])
    #expect(same.kendall == 1 && same.spearman == 1)
    let reversed = RankCorrelation([1, 2, 3, 4], [4, 3, 2, 1])
    #expect(reversed.kendall == -1 && reversed.spearman == -1)
  }

  @Test func `One swap of neighbours among four costs a third of τ and a fifth of ρ`() {
    let swapped = RankCorrelation([1, 2, 3, 4], [1, 2, 4, 3])
    #expect(swapped.pairs == 6 && swapped.concordant == 5 && swapped.discordant == 1)
    #expect(isClose(swapped.kendall, 2.0 / 3) && isClose(swapped.spearman, 0.8))
  }

  /// The example of SciPy's documentation of `kendalltau`; both values are SciPy's.
  @Test func `Ties count as published`() {
    let tied = RankCorrelation([12, 2, 1, 12, 2], [1, 4, 7, 1, 0])
    #expect(tied.tiedInFirst == 2 && tied.tiedInSecond == 1)
    #expect(isClose(tied.kendall, -0.4714045207910316))
    #expect(isClose(tied.spearman, -0.5407380704358752))
  }

  @Test func `Never comes after all others, and two nevers are tied`() {
    let order = RankCorrelation([1, 2, 5, 5], [2022, 2023, .infinity, .infinity])
    #expect(order.tiedInFirst == 1 && order.tiedInSecond == 1)
    #expect(order.kendall == 1 && isClose(order.spearman, 1))
  }

  @Test func `Where all are tied there is no order`() {
    for order in [
      RankCorrelation([3, 3, 3], [1, 2, 3]), RankCorrelation([1, 2], [4, 4]),
      RankCorrelation([1], [1]), RankCorrelation([], []),
    ] {
      #expect(order.kendall == nil && order.spearman == nil)
    }
  }
}
