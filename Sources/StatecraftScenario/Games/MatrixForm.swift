internal import StatecraftCore
internal import StatecraftGames

/// `game: {matrix: …}`: a game of two, played between every pair of neighbours.
enum MatrixForm: GameForm {
  static let name = "matrix"
  static let meaning = "A game of two by its payoffs, played between all who are tied."

  private static let payoff = Shape.number(-1e9...1e9, unit: "payoff")

  static let keys: [Key] = [
    .required("moves", .list(.text(.slug)), "The names of the moves, in order."),
    .required(
      "payoffs", .list(.list(payoff)), "What a player gets: own move by row, the other's by column."
    ),
    .optional(
      "column_payoffs", .list(.list(payoff)),
      "What players of columns get, own move by row; as ‘payoffs’ where missing."),
    .optional(
      "columns", .list(.reference(.state)), "The states that play columns; the others play rows."),
  ]

  static func make(_ record: Value, _ context: GameFormContext) -> (any StageGame)? {
    let count = record.list("moves").count
    guard let payoffs = context.matrix(record["payoffs"], rows: count, columns: count) else {
      return nil
    }
    var playsRows = PerState(repeating: true, count: context.roster.stateCount)
    for value in record.list("columns") {
      if let state = context.roster.state(value) { playsRows[state] = false }
    }
    var columnPayoffs: [[Double]]?
    if let value = record["column_payoffs"] {
      columnPayoffs = context.matrix(value, rows: count, columns: count)
      for state in context.roster.states {
        for other in context.network.neighbours(of: state)
        where state < other && playsRows[state] == playsRows[other] {
          context.log.add(
            "\(context.roster.code(state)) and \(context.roster.code(other)) meet and play the "
              + "same role: list one below ‘columns’, or tie only rows to columns", at: value)
        }
      }
    }
    return MatrixGame(
      payoffs: payoffs, columnPayoffs: columnPayoffs, network: context.network,
      playsRows: playsRows)
  }
}
