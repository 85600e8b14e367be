public import StatecraftCore

/// A seat that gives orders fixed beforehand, and holds when it has none.
public actor OrdersActor: StateActor {
  private let orders: [Decision]

  /// - Parameter orders: decisions by turn, from turn 1; nothing to hold all through.
  public init(_ orders: [Decision] = []) { self.orders = orders }

  public func decide(_ observation: Observation) -> Answer {
    Answer(orders.indices.contains(observation.turn - 1) ? orders[observation.turn - 1] : .hold)
  }
}
