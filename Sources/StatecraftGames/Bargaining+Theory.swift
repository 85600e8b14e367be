internal import StatecraftCore

/// What theory says of the offer, in closed form.
extension Bargaining {
  /// The offer that is best for the proposer, by the trade-off of risk and return.
  ///
  /// A proposer who knows all offers just what the responder would get by war. If the
  /// responder's cost is private and uniform on [l, h], it makes an offer that types below
  /// c* = (h − c_A)/2 refuse; if the balance is private and uniform on [l, h], types below
  /// p* = h − c_A − c_B do: each within the range, and so that the offer is in `0...1`.
  public var optimalOffer: Double {
    switch privateInformation {
    case .nothing: min(reservationShare(ofType: 0), 1)
    case .cost(let range):
      Math.unit(1 - balance - Self.within(range, (range.upperBound - proposerCost) / 2))
    case .balance(let range):
      Math.unit(
        1 - responderCost - Self.within(range, range.upperBound - proposerCost - responderCost))
    }
  }

  /// The chance of war when the proposer makes its optimal offer.
  public var warProbability: Double { warProbability(ofOffering: optimalOffer) }

  /// The chance that the responder is of a type that fights rather than accept this offer.
  public func warProbability(ofOffering offer: Double) -> Double {
    guard let (marginal, types) = marginalType(atOffer: offer) else {
      return offer < reservationShare(ofType: 0) ? 1 : 0
    }
    return Math.unit((marginal - types.lowerBound) / (types.upperBound - types.lowerBound))
  }

  /// What an offer is worth to the proposer before it's answered.
  func worth(ofOffering offer: Double) -> Double {
    let risk = warProbability(ofOffering: offer)
    let accepted = 1 - offer + discount * peaceLater.proposer
    guard risk > 0 else { return accepted }
    var fought = war(ofType: 0).proposer
    if case .balance(let range) = privateInformation {
      // War is fought against types from the lowest to the marginal one.
      fought = range.lowerBound + risk * (range.upperBound - range.lowerBound) / 2 - proposerCost
    }
    return (1 - risk) * accepted + risk * fought
  }

  /// The highest chance of the proposer to win a later war at which there is peace now; 1 or more where
  /// no shift of power leads to war, and nil where there is no future.
  ///
  /// The responder fights now if not even the whole pie of this period makes up for what it will
  /// lose: δ p₂ − p₁ > c_B (1 − δ)² (Fearon 1995), where p is the chance that the rising state wins.
  /// If war couldn't bring it anything later either, it fights if δ − p₁ > c_B (1 − δ), whatever p₂.
  public var largestPeacefulBalance: Double? {
    guard discount > 0 else { return nil }
    let patience = 1 - discount
    let largest = (balance + responderCost * patience * patience) / discount
    let worthless = 1 - responderCost * patience
    return largest >= worthless ? max(largest, 1) : largest
  }

  /// The type that is indifferent between this offer and war; types below fight. Nil where there
  /// are no types.
  private func marginalType(atOffer offer: Double) -> (Double, of: ClosedRange<Double>)? {
    switch privateInformation {
    case .nothing: nil
    case .cost(let range): (1 - balance - offer, range)
    case .balance(let range): (1 - responderCost - offer, range)
    }
  }

  private static func within(_ range: ClosedRange<Double>, _ x: Double) -> Double {
    min(max(x, range.lowerBound), range.upperBound)
  }
}
