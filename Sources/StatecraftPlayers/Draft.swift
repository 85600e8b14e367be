internal import StatecraftCore

/// The orders of a turn that is still open, and what they were before each change.
struct Draft: Sendable {
  private(set) var orders: [Order] = []
  private var earlier: [[Order]] = []

  var decision: Decision { Decision(orders) }

  /// The orders as they'd be with more: each replaces an earlier one about the same thing.
  func adding(_ new: [Order]) -> [Order] {
    orders.filter { old in !new.contains { $0.isAboutSame(as: old) } } + new
  }

  mutating func change(to orders: [Order]) {
    earlier.append(self.orders)
    self.orders = orders
  }

  /// Takes back the last change.
  ///
  /// - Returns: whether there was one.
  mutating func undo() -> Bool {
    guard let last = earlier.popLast() else { return false }
    orders = last
    return true
  }
}
