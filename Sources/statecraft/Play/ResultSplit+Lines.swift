internal import Foundation
internal import StatecraftCore
internal import StatecraftEngine
internal import StatecraftPlayers
internal import StatecraftReplay

extension ResultSplit {
  /// The split in words, for the end of a game.
  func lines(in roster: Roster) -> [Line] {
    let code = roster.code(state)
    let parts: [(Double, String)] = [
      (own, "your orders, and what others answered"), (others, "what others did of themselves"),
      (luck, "luck and injects"), (course, "the world's own course"),
    ]
    let note = wrapped(
      "By playing the game again with and without each, in every order (Shapley values); they add "
        + "up.", first: "  ", rest: "  ")
    return [Line("What made \(code)'s result of \(change(total))", .heading)]
      + parts.map { Line("  \(change($0.0))  \($0.1)") } + note.map { Line($0, .quiet) }
  }

  private func change(_ share: Double) -> String { String(format: "%+.3f %%", 100 * share) }
}
