internal import StatecraftAgents
internal import StatecraftCore

extension Advice {
  /// What the seat's own policy would do, the utility behind each order, and what was close.
  public func advise() -> [Line] {
    guard let counsel = view.counsel else {
      return [Line("Your staff has no advice: its policy failed.", .bad)]
    }
    var lines = [
      Line("Your staff would order (estimates against leaving all as it stands)", .heading)
    ]
    let orders = counsel.decision.orders
    // Of the orders as they are: what the treasury cuts is worth less than what was weighed.
    let worths: [UtilityTerms?] =
      counsel.deliberations.isEmpty
      ? orders.map { _ in nil }
      : view.estimates(of: counsel.decision).map(\.assessment.worth)
    // The eight with the most at stake, in the order of the decision.
    let weighty = ranked(Array(orders.indices)) { abs(worths[$0]?.total ?? 0) }.prefix(8).sorted()
    for index in weighty {
      lines += paragraph(orders[index].notation(in: roster))
      guard let worth = worths[index] else { continue }
      lines += paragraph(
        UtilityTerm.allCases.allSatisfy { abs(worth[$0]) < 0.005 }
          ? "which is how it stands" : "estimate \(told(worth, atMost: 4))", indent: 4, .caution)
    }
    let rest = orders.indices.filter { !weighty.contains($0) }
    if !rest.isEmpty {
      lines += paragraph(
        "Less is at stake in: "
          + rest.map { orders[$0].notation(in: roster) }.joined(separator: "; ") + ".")
    }
    if orders.isEmpty { lines += paragraph("nothing: leave all as it stands") }
    if !orders.isEmpty, let forecast = view.solved?.forecast(counsel.decision) {
      lines.append(
        Line("Solved with all of it at once, if nobody else acts and nothing strikes", .heading))
      lines += told(forecast)
    }
    guard !counsel.deliberations.isEmpty else {
      return lines
        + paragraph("Its policy goes by a rule and weighs no utilities.", .quiet)
    }
    return lines + close(counsel.deliberations)
      + paragraph("It weighed \(count(counsel.deliberations.count, "matter")) in all.", .quiet)
  }

  /// The choices in which another option was nearly as likely, or better.
  private func close(_ choices: [Deliberation]) -> [Line] {
    var calls: [(probability: Double, text: String)] = []
    for choice in choices where choice.options.indices.contains(choice.chosen) {
      let taken = choice.options[choice.chosen]
      let rest = choice.options.indices.filter { $0 != choice.chosen }
      guard
        let other = rest.max(by: { choice.options[$0].terms.total < choice.options[$1].terms.total }
        ).map({ choice.options[$0] })
      else { continue }
      let lead = taken.terms.total - other.terms.total
      guard lead < 0.5 else { continue }
      let comparison =
        lead < -0.005
        ? "though \(short(other.level)) is worth \(points(-lead, signed: false)) more (its choices "
          + "are part chance)"
        : "\(short(other.level)) is worth "
          + (lead < 0.005 ? "as much" : "\(points(lead, signed: false)) less")
      calls.append((-lead, "\(choice.subject): it takes \(short(taken.level)), \(comparison)"))
    }
    guard !calls.isEmpty else { return [] }
    return [Line("Close calls (estimate)", .heading)]
      + ranked(calls) { $0.probability }.prefix(5).flatMap { paragraph($0.text) }
  }
}
