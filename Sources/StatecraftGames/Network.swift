public import StatecraftCore

/// Who is tied to whom, and how strongly.
public struct Network: Sendable, Equatable {
  /// The strength of the tie, 0 or more and 0 where there is none: [from, to]; nothing on the
  /// diagonal.
  public let weights: Dyadic<Double>

  public init(weights: Dyadic<Double>) { self.weights = weights }

  /// Everybody is tied to everybody else, with strength 1.
  public static func complete(states: Int) -> Network {
    var weights = Dyadic(repeating: 1.0, rows: states, width: states)
    for index in 0..<states { weights[StateID(index: index), StateID(index: index)] = 0 }
    return Network(weights: weights)
  }

  public var stateCount: Int { weights.width }

  /// To whom a state is tied, in roster order.
  public func neighbours(of state: StateID) -> [StateID] {
    (0..<stateCount).map(StateID.init(index:)).filter { weights[state, $0] > 0 }
  }
}
