/// A kind of order that a state may give, and that a rule may carry out.
public enum OrderKind: Hashable, Sendable, CaseIterable {
  case alignment
  case control(ControlInstrument)
  case investment(InvestmentKind)
  case move

  public static var allCases: [OrderKind] {
    [.alignment] + ControlInstrument.allCases.map(OrderKind.control)
      + InvestmentKind.allCases.map(OrderKind.investment) + [.move]
  }
}
