internal import StatecraftAgents
public import StatecraftCore

/// How a seat and another state depend on each other, sector by sector.
///
/// Losses are to first order, of a supplier that withholds all: d/θ · −ln(1 − q) for a share q of
/// what is bought. They're estimates: markets find other ways, and prices pass through the chain.
public struct Partnership: Sendable {
  /// What one of the two buys of the other.
  public struct Item: Sendable {
    public let sector: SectorID
    /// The seller's share in what the buyer spends on the sector, in `0...1`.
    public let share: Double
    /// The buyer's loss if the seller withheld all, as a fraction of the buyer's GDP.
    public let loss: Double
  }

  public let partner: StateID
  /// What the seat buys of the partner, what would hurt most first.
  public let bought: [Item]
  /// What the partner buys of the seat, what would hurt most first.
  public let sold: [Item]

  /// The seat's loss if the partner withheld all, as a fraction of its GDP.
  public var ownLoss: Double { bought.reduce(0) { $0 + $1.loss } }
  /// The partner's loss if the seat withheld all, as a fraction of the partner's GDP.
  public var otherLoss: Double { sold.reduce(0) { $0 + $1.loss } }

  init(_ observation: Observation, with partner: StateID, in filter: Filter = Filter()) {
    self.partner = partner
    var (bought, sold): ([Item], [Item]) = ([], [])
    for sector in observation.setting.roster.sectors where filter.contains(sector) {
      // As trade is now, the seat's own measures included: what people are told can be looked up.
      let exposure = Exposure(observation, sector: sector, other: partner, isAsObserved: true)
      bought.append(
        Item(sector: sector, share: exposure.supplied, loss: exposure.ownLossOfSupply(1)))
      sold.append(
        Item(sector: sector, share: exposure.supplying, loss: exposure.otherLossOfSupply(1)))
    }
    self.bought = ranked(bought.filter { $0.loss > 0 }) { $0.loss }
    self.sold = ranked(sold.filter { $0.loss > 0 }) { $0.loss }
  }
}

extension SeatView {
  /// The seat's partners, in order of their codes.
  public func partnerships(_ filter: Filter = Filter()) -> [Partnership] {
    roster.states.filter { $0 != me }.map { Partnership(now, with: $0, in: filter) }
  }
}

/// The largest first; of equals, the earlier.
func ranked<Element>(_ elements: [Element], by size: (Element) -> Double) -> [Element] {
  elements.enumerated().sorted {
    (size($1.element), $0.offset) < (size($0.element), $1.offset)
  }.map(\.element)
}
