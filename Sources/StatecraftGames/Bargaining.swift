public import StatecraftCore

/// One state makes a take-it-or-leave-it offer over a pie of 1, and the other accepts or fights.
///
/// After Fearon (1995). The proposer offers the responder a share x; the responder's move is the
/// least share that it accepts, which may be more than there is. War is a costly lottery: the
/// proposer gets p − c_A and the responder 1 − p − c_B. What of this the responder alone knows is its
/// type. The offer comes first: the proposer reckons with the answers that are best for the responder,
/// and not with the least share that stands.
///
/// With a discount factor δ above 0 the same pie is divided in every period to come, war decides all
/// of them at once, and payoffs are sums over periods; from the second on the balance may have shifted
/// to the proposer, who can't bind itself not to use that.
public struct Bargaining: StageGame {
  /// What only the responder knows; nature draws it evenly from a range.
  public enum PrivateInformation: Sendable, Equatable {
    case nothing
    /// The responder's cost of war.
    case cost(ClosedRange<Double>)
    /// The proposer's chance to win.
    case balance(ClosedRange<Double>)
  }

  public let form = "bargaining"
  public let isBilateral = false
  public let proposer: StateID
  public let responder: StateID
  /// The proposer's chance to win a war in the first period: p, in `0...1`.
  public let balance: Double
  /// The same in every later period, not below ``balance``.
  public let laterBalance: Double
  /// The discount factor δ, in `0..<1`.
  public let discount: Double
  /// Costs of war: c_A and c_B, 0 or more.
  public let proposerCost: Double
  public let responderCost: Double
  public let privateInformation: PrivateInformation

  /// - Parameter laterBalance: as `balance` where nil.
  /// - Precondition: nothing is private where δ is above 0, and ranges are wider than a point.
  public init(
    proposer: StateID, responder: StateID, balance: Double, laterBalance: Double? = nil,
    discount: Double = 0, proposerCost: Double, responderCost: Double,
    privateInformation: PrivateInformation = .nothing
  ) {
    let later = laterBalance ?? balance
    precondition(proposer != responder, "a state can't make an offer to itself")
    precondition(later >= balance, "power shifts to the proposer, not from \(balance) to \(later)")
    precondition(
      discount == 0 || privateInformation == .nothing, "a future needs open information")
    switch privateInformation {
    case .nothing: break
    case .cost(let range), .balance(let range):
      precondition(range.lowerBound < range.upperBound, "types need a range, not \(range)")
    }
    self.proposer = proposer
    self.responder = responder
    self.balance = balance
    self.laterBalance = later
    self.discount = discount
    self.proposerCost = proposerCost
    self.responderCost = responderCost
    self.privateInformation = privateInformation
  }

  public func partners(of state: StateID) -> [StateID] {
    state == proposer || state == responder ? [state] : []
  }

  /// An offer is in `0...1`; a least share may be above 1, when nothing satisfies the responder.
  public func moves(of state: StateID) -> MoveSet {
    switch state {
    case proposer: .quantity(0...1)
    case responder: .quantity(0...Self.leastShareMax)
    default: .quantity(0...0)
    }
  }

  /// The highest least share that can be ordered.
  public static let leastShareMax = 2.0

  public func type(of state: StateID) -> Distribution? {
    guard state == responder else { return nil }
    switch privateInformation {
    case .nothing: return nil
    case .cost(let range), .balance(let range):
      return .uniform(lower: range.lowerBound, upper: range.upperBound)
    }
  }

  public func payoff(
    of state: StateID, with partner: StateID, in profile: MoveProfile
  ) -> Double {
    guard state == proposer || state == responder else { return 0 }
    let offer = profile.moves[proposer, proposer]
    let war = war(ofType: profile.types[responder])
    let isAccepted = offer >= profile.moves[responder, responder]
    if state == proposer {
      return isAccepted ? 1 - offer + discount * peaceLater.proposer : war.proposer
    }
    return isAccepted ? offer + discount * peaceLater.responder : war.responder
  }

  /// What an offer is worth to the proposer over all types of the responder, each of which answers as
  /// is best for it; to the responder, what its own type gets.
  public func expectedPayoff(
    of state: StateID, with partner: StateID, in profile: MoveProfile
  ) -> Double {
    guard state == proposer else { return payoff(of: state, with: partner, in: profile) }
    return worth(ofOffering: profile.moves[proposer, proposer])
  }

  /// The proposer's optimal offer; the responder's reservation share: what fighting is worth to its
  /// type.
  public func bestQuantity(
    of state: StateID, with partner: StateID, in profile: MoveProfile
  ) -> Double? {
    switch state {
    case proposer: optimalOffer
    case responder: reservationShare(ofType: profile.types[responder])
    default: nil
    }
  }
}

extension Bargaining {
  /// What war now is worth to both, when the responder's type is this.
  func war(ofType type: Double) -> (proposer: Double, responder: Double) {
    let (balance, cost) =
      switch privateInformation {
      case .nothing: (balance, responderCost)
      case .cost: (balance, type)
      case .balance: (type, responderCost)
      }
    let periods = 1 / (1 - discount)
    return (balance * periods - proposerCost, (1 - balance) * periods - cost)
  }

  /// What peace from the second period on is worth to both: the responder is offered what war would
  /// be worth to it then, and the proposer keeps the rest.
  var peaceLater: (proposer: Double, responder: Double) {
    guard discount > 0 else { return (0, 0) }
    let periods = 1 / (1 - discount)
    let responder = min(max((1 - laterBalance) * periods - responderCost, 0), periods)
    return (periods - responder, responder)
  }

  /// The least share now that is worth no less to the responder than war.
  func reservationShare(ofType type: Double) -> Double {
    let share = war(ofType: type).responder - discount * peaceLater.responder
    return min(max(share, 0), Self.leastShareMax)
  }
}
