/// A reason why an order can't be carried out.
public struct Violation: Sendable, Equatable, CustomStringConvertible {
  /// The order, in decision notation.
  public let order: String
  public let reason: String

  public var description: String { "\(order): \(reason)" }
}

extension Decision {
  /// Every reason why this decision is illegal; empty when it's legal.
  public func violations(by state: StateID, in setting: Setting) -> [Violation] {
    var found: [Violation] = []
    let roster = setting.roster

    var poles: Set<PoleID> = []
    for order in alignment {
      let text = order.notation(in: roster)
      if !poles.insert(order.pole).inserted {
        found.append(Violation(order: text, reason: "a second order for the same pole"))
      }
      if roster.pole(ledBy: state) == order.pole {
        found.append(Violation(order: text, reason: "a pole's leader can't align with itself"))
      }
      if !(0...1).contains(order.degree) {
        found.append(Violation(order: text, reason: "a degree is from 0 to 1"))
      }
    }

    var controlled: Set<ControlOrder> = []
    for order in controls {
      let text = order.notation(in: roster)
      let subject = ControlOrder(
        instrument: order.instrument, sector: order.sector, target: order.target, level: 0)
      if !controlled.insert(subject).inserted {
        found.append(Violation(order: text, reason: "a second order for the same control"))
      }
      if order.target == state {
        found.append(Violation(order: text, reason: "a state can't control its own trade"))
      }
      let highest = order.instrument == .tariff ? setting.limits.tariffMax : 1
      if !(0...highest).contains(order.level) {
        found.append(Violation(order: text, reason: "the level is from 0 to \(highest)"))
      }
    }

    var funded: Set<InvestmentOrder> = []
    var sum = 0.0
    for order in investments {
      let text = order.notation(in: roster)
      let subject = InvestmentOrder(kind: order.kind, sector: order.sector, percentOfGDP: 0)
      if !funded.insert(subject).inserted {
        found.append(Violation(order: text, reason: "a second order for the same investment"))
      }
      if !(0...100).contains(order.percentOfGDP) {
        found.append(Violation(order: text, reason: "money is from 0 to 100 percent of GDP"))
      } else {
        sum += order.percentOfGDP
      }
    }
    // A hair of tolerance, so that shares which add up to the limit in decimal notation pass.
    if sum > setting.limits.investmentPercentMax * (1 + 1e-9) {
      found.append(
        Violation(
          order: investments.map { $0.notation(in: roster) }.joined(separator: "; "),
          reason: "together \(sum) % of GDP, and the treasury allows "
            + "\(setting.limits.investmentPercentMax) %"))
    }
    return found
  }
}
