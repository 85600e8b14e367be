public import StatecraftCore

/// Chooses every measure by its assessed worth: best reply or logit over first-order exposures, or
/// over what moves pay where a game in strategic form is played.
///
/// Great powers and partners are this one policy with different profiles. Measures are judged
/// one by one, others' standing measures given.
public struct AssessingPolicy: ConfigurablePolicy {
  public var temperament = Temperament()
  private let isRandom: Bool

  static let alignmentChoice = Purpose("choice.alignment")
  static let exportChoice = Purpose("choice.export-control")
  static let importChoice = Purpose("choice.import-restriction")
  static let tariffChoice = Purpose("choice.tariff")
  static let subsidyChoice = Purpose("choice.subsidy")
  static let researchChoice = Purpose("choice.research")

  public static let purposes = [
    alignmentChoice, exportChoice, importChoice, tariffChoice, subsidyChoice, researchChoice,
    MoveChoice.purpose,
  ]

  static let degrees = (0...10).map { Double($0) / 10 }
  static let strictness = [0, 0.25, 0.5, 0.75, 0.95]
  static let rates = [0, 0.1, 0.25, 0.5, 1]
  static let money = [0, 0.02, 0.05, 0.1, 0.2]

  /// The best reply to what others have announced.
  public static func bestReply() -> Self { Self(isRandom: false) }
  /// Logit choice with the temperament's precision.
  public static func logit() -> Self { Self(isRandom: true) }

  private init(isRandom: Bool) { self.isRandom = isRandom }

  public static var parameterInfos: [ParameterInfo] { Temperament.parameters.map(\.info) }

  public mutating func set(_ name: String, to value: Double) throws(ParameterError) {
    try temperament.set(name, to: value)
  }

  public mutating func decide(
    _ observation: Observation, _ context: inout PolicyContext
  ) throws -> Decision {
    let rule = isRandom ? ChoiceRule.logit(precision: temperament.precision) : .bestReply
    if let game = observation.setting.game {
      guard observation.setting.carriesOut(.move) else { return .hold }
      let choice = MoveChoice(
        observation: observation, game: game, rule: rule,
        gains: GainsFunction(curvature: temperament.curvature))
      return Decision(moves: try choice.orders(&context))
    }
    var deliberator = Deliberator(for: observation.me, by: rule)
    let patrons = Patronage.all(observation, temperament)
    var decision = Decision()
    if observation.setting.carriesOut(.alignment),
      observation.setting.roster.pole(ledBy: observation.me) == nil
    {
      for (pole, patron) in zip(observation.setting.roster.poles, patrons) {
        decision.alignment.append(
          try alignment(pole, patron, observation, &deliberator, &context))
      }
    }
    for target in targets(observation) {
      try addControls(
        on: target, patrons, observation, &deliberator, &context, to: &decision.controls)
    }
    decision.investments = try investments(observation, &deliberator, &context)
    return decision
  }

  private func alignment(
    _ pole: PoleID, _ patron: Patronage, _ observation: Observation,
    _ deliberator: inout Deliberator, _ context: inout PolicyContext
  ) throws -> AlignmentOrder {
    let assessment = AlignmentAssessment(observation, temperament, pole: pole, patron: patron)
    let degree = try deliberator.choose(
      Self.degrees, Self.alignmentChoice, item: pole.index, &context,
      subject: "align \(observation.setting.roster.code(pole))"
    ) { assessment.terms(degree: $0) }
    return AlignmentOrder(pole: pole, degree: degree)
  }

  /// Poles' leaders, whoever has done remembered harm, and whoever is still under control: a
  /// control that nobody reconsiders would stand for ever.
  private func targets(_ observation: Observation) -> [StateID] {
    let (roster, me) = (observation.setting.roster, observation.me)
    var isControlled = PerState(repeating: false, count: roster.stateCount)
    for sector in roster.sectors {
      for state in roster.states
      where observation.exportControlOrdered[sector, me, state] > 0
        || observation.importRestrictionOrdered[sector, me, state] > 0
      {
        isControlled[state] = true
      }
    }
    return roster.states.filter { state in
      state != me
        && (roster.pole(ledBy: state) != nil || observation.grievance[state] > 0.5
          || isControlled[state])
    }
  }

  private func addControls(
    on target: StateID, _ patrons: [Patronage], _ observation: Observation,
    _ deliberator: inout Deliberator, _ context: inout PolicyContext,
    to orders: inout [ControlOrder]
  ) throws {
    let (roster, me) = (observation.setting.roster, observation.me)
    let trade = observation.trade(with: target)
    let control = ControlAssessment(
      observation, temperament, target: target, tradeWithTarget: trade, patrons: patrons)
    let tariff = TariffAssessment(
      observation, temperament, target: target, tradeWithTarget: trade)
    let targetNumber = roster.drawNumber(target) & 0xFF_FFFF
    let (mayWithhold, mayKeepOut, mayTax) = (
      observation.setting.carriesOut(.control(.exportControl)),
      observation.setting.carriesOut(.control(.importRestriction)),
      observation.setting.carriesOut(.control(.tariff))
    )
    for sector in roster.sectors {
      let exposure = Exposure(
        observation, sector: sector, other: target, leakage: temperament.leakage)
      let item = sector.index << 24 | targetNumber
      func weigh(
        _ instrument: InstrumentID, _ purpose: Purpose, _ levels: [Double], was: Double,
        terms: (Double) -> UtilityTerms
      ) throws {
        let level = try deliberator.choose(
          levels, purpose, item: item, &context,
          subject:
            "control \(roster.code(instrument)) \(roster.code(sector)) \(roster.code(target))",
          terms: terms)
        guard level != was else { return }
        orders.append(
          ControlOrder(instrument: instrument, sector: sector, target: target, level: level))
      }
      // What nobody trades, asks for or controls isn't on anybody's table.
      func isOnTheTable(_ share: Double, _ standing: Double, asked: Bool = false) -> Bool {
        share >= temperament.attention || standing > 0 || asked
      }
      if observation.setting[sector].isKey {
        let withheld = observation.exportControlOrdered[sector, me, target]
        let isAskedToWithhold = patrons.contains {
          observation.exportControlOrdered[sector, $0.leader, target] > 0
        }
        if mayWithhold, isOnTheTable(exposure.supplying, withheld, asked: isAskedToWithhold) {
          try weigh(
            .exportControl, Self.exportChoice,
            Self.levels(Self.strictness, standing: withheld), was: withheld
          ) { control.exportControl(sector, exposure: exposure, strictness: $0) }
        }
        let keptOut = observation.importRestrictionOrdered[sector, me, target]
        let isAskedToKeepOut = patrons.contains {
          observation.importRestrictionOrdered[sector, $0.leader, target] > 0
        }
        if mayKeepOut, isOnTheTable(exposure.supplied, keptOut, asked: isAskedToKeepOut) {
          try weigh(
            .importRestriction, Self.importChoice,
            Self.levels(Self.strictness, standing: keptOut), was: keptOut
          ) { control.importRestriction(sector, exposure: exposure, strictness: $0) }
        }
      } else if mayTax, observation.setting[sector].isGood,
        isOnTheTable(exposure.supplied, observation.tariff[sector, me, target])
      {
        let standing = observation.tariff[sector, me, target]
        let imports = tariff.untaxedImports(sector, exposure: exposure)
        try weigh(
          .tariff, Self.tariffChoice,
          Self.levels(
            Self.rates, standing: standing, highest: observation.setting.limits.tariffMax),
          was: standing
        ) { tariff.terms(sector, exposure: exposure, imports: imports, rate: $0) }
      }
    }
  }

  /// The levels to choose from, in order, with the one that stands: to change nothing is always
  /// an option.
  static func levels(_ grid: [Double], standing: Double, highest: Double = 1) -> [Double] {
    let isWithin = grid.allSatisfy { $0 <= highest }
    if isWithin && grid.contains(standing) { return grid }
    var levels = grid.filter { $0 <= highest && $0 != standing }
    levels.append(standing)
    return levels.sorted()
  }

  private func investments(
    _ observation: Observation, _ deliberator: inout Deliberator, _ context: inout PolicyContext
  ) throws -> [InvestmentOrder] {
    let roster = observation.setting.roster
    var orders: [InvestmentOrder] = []
    let kinds = InvestmentKind.allCases.filter { observation.setting.carriesOut(.investment($0)) }
    for sector in roster.sectors where observation.setting[sector].isKey {
      let assessment = InvestmentAssessment(observation, temperament, sector)
      for kind in kinds {
        let percent = try deliberator.choose(
          Self.money, kind == .subsidy ? Self.subsidyChoice : Self.researchChoice,
          item: sector.index, &context,
          subject: "invest \(kind.rawValue) \(roster.code(sector))"
        ) { assessment.terms(kind, percentOfGDP: $0) }
        if percent > 0 {
          orders.append(InvestmentOrder(kind: kind, sector: sector, percentOfGDP: percent))
        }
      }
    }
    return orders.within(observation.setting.limits)
  }
}

extension [InvestmentOrder] {
  /// The same orders, all cut by one factor to what the treasury allows, in whole hundredths of a
  /// basis point.
  func within(_ limits: Limits) -> Self {
    let sum = reduce(0) { $0 + $1.percentOfGDP }
    guard sum > limits.investmentPercentMax else { return self }
    let factor = limits.investmentPercentMax / sum
    return compactMap { order in
      let percent = (order.percentOfGDP * factor * 10_000).rounded(.down) / 10_000
      return percent > 0
        ? InvestmentOrder(kind: order.kind, sector: order.sector, percentOfGDP: percent) : nil
    }
  }
}
