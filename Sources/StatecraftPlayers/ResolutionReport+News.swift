internal import StatecraftCore
internal import StatecraftReplay

/// The turn in a few lines: what moved the seat, what became of its orders, what was done to it,
/// and what mattered most elsewhere.
extension ResolutionReport {
  /// - Parameter count: about how many lines there may be; income and the seat's own orders are
  ///   told whatever they take.
  func news(atMost count: Int = 6) -> [Line] {
    var lines = income + ownOrders
    let mine = turn.events.filter { isAboutMe($0) && !isMyOrder($0) }
    let others = turn.events.filter { !isAboutMe($0) }
    let told =
      ReplayTelling.sentences(of: mine, in: roster)
      + Headlines(roster).items(of: others).map { "\($0.text)." }
    for sentence in told {
      let paragraph = paragraph(sentence)
      // A later and shorter one mustn't come before one that matters more.
      guard lines.count + paragraph.count <= max(count, lines.count + 1) else { break }
      lines += paragraph
      if lines.count >= count { break }
    }
    return [title] + lines
  }

  private var income: [Line] {
    let change = after.realIncome[me] / before.realIncome[me] - 1
    func place(_ observation: Observation) -> Int {
      roster.states.filter { observation.realIncome[$0] > observation.realIncome[me] }.count + 1
    }
    let (was, now) = (place(before), place(after))
    let earlier = was == now || turn.number == 1 ? "" : " (was \(was))"
    var text =
      "Real income \(basisPoints(change)), \(percent(after.realIncome[me] - 1)) since the start: "
      + "place \(now) of \(roster.stateCount)\(earlier)"
    if let causes = solved?.causes {
      let income = causes.before.realIncome[me]
      let effects = causes.effects(above: 1e-6) { $0.realIncome[me] / income }
      if !effects.isEmpty {
        text +=
          "; of it "
          + effects.prefix(2).map { "\(basisPoints($0.effect)) by \($0.name)" }
          .joined(separator: ", ")
      }
    }
    return paragraph(
      text + ".", change < -0.00001 ? .bad : change > 0.00001 ? .good : .plain)
  }

  /// Orders that went as wanted share a line; of the others, two are told.
  private var ownOrders: [Line] {
    if let note = turn.note {
      return paragraph("None of your orders took effect: \(note.reason).", .bad)
    }
    let fates = turn.decision.orders.map(fate)
    let (good, others) = (fates.filter { $0.style == .good }, fates.filter { $0.style != .good })
    var lines: [Line] = []
    if !good.isEmpty {
      let names = good.prefix(2).map(\.order).joined(separator: "; ")
      let more = good.count > 2 ? " and \(good.count - 2) more" : ""
      lines += paragraph("As you ordered: \(names)\(more).", .good)
    }
    for fate in others.prefix(2) {
      lines += paragraph("\(fate.order): \(fate.verdict)", fate.style)
    }
    if others.count > 2 { lines += paragraph("\(others.count - 2) more of your orders: ‘report’.") }
    if !followed.isEmpty {
      lines += paragraph(
        "Fully in force now: "
          + followed.prefix(2).map(\.order).joined(separator: "; ")
          + (followed.count > 2 ? " and \(followed.count - 2) more" : "") + ".")
    }
    return lines
  }
}
