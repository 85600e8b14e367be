internal import StatecraftCore
internal import StatecraftReplay

extension MoveAdvice {
  // MARK: What others do

  func explain(_ state: StateID) -> [Line] {
    let code = roster.code(state)
    guard let last = view.last else {
      return paragraph("\(code) hasn't done anything yet: no turn is closed.", indent: 0)
    }
    var lines = [
      Line("\(roster.name(state)) in turn \(view.facts.numbered(last.number))", .heading)
    ]
    let acts = last.events.filter { $0.state == state && $0.kind.origin == .move }
    if acts.isEmpty { lines += paragraph("It moved as before.") }
    for sentence in ReplayTelling.sentences(of: acts, in: roster) { lines += paragraph(sentence) }
    for partner in game.partners(of: state).prefix(8) {
      let standing = table.name(state, toward: partner)
      let toward = partner == state ? "" : " toward \(roster.code(partner))"
      guard let pays = table.payoff(of: state, with: partner),
        let best = table.bestReply(of: state, toward: partner)
      else {
        lines += paragraph("\(standing)\(toward): what that pays, only \(code) knows.")
        continue
      }
      let isBest = best.payoff <= pays
      lines += paragraph(
        "\(standing)\(toward) pays it \(points(pays))"
          + (isBest
            ? ", as much as it can get against what stands."
            : "; \(table.name(best.move)) would pay it \(points(best.payoff))."))
    }
    return lines
      + paragraph(
        state == me
          ? "‘advise’ has what your own staff weighs."
          : "Payoffs by the game's rules; how it chooses, only \(code) knows.", .quiet)
  }

  func rivals() -> [Line] {
    var lines = paragraph("How others choose is theirs. What their moves reveal:", indent: 0)
    var rows = Columns("state", "turns", "did as you did before", "moved for its best", "mostly")
    for state in others.prefix(16) {
      let record = record(of: state)
      guard record.turns > 0 else { continue }
      rows.add(
        [
          roster.code(state), "\(record.turns)",
          record.echoes.map { "\($0) of \(record.turns)" } ?? "–",
          record.best.map { "\($0) of \(record.turns)" } ?? "–",
        ], rest: record.mostly)
    }
    lines += rows.lines(empty: "Nobody has had a say in a turn yet that told anything.")
    guard !rows.isEmpty else { return lines }
    return lines
      + paragraph(
        "did as you did before: its move toward you after a turn was what yours was in the turn "
          + "before. moved for its best: it paid most against what then stood.", .quiet)
  }

  /// What a state did in the turns in which it had a say, toward this seat where moves are toward
  /// someone.
  private func record(
    of state: StateID
  ) -> (turns: Int, echoes: Int?, best: Int?, mostly: String) {
    let isPartner = !game.isBilateral || table.partners.contains(state)
    let partner = game.isBilateral ? me : state
    guard isPartner else { return (0, nil, nil, "") }
    var (turns, echoes, best) = (0, 0, 0)
    var moved: [(move: Double, times: Int)] = []
    let befores = view.past.map(\.before) + [now]
    for (past, after) in zip(view.past, befores.dropFirst())
    where deciders(past.number).contains(state) {
      turns += 1
      let move = after.profile.moves[state, partner]
      if game.isBilateral, move == past.before.profile.moves[me, state] { echoes += 1 }
      if let then = MoveTable(past.before), let reply = then.bestReply(of: state, toward: partner),
        let got = then.payoff(
          of: state, with: partner, in: then.profile(state, toward: partner, moving: move)),
        got >= reply.payoff
      {
        best += 1
      }
      if let index = moved.firstIndex(where: { $0.move == move }) {
        moved[index].times += 1
      } else {
        moved.append((move, 1))
      }
    }
    let mostly = ranked(moved) { Double($0.times) }.first.map { "\(table.name($0.move))" } ?? ""
    return (
      turns, game.isBilateral ? echoes : nil, table.isKnown(state) ? best : nil, mostly
    )
  }

  // MARK: Tables

  var tables: [(name: String, summary: String)] {
    [
      ("scores", "scores so far, and what the last round paid"),
      ("moves", "what everybody's moves are"),
      ("payoffs", "what moves pay you and others"),
      ("rounds", "your encounters turn by turn"),
    ]
  }

  func show(_ table: String, _ filter: Filter) -> [Line] {
    switch table {
    case "scores": scoreTable(filter)
    case "moves": moveTable(filter)
    case "payoffs": filter.states.isEmpty ? payoffTable : payoffs(filter)
    default: roundTable(filter)
    }
  }

  private func scoreTable(_ filter: Filter) -> [Line] {
    var rows = Columns("state", "score", "last round", "you against it")
    for state in ranked(roster.states.filter(filter.contains), by: table.score) {
      rows.add(
        [
          roster.code(state), points(table.score(state)), points(table.paid(state)),
          state == me ? "" : points(table.score(me) - table.score(state)),
        ], state == me ? .good : .plain)
    }
    return rows.lines(empty: "")
  }

  /// Everybody's moves, partners toward whom they're alike in one row.
  private func moveTable(_ filter: Filter) -> [Line] {
    var rows = Columns("state", "moves")
    for state in roster.states where filter.contains(state) {
      var groups: [(move: Double, toward: [StateID])] = []
      for partner in game.partners(of: state) {
        let move = now.profile.moves[state, partner]
        if let index = groups.firstIndex(where: { $0.move == move }) {
          groups[index].toward.append(partner)
        } else {
          groups.append((move, [partner]))
        }
      }
      let told = groups.map { group in
        table.name(group.move)
          + (game.isBilateral
            ? " toward " + group.toward.map(roster.code).joined(separator: " ") : "")
      }
      rows.add(
        [roster.code(state)],
        rest: told.isEmpty ? "plays with nobody" : told.joined(separator: "; "),
        state == me ? .good : .plain)
    }
    return rows.lines(empty: "")
  }

  var payoffTable: [Line] { payoffs(Filter()) }

  private func payoffs(_ filter: Filter) -> [Line] {
    guard game.isBilateral else { return ownPayoffs }
    var groups: [(cells: [[String]], partners: [StateID])] = []
    for partner in table.partners where filter.contains(partner) {
      let cells = cells(with: partner)
      if let index = groups.firstIndex(where: { $0.cells == cells }) {
        groups[index].partners.append(partner)
      } else {
        groups.append((cells, [partner]))
      }
    }
    return groups.prefix(4).flatMap { group -> [Line] in
      let codes = group.partners.map(roster.code)
      let whom =
        codes.count > 8 ? codes.prefix(8).joined(separator: ", ") + " …" : alternatives(codes)
      let theirs = table.options(of: group.partners[0]).map(table.name)
      var rows = Columns(headings: ["you \\ it"] + theirs)
      for (option, row) in zip(table.options(of: me), group.cells) {
        rows.add([table.name(option)] + row)
      }
      return [Line("What an encounter with \(whom) pays you, it", .heading)]
        + rows.lines(empty: "")
    }
      + (groups.count > 4 ? paragraph("‘show payoffs STATE’ has others.", .quiet) : [])
  }

  /// What an encounter pays both, own move by the other's.
  private func cells(with partner: StateID) -> [[String]] {
    table.options(of: me).map { own in
      table.options(of: partner).map { its in
        var profile = table.profile(me, toward: partner, moving: own)
        profile.moves[partner, me] = its
        return points(table.payoff(of: me, with: partner, in: profile)) + ", "
          + points(table.payoff(of: partner, with: me, in: profile))
      }
    }
  }

  /// What the seat's own moves pay it against what stands, where moves count toward all.
  private var ownPayoffs: [Line] {
    var rows = Columns("your move", "pays you")
    var options = table.options(of: me, evenly: 6)
    if let best = table.bestReply(of: me, toward: me)?.move, !options.contains(best) {
      options = (options + [best]).sorted()
    }
    for move in options {
      let profile = table.profile(me, toward: me, moving: move)
      rows.add([table.name(move), points(table.payoff(of: me, with: me, in: profile))])
    }
    return [Line("What your moves pay if all others' stand", .heading)] + rows.lines(empty: "")
  }

  private func roundTable(_ filter: Filter) -> [Line] {
    var rows = Columns("turn", "with", "you", "it", "paid you", "paid it")
    let befores = view.past.map(\.before) + [now]
    for (past, after) in zip(view.past, befores.dropFirst()) {
      for partner in table.partners where filter.contains(partner) {
        rows.add([
          view.facts.numbered(past.number), partner == me ? "all" : roster.code(partner),
          table.name(after.profile.moves[me, partner]),
          partner == me ? "" : table.name(after.profile.moves[partner, me]),
          points(after.payoffs[me, partner]),
          partner == me ? "" : points(after.payoffs[partner, me]),
        ])
      }
    }
    return rows.lines(empty: "No turn is closed yet.")
  }
}
