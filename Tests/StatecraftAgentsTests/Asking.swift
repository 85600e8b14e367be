import StatecraftCore
import StatecraftRules
import StatecraftWorldSupport

@testable import StatecraftAgents

extension SmallWorld {
  /// What a state sees of a world; of the start unless told.
  func observation(of world: World? = nil, by code: String) -> Observation {
    Observation(of: world ?? start, by: state(code), setting: setting)
  }

  /// What a policy decides, and why, as one state sees the world.
  func ask(
    _ policy: some Policy, as code: String, in world: World? = nil,
    chance: any Chance = HashChance(), explains: Bool = true
  ) throws -> (decision: Decision, deliberations: [Deliberation]) {
    var policy = policy
    let observation = observation(of: world, by: code)
    var context = PolicyContext(
      source: DrawSource(chance, setting: setting, turn: observation.turn, isRecording: false),
      explains: explains)
    let decision = try policy.decide(observation, &context)
    return (decision, context.deliberations)
  }

  /// A choice of MID's in which theory finds every level worth the same: 0.
  func indifferentChoice(levels: [Double], standing: Double) -> Choice {
    var temperament = Temperament.gainsOnly
    temperament.marketValue = 0
    temperament.satiation = 0
    let (observation, pole) = (observation(by: "MID"), setting.roster.poles[0])
    return Choice(
      subject: .alignment(pole), levels: levels, standing: standing,
      assessment: .alignment(
        AlignmentAssessment(
          observation, temperament, pole: pole,
          patron: Patronage(observation, temperament, pole: pole))))
  }
}

extension Temperament {
  /// No motive at all besides gains: every parameter that switches something off does.
  static var gainsOnly: Temperament {
    let scales: Set = ["precision", "satiation", "cost_of_funds", "investment_scale"]
    var temperament = Temperament()
    for info in parameterInfos where !scales.contains(info.name) {
      do { try temperament.set(info.name, to: 0) } catch { preconditionFailure("\(error)") }
    }
    return temperament
  }
}

extension AssessingPolicy {
  func with(_ change: (inout Temperament) -> Void) -> Self {
    var copy = self
    change(&copy.temperament)
    return copy
  }
}

extension Decision {
  /// The level ordered of a control, if it's ordered.
  func level(_ instrument: ControlInstrument, _ sector: SectorID, _ target: StateID) -> Double? {
    controls.first {
      $0.instrument == instrument && $0.sector == sector && $0.target == target
    }?.level
  }
}
