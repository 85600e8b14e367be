internal import StatecraftCore
internal import StatecraftEngine
internal import StatecraftReplay
internal import StatecraftScenario

extension History {
  /// The turns of a recorded game before one of them, with the draws of their rules as recorded.
  init(_ replay: Replay, before turn: Int) {
    let header = replay.header
    let turns = replay.turns.prefix(turn - 1).map { (recorded: ReplayTurn) -> Turn in
      let decisions = PerState(recorded.decisions)
      guard header.hasDraws else {
        return Turn(decisions: decisions, injects: recorded.injects)
      }
      return Turn(
        decisions: decisions, injects: recorded.injects,
        chance: { RecordedChance(recorded.draws, roster: header.roster) })
    }
    self.init(seed: header.seed, replicate: header.replicate, turns: turns)
  }
}

extension ReplayCommand {
  /// A recorded game as it stood at the beginning of a turn.
  static func position(
    of scenario: Scenario, in replay: Replay, before turn: Int, file: String
  ) throws -> Position {
    let advice = "‘statecraft replay verify \(file)’ tells where it differs."
    let position: Position
    do {
      position = try Position(of: scenario, after: History(replay, before: turn))
    } catch {
      throw Failure(.diverged, "\(file): its turns don't come out again. \(error)\n\(advice)")
    }
    for (digest, recorded) in zip(position.turnDigests, replay.turns)
    where digest.hexadecimal != recorded.digest {
      throw Failure(
        .diverged, "\(file): turn \(recorded.number) doesn't come out as recorded: \(advice)")
    }
    return position
  }
}
