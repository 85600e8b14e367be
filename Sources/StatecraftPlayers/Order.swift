public import StatecraftCore

/// One order of any kind: a line of decision notation.
public enum Order: Sendable, Equatable {
  case align(AlignmentOrder)
  case control(ControlOrder)
  case invest(InvestmentOrder)
  case move(MoveOrder)

  public func notation(in roster: Roster) -> String {
    switch self {
    case .align(let order): order.notation(in: roster)
    case .control(let order): order.notation(in: roster)
    case .invest(let order): order.notation(in: roster)
    case .move(let order): order.notation(in: roster)
    }
  }

  /// Whether both are about the same thing, so that the later one replaces the earlier.
  func isAboutSame(as other: Order) -> Bool {
    switch (self, other) {
    case (.align(let mine), .align(let theirs)): mine.pole == theirs.pole
    case (.control(let mine), .control(let theirs)):
      mine.instrument == theirs.instrument && mine.sector == theirs.sector
        && mine.target == theirs.target
    case (.invest(let mine), .invest(let theirs)):
      mine.kind == theirs.kind && mine.sector == theirs.sector
    case (.move(let mine), .move(let theirs)): mine.target == theirs.target
    default: false
    }
  }
}

extension Decision {
  /// The orders in the order of kinds, as notation lists them.
  public var orders: [Order] {
    alignment.map(Order.align) + controls.map(Order.control) + investments.map(Order.invest)
      + moves.map(Order.move)
  }

  public init(_ orders: [Order]) {
    self.init()
    for order in orders {
      switch order {
      case .align(let order): alignment.append(order)
      case .control(let order): controls.append(order)
      case .invest(let order): investments.append(order)
      case .move(let order): moves.append(order)
      }
    }
  }
}

extension Order {
  /// What kind of order it is, for rules to carry out.
  var kind: OrderKind {
    switch self {
    case .align: .alignment
    case .control(let order): .control(order.instrument)
    case .invest(let order): .investment(order.kind)
    case .move: .move
    }
  }
}
