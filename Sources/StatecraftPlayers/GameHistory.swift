public import StatecraftCore

/// A game's turns in the few numbers by which two histories are compared.
public struct GameHistory: Sendable {
  /// A turn that was played.
  public struct Turn: Sendable {
    public let number: Int
    public let decisions: PerState<Decision>
    /// By state; 1 is unchanged since the start.
    public let realIncome: PerState<Double>
    /// The class that the game would have if it ended here: of the leader's system.
    public let outcome: OutcomeClass
    /// What the last round paid each state, in a game of moves; empty in others.
    public private(set) var payoffs: [Double] = []
    /// Each state's score, in a game of moves; empty in others.
    public private(set) var scores: [Double] = []

    /// - Parameters:
    ///   - decisions: what each state decided.
    ///   - realIncome: by state, after the turn.
    ///   - securedBySystem: turns in a row for which the leader's system has been secure, by
    ///     sector.
    public init(
      number: Int, decisions: PerState<Decision>, realIncome: PerState<Double>,
      securedBySystem: PerSector<Double>, setting: Setting
    ) {
      self.number = number
      self.decisions = decisions
      self.realIncome = realIncome
      let turns = Double(setting.outcome.turns)
      outcome = OutcomeClass(
        excluded: PerSector(securedBySystem.storage.map { $0 >= turns }), isKey: setting.isKey)
    }

    public init(_ record: TurnRecord, setting: Setting) {
      self.init(
        number: record.number, decisions: PerState(record.answers.storage.map(\.decision)),
        realIncome: record.world.realIncome, securedBySystem: record.world.securedBySystem,
        setting: setting)
      guard setting.game != nil else { return }
      payoffs = setting.roster.states.map { record.world.payoffs.row($0).reduce(0, +) }
      scores = setting.roster.states.map { record.world.scores.row($0).reduce(0, +) }
    }
  }

  /// What it's called in a table's heading, such as `before`.
  public let name: String
  public let turns: [Turn]

  public init(name: String, turns: [Turn]) {
    self.name = name
    self.turns = turns
  }
}

extension GameHistory {
  /// A state's turns: its gains, the class so far, and its orders.
  func lines(for state: StateID, facts: GameFacts) -> [Line] {
    let roster = facts.roster
    var lines = [
      Line(
        "\(roster.code(state)) turn by turn: "
          + (facts.isGameOfMoves ? "score, last round" : "gains since the start, class so far"),
        .heading)
    ]
    for turn in turns {
      lines.append(
        Line(
          "  \(facts.numbered(turn.number))".padded(to: 16)
            + gain(of: state, turn).padded(to: 12) + turn.side(of: state)))
      lines += orderLines(turn, state, roster)
    }
    if !facts.isGameOfMoves { lines += paragraph(OutcomeClass.legend + ".", .quiet) }
    return lines
  }

  /// Two histories side by side from the first turn in which they part.
  ///
  /// - Parameter other: the history to compare with; this one is told second.
  public func lines(for states: [StateID], against other: GameHistory, facts: GameFacts) -> [Line] {
    let roster = facts.roster
    guard let first = zip(turns, other.turns).first(where: { !$0.isSame(as: $1) })?.0.number
    else { return [Line("The two histories are the same so far.")] }
    var lines = [Line("Two histories, the same luck: they part in turn \(first)", .heading)]
    for state in states {
      let code = roster.code(state)
      lines.append(
        Line(
          "  \(code) \(facts.isGameOfMoves ? "score" : "gains")".padded(to: 16)
            + other.name.padded(to: 20) + name.padded(to: 20)
            + "difference", .heading))
      for number in first...max(turns.count, other.turns.count, first) {
        let (here, there) = (turn(number), other.turn(number))
        let heading = "  \(facts.numbered(number))".padded(to: 16)
        func cell(_ history: GameHistory, _ turn: Turn?) -> String {
          turn.map { "\(history.gain(of: state, $0)) \($0.side(of: state))" } ?? "–"
        }
        var difference = ""
        if let here, let there {
          difference = here.lead(of: state, over: there)
        }
        lines.append(
          Line(
            heading + cell(other, there).padded(to: 20) + cell(self, here).padded(to: 20)
              + difference))
        if let there, here?.decisions[state] != there.decisions[state] {
          lines += paragraph(
            "\(other.name): \(told(there.decisions[state], roster))", indent: 6, .quiet)
        }
        if let here, there?.decisions[state] != here.decisions[state] {
          lines += paragraph("\(name): \(told(here.decisions[state], roster))", indent: 6, .quiet)
        }
      }
    }
    return lines + others(states, against: other, facts: facts)
  }

  /// Whom the other way helped and hurt most, at the last turn that both have.
  private func others(
    _ states: [StateID], against other: GameHistory, facts: GameFacts
  ) -> [Line] {
    guard let last = zip(turns, other.turns).map(\.0.number).last, let here = turn(last),
      let there = other.turn(last)
    else { return [] }
    let roster = facts.roster
    let changes = roster.states.filter { !states.contains($0) }
      .map { ($0, here.size(of: $0) - there.size(of: $0)) }
      .filter { abs($0.1) >= 1e-5 }
      .sorted { (abs($1.1), $0.0) < (abs($0.1), $1.0) }.prefix(8)
    guard !changes.isEmpty else { return [] }
    let told = changes.map { "\(roster.code($0.0)) \(here.lead(of: $0.0, over: there))" }
      .joined(separator: ", ")
    let what = facts.isGameOfMoves ? "scores" : "gains"
    return paragraph("Others after turn \(last), difference in \(what): \(told).")
  }

  private func turn(_ number: Int) -> Turn? {
    turns.indices.contains(number - 1) ? turns[number - 1] : nil
  }

  private func gain(of state: StateID, _ turn: Turn) -> String {
    turn.scores.isEmpty
      ? percent(turn.realIncome[state] - 1) : points(turn.scores[state.index])
  }

  private func told(_ decision: Decision, _ roster: Roster) -> String {
    let orders = decision.notation(in: roster)
    return orders.isEmpty ? "no orders" : orders.joined(separator: "; ")
  }

  private func orderLines(_ turn: Turn, _ state: StateID, _ roster: Roster) -> [Line] {
    paragraph(told(turn.decisions[state], roster), indent: 6, .quiet)
  }
}

extension GameHistory.Turn {
  /// Whether everybody decided the same, and it came to the same.
  func isSame(as other: Self) -> Bool {
    decisions == other.decisions && realIncome == other.realIncome && scores == other.scores
  }

  /// What is told beside a state's gain or score.
  fileprivate func side(of state: StateID) -> String {
    payoffs.isEmpty ? outcome.rawValue : "(\(points(payoffs[state.index])))"
  }

  /// A state's real income, or its score.
  fileprivate func size(of state: StateID) -> Double {
    scores.isEmpty ? realIncome[state] : scores[state.index]
  }

  /// How much better off a state is than in another course, in words.
  fileprivate func lead(of state: StateID, over other: Self) -> String {
    let lead = size(of: state) - other.size(of: state)
    return scores.isEmpty ? basisPoints(lead) : points(lead)
  }
}

extension String {
  /// Filled with spaces, or with one where it's long enough.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(width - count, 1))
  }
}
