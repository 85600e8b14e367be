internal import StatecraftCore
internal import StatecraftGames

/// `game: {matrix: …}`: a game of two, played between every pair of neighbours.
enum MatrixForm: GameForm {
  static let name = "matrix"
  static let meaning = "A game of two by its payoffs, played between all who are tied."

  static let payoff = Shape.number(-1e9...1e9, unit: "payoff")

  static let keys: [Key] = [
    .required("moves", .set(.text(.slug)), "The names of the moves, in order."),
    .required(
      "payoffs", .list(.list(payoff)), "What a player gets: own move by row, the other's by column."
    ),
    .optional(
      "column_payoffs", .list(.list(payoff)),
      "What players of columns get, own move by row; as ‘payoffs’ where missing."),
    .optional(
      "columns", .set(.reference(.state)),
      "The states that play columns; the others play rows."),
    .optional(
      "one_move", .flag, default: "false",
      "Whether a state makes one move toward all whom it's tied to, instead of one toward each."),
    .optional(
      "bias", .dictionary(.codes(.state, or: ["default"]), .list(payoff)),
      "Where one move counts toward all, what each is worth by itself."),
  ]

  static func make(_ record: Value, _ context: GameFormContext) -> (any StageGame)? {
    if record["one_move"]?.flag == true { return polymatrix(record, context) }
    if let bias = record["bias"] {
      context.log.add("a bias needs ‘one_move: true’", at: bias)
    }
    if record["column_payoffs"] == nil, let columns = record["columns"] {
      context.log.add(
        "without ‘column_payoffs’ rows and columns are alike: leave this out", at: columns)
    }
    let moves = record.list("moves").count
    // Rows may have fewer moves than columns, or more.
    let rows = record["column_payoffs"] == nil ? moves : record.list("payoffs").count
    let columns = record["column_payoffs"]?.list.count ?? moves
    if max(rows, columns) != moves, let value = record["moves"],
      !context.log.hasFaults(below: record.path)
    {
      context.log.add(
        "there are \(moves) moves, and payoffs for \(rows) of rows and \(columns) of columns",
        at: value)
    }
    guard rows > 0, columns > 0,
      let payoffs = context.matrix(record["payoffs"], rows: rows, columns: columns)
    else {
      if rows == 0 || columns == 0 { context.log.add("a player needs a move", at: record) }
      return nil
    }
    var playsRows = PerState(repeating: true, count: context.roster.stateCount)
    for value in record.list("columns") {
      if let state = context.roster.state(value) { playsRows[state] = false }
    }
    var columnPayoffs: [[Double]]?
    if let value = record["column_payoffs"] {
      columnPayoffs = context.matrix(value, rows: columns, columns: rows)
      for state in context.roster.states {
        for other in context.network.neighbours(of: state)
        where state < other && playsRows[state] == playsRows[other] {
          context.log.add(
            "\(context.roster.code(state)) and \(context.roster.code(other)) meet and play the "
              + "same role: list one below ‘columns’, or tie only rows to columns", at: value)
        }
      }
      if columnPayoffs == nil { return nil }
    }
    return MatrixGame(
      payoffs: payoffs, columnPayoffs: columnPayoffs, network: context.network,
      playsRows: playsRows)
  }

  private static func polymatrix(
    _ record: Value, _ context: GameFormContext
  ) -> (any StageGame)? {
    for key in ["column_payoffs", "columns"] {
      if let value = record[key] {
        context.log.add("where one move counts toward all, all play the same part", at: value)
      }
    }
    let count = record.list("moves").count
    let payoffs = context.matrix(record["payoffs"], rows: count, columns: count)
    let entries = record.entries("bias")
    for entry in entries where entry.value.list.count != count {
      if !context.log.hasFaults(below: entry.value.path) {
        context.log.add("expected \(count) numbers, one for each move", at: entry.value)
      }
    }
    if count == 0 { context.log.add("a player needs a move", at: record) }
    guard let payoffs, !context.log.hasFaults(below: record.path) else { return nil }
    let bias = context.roster.states.map { state in
      let own = entries.first { $0.key == context.roster.code(state) }
      return (own ?? entries.first { $0.key == "default" })?.value.list.compactMap(\.number)
        ?? Array(repeating: 0, count: count)
    }
    return PolymatrixGame(payoffs: payoffs, bias: PerState(bias), network: context.network)
  }
}
