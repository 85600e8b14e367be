public import StatecraftCore

/// Motives inverted from conduct: for each choice that stood at the start, the smallest residual
/// stake for which it is the best reply in the opening world.
///
/// Theory gives u(x) over the options, what stood (x₀) among them. The stake ρ per unit of level is
/// the number nearest 0 with u(x) + ρ x largest at x₀; so it lies in
/// [max over x < x₀ of (u(x) − u(x₀))/(x₀ − x), min over x > x₀ of (u(x₀) − u(x))/(x − x₀)]. Where
/// that interval is empty (u isn't concave about x₀) an attachment κ |x − x₀| is added, the least
/// that fills it. It's done without the weight of what stands, which so remains a margin against
/// chance, for every seat that assesses, by its own profile, and for everybody whom a state may
/// come to consider: that it does nothing where it trades is conduct too.
///
/// The same idea as choosing a baseline's unobserved taste so that its trade is reproduced; in
/// revealed preference it is the least perturbation of utility that rationalises what was chosen
/// (Varian 1990, goodness of fit in optimizing models).
public struct Inversion: Sendable {
  /// One choice of the start.
  public struct Finding: Sendable, Equatable {
    public let state: StateID
    public let subject: ChoiceSubject
    /// The level that stood.
    public let standing: Double
    public let levels: [Double]
    /// What theory makes of each level, without the weight of what stands.
    public let terms: [UtilityTerms]
    /// What theory leaves unexplained.
    public let stake: Stake

    /// What theory says the state forgoes by doing what it did, in bp of its GDP; 0 where theory
    /// explains the choice.
    public var forgone: Double {
      let worth = terms.map(\.total)
      guard let best = worth.max(), let own = levels.firstIndex(of: standing) else { return 0 }
      return max(0, best - worth[own])
    }

    /// What is at stake in theory: the worth of the best level less that of the worst, in bp.
    public var range: Double {
      let worth = terms.map(\.total)
      guard let best = worth.max(), let worst = worth.min() else { return 0 }
      return best - worst
    }

    /// Whether something stood: a measure, an alignment, money.
    public var isStanding: Bool { standing != 0 }
  }

  /// By state, in the order in which a state weighs its choices.
  public let findings: [Finding]

  /// - Parameters:
  ///   - setting: the facts of the start; its own motives are left out of account.
  ///   - start: the opening world.
  ///   - seats: in roster order; seats whose policy doesn't assess have no theory to invert.
  public init(setting: Setting, start: World, seats: PerState<Seat>) {
    let setting = setting.with { $0.motives = nil }
    var findings: [Finding] = []
    for state in setting.roster.states {
      guard var policy = seats[state].policy as? AssessingPolicy, setting.game == nil else {
        continue
      }
      policy.temperament = policy.temperament.withoutWeightOfWhatStands
      policy.visitChoices(Observation(of: start, by: state, setting: setting), .all) { choice in
        // Where it isn't known what was spent, there is nothing to invert.
        if case .investment = choice.subject, setting.openingMoney == nil { return }
        let worth = choice.levels.map(choice.terms)
        findings.append(
          Finding(
            state: state, subject: choice.subject, standing: choice.standing,
            levels: choice.levels, terms: worth,
            stake: Stake(
              levels: choice.levels, worth: worth.map(\.total), standing: choice.standing)))
      }
    }
    self.findings = findings
  }

  /// The stakes, as games use them.
  public func motives(for roster: Roster, halfLife: Double?) -> Motives {
    var motives = Motives(for: roster, halfLife: halfLife)
    for finding in findings { motives[finding.state, finding.subject] = finding.stake }
    return motives
  }
}

extension Stake {
  /// The least stake for which a level is the best.
  ///
  /// - Parameters:
  ///   - levels: the options, `standing` among them.
  ///   - worth: what theory makes of each, in bp.
  init(levels: [Double], worth: [Double], standing: Double) {
    guard let own = levels.firstIndex(of: standing) else {
      preconditionFailure("\(standing) is none of the levels \(levels)")
    }
    var (least, most) = (-Double.infinity, Double.infinity)
    for (level, value) in zip(levels, worth) where level != standing {
      let needed = (value - worth[own]) / (standing - level)
      if level < standing { least = max(least, needed) } else { most = min(most, needed) }
    }
    guard least > most else {
      self.init(slope: min(max(0, least), most), standing: standing)
      return
    }
    self.init(
      slope: (least + most) / 2, attachment: (least - most) / 2, standing: standing)
  }
}
