/// A kind of order that a state may give, and that a rule may carry out.
public enum OrderKind: Hashable, Sendable, CaseIterable {
  case alignment
  case control(InstrumentID)
  case investment(InvestmentKind)
  case move
  /// Of a kind that a rule brings along, which is there when its rule is in force.
  case added(ActID)

  public static var allCases: [OrderKind] {
    [.alignment] + Instrument.standard.indices.map { .control(InstrumentID(index: $0)) }
      + InvestmentKind.allCases.map(OrderKind.investment) + [.move]
  }
}
