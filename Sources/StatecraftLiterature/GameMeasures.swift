internal import StatecraftCore
public import StatecraftScenario

/// Reads measures off a game in strategic form: what theory says of it, and what came of playing it.
public struct GameMeasures: Sendable {
  let loaded: LoadedScenario
  /// How games ended; nil where none was played.
  let games: PlayedGames?

  /// - Parameters:
  ///   - loaded: a scenario with a game in strategic form.
  ///   - games: how games of it ended; needed for measures that are ``MeasureKind/isPlayed``.
  public init(_ loaded: LoadedScenario, games: PlayedGames?) {
    self.loaded = loaded
    self.games = games
  }

  /// A measure's number.
  ///
  /// - Throws: ``MeasureFailure`` where the game has no such number.
  public func estimate(of measure: Measure) throws(MeasureFailure) -> Estimate {
    if let estimate = ofPlay(measure) { return estimate }
    throw MeasureFailure(
      measure: measure, reason: "a game of the form ‘\(form)’ has no such number")
  }

  var setting: Setting { loaded.scenario.setting }
  var form: String { setting.game?.form ?? "" }

  // MARK: - Played games

  private func ofPlay(_ measure: Measure) -> Estimate? {
    guard let games else { return nil }
    let state = StateID(index: measure.state ?? 0)
    let other = StateID(index: measure.supplier ?? 0)
    let partners = setting.game?.partners(of: state) ?? []
    switch measure.kind {
    case .score: return games.mean { $0.scores[state, other] }
    case .totalScore:
      return games.mean { end in partners.reduce(0) { $0 + end.scores[state, $1] } }
    case .payoff:
      return games.mean { end in partners.reduce(0) { $0 + end.payoffs[state, $1] } }
    case .finalMove:
      return games.mean { end in
        partners.reduce(0) { $0 + end.moves[state, $1] } / Double(max(partners.count, 1))
      }
    case .moveShare:
      let move = Double(measure.move ?? 0)
      let share: (PlayedGames.End) -> Double = { end in
        Double(partners.count { end.moves[state, $0] == move }) / Double(max(partners.count, 1))
      }
      return partners.count == 1 ? games.share { share($0) == 1 } : games.mean(share)
    default: return nil
    }
  }
}

/// Why a measure has no number.
public struct MeasureFailure: Error, Sendable, Equatable, CustomStringConvertible {
  public let measure: Measure
  public let reason: String

  public var description: String { "\(measure): \(reason)." }
}
