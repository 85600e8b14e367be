/// How far two orders of the same things agree, from −1 (reversed) to 1 (the same).
///
/// Things of equal value are ties, not put in any order. Where all are tied on one side there is
/// no order to compare, and both coefficients are nil.
public struct RankCorrelation: Sendable, Equatable {
  /// Pairs of things.
  public let pairs: Int
  /// Pairs in one order on both sides, and pairs in opposite orders.
  public let concordant, discordant: Int
  /// Pairs that are tied in the first values, and in the second; a pair may be in both.
  public let tiedInFirst, tiedInSecond: Int
  /// Kendall's τ-b (1945), which allows for ties.
  public let kendall: Double?
  /// Spearman's ρ (1904): the correlation of ranks, tied things sharing their mean rank.
  public let spearman: Double?

  /// - Parameters:
  ///   - first: a number for each thing; infinite is after all others.
  ///   - second: as many.
  public init(_ first: [Double], _ second: [Double]) {
    precondition(
      first.count == second.count, "\(first.count) values and \(second.count) of the same things")
    var (concordant, discordant, tiedInFirst, tiedInSecond) = (0, 0, 0, 0)
    for later in first.indices {
      for earlier in 0..<later {
        let left = Self.order(first[earlier], first[later])
        let right = Self.order(second[earlier], second[later])
        if left == 0 { tiedInFirst += 1 }
        if right == 0 { tiedInSecond += 1 }
        if left * right > 0 { concordant += 1 }
        if left * right < 0 { discordant += 1 }
      }
    }
    let pairs = first.count * (first.count - 1) / 2
    let untied = Double(pairs - tiedInFirst) * Double(pairs - tiedInSecond)
    self.pairs = pairs
    self.concordant = concordant
    self.discordant = discordant
    self.tiedInFirst = tiedInFirst
    self.tiedInSecond = tiedInSecond
    kendall = untied > 0 ? Double(concordant - discordant) / untied.squareRoot() : nil
    spearman = untied > 0 ? Self.correlation(Self.ranks(first), Self.ranks(second)) : nil
  }

  private static func order(_ left: Double, _ right: Double) -> Int {
    left < right ? -1 : left > right ? 1 : 0
  }

  /// From 1, the mean of its places for what is tied.
  private static func ranks(_ values: [Double]) -> [Double] {
    values.map { value in
      let below = values.count { $0 < value }
      let equal = values.count { $0 == value }
      return Double(below) + Double(equal + 1) / 2
    }
  }

  private static func correlation(_ left: [Double], _ right: [Double]) -> Double {
    // Ranks add up to the same on both sides, so their mean is known.
    let mean = Double(left.count + 1) / 2
    var (both, first, second) = (0.0, 0.0, 0.0)
    for (x, y) in zip(left, right) {
      both += (x - mean) * (y - mean)
      first += (x - mean) * (x - mean)
      second += (y - mean) * (y - mean)
    }
    return both / (first * second).squareRoot()
  }
}
