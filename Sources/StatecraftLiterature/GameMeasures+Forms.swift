internal import StatecraftCore
internal import StatecraftGames
internal import StatecraftScenario

/// What theory says of public goods, councils, bargaining and thresholds, and how their games end.
extension GameMeasures {
  /// - Returns: nil where the game's form has no such number.
  /// - Throws: ``MeasureFailure`` where it has one that can't be told of this game.
  func ofTheory(_ measure: Measure) throws(MeasureFailure) -> Double? {
    switch setting.game {
    case let game as PublicGood: try number(measure, of: game)
    case is CouncilGame: try powerNumber(measure)
    case let game as Bargaining: try number(measure, of: game)
    case let game as ThresholdGame: try number(measure, of: game)
    default: nil
    }
  }

  private func number(
    _ measure: Measure, of game: PublicGood
  ) throws(MeasureFailure) -> Double? {
    switch measure.kind {
    case .nashContribution: return game.nashContributions[StateID(index: measure.state ?? 0)]
    case .nashProvision: return game.nashContributions.storage.reduce(0, +)
    case .efficientProvision: return game.efficientProvision
    case .observedRankCorrelation:
      guard let correlation = game.observedRankCorrelation else {
        throw MeasureFailure(
          measure: measure, reason: "give ‘observed_percent’ of members that differ")
      }
      return correlation
    default: return nil
    }
  }

  private func powerNumber(_ measure: Measure) throws(MeasureFailure) -> Double? {
    let power: VotingPower
    switch self.power {
    case .success(let counted): power = counted
    case .failure(let error): throw MeasureFailure(measure: measure, reason: "\(error)")
    case nil: return nil
    }
    let member = StateID(index: measure.state ?? 0)
    switch measure.kind {
    case .banzhaf: return power.banzhaf[member]
    case .absoluteBanzhaf: return power.absoluteBanzhaf[member]
    case .shapleyShubik: return power.shapleyShubik[member]
    case .winningCoalitions: return Double(power.winningCoalitions)
    case .powerToAct: return power.powerToAct
    default: return nil
    }
  }

  private func number(
    _ measure: Measure, of game: Bargaining
  ) throws(MeasureFailure) -> Double? {
    switch measure.kind {
    case .optimalOffer: return game.optimalOffer
    case .warProbability: return game.warProbability
    case .largestPeacefulBalance:
      guard let balance = game.largestPeacefulBalance else {
        throw MeasureFailure(measure: measure, reason: "there is no future: set ‘discount’ above 0")
      }
      return balance
    default: return nil
    }
  }

  private func number(
    _ measure: Measure, of game: ThresholdGame
  ) throws(MeasureFailure) -> Double? {
    switch measure.kind {
    case .cascadeSize, .cascadeRounds:
      let moves = loaded.scenario.start.moves
      let start = PerState(
        game.thresholds.indices.map { moves[$0, $0] == ThresholdGame.join })
      guard let cascade = game.cascade(from: start) else {
        throw MeasureFailure(measure: measure, reason: "replies of all at once run in circles")
      }
      return Double(measure.kind == .cascadeSize ? cascade.size : cascade.rounds)
    case .leastEquilibrium: return Double(game.leastEquilibrium.storage.count { $0 })
    case .greatestEquilibrium: return Double(game.greatestEquilibrium.storage.count { $0 })
    case .equilibria:
      guard game.thresholds.count <= ThresholdGame.enumerationMax else {
        throw MeasureFailure(
          measure: measure,
          reason: "more than \(ThresholdGame.enumerationMax) states are too many to enumerate")
      }
      return Double(game.equilibriumCount)
    default: return nil
    }
  }

  // MARK: - Played games

  /// The sum of all moves toward all at the end of a game.
  func moveSum(_ end: PlayedGames.End) -> Double {
    setting.roster.states.reduce(0) { $0 + end.moves[$1, $1] }
  }

  /// How a measure tells of a game's end whether something came about; nil where the game's form
  /// knows no such thing.
  func isTrue(of kind: MeasureKind) -> ((PlayedGames.End) -> Bool)? {
    switch (kind, setting.game) {
    case (.passed, let game as CouncilGame):
      { end in game.rule.passes { end.moves[$0, $0] == CouncilGame.inFavour } }
    case (.warShare, let game as Bargaining):
      { end in
        end.moves[game.proposer, game.proposer] < end.moves[game.responder, game.responder]
      }
    default: nil
    }
  }
}
