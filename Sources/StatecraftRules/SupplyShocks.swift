public import StatecraftCore

/// A supply disruption strikes a producer, and passes.
///
/// In each sector of goods a disruption may begin in a turn; it strikes one producer, a large one more
/// often than a small one, and fades in the turns after. Pandemic supply failure F-24, V-39;
/// weather V-43.
///
/// A producer is many sites, and a disruption strikes one: of a state that makes the share s of
/// the world's output it can strike min(1, `site_share`/s). So the law of large numbers holds: a
/// large producer is struck often and little, a small one seldom and hard. With `sites` 0 it
/// strikes the whole of a producer.
///
/// Cases C-1101 to C-1109.
public struct SupplyShocks: Rule {
  public static let name = "supply-shocks"
  public static let phase = Phase.nature
  public static let writes: Set<Column> = [.disruption]
  public static let purposes = [occurrence, place, size]
  public static let injects = [Inject.Kind.supplyShock]
  public static let sources = ["F-24", "V-39", "V-43"]
  public static let summary = "A disruption may strike a producer of a sector, and fades."
  public static let parameters = [
    Parameter<SupplyShocks>(
      "probability", \.probability, in: 0...1, unit: "per sector and turn",
      "Probability that a disruption begins in a sector."),
    Parameter<SupplyShocks>(
      "size_mean", \.meanSize, in: 0...3, unit: "log points",
      "Mean loss of productivity at the place that is struck; sizes are exponential."),
    Parameter<SupplyShocks>(
      "persistence", \.persistence, in: 0...1, unit: "share",
      "Share of a disruption that is left a turn later."),
    Parameter<SupplyShocks>(
      "sites", \.sites, in: 0...1, unit: "1",
      "1 where a disruption strikes one site of a sector's; 0: all that the producer makes."),
  ]

  static let occurrence = Purpose("supply-shock.occurrence")
  static let place = Purpose("supply-shock.place")
  static let size = Purpose("supply-shock.size")

  public var probability = 0.04
  public var meanSize = 0.15
  public var persistence = 0.3
  public var sites = 0.0

  public init() {}

  public func apply(to turn: inout Turn) throws {
    for index in turn.after.disruption.storage.indices {
      let left = turn.before.disruption.storage[index] * persistence
      turn.after.disruption.storage[index] = left < 1e-4 ? 0 : left
    }
    try strike(&turn)
    // An umpire's shock comes on top of nature's, and never makes one milder.
    for case .supplyShock(let sector, let producer, let size) in turn.injects {
      turn.after.disruption[sector, producer] = max(
        turn.after.disruption[sector, producer], size)
      turn.report(
        "inject.shock", state: producer, sector: sector, value: size,
        why: "an umpire put it into the turn")
    }
  }

  private func strike(_ turn: inout Turn) throws {
    for sector in turn.roster.sectors where turn.setting[sector].isGood {
      let begins = try turn.draw(
        .bernoulli(probability: probability), Self.occurrence, about: .sector(sector))
      guard begins == 1 else { continue }
      let place = try place(sector, &turn)
      let loss =
        meanSize == 0
        ? 0 : try turn.draw(.exponential(mean: meanSize), Self.size, about: .sector(sector))
      guard let struck = place else { continue }
      let sold = turn.roster.states.reduce(0) { $0 + turn.before.output[sector, $1] }
      let made = turn.before.output[sector, struck] / sold
      let part = sites > 0 ? min(1, turn.setting[sector].siteShare / made) : 1
      // The rest works on: what is lost of output, as a loss of productivity.
      let felt = part < 1 ? -Math.log(1 - part * (1 - Math.exp(-loss))) : loss
      turn.after.disruption[sector, struck] += felt
      turn.report(
        "supply.disrupted", state: struck, sector: sector, value: felt,
        why: "a disruption was drawn, and the place in proportion to output")
    }
  }

  /// Draws the state that a disruption strikes, in proportion to output; none where nobody makes
  /// anything.
  ///
  /// Each producer draws how long it would be spared, for the shorter the more it makes, and the
  /// first is struck: a race that no order of producers decides, and that a producer more changes
  /// only by being struck itself.
  private func place(_ sector: SectorID, _ turn: inout Turn) throws -> StateID? {
    if turn.setting.luck == .places { return try placeAlongRoster(sector, &turn) }
    var (struck, soonest): (StateID?, Double) = (nil, .infinity)
    for state in turn.roster.states {
      let output = turn.before.output[sector, state]
      guard output > 0 else { continue }
      let draw = try turn.draw(.unit, Self.place, about: .sectorState(sector, state))
      let spared = -Math.log1p(-draw) / output
      if spared < soonest { (struck, soonest) = (state, spared) }
    }
    return struck
  }

  /// As it was drawn before draws were addressed by names: one draw, along the roster.
  private func placeAlongRoster(_ sector: SectorID, _ turn: inout Turn) throws -> StateID? {
    let place = try turn.draw(.unit, Self.place, about: .sector(sector))
    let producers = turn.roster.states.map { turn.before.output[sector, $0] }
    var remaining = place * producers.reduce(0, +)
    return turn.roster.states.first { state in
      remaining -= producers[state.index]
      return remaining < 0
    }
  }
}
