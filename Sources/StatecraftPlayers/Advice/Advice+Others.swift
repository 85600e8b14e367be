internal import StatecraftAgents
public import StatecraftCore
internal import StatecraftReplay

extension Advice {
  /// What a state did in the last turn, and what it's worth by what is public: why, only that
  /// state knows.
  public func explain(_ state: StateID) -> [Line] {
    let code = roster.code(state)
    guard let last = view.last else {
      return paragraph("\(code) hasn't done anything yet: no turn is closed.", indent: 0)
    }
    let year = view.facts.year(of: last.number)
    var lines = [Line("\(roster.name(state)) in turn \(last.number) (\(year))", .heading)]
    let acts = last.events.filter { event in
      event.state == state
        && (event.kind.isMeasure || event.kind.isCourse || event.kind.origin == .polls)
    }
    if acts.isEmpty { lines += paragraph("It changed nothing that is public.") }
    for sentence in ReplayTelling.sentences(of: acts, in: roster) { lines += paragraph(sentence) }
    lines += sides(of: state, since: last.before)
    lines += worth(of: acts, by: state)
    if state == me {
      return lines + paragraph("‘advise’ has the terms that your own staff weighs.", .quiet)
    }
    let record = view.record(of: state)
    if record.suffered > 0 {
      lines += paragraph(
        "So far it met \(record.answered) of \(count(record.suffered, "measure")) on it with its "
          + "own within two turns.")
    }
    return lines
      + paragraph(
        "What it weighed and what its weights are, only \(code) knows; money that it put to work is "
          + "seen when it works.", .quiet)
  }

  private func sides(of state: StateID, since before: Observation) -> [Line] {
    guard roster.pole(ledBy: state) == nil else { return [] }
    let told = roster.poles.map { pole in
      let (was, stands) = (before.alignment[state, pole], now.alignment[state, pole])
      return "\(roster.code(pole)) \(degree(stands))"
        + (abs(stands - was) < 0.005 ? "" : " (\(degree(was)) before)")
    }
    return paragraph("It sides with " + told.joined(separator: ", ") + ".")
  }

  /// The changes of controls with the largest effects, by estimate.
  private func worth(of acts: [Event], by state: StateID) -> [Line] {
    var rows: [(cost: Double, damage: Double, text: String)] = []
    for event in acts {
      guard let sector = event.sector, let target = event.target,
        let instrument = roster.instrumentIDs.first(where: { roster[$0].name == event.rule }),
        roster[instrument].channel != .price, let before
      else { continue }
      let measure = Measure(
        instrument: instrument, sector: sector, imposer: state, target: target,
        ordered: event.value, inForce: event.value)
      let new = view.firstOrder(measure, level: event.value)
      let old = view.firstOrder(
        measure, level: before.ordered(instrument, sector, state, target))
      rows.append(
        (
          new.cost - old.cost, new.damage - old.damage,
          "\(roster.code(instrument)) \(roster.code(sector)) \(roster.code(target)) "
            + short(event.value)
        ))
    }
    let largest = ranked(rows) { abs($0.damage) }.prefix(4).filter { abs($0.damage) >= 0.005 }
    guard !largest.isEmpty else { return [] }
    var lines = paragraph("By your reading, first-order estimates:")
    for row in largest {
      lines += paragraph(
        "\(row.text): \(amount(row.cost)) for it, \(amount(row.damage)) for the target",
        indent: 4, .caution)
    }
    return lines
  }

  private func amount(_ loss: Double) -> String {
    guard abs(loss) >= 0.005 else { return "nothing" }
    return (loss > 0 ? "-" : "+") + billions(abs(loss))
  }

  /// What is known of others' weights: nothing but what their standing measures reveal.
  public func rivals() -> [Line] {
    var lines = paragraph(
      "Others' weights are theirs. What their standing controls reveal, by first-order estimates:",
      indent: 0)
    var table = Columns("state", "on", "costs it", "costs target", "least r", "met in kind")
    var pairs: [RevealedMotive] = []
    for state in others {
      for target in roster.states where target != state {
        if let motive = view.motive(of: state, toward: target), motive.damage >= 0.005 {
          pairs.append(motive)
        }
      }
    }
    for motive in ranked(pairs, by: { $0.damage }).prefix(14) {
      let record = view.record(of: motive.imposer)
      table.add([
        roster.code(motive.imposer), roster.code(motive.target), billions(motive.cost),
        billions(motive.damage), motive.leastR < 0.005 ? "0" : degree(motive.leastR),
        record.suffered == 0 ? "–" : "\(record.answered) of \(record.suffered)",
      ])
    }
    lines += table.lines(empty: "Nobody has a control that bites, so nothing is revealed.")
    guard !table.isEmpty else { return lines }
    return lines
      + paragraph(
        "least r: the weight on the target's gains above which the controls pay, were gains all "
          + "that counts. Above 1 there must be other motives, and there may be anyway. met in kind: "
          + "how many new measures on it it answered with its own within two turns.", .quiet)
      + paragraph(
        "Your own government weighs "
          + (others.allSatisfy { now.relativeGains[$0] == 0 }
            ? "nobody's gains against yours (r = 0)."
            : toldWeights(others.filter { now.relativeGains[$0] > 0 }) + "."))
  }
}
