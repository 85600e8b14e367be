public import StatecraftCore

/// States put things to each other, answer in the turn after, and keep their word or don't.
///
/// A proposal is what a state orders toward another in one turn: what it asks (`ask`), what it gives
/// for it (`grant` access to its market, `pay` money), and what it threatens otherwise (`threaten`).
/// Who is asked answers a turn later: to `accept` agrees, silence refuses. What is agreed on stands
/// until one of the two renounces it or doesn't keep to it; what is given ends with it. A threat that
/// is refused has to be carried out in the turn after, or is seen to be given up: audiences at home
/// make that dear (Fearon 1994), which policies weigh. Whoever keeps promises and carries out threats
/// is believed, as far as `memory` goes back. To grant or pay without asking is a gift.
///
/// What one agrees to is ordered by oneself, turn by turn: so it can be broken, and others see it.
///
/// Literature: side payments and demands of alliance leaders 000-64, 000-71, 000-82, 000-E13; offers
/// of two suitors 001-24, 001-E11, 2A-E10; a ledger of assurances 001-103, 001-E21; the partner's
/// calculus F-36. Of what others measured: 23 % of disputes end by concession, 55 % by sanctions,
/// 22 % by backing down (Crisman-Cox and Gibilisco, TIES); nothing here is set to that.
///
/// Cases C-1801 to C-1820.
public struct Bargaining: Rule {
  public static let name = "bargaining"
  public static let phase = Phase.orders
  public static let columns: [Column] = [
    .asked, .offeredAccess, .offeredMoney, .threatened, .agreed, .granted, .paid, .pending,
    .rebuff, .word, .resolve, .offersMade, .offersTaken, .threatsMade, .threatsConceded,
    .threatsCarriedOut, .threatsDropped, .promisesBroken,
  ]
  public static let writes = Set(columns)
  public static let acts = [ask, grant, pay, threaten, accept, renounce]
  public static let events = [
    offered, demanded, given, empty, taken, conceded, refused, resisted, carriedOut, dropped,
    broken,
    renounced,
  ]
  public static let measures = [
    count("offers_made", .offersMade, "offers made"),
    count("offers_taken", .offersTaken, "offers that were accepted"),
    count("threats_made", .threatsMade, "demands made with a threat"),
    count("threats_conceded", .threatsConceded, "threats that were conceded to"),
    count("threats_carried_out", .threatsCarriedOut, "threats carried out when they were refused"),
    count("threats_dropped", .threatsDropped, "threats given up when they were refused"),
    count("promises_broken", .promisesBroken, "agreements that were broken"),
    WorldMeasure(
      "resolve", [.pole], isPercent: true, "part of its threats that a leader carried out of late"
    ) { world, setting, place in
      world[Column.resolve][setting.roster.leader(of: PoleID(index: place[0])).index]
    },
    agreements,
  ]
  public static let sources = [
    "000-64", "000-71", "000-82", "000-E13", "001-24", "001-103", "001-E11", "001-E21", "2A-26",
    "2A-E10", "2C-62", "2E-36", "F-36",
  ]
  public static let summary =
    "States make offers and demands, answer them, and keep their word or don't."
  public static let parameters = [
    Parameter<Bargaining>(
      "memory", \.memory, in: 0...1, unit: "share per turn",
      "How much of how a state is believed is of earlier promises and threats."),
    Parameter<Bargaining>(
      "patience", \.patience, in: 0...1, unit: "share per turn",
      "How much of a refusal is still remembered a turn later."),
  ]

  public var memory = 0.7
  public var patience = 0.7

  public init() {}

  // MARK: Orders

  private static let notOneself: @Sendable (AddedOrder, StateID, Setting) -> String? = {
    order, state, _ in order.places[0] == state.index ? "nobody bargains with itself" : nil
  }
  static let ask = Act(
    "ask", [.state, .sector, .state], .upTo(1), rule: name,
    help: "asks a state to match a share of own measures on another; on oneself, to lift them"
  ) { order, state, setting in
    order.places[2] == order.places[0]
      ? "nobody is asked for measures against itself" : notOneself(order, state, setting)
  }
  static let grant = Act(
    "grant", [.state], .upTo(1), rule: name, help: "offers a state access to own market",
    refusal: notOneself)
  static let pay = Act(
    "pay", [.state], .percentOfGDP, rule: name, help: "offers a state money, every turn",
    refusal: notOneself)
  static let threaten = Act(
    "threaten", [.state], .upTo(1), rule: name,
    help: "threatens a state with a tariff on goods outside key sectors if it refuses",
    refusal: notOneself)
  static let accept = Act(
    "accept", [.state], .none, rule: name,
    help: "agrees to what a state has asked; silence refuses", refusal: notOneself)
  static let renounce = Act(
    "renounce", [.state], .none, rule: name, help: "ends all agreements with a state",
    refusal: notOneself)

  // MARK: Events

  static let offered = EventKind(
    "deal.offered", "{state} made an offer to {targets}", origin: .order("ask {target} {sector}"),
    audience: .everyone, isNews: true, weight: 36)
  static let demanded = EventKind(
    "deal.demanded", "{state} demands of {targets}, or else tariffs of {value}", unit: .wholeShare,
    origin: .order("ask {target} {sector}"), audience: .everyone, isNews: true, weight: 64)
  static let given = EventKind(
    "deal.given", "{state} makes a gift to {targets}", origin: .order("grant {target}"),
    audience: .everyone, isNews: true, weight: 30)
  static let empty = EventKind(
    "deal.empty", "{state} threatened {targets}, and asked nothing", audience: .owner)
  static let taken = EventKind(
    "deal.agreed", "{state} agreed to what {targets} asked", origin: .order("accept {target}"),
    audience: .everyone, isNews: true, weight: 60)
  static let conceded = EventKind(
    "deal.conceded", "{state} gave in to {targets}", origin: .order("accept {target}"),
    audience: .everyone, isNews: true, weight: 66)
  static let refused = EventKind(
    "deal.refused", "{state} refused what {targets} offered", origin: .order("accept {target}"),
    audience: .everyone, isNews: true, weight: 34)
  static let resisted = EventKind(
    "deal.resisted", "{state} resists {targets}", origin: .order("accept {target}"),
    audience: .everyone, isNews: true, weight: 58)
  static let carriedOut = EventKind(
    "threat.carried-out", "{state} carried out its threat against {targets}",
    origin: .course("threaten {target}"), audience: .everyone, isNews: true, weight: 68)
  static let dropped = EventKind(
    "threat.dropped", "{state} backed down before {targets}", origin: .course("threaten {target}"),
    audience: .everyone, isNews: true, weight: 56)
  static let broken = EventKind(
    "deal.broken", "{state} no longer keeps to what it agreed with {targets}",
    audience: .everyone, isNews: true, weight: 67)
  static let renounced = EventKind(
    "deal.renounced", "{state} renounced its agreement with {targets}",
    origin: .order("renounce {target}"), audience: .everyone, isNews: true, weight: 65)

  // MARK: Measures

  /// A count of what all states did.
  private static func count(_ name: String, _ column: Column, _ meaning: String) -> WorldMeasure {
    WorldMeasure(name, [], meaning) { world, _, _ in world[column].reduce(0, +) }
  }
  static let agreements = WorldMeasure(
    "agreements", [.state], "agreements in which it takes part"
  ) { world, setting, place in
    Double(
      world.bargains(setting.roster.stateCount)?.agreements(of: StateID(index: place[0])).count
        ?? 0)
  }

  // MARK: A turn

  public func apply(to turn: inout Turn) throws {
    let states = turn.roster.stateCount
    guard let bargains = turn.before.bargains(states) else { return }
    for index in turn.after[Column.rebuff].indices where turn.after[Column.rebuff][index] > 0 {
      // What is as good as forgotten is.
      let left = turn.after[Column.rebuff][index] * patience
      turn.after[Column.rebuff][index] = left < 0.01 ? 0 : left
    }
    for asker in turn.roster.states {
      let draft = Draft(turn, by: asker)
      for asked in turn.roster.states where asked != asker {
        let place = asker.index * states + asked.index
        settleThreat(bargains, asker, asked, place, &turn)
        if let agreement = bargains.agreement(by: asker, with: asked) {
          keep(agreement, place, &turn)
        }
        if let proposal = bargains.proposal(by: asker, to: asked) {
          answer(proposal, place, &turn)
        }
        propose(asker, asked, draft, place, &turn)
      }
    }
  }

  /// Whether a threat that was refused has been carried out: by tariffs on half of the goods that are
  /// bought there outside key sectors.
  private func settleThreat(
    _ bargains: Bargains, _ asker: StateID, _ asked: StateID, _ place: Int, _ turn: inout Turn
  ) {
    let threat = bargains.pending(by: asker, toward: asked)
    guard threat > 0 else { return }
    turn.after[Column.pending][place] = 0
    var (all, hit) = (0.0, 0.0)
    for sector in turn.roster.sectors where turn.setting[sector].isOrdinaryGood {
      let bought = turn.before.flows[sector, asker, asked]
      all += bought
      hit += bought * min(ordered(.tariff, sector, asker, asked, turn) / threat, 1)
    }
    let isCarriedOut = all > 0 && hit >= 0.5 * all
    turn.after[Column.resolve][asker.index] = Math.unit(
      memory * turn.before[Column.resolve][asker.index] + (isCarriedOut ? 1 - memory : 0))
    turn.after[isCarriedOut ? Column.threatsCarriedOut : .threatsDropped][asker.index] += 1
    turn.report(
      isCarriedOut ? Self.carriedOut : Self.dropped, state: asker, target: asked, value: threat,
      why: isCarriedOut
        ? "it taxes half of what it buys there or more, as it said it would"
        : "it taxes less than half of what it buys there, though it said it would")
  }

  /// What a state orders in the turn, or what stands where it orders nothing.
  private func ordered(
    _ instrument: InstrumentID, _ sector: SectorID, _ state: StateID, _ target: StateID,
    _ turn: Turn
  ) -> Double {
    turn.decisions[state].controls.last {
      $0.instrument == instrument && $0.sector == sector && $0.target == target
    }?.level ?? turn.before.measures[ordered: instrument][sector, state, target]
  }

  /// Agreements end when one of the two says so, or when less than half of what was agreed on is
  /// ordered.
  private func keep(_ agreement: Bargain, _ place: Int, _ turn: inout Turn) {
    let (asker, asked) = (agreement.asker, agreement.asked)
    for (state, other) in [(asker, asked), (asked, asker)]
    where turn.orders(Self.renounce, by: state).contains(where: { $0.places[0] == other.index }) {
      end(agreement, place, by: state, &turn)
      turn.report(
        Self.renounced, state: state, target: other, why: "it said that it's no longer bound")
      return
    }
    let dues = agreement.dues(turn.before.measures, turn.roster)
    let kept = dues.reduce(0) {
      $0 + $1.kept(at: ordered($1.instrument, $1.sector, asked, $1.target, turn))
    }
    if !dues.isEmpty, kept < 0.5 * Double(dues.count) {
      end(agreement, place, by: asked, &turn)
      turn.report(
        Self.broken, state: asked, target: asker, value: kept / Double(dues.count),
        why: "it orders less than half of what it agreed to")
    } else {
      believe(asked, isKept: true, &turn)
      believe(asker, isKept: true, &turn)
    }
  }

  private func end(_ agreement: Bargain, _ place: Int, by state: StateID, _ turn: inout Turn) {
    for term in agreement.terms { turn.after[.agreed, record: agreement.places(of: term)] = 0 }
    turn.after[Column.granted][place] = 0
    turn.after[Column.paid][place] = 0
    // To end a gift breaks no promise.
    guard !agreement.terms.isEmpty else { return }
    turn.after[Column.promisesBroken][state.index] += 1
    believe(state, isKept: false, &turn)
  }

  private func believe(_ state: StateID, isKept: Bool, _ turn: inout Turn) {
    let now = turn.after[Column.word][state.index]
    guard !isKept || now < 1 else { return }
    turn.after[Column.word][state.index] = Math.unit(memory * now + (isKept ? 1 - memory : 0))
  }

  private func answer(_ proposal: Bargain, _ place: Int, _ turn: inout Turn) {
    let (asker, asked) = (proposal.asker, proposal.asked)
    let isAccepted = turn.orders(Self.accept, by: asked).contains {
      $0.places[0] == asker.index
    }
    for term in proposal.terms {
      let places = proposal.places(of: term)
      turn.after[.asked, record: places] = 0
      if isAccepted { turn.after[.agreed, record: places] = term.share }
    }
    for (offer, agreed) in [
      (Column.offeredAccess, Column.granted), (.offeredMoney, .paid),
    ] {
      if isAccepted { turn.after[agreed][place] = turn.before[offer][place] }
      turn.after[offer][place] = 0
    }
    turn.after[Column.threatened][place] = 0
    let isThreat = proposal.threat > 0
    if isAccepted {
      turn.after[isThreat ? Column.threatsConceded : .offersTaken][asker.index] += 1
      turn.report(
        isThreat ? Self.conceded : Self.taken, state: asked, target: asker,
        why: "it said so; now it has to order it")
    } else {
      turn.after[Column.rebuff][place] += 1
      if isThreat { turn.after[Column.pending][place] = proposal.threat }
      turn.report(
        isThreat ? Self.resisted : Self.refused, state: asked, target: asker,
        value: proposal.threat, why: "silence refuses")
    }
  }

  /// What a state orders of others in a turn.
  private struct Draft {
    let asks, grants, pays, threats: [AddedOrder]

    init(_ turn: Turn, by state: StateID) {
      guard !turn.decisions[state].added.isEmpty else {
        (asks, grants, pays, threats) = ([], [], [], [])
        return
      }
      asks = turn.orders(Bargaining.ask, by: state).filter { $0.level > 0 }
      grants = turn.orders(Bargaining.grant, by: state)
      pays = turn.orders(Bargaining.pay, by: state)
      threats = turn.orders(Bargaining.threaten, by: state)
    }

    func isAbout(_ state: StateID) -> Bool {
      [asks, grants, pays, threats].contains { $0.contains { $0.places[0] == state.index } }
    }
  }

  private func propose(
    _ asker: StateID, _ asked: StateID, _ draft: Draft, _ place: Int, _ turn: inout Turn
  ) {
    guard draft.isAbout(asked) else { return }
    func level(_ orders: [AddedOrder]) -> Double {
      orders.last { $0.places[0] == asked.index }?.level ?? 0
    }
    let asks = draft.asks.filter { $0.places[0] == asked.index }
    let (access, money, threat) = (level(draft.grants), level(draft.pays), level(draft.threats))
    guard !asks.isEmpty else {
      if access > 0 || money > 0 {
        if access > 0 { turn.after[Column.granted][place] = access }
        if money > 0 { turn.after[Column.paid][place] = money }
        turn.report(Self.given, state: asker, target: asked, why: "it asks nothing for it")
      }
      if threat > 0 {
        turn.report(Self.empty, state: asker, target: asked, why: "a threat goes with ‘ask’")
      }
      return
    }
    for order in asks { turn.after[.asked, record: [asker.index] + order.places] = order.level }
    turn.after[Column.offeredAccess][place] = access
    turn.after[Column.offeredMoney][place] = money
    turn.after[Column.threatened][place] = threat
    turn.after[threat > 0 ? Column.threatsMade : .offersMade][asker.index] += 1
    turn.report(
      threat > 0 ? Self.demanded : Self.offered, state: asker, target: asked,
      sector: asks.first.map { SectorID(index: $0.places[1]) }, value: threat,
      why: "it's for the other to answer in the next turn")
  }
}

extension Bargain {
  /// Where a term is in a list of records.
  fileprivate func places(of term: Term) -> [Int] {
    [asker.index, asked.index, term.sector.index, term.target.index]
  }
}
