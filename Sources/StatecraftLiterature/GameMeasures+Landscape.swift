internal import StatecraftAgents
internal import StatecraftCore
internal import StatecraftGames
internal import StatecraftScenario

/// What landscape theory says of a game, and where its games end.
extension GameMeasures {
  /// - Returns: nil where it's no number of a landscape.
  /// - Throws: ``MeasureFailure`` where this landscape has no such number.
  func ofLandscape(
    _ measure: Measure, _ landscape: Landscape
  ) throws(MeasureFailure) -> Estimate? {
    let state = StateID(index: measure.state ?? 0)
    let value: Double
    do {
      switch measure.kind {
      case .energy: value = landscape.energy(of: try configuration(of: measure, landscape))
      case .frustration:
        value = landscape.frustration(of: state, in: try configuration(of: measure, landscape))
      case .weightedFrustration:
        value = landscape.weightedFrustration(
          of: state, in: try configuration(of: measure, landscape))
      case .isLocalMinimum:
        value = landscape.isLocalMinimum(try configuration(of: measure, landscape)) ? 1 : 0
      case .isAtRest:
        value = landscape.isEquilibrium(try configuration(of: measure, landscape)) ? 1 : 0
      case .localMinima: value = Double(try landscape.localMinima().count)
      case .restPoints: value = Double(try landscape.equilibria().count)
      case .minimumEnergy:
        // There is always a lowest one.
        value = try landscape.localMinima().first.map(landscape.energy) ?? 0
      case .absorption:
        value = try landscape.absorption(from: Configuration(startProfile))
          .probability(of: configuration(of: measure, landscape))
      case .basin:
        value = try landscape.absorption().probability(of: configuration(of: measure, landscape))
      case .longRunShare:
        value = try longRun(of: measure, landscape)
          .probability(of: configuration(of: measure, landscape))
      case .meanEnergy: value = try longRun(of: measure, landscape).mean(landscape.energy)
      case .configurationShare:
        let wanted = try configuration(of: measure, landscape).canonical
        return games?.share { Configuration($0.profile).canonical == wanted }
      case .finalEnergy: return games?.mean { landscape.energy(of: Configuration($0.profile)) }
      case .chiSquare: value = try chiSquare(measure, landscape)
      default: return nil
      }
    } catch let failure as MeasureFailure {
      throw failure
    } catch {
      throw MeasureFailure(measure: measure, reason: "\(error)")
    }
    return Estimate(value: value)
  }

  private var startProfile: MoveProfile {
    MoveProfile(moves: loaded.scenario.start.moves, types: loaded.scenario.start.types)
  }

  private func configuration(
    of measure: Measure, _ landscape: Landscape
  ) throws(ConfigurationError) -> Configuration {
    try Configuration(
      measure.text ?? "", roster: setting.roster, sideCount: landscape.sideCount)
  }

  /// The long run of play as the file has it.
  private func longRun(
    of measure: Measure, _ landscape: Landscape
  ) throws -> LongRun {
    let precision = try precision(of: measure)
    guard setting.revision == .random, landscape.hasPotential else {
      return try landscape.longRun(precision: precision, revision: setting.revision)
    }
    return try landscape.gibbs(precision: precision)
  }

  /// The precision β with which all states choose moves by what they pay.
  private func precision(of measure: Measure) throws(MeasureFailure) -> Double {
    let scenario = loaded.scenario
    var common: Double?
    for state in setting.roster.states {
      let seat = scenario.seats[state]
      guard seat.policyName == "logit", let policy = seat.policy as? AssessingPolicy,
        policy.temperament.curvature == 0,
        setting.roster.states.allSatisfy({ scenario.start.relativeGains[state, $0] == 0 })
      else {
        throw MeasureFailure(
          measure: measure,
          reason: "the long run is that of the policy ‘logit’ with absolute gains and without "
            + "curvature; \(setting.roster.code(state)) plays otherwise")
      }
      let precision = policy.temperament.precision * scenario.start.weights[state, .gains]
      guard precision == common ?? precision else {
        throw MeasureFailure(
          measure: measure, reason: "the long run is of states that share one precision")
      }
      common = precision
    }
    return common ?? 0
  }

  /// Pearson's chi-square of where games ended, against Gibbs' distribution at the precision that
  /// the measure names.
  private func chiSquare(_ measure: Measure, _ landscape: Landscape) throws -> Double {
    guard let precision = measure.text.flatMap(Double.init), precision >= 0 else {
      throw MeasureFailure(
        measure: measure, reason: "write the precision in brackets, such as chi_square[0.25]")
    }
    guard let games else { return 0 }
    var counts: [Configuration: Int] = [:]
    for end in games.ends { counts[Configuration(end.profile).canonical, default: 0] += 1 }
    return try landscape.gibbs(precision: precision).shares.reduce(0) { sum, share in
      let expected = share.probability * Double(games.ends.count)
      let difference = Double(counts[share.configuration] ?? 0) - expected
      return sum + difference * difference / expected
    }
  }
}

/// Who is central in the network of a game.
extension GameMeasures {
  /// - Returns: nil where it's no number of a network.
  /// - Throws: ``MeasureFailure`` where this network has no such number.
  func ofNetwork(_ measure: Measure) throws(MeasureFailure) -> Estimate? {
    guard let network = loaded.network else { return nil }
    let state = StateID(index: measure.state ?? 0)
    switch measure.kind {
    case .degree: return Estimate(value: network.degreeCentrality[state])
    case .closeness: return Estimate(value: network.closeness()[state])
    case .betweenness: return Estimate(value: network.betweenness()[state])
    case .weightedCloseness:
      return Estimate(value: network.closeness(.inverseStrength)[state])
    case .weightedBetweenness:
      return Estimate(value: network.betweenness(.inverseStrength)[state])
    case .eigenvector:
      guard let centrality = network.eigenvectorCentrality else {
        throw MeasureFailure(
          measure: measure, reason: "the network has no leading eigenvector of its own")
      }
      return Estimate(value: centrality[state])
    case .density: return Estimate(value: network.density)
    case .components: return Estimate(value: Double(network.components.count))
    default: return nil
    }
  }
}

extension PlayedGames.End {
  fileprivate var profile: MoveProfile { MoveProfile(moves: moves, types: types) }
}
