public import StatecraftCore

/// Chooses every measure by its assessed worth: best reply or logit over first-order exposures.
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
    var decision = Decision()
    decision.alignment = try alignment(observation, &context)
    for target in targets(observation) {
      decision.controls += try controls(on: target, observation, &context)
    }
    decision.investments = try investments(observation, &context)
    return decision
  }

  private func deliberator(_ observation: Observation, _ purpose: Purpose) -> Deliberator {
    Deliberator(
      observation: observation,
      rule: isRandom ? .logit(precision: temperament.precision) : .bestReply, purpose: purpose)
  }

  private func alignment(
    _ observation: Observation, _ context: inout PolicyContext
  ) throws -> [AlignmentOrder] {
    let roster = observation.setting.roster
    guard roster.pole(ledBy: observation.me) == nil else { return [] }
    let assessment = AlignmentAssessment(observation: observation, temperament: temperament)
    let deliberator = deliberator(observation, Self.alignmentChoice)
    return try roster.poles.map { pole in
      let degree = try deliberator.choose(
        Self.degrees, subject: "align \(roster.code(pole))", item: pole.index, &context
      ) { assessment.terms(pole, degree: $0) }
      return AlignmentOrder(pole: pole, degree: degree)
    }
  }

  /// Poles' leaders other than oneself, and whoever has done remembered harm.
  private func targets(_ observation: Observation) -> [StateID] {
    let roster = observation.setting.roster
    return roster.states.filter { state in
      state != observation.me
        && (roster.pole(ledBy: state) != nil || observation.grievance[state] > 0.5)
    }
  }

  private func controls(
    on target: StateID, _ observation: Observation, _ context: inout PolicyContext
  ) throws -> [ControlOrder] {
    let roster = observation.setting.roster
    let me = observation.me
    let control = ControlAssessment(observation, temperament, target: target)
    let tariff = TariffAssessment(observation, temperament, target: target)
    var orders: [ControlOrder] = []
    func order(_ instrument: ControlInstrument, _ sector: SectorID, _ level: Double, was: Double) {
      guard level != was else { return }
      orders.append(
        ControlOrder(instrument: instrument, sector: sector, target: target, level: level))
    }
    for sector in roster.sectors {
      let exposure = Exposure(observation, sector: sector, other: target)
      let item = sector.index << 12 | target.index
      let name = "\(roster.code(sector)) \(roster.code(target))"
      if observation.setting[sector].isKey {
        let export = try deliberator(observation, Self.exportChoice).choose(
          Self.strictness, subject: "control export \(name)", item: item, &context
        ) { control.exportControl(sector, exposure: exposure, strictness: $0) }
        order(
          .exportControl, sector, export,
          was: observation.exportControlOrdered[sector, me, target])
        let restriction = try deliberator(observation, Self.importChoice).choose(
          Self.strictness, subject: "control import \(name)", item: item, &context
        ) { control.importRestriction(sector, exposure: exposure, strictness: $0) }
        order(
          .importRestriction, sector, restriction,
          was: observation.importRestrictionOrdered[sector, me, target])
      } else {
        let standing = observation.tariff[sector, me, target]
        let rates = (Self.rates + [standing]).filter { $0 <= observation.setting.limits.tariffMax }
        let rate = try deliberator(observation, Self.tariffChoice).choose(
          Set(rates).sorted(), subject: "control tariff \(name)", item: item, &context
        ) { tariff.terms(sector, exposure: exposure, rate: $0) }
        order(.tariff, sector, rate, was: standing)
      }
    }
    return orders
  }

  private func investments(
    _ observation: Observation, _ context: inout PolicyContext
  ) throws -> [InvestmentOrder] {
    let roster = observation.setting.roster
    let assessment = InvestmentAssessment(observation: observation, temperament: temperament)
    var orders: [InvestmentOrder] = []
    for sector in roster.sectors where observation.setting[sector].isKey {
      for (kind, purpose) in [
        (InvestmentKind.subsidy, Self.subsidyChoice), (.research, Self.researchChoice),
      ] {
        let percent = try deliberator(observation, purpose).choose(
          Self.money, subject: "invest \(kind.rawValue) \(roster.code(sector))",
          item: sector.index, &context
        ) { assessment.terms(kind, sector, percentOfGDP: $0) }
        if percent > 0 {
          orders.append(InvestmentOrder(kind: kind, sector: sector, percentOfGDP: percent))
        }
      }
    }
    return orders.within(observation.setting.limits)
  }
}

extension [InvestmentOrder] {
  /// The same orders, all cut by one factor to what the treasury allows.
  func within(_ limits: Limits) -> Self {
    let sum = reduce(0) { $0 + $1.percentOfGDP }
    guard sum > limits.investmentPercentMax else { return self }
    let factor = limits.investmentPercentMax / sum
    return map {
      InvestmentOrder(kind: $0.kind, sector: $0.sector, percentOfGDP: $0.percentOfGDP * factor)
    }
  }
}
