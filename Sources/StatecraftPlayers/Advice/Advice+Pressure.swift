internal import StatecraftAgents
internal import StatecraftCore

extension Advice {
  /// Others' measures on the seat, the harm it remembers and the threats it sees, the worst first.
  var pressure: [Line] {
    var lines = [Line("Pressure on you", .heading)]
    let sources = others.filter {
      !view.measures(by: $0, on: me).isEmpty || now.grievance[$0] >= 0.05 || now.threat[$0] >= 0.1
    }
    let worst = ranked(sources) { now.grievance[$0] + 10 * now.threat[$0] }
    for other in worst.prefix(4) {
      let measures = view.measures(by: other, on: me)
      var parts: [String] = []
      if !measures.isEmpty { parts.append(measures.told(in: roster)) }
      if now.grievance[other] >= 0.05 {
        parts.append("\(points(now.grievance[other], signed: false)) of harm remembered")
      }
      if now.threat[other] >= 0.1 { parts.append("a threat of \(degree(now.threat[other]))") }
      lines += paragraph(
        "\(roster.code(other)): " + parts.joined(separator: "; ") + ".",
        measures.isEmpty ? .plain : .caution)
    }
    if worst.isEmpty { lines += paragraph("None: no controls on you, no harm, no threats.") }
    if worst.count > 4 {
      lines += paragraph("Less of \(codes(worst.dropFirst(4))): ‘show relations’.", .quiet)
    }
    return lines + answers
  }

  /// Whom the seat's own new measures may move to answer.
  var answers: [Line] {
    guard let last = view.last else { return [] }
    let hit = others.filter { last.tightened(by: me, on: $0) }
    guard !hit.isEmpty else { return [] }
    let told = hit.prefix(4).map { state in
      "\(roster.code(state)) \(view.record(of: state).told)"
    }
    return paragraph(
      "May answer what you ordered last turn: " + told.joined(separator: "; ") + ".")
  }

  // MARK: Means

  /// What the treasury and the government allow.
  var means: [Line] {
    let limit = view.facts.limits.investmentPercentMax
    var lines = [Line("Your means", .heading)]
    lines += paragraph(
      "Treasury: up to \(short(limit)) % of GDP this turn "
        + "(\(billions(limit / 100 * now.setting.gdp[me]))).")
    if !now.projects.isEmpty {
      let told = now.projects.suffix(4).map {
        "\($0.kind.rawValue) \(roster.code($0.sector)) \(short($0.percentOfGDP)) % ("
          + (view.facts.turns < $0.ready ? "after the game" : "\(view.facts.year(of: $0.ready))")
          + ")"
      }
      let more = now.projects.count > 4 ? "; \(now.projects.count - 4) more" : ""
      lines += paragraph("Under way: " + told.joined(separator: ", ") + more + ".")
    }
    return lines + paragraph("Government: \(ownPolls)\(weights).")
  }

  /// What the government makes more or less of than of other things.
  var weights: String {
    let unusual = UtilityTerm.weighted.filter { now.weights[$0] != 1 }
    let told = unusual.map { "\($0.name) ×\(short(now.weights[$0]))" }
    return unusual.isEmpty
      ? "weighs all its aims alike"
      : "weighs " + told.joined(separator: ", ") + (told.count < 6 ? ", the rest ×1" : "")
  }

  // MARK: Expectations

  /// What others can be expected to do, from what is public: what they've ordered and what isn't
  /// in force yet, where they drift, how often they changed course, and who goes to the polls.
  var expectations: [Line] {
    let lines = courses + pollsAhead
    return lines.isEmpty ? [] : [Line("What to expect", .heading)] + lines
  }

  /// Others' measures on the seat that come into force in this turn.
  var coming: [Line] {
    let comingOnMe = others.flatMap { view.measures(by: $0, on: me) }
      .filter { $0.inForce != $0.ordered }
    return ranked(comingOnMe, by: { abs($0.ordered - $0.inForce) }).prefix(3).flatMap { measure in
      paragraph(
        "\(roster.code(measure.imposer))'s \(roster[measure.instrument].title) on you in "
          + "\(roster.code(measure.sector)) goes from \(short(measure.inForce)) to "
          + "\(short(measure.ordered)) this turn: it's ordered already.", .caution)
    }
  }

  private var courses: [Line] {
    guard let before, let last = view.last else { return [] }
    var lines = coming
    let drifts = others.filter { roster.pole(ledBy: $0) == nil }.flatMap { state in
      roster.poles.map { pole in
        (state: state, pole: pole, by: now.alignment[state, pole] - before.alignment[state, pole])
      }
    }.filter { abs($0.by) >= 0.05 }
    if !drifts.isEmpty {
      let told = ranked(drifts) { abs($0.by) }.prefix(5).map {
        "\(roster.code($0.state)) \($0.by > 0 ? "toward" : "away from") \(roster.code($0.pole))"
      }
      lines += paragraph("On the move: " + told.joined(separator: ", ") + ".")
    }
    let leaders = roster.poleLeaders.filter { $0 != me }.map { leader in
      let moves = last.events.filter {
        $0.state == leader && $0.kind.isMeasure
      }.count
      return "\(roster.code(leader)) \(moves == 0 ? "none" : "\(moves)")"
    }
    if !leaders.isEmpty {
      lines += paragraph(
        "What stands mostly stays. Measures changed last turn: " + leaders.joined(separator: ", ")
          + ".")
    }
    return lines
  }
}

extension AnswerRecord {
  /// Such as `answered 2 of 5 times`.
  var told: String {
    suffered == 0 ? "(no record yet)" : "(answered \(answered) of \(count(suffered, "time")))"
  }
}
