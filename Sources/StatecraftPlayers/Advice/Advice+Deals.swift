internal import StatecraftCore

// Bargaining as a seat sees it: what is put to it, what it put to others, what is agreed on.

extension Advice {
  private var bargains: Bargains? { now.bargains }

  /// What is put to the seat, with what it can do about it.
  var putToMe: [Line] {
    (bargains?.proposals(to: me) ?? []).flatMap { proposal in
      let asker = roster.code(proposal.asker)
      let verb = proposal.threat > 0 ? "demands" : "asks"
      return paragraph(
        "\(asker) \(verb) that you \(wanted(proposal))\(given(proposal)). ‘accept \(asker)’ agrees, "
          + "silence refuses.", .caution)
    }
  }

  /// Threats of the seat's own that were refused: they're due now.
  var threatsDue: [Line] {
    guard let bargains else { return [] }
    return others.filter { bargains.pending(by: me, toward: $0) > 0 }.flatMap { other in
      let (code, rate) = (roster.code(other), bargains.pending(by: me, toward: other))
      return paragraph(
        "\(code) resists. You threatened tariffs of \(degree(rate)) on its goods outside key "
          + "sectors: order them now on half of what you buy there, or be seen to back down.",
        .caution)
    }
  }

  /// Such as `match 0.5 of its measures in chips on CHN`.
  private func wanted(_ bargain: Bargain) -> String {
    bargain.terms.map { term in
      let sector = roster.code(term.sector)
      return term.target == bargain.asker
        ? "keep measures in \(sector) on \(roster.code(term.target)) at \(short(1 - term.share)) or "
          + "below"
        : "match \(term.share == 1 ? "" : "\(short(term.share)) of ")"
          + "\(bargain.asker == me ? "your" : "its") measures in \(sector) on "
          + roster.code(term.target)
    }.joined(separator: ", and ")
  }

  /// What is given, or threatened.
  private func given(_ bargain: Bargain) -> String {
    var parts: [String] = []
    if bargain.access > 0 { parts.append("access of \(short(bargain.access)) to its market") }
    if bargain.money > 0 {
      let amount = bargain.money / 100 * now.setting.gdp[bargain.asker]
      parts.append("\(billions(amount)) a year")
    }
    var text = parts.isEmpty ? "" : ", for " + parts.joined(separator: " and ")
    if bargain.threat > 0 {
      text += ", or else tariffs of \(degree(bargain.threat)) on goods outside key sectors"
    }
    return text
  }

  /// What stands open and what is agreed on, of the seat or of states of the filter, and whose word
  /// counts.
  func dealsTable(_ filter: Filter) -> [Line] {
    guard let bargains else {
      return [Line("Nobody bargains in this scenario.", .quiet)]
    }
    let states = filter.states.isEmpty ? [me] : filter.states
    var lines: [Line] = []
    for asker in roster.states {
      for asked in roster.states where states.contains(asker) || states.contains(asked) {
        if let proposal = bargains.proposal(by: asker, to: asked) {
          lines += paragraph(
            "\(roster.code(asker)) has asked that \(roster.code(asked)) "
              + "\(wanted(proposal))\(given(proposal)).", asked == me ? .caution : .plain)
        }
        guard let agreement = bargains.agreement(by: asker, with: asked) else { continue }
        let what =
          agreement.terms.isEmpty ? "gives a gift to" : "has agreed with"
        lines += paragraph(
          "\(roster.code(asker)) \(what) \(roster.code(asked))"
            + (agreement.terms.isEmpty ? "" : ": it's to \(wanted(agreement))")
            + "\(given(agreement))." + kept(agreement))
      }
    }
    if lines.isEmpty { lines = [Line("Nothing is asked, and nothing agreed on.", .quiet)] }
    return lines + threatsDue + words
  }

  /// How far whoever agreed keeps to it.
  private func kept(_ agreement: Bargain) -> String {
    let dues = agreement.dues(now.measures, roster)
    guard !dues.isEmpty else { return "" }
    let kept = dues.reduce(0) {
      $0 + $1.kept(at: now.ordered($1.instrument, $1.sector, agreement.asked, $1.target))
    }
    return " Kept: \(short(kept / Double(dues.count)))."
  }

  /// Whose promises and threats are believed less than in full, and those of leaders.
  private var words: [Line] {
    let (word, resolve) = (now[.word], now[.resolve])
    let told = roster.states.filter {
      word[$0.index] < 0.995 || roster.pole(ledBy: $0) != nil
    }.map {
      "\(roster.code($0)) \(short(word[$0.index])) and \(short(resolve[$0.index]))"
    }
    return told.isEmpty
      ? []
      : paragraph(
        "How far promises are kept and threats carried out, of late, 0 to 1: "
          + told.joined(separator: ", ") + ".", .quiet)
  }
}
