internal import StatecraftCore

/// A policy at a state's seat: with what it remembers, and its own access to chance.
struct PolicySeat {
  private(set) var policy: any Policy
  private let chance: SeededChance
  private let setting: Setting
  private let recording: Recording

  init(
    _ policy: any Policy, setting: Setting, chance: SeededChance, recording: Recording = .none
  ) {
    self.policy = policy
    self.setting = setting
    self.chance = chance
    self.recording = recording
  }

  mutating func decide(_ observation: Observation) throws -> Answer {
    let source = DrawSource(
      chance, setting: setting, turn: observation.turn, isRecording: recording.draws)
    var context = PolicyContext(source: source, explains: recording.deliberations)
    let decision = try policy.decide(observation, &context)
    return Answer(
      decision, deliberations: context.deliberations, draws: context.source.record)
  }
}
