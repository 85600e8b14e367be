internal import StatecraftCore
internal import StatecraftGames

/// `game: {outcomes: …}`: a game of all states at once, by what every profile of moves pays, or in a
/// symmetric game of two moves by how many others take the second.
enum OutcomesForm: GameForm {
  static let name = "outcomes"
  static let meaning = "A game of all states at once, by what every profile of moves pays."

  static let keys: [Key] = [
    .required("moves", .set(.text(.slug)), "The names of the moves, in order."),
    .optional(
      "players", .set(.reference(.state)),
      "The order in which profiles name the states; that of codes where missing."),
    .optional(
      "profiles",
      .list(
        .record([
          .required("moves", .list(.text(.slug)), "Everybody's move."),
          .required("payoffs", .list(MatrixForm.payoff), "What each gets."),
        ])), "What every profile of moves pays: each once. Who has fewer moves has the first ones."),
    .optional(
      "by_others", .list(.list(MatrixForm.payoff)),
      "Instead, for two moves: a row for each, with the payoff when 0 to n − 1 others take the "
        + "second."),
  ]

  static func make(_ record: Value, _ context: GameFormContext) -> (any StageGame)? {
    switch (record["profiles"], record["by_others"]) {
    case (nil, let table?): return symmetric(record, table, context)
    case (let profiles?, nil): return tabulated(record, profiles, context)
    default:
      context.log.add("say what moves pay by ‘profiles’ or by ‘by_others’", at: record)
      return nil
    }
  }

  private static func symmetric(
    _ record: Value, _ table: Value, _ context: GameFormContext
  ) -> (any StageGame)? {
    if record.list("moves").count != 2, let moves = record["moves"] {
      context.log.add("a game by the number of others has two moves", at: moves)
    }
    if let players = record["players"] {
      context.log.add(
        "in a game by the number of others all are alike: leave this out", at: players)
    }
    return context.matrix(table, rows: 2, columns: context.roster.stateCount)
      .map(BinaryGame.init(payoffs:))
  }

  private static func tabulated(
    _ record: Value, _ profiles: Value, _ context: GameFormContext
  ) -> (any StageGame)? {
    let (roster, log) = (context.roster, context.log)
    let players = record["players"].map { $0.list.compactMap { roster.state($0) } } ?? roster.states
    if let value = record["players"] {
      let isComplete = Set(players).count == roster.stateCount
      if !isComplete || players.count != roster.stateCount {
        log.add("name every state once", at: value)
      }
    }
    var rows: [(value: Value, moves: [Int], payoffs: [Double])] = []
    for row in profiles.list {
      let moves = row.list("moves").compactMap { $0.text.flatMap(roster.move).map { Int($0) } }
      let payoffs = row.list("payoffs").compactMap(\.number)
      guard moves.count == row.list("moves").count else {
        log.add("the moves are \(roster.moveNames.joined(separator: ", "))", at: row)
        continue
      }
      guard moves.count == roster.stateCount, payoffs.count == roster.stateCount else {
        if !log.hasFaults(below: row.path) {
          log.add("expected \(roster.stateCount) moves and as many payoffs", at: row)
        }
        continue
      }
      rows.append((row, moves, payoffs))
    }
    guard !log.hasFaults(below: record.path) else { return nil }
    let counts = roster.states.map { state in
      let place = players.firstIndex(of: state) ?? 0
      return 1 + (rows.map { $0.moves[place] }.max() ?? 0)
    }
    var size = 1
    for count in counts {
      size *= count
      guard size <= StrategicForm.profileMax else {
        log.add("there are more than \(StrategicForm.profileMax) profiles", at: profiles)
        return nil
      }
    }
    var payoffs = Array(repeating: Array(repeating: 0.0, count: size), count: roster.stateCount)
    var isKnown = Array(repeating: false, count: size)
    for row in rows {
      var number = 0
      for (state, count) in zip(roster.states, counts) {
        number = number * count + row.moves[players.firstIndex(of: state) ?? 0]
      }
      if isKnown[number] { log.add("this profile is listed already", at: row.value) }
      isKnown[number] = true
      for (state, payoff) in zip(players, row.payoffs) { payoffs[state.index][number] = payoff }
    }
    let missing = isKnown.count { !$0 }
    if missing > 0 {
      log.add("of \(size) profiles \(missing) are missing", at: profiles)
    }
    guard !log.hasFaults(below: profiles.path) else { return nil }
    return NormalFormGame(StrategicForm(moveCounts: counts, payoffs: payoffs))
  }
}
