public import StatecraftAgents
public import StatecraftCore

/// What an order might do, as far as its seat can tell beforehand.
public struct OrderEstimate: Sendable {
  public let order: Order
  /// The costs and the worth to first order.
  public let assessment: OrderAssessment
  /// What the target could do in return that would cost the seat most; nil for an order that is
  /// aimed at nobody, or at somebody who can do no harm.
  public let reply: Reply?
  /// How the target has answered measures so far; nil for an order that is aimed at nobody.
  public let record: AnswerRecord?
  /// Who would take over most of the trade that a control stops, with the share of each.
  public let heirs: [(state: StateID, share: Double)]

  /// A measure that would answer an order.
  public struct Reply: Sendable {
    public let instrument: InstrumentID
    public let sector: SectorID
    /// The seat's loss if the measure were total, as a fraction of its GDP.
    public let loss: Double
  }
}

extension SeatView {
  /// What orders might do, each by itself.
  ///
  /// Moves aren't among them, as what those pay is in the game's rules, nor are orders of rules' own
  /// which no policy weighs: all but taking part in institutions.
  public func estimates(of decision: Decision) -> [OrderEstimate] {
    decision.orders.compactMap(estimate)
  }

  /// The policy by which the seat's orders are weighed: its own, where that weighs at all;
  /// otherwise one with the constants that profiles begin with.
  public var assessor: AssessingPolicy { policy as? AssessingPolicy ?? .bestReply() }

  private func estimate(of order: Order) -> OrderEstimate? {
    switch order {
    case .move: nil
    case .added(let order): joining(order)
    case .align(let order):
      OrderEstimate(
        order: .align(order), assessment: assessor.assess(order, by: now), reply: nil,
        record: nil, heirs: [])
    case .invest(let order):
      OrderEstimate(
        order: .invest(order), assessment: assessor.assess(order, by: now), reply: nil,
        record: nil, heirs: [])
    case .control(let order):
      OrderEstimate(
        order: .control(order), assessment: assessor.assess(order, by: now),
        reply: reply(of: order.target), record: record(of: order.target), heirs: heirs(of: order))
    }
  }

  /// An estimate of taking part in a module of an institution to another depth.
  private func joining(_ order: AddedOrder) -> OrderEstimate? {
    let act = roster.acts[order.act.index]
    guard act.places == [.module] else { return nil }
    return assessor.assess(
      joining: ModuleID(index: order.places[0]), to: order.level, by: now
    ).map {
      OrderEstimate(order: .added(order), assessment: $0, reply: nil, record: nil, heirs: [])
    }
  }

  private func reply(of target: StateID) -> OrderEstimate.Reply? {
    var replies: [OrderEstimate.Reply] = []
    for sector in roster.sectors where now.setting[sector].isKey {
      let exposure = Exposure(now, sector: sector, other: target)
      for instrument in roster.instrumentIDs where roster[instrument].channel != .price {
        let stake = MeasureCost(
          roster[instrument], level: now.setting.highest(instrument), of: exposure.dealings.mirrored
        )
        replies.append(.init(instrument: instrument, sector: sector, loss: stake.other))
      }
    }
    return ranked(replies) { $0.loss }.first { $0.loss > 0 }
  }

  /// The other suppliers of a market, in proportion to what they sell there now.
  private func heirs(of order: ControlOrder) -> [(state: StateID, share: Double)] {
    let row = roster[order.instrument]
    let (buyer, seller) = row.side == .outbound ? (order.target, me) : (me, order.target)
    guard row.isOnTrade, now.flows[order.sector, buyer, seller] > 0 else { return [] }
    let rest =
      now.bought(order.sector, by: buyer) - now.flows[order.sector, buyer, seller]
    guard rest > 0 else { return [] }
    let heirs = roster.states.filter { $0 != seller }
      .map { (state: $0, share: now.flows[order.sector, buyer, $0] / rest) }
    return ranked(heirs) { $0.share }.prefix(3).filter { $0.share >= 0.05 }
  }
}
