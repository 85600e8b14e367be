/// What one state has put to another, or has agreed on with it: what is asked, what is given for it,
/// and what is threatened otherwise.
///
/// What is asked is conduct toward a third: to match a share of the asker's own measures against it.
/// Toward the asker itself it's to keep measures against it down. So an alliance leader asks for
/// company in its controls, and whoever they're aimed at asks to be spared (000-71, 000-E13, F-36).
public struct Bargain: Sendable, Equatable {
  public let asker: StateID
  public let asked: StateID
  /// What is asked, term by term; nothing of a gift.
  public let terms: [Term]
  /// Access to the asker's market, in `0...1`.
  public let access: Double
  /// Money a turn, in percent of the asker's GDP.
  public let money: Double
  /// A tariff on goods of the asked outside key sectors, as a fraction of the price, if it refuses; 0
  /// for none.
  public let threat: Double

  /// Conduct that is asked for in a sector toward a state.
  public struct Term: Sendable, Equatable {
    public let sector: SectorID
    public let target: StateID
    /// The share of the asker's own measures to be matched, in `0...1`. Toward the asker itself, 1
    /// leaves no measure at all, 0.25 none stricter than 0.75.
    public let share: Double
  }
}

extension Column {
  /// What a state has just asked of another, to be answered next turn: the share, by asker, asked,
  /// sector and target.
  public static let asked = records("asked", [.state, .state, .sector, .state], .everyone)
  /// What it offers for it: access to its market, and money in percent of its GDP a turn.
  public static let offeredAccess = added("offered_access", [.state, .state], .share, .everyone)
  public static let offeredMoney = added(
    "offered_money", [.state, .state], .atLeastZero, .everyone)
  /// What it threatens otherwise: a tariff on goods outside key sectors.
  public static let threatened = added("threatened", [.state, .state], .toTariffMax, .everyone)
  /// What has been agreed on and stands, like ``asked``.
  public static let agreed = records("agreed", [.state, .state, .sector, .state], .everyone)
  public static let granted = added("granted", [.state, .state], .share, .everyone)
  public static let paid = added("paid", [.state, .state], .atLeastZero, .everyone)
  /// A threat that was refused last turn, and is to be carried out or given up now.
  public static let pending = added("pending", [.state, .state], .toTariffMax, .everyone)
  /// How often a state has refused another's proposals of late: [asker, asked].
  public static let rebuff = added("rebuff", [.state, .state], .atLeastZero, .everyone)
  /// The part of its promises that a state has kept of late, and of its threats that it carried out.
  public static let word = added("word", [.state], .share, .everyone, start: 1)
  public static let resolve = added("resolve", [.state], .share, .everyone, start: 0.5)
  /// Counts since the start, by whoever made the proposal; of promises, by whoever broke them.
  public static let offersMade = added("offers_made", [.state], .atLeastZero, .everyone)
  public static let offersTaken = added("offers_taken", [.state], .atLeastZero, .everyone)
  public static let threatsMade = added("threats_made", [.state], .atLeastZero, .everyone)
  public static let threatsConceded = added("threats_conceded", [.state], .atLeastZero, .everyone)
  public static let threatsCarriedOut = added(
    "threats_carried_out", [.state], .atLeastZero, .everyone)
  public static let threatsDropped = added("threats_dropped", [.state], .atLeastZero, .everyone)
  public static let promisesBroken = added("promises_broken", [.state], .atLeastZero, .everyone)
}

/// Proposals and agreements among states: a look at the columns.
public struct Bargains: Sendable {
  private let states: Int
  private let asked, agreed: [Double]
  private let offeredAccess, offeredMoney, threatened: [Double]
  private let granted, paid, pending: [Double]

  /// - Parameters:
  ///   - numbers: a column's numbers, in storage order.
  /// - Returns: nil where no rule lets states bargain.
  public init?(states: Int, in columns: [Column], numbers: (Column) -> [Double]) {
    guard columns.contains(.asked) else { return nil }
    self.states = states
    (asked, agreed) = (numbers(.asked), numbers(.agreed))
    (offeredAccess, offeredMoney) = (numbers(.offeredAccess), numbers(.offeredMoney))
    (granted, paid) = (numbers(.granted), numbers(.paid))
    (threatened, pending) = (numbers(.threatened), numbers(.pending))
  }

  private func terms(_ list: [Double], _ asker: StateID, _ asked: StateID) -> [Bargain.Term] {
    var terms: [Bargain.Term] = []
    for first in stride(from: 0, to: list.count, by: 5) {
      guard Int(list[first]) == asker.index, Int(list[first + 1]) == asked.index else { continue }
      let (sector, target) = (Int(list[first + 2]), Int(list[first + 3]))
      terms.append(
        Bargain.Term(
          sector: SectorID(index: sector), target: StateID(index: target), share: list[first + 4]))
    }
    return terms
  }

  /// What a state has just put to another; nil where it asks nothing.
  public func proposal(by asker: StateID, to asked: StateID) -> Bargain? {
    let terms = terms(self.asked, asker, asked)
    guard !terms.isEmpty else { return nil }
    let place = asker.index * states + asked.index
    return Bargain(
      asker: asker, asked: asked, terms: terms, access: offeredAccess[place],
      money: offeredMoney[place], threat: threatened[place])
  }

  /// What stands between two, with one of them as the asker; nil where nothing does. A gift asks
  /// nothing.
  public func agreement(by asker: StateID, with asked: StateID) -> Bargain? {
    let place = asker.index * states + asked.index
    let terms = terms(agreed, asker, asked)
    guard !terms.isEmpty || granted[place] > 0 || paid[place] > 0 else { return nil }
    return Bargain(
      asker: asker, asked: asked, terms: terms, access: granted[place], money: paid[place],
      threat: 0)
  }

  /// The tariff that a state has threatened another with and must now order or give up; 0 for none.
  public func pending(by asker: StateID, toward asked: StateID) -> Double {
    pending[asker.index * states + asked.index]
  }

  /// Proposals that a state has before it, in the order of those who made them.
  public func proposals(to asked: StateID) -> [Bargain] {
    (0..<states).compactMap { proposal(by: StateID(index: $0), to: asked) }
  }

  /// Agreements in which a state takes part, those that it asked for first.
  public func agreements(of state: StateID) -> [Bargain] {
    let others = (0..<states).map(StateID.init(index:)).filter { $0 != state }
    return others.compactMap { agreement(by: state, with: $0) }
      + others.compactMap { agreement(by: $0, with: state) }
  }

  /// What whoever has agreed pays for and gets from others a turn, in billion US dollars.
  public func balance(of state: StateID, _ gdp: PerState<Double>) -> Double {
    var sum = 0.0
    for other in 0..<states {
      let (out, back) = (paid[state.index * states + other], paid[other * states + state.index])
      if out > 0 { sum -= out / 100 * gdp[state] }
      if back > 0 { sum += back / 100 * gdp[StateID(index: other)] }
    }
    return sum
  }

  /// The access that a state grants another by agreement, in `0...1`.
  public func access(from importer: StateID, to exporter: StateID) -> Double {
    granted[importer.index * states + exporter.index]
  }
}

extension Bargain {
  /// A measure that whoever agrees is held to.
  public struct Due: Sendable, Equatable {
    public let instrument: InstrumentID
    public let sector: SectorID
    public let target: StateID
    /// The least that it's to order, or the most where it's to spare the asker.
    public let level: Double
    public let isCap: Bool

    /// How far an order meets it, in `0...1`.
    public func kept(at ordered: Double) -> Double {
      if !isCap { return level > 0 ? min(ordered / level, 1) : 1 }
      return ordered <= level ? 1 : max(0, 1 - (ordered - level) / max(1 - level, 0.05))
    }
  }

  /// Everything that is asked, given how measures stand: of instruments of which followers are
  /// asked for company.
  ///
  /// - Parameter measures: as they are ordered; what is asked moves with the asker's own.
  public func dues(_ measures: Measures, _ roster: Roster) -> [Due] {
    var dues: [Due] = []
    for term in terms {
      let isSparing = term.target == asker
      for instrument in roster.instrumentIDs where roster[instrument].isAskedOfFollowers {
        let ordered = measures[ordered: instrument]
        let standing = ordered[term.sector, isSparing ? asked : asker, term.target]
        guard standing > 0 else { continue }
        dues.append(
          Due(
            instrument: instrument, sector: term.sector, target: term.target,
            level: isSparing ? 1 - term.share : term.share * standing, isCap: isSparing))
      }
    }
    return dues
  }
}

extension World {
  /// Proposals and agreements; nil where no rule lets states bargain.
  public func bargains(_ states: Int) -> Bargains? {
    Bargains(states: states, in: columns) { self[$0] }
  }
}
