internal import StatecraftCore

/// What `help` says in a game in strategic form.
extension Help {
  func overview(of moves: MoveReader) -> [Line] {
    page(
      "Help (topics: \(topics.joined(separator: ", ")))",
      [
        (moves.example ?? moves.usage, "an order; ‘help orders’ has all there is"),
        ("estimate \(moves.example ?? moves.usage)", "what it pays if others stand"),
        ("legal, show, advise, rivals", "what may be done, tables, counsel"),
        ("undo, review", "take back, look over"),
        ("end", "close the turn"),
        ("back 1", "play the last turn another way"),
        ("save NAME, quit", "keep a copy, leave (nothing is lost)"),
      ],
      "The beginning of a word does, and case doesn't matter.")
  }

  func orders(of moves: MoveReader) -> [Line] {
    var lines = [Line(moves.usage, .heading)]
    switch moves.game.moves(of: moves.me) {
    case .named(let count):
      lines += paragraph(
        "The moves are " + alternatives(Array(facts.roster.moveNames.prefix(count)))
          + "; the word ‘move’ may be left out.")
    case .quantity(let range):
      lines += paragraph(
        "A number from \(short(range.lowerBound)) to \(short(range.upperBound)).")
    }
    if moves.game.isBilateral {
      lines += paragraph(
        "You move toward each partner apart; several share an order, and ‘all’ is all of them.")
    }
    return lines
      + paragraph(
        "A move stands until you order another. A later order about the same takes the earlier's "
          + "place.")
  }

  var adviceOnMoves: [Line] {
    page(
      "Advice",
      [
        ("brief", "scores, what stands and what it pays"),
        ("legal", "what may be ordered now"),
        ("estimate [ORDER]", "what an order pays if others' moves stand"),
        ("advise", "what your own staff would order, and why"),
        ("explain STATE", "what a state did, and what would pay it"),
        ("rivals", "what others' moves reveal"),
        ("show [TABLE] [STATE]", "tables: scores, moves, payoffs, rounds"),
      ],
      "Estimates take others' moves as they stand; others may move at the same time.")
  }
}
