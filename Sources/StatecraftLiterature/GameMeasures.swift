internal import StatecraftCore
internal import StatecraftGames
public import StatecraftScenario

/// Reads measures off a game in strategic form: what theory says of it, and what came of playing it.
public struct GameMeasures: Sendable {
  let loaded: LoadedScenario
  /// How games ended; nil where none was played.
  let games: PlayedGames?
  /// Of a council, its members' power, which is counted once for all measures.
  let power: Result<VotingPower, VotingPowerError>?

  /// - Parameters:
  ///   - loaded: a scenario with a game in strategic form.
  ///   - games: how games of it ended; needed for measures that are ``MeasureKind/isPlayed``.
  public init(_ loaded: LoadedScenario, games: PlayedGames?) {
    self.loaded = loaded
    self.games = games
    power = (loaded.scenario.setting.game as? CouncilGame).map { council in
      Result { () throws(VotingPowerError) in try VotingPower(council.rule) }
    }
  }

  /// A measure's number.
  ///
  /// - Throws: ``MeasureFailure`` where the game has no such number.
  public func estimate(of measure: Measure) throws(MeasureFailure) -> Estimate {
    if let estimate = ofPlay(measure) { return estimate }
    if let estimate = try ofNetwork(measure) { return estimate }
    if let game = setting.game as? Landscape, let estimate = try ofLandscape(measure, game) {
      return estimate
    }
    // Forms with theory of their own come before enumeration, which they spare.
    if let number = try ofTheory(measure) { return Estimate(value: number) }
    if let value = try ofMoves(measure) { return Estimate(value: value) }
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
    case .moveSum: return games.mean(moveSum)
    case .passed, .warShare:
      return isTrue(of: measure.kind).map(games.share)
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
