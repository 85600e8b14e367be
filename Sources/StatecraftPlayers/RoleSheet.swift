public import StatecraftCore

/// Who a state is, what it's after, and how well it did: for whoever plays it.
///
/// The aims are the terms of the state's own utility that hold most for it at the start: its
/// government's weight on the term times what there is to win or to lose. Points are basis points
/// of utility against the start, the currency in which policies judge.
public struct RoleSheet: Sendable {
  /// One thing that a state is after.
  public struct Aim: Sendable, Equatable {
    public let term: UtilityTerm
    /// The government's weight on it.
    public let weight: Double
    /// What there is to win or lose at the start, weighted, in basis points.
    public let stake: Double
    /// The aim as a sentence.
    public let sentence: String
    /// What ends well.
    public let success: String
  }

  public let state: StateID
  /// Three at most, what is most at stake first.
  public let aims: [Aim]
  private let setting: Setting
  private let start: World
  private let account: any UtilityAccount

  /// The sheet of a state; nil where nobody keeps an account of utility.
  public init?(_ scenario: Scenario, of state: StateID) {
    guard let account = scenario.account, scenario.setting.game == nil else { return nil }
    self.state = state
    self.account = account
    (setting, start) = (scenario.setting, scenario.start)
    let drafts = AimDrafts(state: state, world: scenario.start, setting: scenario.setting).all
    aims = ranked(drafts.filter { $0.stake > 0 }) { $0.stake }.prefix(3).map(\.self)
  }

  /// A state's points in a world, against the start, by term.
  public func score(in world: World) -> UtilityTerms {
    var points = account.terms(of: state, in: world, after: .hold, setting: setting)
    points.values -= account.terms(of: state, in: start, after: .hold, setting: setting).values
    return points
  }

  /// Who, what for, and what ends well.
  public var lines: [Line] {
    let roster = setting.roster
    var lines = [Line("Your role: \(roster.name(state))", .heading)]
    lines += paragraph(identity)
    for (index, aim) in aims.enumerated() {
      lines += paragraph("\(index + 1). \(aim.sentence) (weight \(short(aim.weight)))")
      lines += paragraph("Ends well: \(aim.success)", indent: 4, .quiet)
    }
    return lines
      + paragraph(
        "At the end you're told real income since the start, and points by aim: basis points of "
          + "your government's utility.", .quiet)
  }

  /// How well the aims were met.
  public func lines(scoring world: World) -> [Line] {
    let points = score(in: world)
    let roster = setting.roster
    var lines = [Line("\(roster.code(state)) by its own aims, points since the start", .heading)]
    for aim in aims {
      let value = points[aim.term]
      let verdict = value > 0.05 ? "better" : value < -0.05 ? "worse" : "as it was"
      lines += paragraph(
        "\(signed(value)) \(verdict): \(aim.sentence)", value < -0.05 ? .bad : .plain)
    }
    let rest = points.total - aims.reduce(0) { $0 + points[$1.term] }
    return lines
      + paragraph(
        "All terms: \(signed(points.total)) points"
          + (abs(rest) < 0.005 ? "." : ", \(signed(rest)) of it in terms that aren't aims."))
  }

  private var identity: String {
    let roster = setting.roster
    let world = setting.gdp.storage.reduce(0, +)
    var text =
      "\(wholePercent(setting.gdp[state] / world)) of the world's income"
    if let pole = roster.pole(ledBy: state) {
      let others = setting.roster.states.filter {
        $0 != state && start.alignment[$0, pole] >= setting.outcome.allyAlignment
      }
      text += "; leader of a system of \(count(others.count + 1, "state"))"
    } else {
      let sides = roster.poles.map {
        "\(roster.code($0)) \(short((start.alignment[state, $0] * 100).rounded() / 100))"
      }
      text += "; siding with " + sides.joined(separator: ", ")
    }
    let made = roster.sectors.filter { setting[$0].isKey }.map { sector in
      let all = setting.roster.states.reduce(0) { $0 + setting.startOutput[sector, $1] }
      return (sector: sector, share: all > 0 ? setting.startOutput[sector, state] / all : 0)
    }
    let strong = ranked(made.filter { $0.share >= 0.05 }) { $0.share }.prefix(3)
    if !strong.isEmpty {
      text +=
        "; strong in "
        + strong.map { "\(roster.code($0.sector)) (\(wholePercent($0.share)) of the world's)" }
        .joined(separator: ", ")
    }
    return text + "."
  }

  private func signed(_ points: Double) -> String {
    let rounded = (points * 100).rounded() / 100
    return (rounded >= 0 ? "+" : "") + short(rounded == 0 ? 0 : rounded)
  }
}

/// The aims that a state might have, from the terms of utility.
private struct AimDrafts {
  let state: StateID
  let world: World
  let setting: Setting

  /// Basis points that a full unit of security, autonomy, influence or affinity is worth.
  private static let scale = 10.0
  /// What a good game moves real income by, in basis points: half a percent.
  private static let gainsAtStake = 50.0

  private var roster: Roster { setting.roster }
  private func weight(_ term: UtilityTerm) -> Double { world.weights[state, term] }

  var all: [RoleSheet.Aim] {
    [gains, security, autonomy, influence, affinity].compactMap(\.self)
  }

  private func aim(
    _ term: UtilityTerm, stake: Double, _ sentence: String, _ success: String
  ) -> RoleSheet.Aim {
    RoleSheet.Aim(
      term: term, weight: weight(term), stake: weight(term) * stake, sentence: sentence,
      success: success)
  }

  private var gains: RoleSheet.Aim {
    let minded = roster.states.filter { $0 != state && world.relativeGains[state, $0] > 0 }
    guard !minded.isEmpty else {
      return aim(
        .gains, stake: Self.gainsAtStake, "Raise your people's real income.",
        "it's above that of the start, and above what holding would have brought.")
    }
    let rivals = minded.map {
      "\(roster.code($0)) (a gain of its counts \(short(world.relativeGains[state, $0])) against you)"
    }
    return aim(
      .gains, stake: Self.gainsAtStake,
      "Raise your people's real income, and more than that of \(rivals.joined(separator: ", ")).",
      "your gain less the weighted gain of \(minded.map(roster.code).joined(separator: ", ")) is "
        + "above 0.")
  }

  private var security: RoleSheet.Aim? {
    let poles = roster.poles.filter { roster.leader(of: $0) != state }
    let offers = poles.map { pole in
      let leader = roster.leader(of: pole)
      let feared = roster.states.filter { $0 != leader }.map { world.threat[state, $0] }.max() ?? 0
      return (leader: leader, worth: setting.defenceTies[state, leader] * feared)
    }
    guard let best = ranked(offers, by: { $0.worth }).first, best.worth > 0 else { return nil }
    let feared = roster.states.filter { $0 != best.leader && world.threat[state, $0] > 0 }
    return aim(
      .security, stake: best.worth * Self.scale,
      "Stay protected: \(roster.code(best.leader)) guards you against "
        + "\(feared.map(roster.code).joined(separator: " ")) as far as you side with it.",
      "you side with it at least as closely as at the start, or what you fear has calmed.")
  }

  private var autonomy: RoleSheet.Aim? {
    var exposures: [(state: StateID, sector: SectorID, worth: Double)] = []
    for sector in roster.sectors where setting[sector].isKey {
      let bought = world.expenditure[sector, state]
      guard bought > 0 else { continue }
      for other in roster.states where other != state {
        let worth =
          setting[sector].criticality * world.threat[state, other]
          * world.flows[sector, state, other] / bought
        if worth > 0 { exposures.append((other, sector, worth)) }
      }
    }
    guard !exposures.isEmpty else { return nil }
    let worst = ranked(exposures) { $0.worth }.prefix(3).map {
      "\(roster.code($0.sector)) of \(roster.code($0.state))"
    }
    return aim(
      .autonomy, stake: exposures.reduce(0) { $0 + $1.worth } * Self.scale,
      "Depend less on those you fear: \(worst.joined(separator: ", ")).",
      "their parts in what you buy have fallen.")
  }

  private var influence: RoleSheet.Aim? {
    var held: [(sector: SectorID, worth: Double)] = []
    for sector in roster.sectors where setting[sector].isKey {
      var worth = 0.0
      for other in roster.states where other != state && world.expenditure[sector, other] > 0 {
        worth +=
          setting[sector].criticality * setting.gdp[other]
          / (setting.gdp[state] + setting.gdp[other])
          * world.flows[sector, other, state] / world.expenditure[sector, other]
      }
      if worth > 0 { held.append((sector, worth)) }
    }
    guard !held.isEmpty else { return nil }
    let best = ranked(held) { $0.worth }.prefix(3).map { roster.code($0.sector) }
    return aim(
      .influence, stake: held.reduce(0) { $0 + $1.worth } * Self.scale,
      "Keep others depending on you: on your \(best.joined(separator: ", ")).",
      "your parts in what others buy are as large as at the start, or larger.")
  }

  private var affinity: RoleSheet.Aim? {
    let poles = roster.poles.filter { roster.leader(of: $0) != state }
    guard
      let best = ranked(poles, by: { abs(setting.affinity[state, $0]) }).first,
      setting.affinity[state, best] != 0
    else { return nil }
    let isClose = setting.affinity[state, best] > 0
    let leader = roster.code(roster.leader(of: best))
    return aim(
      .affinity, stake: abs(setting.affinity[state, best]) * Self.scale,
      isClose
        ? "Stand by those who see the world as you do: \(leader)."
        : "Keep your distance from \(leader), with whom you don't agree.",
      isClose
        ? "you side with it at least as closely as at the start."
        : "you side with it no more than at the start.")
  }
}
