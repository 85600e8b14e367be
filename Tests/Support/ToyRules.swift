public import StatecraftCore

extension Rule {
  public static var parameters: [Parameter<Self>] { [] }
  public static var sources: [String] { [] }
  public static var summary: String { "A rule for tests." }
}

/// Disrupts a state's sector now and then.
public struct ToyShock: Rule {
  public static let name = "toy-shock"
  public static let phase = Phase.nature
  public static let writes: Set<Column> = [.disruption]
  public static let purposes = [Purpose("toy.shock"), Purpose("toy.shock-size")]

  private let happens: Purpose

  /// - Parameter purpose: another name for the draw that says whether there's a shock.
  public init(purpose: String = "toy.shock") { happens = Purpose(purpose) }

  public func apply(to turn: inout Turn) throws {
    for sector in turn.roster.sectors {
      for state in turn.roster.states {
        let isShocked = try turn.draw(
          .bernoulli(probability: 0.3), happens, for: state, about: .sector(sector))
        let size = try turn.draw(
          .exponential(mean: 0.1), Self.purposes[1], for: state, about: .sector(sector))
        turn.after.disruption[sector, state] = isShocked * size
        if isShocked == 1 {
          turn.report(
            "toy.shocked", state: state, sector: sector, value: size,
            why: "a \"shock\" came\nover it")
        }
      }
    }
  }
}

/// Carries out orders; alignment drifts a little by chance.
public struct ToyOrders: Rule {
  public static let name = "toy-orders"
  public static let phase = Phase.orders
  public static let writes: Set<Column> = [
    .alignment, .exportControlOrdered, .exportControl, .importRestriction, .tariff, .projects,
  ]
  public static let purposes = [Purpose("toy.alignment")]

  public init() {}

  public func apply(to turn: inout Turn) throws {
    for state in turn.roster.states {
      let decision = turn.decisions[state]
      for order in decision.alignment {
        let drift = try turn.draw(
          .normal(mean: 0, standardDeviation: 0.02), Self.purposes[0], for: state,
          about: .pole(order.pole))
        turn.after.alignment[state, order.pole] = Math.unit(order.degree + drift)
      }
      for order in decision.controls {
        switch order.instrument {
        case .exportControl:
          turn.after.exportControlOrdered[order.sector, state, order.target] = order.level
          turn.after.exportControl[order.sector, state, order.target] = order.level
          turn.report(
            "toy.controlled", state: state, target: order.target, sector: order.sector,
            value: order.level, why: "it was ordered")
        case .importRestriction:
          turn.after.importRestriction[order.sector, state, order.target] = order.level
        case .tariff:
          turn.after.tariff[order.sector, state, order.target] = order.level
        }
      }
      for order in decision.investments {
        turn.after.projects.append(
          Project(
            state: state, sector: order.sector, kind: order.kind,
            percentOfGDP: order.percentOfGDP, ready: turn.number + 2))
      }
    }
  }
}

/// Brings projects to work.
public struct ToyConstruction: Rule {
  public static let name = "toy-construction"
  public static let phase = Phase.construction
  public static let writes: Set<Column> = [.productivity, .projects]

  public init() {}

  public func apply(to turn: inout Turn) throws {
    for project in turn.before.projects where project.ready == turn.number {
      turn.after.productivity[project.sector, project.state] += 0.01 * project.percentOfGDP
    }
    let number = turn.number
    turn.after.projects.removeAll { $0.ready <= number }
  }
}

/// Lets controls and shocks eat into flows, and flows into income.
public struct ToyMarket: Rule {
  public static let name = "toy-market"
  public static let phase = Phase.market
  public static let writes: Set<Column> = [.flows, .output, .realIncome]

  public init() {}

  public func apply(to turn: inout Turn) throws {
    let start = turn.setting.startFlows
    for sector in turn.roster.sectors {
      for seller in turn.roster.states {
        var sum = 0.0
        for buyer in turn.roster.states {
          let withheld = turn.before.exportControl[sector, seller, buyer]
          let capacity =
            turn.before.productivity[sector, seller] - turn.before.disruption[sector, seller]
          let flow = start[sector, buyer, seller] * (1 - withheld) * Math.exp(capacity)
          turn.after.flows[sector, buyer, seller] = flow
          sum += flow
        }
        turn.after.output[sector, seller] = sum
      }
    }
    for state in turn.roster.states {
      var (now, then) = (0.0, 0.0)
      for sector in turn.roster.sectors {
        now += turn.after.output[sector, state]
        then += turn.setting.startOutput[sector, state]
      }
      turn.after.realIncome[state] = now / then
    }
  }
}

/// Lets states remember what was withheld from them.
public struct ToyRelations: Rule {
  public static let name = "toy-relations"
  public static let phase = Phase.relations
  public static let writes: Set<Column> = [.grievance, .threat]

  public init() {}

  public func apply(to turn: inout Turn) throws {
    for sector in turn.roster.sectors {
      for state in turn.roster.states {
        for other in turn.roster.states {
          let harm = turn.before.exportControl[sector, other, state]
          turn.after.grievance[state, other] += harm
          turn.after.threat[state, other] = Math.unit(turn.after.threat[state, other] + harm / 10)
        }
      }
    }
  }
}

/// Measures how far the leader withholds each sector from the rival.
public struct ToyOutcome: Rule {
  public static let name = "toy-outcome"
  public static let phase = Phase.outcome
  public static let writes: Set<Column> = [.exclusionByLeader]

  public init() {}

  public func apply(to turn: inout Turn) throws {
    let setting = turn.setting
    for sector in turn.roster.sectors {
      let flow = turn.before.flows[sector, setting.rival, setting.leader]
      turn.after.exclusionByLeader[sector] =
        1 - flow / setting.startFlows[sector, setting.rival, setting.leader]
    }
  }
}

/// Draws and does nothing with it.
public struct IdleDraw: Rule {
  public static let name = "idle-draw"
  public static let phase = Phase.nature
  public static let writes: Set<Column> = []
  public static let purposes = [Purpose("idle.draw")]

  public init() {}

  public func apply(to turn: inout Turn) throws {
    for state in turn.roster.states {
      _ = try turn.draw(.gamma(shape: 2, scale: 1), Self.purposes[0], for: state)
    }
  }
}

/// Fails in a given turn.
public struct FailingRule: Rule {
  public static let name = "failing"
  public static let phase = Phase.relations
  public static let writes: Set<Column> = []

  private let failingTurn: Int
  public init(in turn: Int) { failingTurn = turn }

  public func apply(to turn: inout Turn) throws {
    if turn.number == failingTurn { throw ToyError(description: "the well is dry") }
  }
}

/// Writes a column that it doesn't declare.
public struct Trespasser: Rule {
  public static let name = "trespasser"
  public static let phase = Phase.relations
  public static let writes: Set<Column> = [.threat]

  public init() {}

  public func apply(to turn: inout Turn) throws {
    turn.after.technology[SectorID(index: 0), StateID(index: 0)] = 0.25
  }
}

public struct ToyError: Error, Equatable, CustomStringConvertible {
  public let description: String
  public init(description: String) { self.description = description }
}
