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
    // Notation is spelt out for faults only: nearly every order is legal, and text is slow.
    func refuse(_ order: @autoclosure () -> String, _ reason: String) {
      found.append(Violation(order: order(), reason: reason))
    }

    var poles: Set<PoleID> = []
    for order in alignment {
      if !poles.insert(order.pole).inserted {
        refuse(order.notation(in: roster), "a second order for the same pole")
      }
      if roster.pole(ledBy: state) == order.pole {
        refuse(order.notation(in: roster), "a pole's leader can't align with itself")
      }
      if !(0...1).contains(order.degree) {
        refuse(order.notation(in: roster), "a degree is from 0 to 1")
      }
    }

    var controlled: Set<ControlOrder> = []
    for order in controls {
      let subject = ControlOrder(
        instrument: order.instrument, sector: order.sector, target: order.target, level: 0)
      if !controlled.insert(subject).inserted {
        refuse(order.notation(in: roster), "a second order for the same control")
      }
      if order.target == state {
        refuse(order.notation(in: roster), "a state can't control its own trade")
      }
      if !setting.covers(order.sector, order.instrument) {
        refuse(order.notation(in: roster), roster[order.instrument].refusal)
      }
      if order.instrument == .tariff, order.level > 0,
        let union = setting.union(of: state, and: order.target)
      {
        refuse(
          order.notation(in: roster),
          "there are no tariffs within a customs union, and both are in \(union.name)")
      }
      let highest = setting.highest(order.instrument)
      if !(0...highest).contains(order.level) {
        refuse(order.notation(in: roster), "the level is from 0 to \(highest)")
      }
    }

    var funded: Set<InvestmentOrder> = []
    var sum = 0.0
    for order in investments {
      let subject = InvestmentOrder(kind: order.kind, sector: order.sector, percentOfGDP: 0)
      if !funded.insert(subject).inserted {
        refuse(order.notation(in: roster), "a second order for the same investment")
      }
      if !(0...100).contains(order.percentOfGDP) {
        refuse(order.notation(in: roster), "money is from 0 to 100 percent of GDP")
      } else {
        sum += order.percentOfGDP
      }
    }
    sum += violations(ofAddedBy: state, in: setting, refuse)
    // A hair of tolerance, so that shares which add up to the limit in decimal notation pass.
    if sum > setting.limits.investmentPercentMax * (1 + 1e-9) {
      refuse(
        (investments.map { $0.notation(in: roster) }
          + added.filter { roster.acts[$0.act.index].level == .percentOfGDP }.map {
            $0.notation(in: roster)
          }).joined(separator: "; "),
        "together \(sum) % of GDP, and the treasury allows "
          + "\(setting.limits.investmentPercentMax) %")
    }
    violations(ofMovesBy: state, in: setting, refuse)
    return found
  }

  /// Refuses orders of kinds that rules bring along.
  ///
  /// - Returns: the public money that they take, in percent of GDP.
  private func violations(
    ofAddedBy state: StateID, in setting: Setting,
    _ refuse: (@autoclosure () -> String, String) -> Void
  ) -> Double {
    var money = 0.0
    for (index, order) in added.enumerated() {
      let notation = { order.notation(in: setting.roster) }
      if added[..<index].contains(where: order.isAboutSame) {
        refuse(notation(), "a second order for the same")
      }
      let act = setting.roster.acts[order.act.index]
      if let reason = act.refusal(order, state, setting) { refuse(notation(), reason) }
      switch act.level {
      case .none: break
      case .upTo(let most):
        if !(0...most).contains(order.level) {
          refuse(notation(), "the level is from 0 to \(most)")
        }
      case .percentOfGDP:
        if !(0...100).contains(order.level) {
          refuse(notation(), "money is from 0 to 100 percent of GDP")
        } else {
          money += order.level
        }
      }
    }
    return money
  }

  private func violations(
    ofMovesBy state: StateID, in setting: Setting,
    _ refuse: (@autoclosure () -> String, String) -> Void
  ) {
    guard !moves.isEmpty else { return }
    let roster = setting.roster
    guard let game = setting.game else {
      for order in moves {
        refuse(order.notation(in: roster), "this scenario has no game of moves")
      }
      return
    }
    let (partners, allowed) = (game.partners(of: state), game.moves(of: state))
    for (index, order) in moves.enumerated() {
      if game.isBilateral {
        if let target = order.target {
          if !partners.contains(target) {
            refuse(order.notation(in: roster), "it doesn't play with \(roster.code(target))")
          }
        } else {
          refuse(order.notation(in: roster), "say toward whom")
        }
      } else if order.target != nil {
        refuse(order.notation(in: roster), "a move counts toward all here: name no target")
      }
      if moves[..<index].contains(where: { $0.target == order.target }) {
        refuse(order.notation(in: roster), "a second move toward the same")
      }
      if !allowed.contains(order.move) {
        switch allowed {
        case .named(let count):
          refuse(order.notation(in: roster), "a move is one of \(count), by name")
        case .quantity(let range):
          refuse(
            order.notation(in: roster), "a move is from \(range.lowerBound) to \(range.upperBound)")
        }
      }
    }
  }
}
