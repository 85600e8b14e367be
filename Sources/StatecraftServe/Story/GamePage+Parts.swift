internal import Foundation
internal import StatecraftCore
internal import StatecraftPlayers
internal import StatecraftReplay

extension GamePage {
  // MARK: Scores

  /// Who gained how much, by itself and against the world, and the way there.
  func scoreboard() -> [String] {
    let setting = game.scenario.setting
    let sizes = roster.states.map { story.whatIf.size(of: $0, in: story.end) }
    let size = setting.gdp.storage.reduce(0, +)
    let mean = roster.states.reduce(0) { $0 + setting.gdp[$1] / size * sizes[$1.index] }
    let ranked = roster.states.sorted { (sizes[$1.index], $0) < (sizes[$0.index], $1) }
    let rows = ranked.enumerated().map { place, state in
      [
        "\(place + 1)", escaped(roster.name(state)), story.value(sizes[state.index]),
        isGameOfMoves
          ? String(format: "%+.4g", sizes[state.index] - mean)
          : story.value(sizes[state.index] - mean),
        escaped(replay.header.seats[state.index].policy),
      ]
    }
    let caption =
      isGameOfMoves
      ? "Scores; the mean is \(story.value(mean))"
      : "Gains of real income since the start; the world as a whole, by GDP, \(story.value(mean))"
    return [
      "<h2>Scoreboard</h2>", chart(),
      Self.table(
        caption, ["", "State", "Absolute", "Relative to the world", "Played by"], rows, left: 2),
    ]
  }

  /// Lines of the protagonists' gains, turn by turn.
  private func chart() -> String {
    let states = Array(story.protagonists.prefix(6))
    let worlds = game.worlds
    guard worlds.count > 1, !states.isEmpty else { return "" }
    let values = states.map { state in worlds.map { story.whatIf.size(of: state, in: $0) } }
    let low = min(values.flatMap(\.self).min() ?? 0, 0)
    let high = max(values.flatMap(\.self).max() ?? 0, low + 1e-9)
    let (width, height) = (760.0, 240.0)
    func x(_ turn: Int) -> Double { 70 + (width - 150) * Double(turn) / Double(worlds.count - 1) }
    func y(_ value: Double) -> Double { 12 + (height - 44) * (high - value) / (high - low) }
    func f(_ value: Double) -> String { String(format: "%.1f", value) }
    var svg = [
      "<figure><svg viewBox=\"0 0 \(f(width)) \(f(height))\" role=\"img\" aria-label=\"Gains by turn\">"
    ]
    for value in [low, 0, high] {
      svg.append(
        "<line class=\"grid\" x1=\"70\" x2=\"\(f(width - 80))\" y1=\"\(f(y(value)))\" "
          + "y2=\"\(f(y(value)))\"/><text x=\"64\" y=\"\(f(y(value) + 4))\" class=\"end\">"
          + "\(story.value(value))</text>")
    }
    for turn in stride(from: 0, to: worlds.count, by: max(1, (worlds.count - 1) / 6)) {
      svg.append(
        "<text x=\"\(f(x(turn)))\" y=\"\(f(height - 8))\" class=\"mid\">"
          + "\(turn == 0 ? "start" : facts.hasCalendar ? "\(facts.year(of: turn))" : "\(turn)")</text>"
      )
    }
    // Labels that would lie on each other are moved apart, in the order of the lines.
    var lowest = -Double.infinity
    let order = states.indices.sorted { (values[$1].last ?? 0, $0) < (values[$0].last ?? 0, $1) }
    for index in order {
      let points = values[index].enumerated().map { "\(f(x($0.offset))),\(f(y($0.element)))" }
      lowest = max(y(values[index].last ?? 0), lowest + 15)
      svg.append(
        "<polyline class=\"line l\(index)\" points=\"\(points.joined(separator: " "))\"/>"
          + "<text class=\"t\(index)\" x=\"\(f(width - 74))\" y=\"\(f(lowest + 4))\">"
          + "\(escaped(roster.code(states[index])))</text>")
    }
    return svg.joined() + "</svg><figcaption>"
      + (isGameOfMoves ? "Scores" : "Real income against the start")
      + ", turn by turn</figcaption></figure>"
  }

  // MARK: Turns

  func timeline() -> [String] {
    let headlines = Headlines(roster)
    let rows = replay.turns.map { turn in
      let news = headlines.items(of: turn.events).map { escaped($0.text) }
      let rulings = turn.remarks.filter { $0.kind == .ruling }.map { escaped($0.told) }
      let all = rulings + news
      return [
        facts.numbered(turn.number),
        all.isEmpty ? "nothing that all should know" : all.joined(separator: "<br>"),
      ]
    }
    return [
      "<h2>Timeline</h2>",
      Self.table("Six lines of news a turn at most", ["Turn", "News"], rows, left: 2),
    ]
  }

  /// Each protagonist's orders, with what they cost and what came of them.
  func orders() -> [String] {
    var parts = ["<h2>Orders, what they cost and what came of them</h2>"]
    for state in story.protagonists {
      let rows = replay.turns.compactMap { turn -> [String]? in
        let decision = turn.decisions[state.index]
        guard decision != .hold else { return nil }
        let point = story.turningPoints.first { $0.turn == turn.number && $0.state == state }
        let money = decision.investments.reduce(0) { $0 + $1.percentOfGDP }
        let note = turn.notes.first { $0.state == state }.map { "held: \(escaped($0.reason))" }
        let worst = point.flatMap { point in
          roster.states.filter { $0 != state }.min { point.effects[$0] < point.effects[$1] }
            .map { "\(roster.code($0)) \(story.change(point.effects[$0]))" }
        }
        return [
          facts.numbered(turn.number),
          decision.notation(in: roster).map(escaped).joined(separator: "<br>"),
          note ?? "", money > 0 ? String(format: "%.2f %% of GDP", money) : "–",
          point.map { story.change($0.effects[state]) } ?? "–", worst ?? "–",
        ]
      }
      parts.append(
        rows.isEmpty
          ? "<p>\(escaped(roster.name(state))) gave no orders.</p>"
          : Self.table(
            escaped(roster.name(state))
              + ": what a turn's orders changed at the end, by playing it again without them",
            ["Turn", "Orders", "", "Money", "For itself", "Hurt most"], rows, left: 3))
    }
    return parts
  }

  /// What was said, where talk was on.
  func said() -> [String] {
    let rows = replay.turns.flatMap { turn in
      turn.remarks.map { [facts.numbered(turn.number), escaped($0.told)] }
    }
    return rows.isEmpty
      ? []
      : ["<h2>Said at the table</h2>", Self.table("On record", ["Turn", "What"], rows, left: 2)]
  }

  // MARK: Trade

  /// The network of trade by turn: states on a circle in the order of their sides, lines for the
  /// broadest flows.
  func networks() -> [String] {
    let last = replay.turns.count
    let turns = last <= 6 ? Array(0...last) : (0...5).map { $0 * last / 5 }
    return ["<h2>The network of trade</h2>", "<div class=\"six\">"]
      + turns.map(network) + [
        "</div>",
        "<p class=\"quiet\">Lines are the 60 broadest flows between two states in both directions. "
          + "Red: at least a tenth less than at the start; green: a tenth more. Dots have the colours "
          + "of the map.</p>",
      ]
  }

  private func network(_ turn: Int) -> String {
    let order = roster.states.sorted {
      (side(of: $0, after: 0), $0) < (side(of: $1, after: 0), $1)
    }
    var spots = PerState(repeating: (x: 0.0, y: 0.0), count: roster.stateCount)
    for (place, state) in order.enumerated() {
      let angle = 2 * Double.pi * Double(place) / Double(order.count) - Double.pi / 2
      spots[state] = (150 + 112 * cos(angle), 150 + 112 * sin(angle))
    }
    let (now, start) = (story.trade(after: turn), story.trade(after: 0))
    let broadest = now.sorted { $1.value < $0.value }.prefix(60)
    let top = broadest.first?.value ?? 1
    func f(_ value: Double) -> String { String(format: "%.1f", value) }
    var svg = [
      "<figure><svg viewBox=\"0 0 300 300\" role=\"img\" aria-label=\"Trade after turn \(turn)\">"
    ]
    for flow in broadest.reversed() {
      let before = start.first { $0.one == flow.one && $0.other == flow.other }?.value ?? 0
      let ratio = before > 0 ? flow.value / before : 2
      let name = ratio < 0.9 ? "less" : ratio > 1.1 ? "more" : "same"
      let (a, b) = (spots[flow.one], spots[flow.other])
      svg.append(
        "<line class=\"\(name)\" x1=\"\(f(a.x))\" y1=\"\(f(a.y))\" x2=\"\(f(b.x))\" y2=\"\(f(b.y))\" "
          + "stroke-width=\"\(f(0.4 + 6 * (flow.value / top).squareRoot()))\"/>")
    }
    for state in order {
      let (x, y) = spots[state]
      svg.append(
        "<circle class=\"b\(side(of: state, after: turn)) dot\" cx=\"\(f(x))\" cy=\"\(f(y))\" r=\"5\"/>"
          + "<text class=\"mid\" x=\"\(f(150 + (x - 150) * 1.2))\" y=\"\(f(154 + (y - 150) * 1.2))\">"
          + "\(escaped(roster.code(state)))</text>")
    }
    return svg.joined() + "</svg><figcaption>"
      + (turn == 0 ? "At the start" : "After turn \(facts.numbered(turn))")
      + "</figcaption></figure>"
  }
}

extension GameStory {
  /// What two states trade in both directions, in billion US dollars, each pair once.
  func trade(after turn: Int) -> [(one: StateID, other: StateID, value: Double)] {
    let world = game.worlds[turn]
    let roster = game.scenario.setting.roster
    return roster.states.flatMap { one in
      roster.states.filter { one < $0 }.map { other in
        let value = roster.sectors.reduce(0) {
          $0 + world.flows[$1, one, other] + world.flows[$1, other, one]
        }
        return (one, other, value)
      }
    }
  }
}
