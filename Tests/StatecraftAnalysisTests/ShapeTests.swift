import GSL
import StatecraftAnalysis
import Testing

@testable import StatecraftAnalysis

/// Histograms, and how one heap is told from two.
struct ShapeTests {
  private static func scattered(_ count: Int) -> [Double] {
    (1...count).map { index in
      let x = Double((index * 7919) % 104_729) / 104_729
      return x * x
    }
  }

  /// Against Maechler's diptest, by way of the Python package of that name, 0.12.
  @Test func `The dip is that of the reference program`() {
    #expect(Dip(ofSorted: [1, 2, 2.5, 3, 10, 10.5, 11, 12, 12.2]).value == 0.1728395061728395)
    #expect(Dip(ofSorted: [3]).value == 0.5)
    let sorted = Self.scattered(80).sorted()
    #expect(abs(Dip(ofSorted: sorted).value - 0.012489286994901297) < 1e-9)
    let parted = sorted + sorted.map { $0 + 1.1 }
    #expect(abs(Dip(ofSorted: parted).value - 0.07201061354236231) < 1e-9)
  }

  @Test func `The dip doesn't mind where zero is, what the unit is, or which way is up`() {
    let sorted = Self.scattered(80).sorted()
    let dip = Dip(ofSorted: sorted).value
    #expect(abs(Dip(ofSorted: sorted.map { 4 * $0 + 64 }).value - dip) < 1e-9)
    #expect(abs(Dip(ofSorted: sorted.reversed().map { -$0 }).value - dip) < 1e-9)
  }

  @Test func `One heap is hardly ever taken for two`() throws {
    // 1 in 1,000 of uniform samples; fewer of others.
    let found = Coverage.share(key: 31) { stream in
      let sorted = (0..<200).map { _ in stream.uniform() }.sorted()
      return Clusters(ofSorted: sorted) != nil
    }
    #expect(found <= 0.005)
    let skewed = try Coverage.share(key: 32) { stream in
      let sorted = try (0..<200).map { _ in try stream.exponential(mean: 1) }.sorted()
      return Clusters(ofSorted: sorted) != nil
    }
    #expect(skewed == 0)
  }

  @Test func `Two heaps are parted where they part`() throws {
    let stream = RandomStream()
    let values = (0..<300).map { index in stream.uniform() + (index % 5 == 0 ? 0 : 4) }
    let clusters = try #require(Clusters(ofSorted: values.sorted()))
    #expect(clusters.lowerShare == 0.2)
    #expect(abs(clusters.lowerMedian - 0.5) < 0.2 && abs(clusters.upperMedian - 4.5) < 0.2)
  }

  @Test func `A few stray runs are a tail and not a heap`() {
    let stream = RandomStream()
    let values = (0..<400).map { index in stream.uniform() + (index < 8 ? -9 : 0) }
    #expect(Clusters(ofSorted: values.sorted()) == nil)
  }

  @Test func `A histogram counts all, and shows even a single run`() {
    let histogram = Histogram(ofSorted: [0, 0, 0, 0, 0, 0, 0, 0, 1, 3, 4], bins: 4)
    #expect(histogram.counts == [8, 1, 0, 2])
    #expect(histogram.bars(.blocks) == "█▁ ▂")
    #expect(histogram.bars(.plain) == "@. :")
    #expect(Histogram(ofSorted: [2, 2], bins: 3).bars(.blocks) == "█  ")
  }
}
