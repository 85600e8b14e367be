internal import StatecraftCore
internal import StatecraftGames

/// Makes a scenario in which a game in strategic form is played, of proven values.
struct GameAssembly {
  let root: Value
  let roster: Roster
  let catalogue: ScenarioCatalogue
  let log: FaultLog
  /// How draws are addressed where the file doesn't say.
  let usualLuck: Luck

  /// - Returns: nil, and faults, when the parts don't fit together.
  func make(_ conducts: [Conduct?], hash: String) -> (scenario: Scenario, network: Network)? {
    let network = network()
    let forms = GameForms.named(in: root)
    if forms.count != 1, let game = root["game"], !log.hasFaults(below: game.path) {
      let names = GameForms.all.map { $0.name }.joined(separator: ", ")
      log.add("name one form of game; there are \(names)", at: game)
    }
    let context = GameFormContext(root: root, roster: roster, network: network, log: log)
    let maker = SeatMaker(roster: roster, isGame: true, log: log)
    let seats = conducts.map { $0.flatMap(maker.seat) }
    let (revision, rulebook) = (revision(), rulebook())
    guard let (form, record) = forms.first, let game = form.make(record, context), let rulebook
    else { return nil }
    let setting = Setting(
      roster: roster, game: game, revision: revision, startYear: root.whole("start_year") ?? 1,
      turns: root.whole("turns") ?? 1, luck: Luck(root, usually: usualLuck)
    ).with { $0.orders = rulebook.orders }
    var start = World(
      setting: setting, technology: SectorState(repeating: 0, rows: 0, width: roster.stateCount))
    for (state, conduct) in zip(roster.states, conducts.compactMap(\.self)) {
      for term in UtilityTerm.weighted { start.weights[state, term] = conduct.weights[term.index] }
      let gains = conduct.relativeGains(of: state, in: roster)
      for other in roster.states { start.relativeGains[state, other] = gains[other.index] }
    }
    place(game, in: &start)
    guard log.isEmpty else { return nil }
    let scenario = Scenario(
      name: root.text("name") ?? "", title: root.text("title") ?? "", setting: setting,
      start: start, rulebook: rulebook, seats: PerState(seats.compactMap(\.self)), hash: hash)
    return (scenario, network)
  }

  private func network() -> Network {
    guard let table = root["network"] else {
      return .complete(states: roster.stateCount)
    }
    let isDirected = root["directed"]?.flag ?? false
    var weights = Dyadic(repeating: 0.0, rows: roster.stateCount, width: roster.stateCount)
    for row in table.list {
      guard let i = roster.state(row["i"]), let j = roster.state(row["j"]) else { continue }
      let weight = row.number("weight") ?? 1
      if i == j { log.add("a tie needs two states", at: row) }
      if !isDirected {
        if weights[j, i] != 0 {
          log.add("this pair is listed already, the other way round", at: row)
        }
        weights[j, i] = weight
      }
      weights[i, j] = weight
    }
    return Network(weights: weights)
  }

  private func revision() -> RevisionProtocol {
    let game = root["game"]
    let word = game?.text("revision") ?? "simultaneous"
    if let order = game?["order"], word != "sequential" {
      log.add("an order is for the revision ‘sequential’", at: order)
    }
    switch word {
    case "sequential":
      let order = game?.list("order").compactMap { roster.state($0) } ?? []
      return .sequential(order.isEmpty ? roster.states : order)
    case "random": return .random
    default: return .simultaneous
    }
  }

  private func rulebook() -> Rulebook? {
    var rules: [any Rule] = []
    for entry in root.entries("rules") {
      guard let definition = catalogue.gameRules.first(where: { $0.name == entry.key }) else {
        continue
      }
      rules.append(definition.make(entry.value.entries, log))
    }
    return try? Rulebook(rules)
  }

  /// Puts everybody's moves where the file says that they start.
  private func place(_ game: any StageGame, in start: inout World) {
    let entries = root["game"]?.entries("start") ?? []
    for state in roster.states {
      let entry =
        entries.first { $0.key == roster.code(state) } ?? entries.first { $0.key == "default" }
      var move =
        switch game.moves(of: state) {
        case .named: 0.0
        case .quantity(let range): range.lowerBound
        }
      if let value = entry?.value, let text = value.text {
        if let named = roster.move(text), game.moves(of: state).contains(named) {
          move = named
        } else {
          let names = roster.moveNames
          log.add(
            "‘\(SourceNode.shortened(text))’ is no move of \(roster.code(state))"
              + (names.isEmpty ? "" : "; there are \(names.joined(separator: ", "))"), at: value)
        }
      }
      for partner in game.partners(of: state) { start.moves[state, partner] = move }
    }
  }
}
