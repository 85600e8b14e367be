public import StatecraftCore

/// Plays a recorded game again, and finds where it comes out otherwise.
///
/// Either from the record, with its decisions and its rules' draws: that needs no seed and no
/// generator, and proves that the rules lead from the one to the other. Or anew, with policies asked
/// and chance drawn from the seed: that proves the decisions and draws too.
public struct ReplayVerifier {
  private let replay: Replay
  private let scenario: Scenario
  private let outcome: ((World) throws -> [OutcomeField])?

  /// Makes the scenario from the replay's own files.
  ///
  /// - Parameters:
  ///   - replay: the record.
  ///   - scenario: reads a scenario's files.
  ///   - outcome: what is said of a game's outcome by its last world, if that's to be verified.
  /// - Throws: ``VerificationError`` when the files make another scenario than the one that was
  ///   played, and what `scenario` throws.
  public init(
    _ replay: Replay, making scenario: (ScenarioBundle) throws -> Scenario,
    outcome: ((World) throws -> [OutcomeField])? = nil
  ) throws {
    self.replay = replay
    self.scenario = try scenario(replay.header.bundle)
    self.outcome = outcome
    let header = replay.header
    try Self.check("scenario's hash", header.scenarioHash, self.scenario.hash)
    try Self.check("rules", "\(header.rules)", "\(self.scenario.rulebook.names)")
    try Self.check(
      "states", "\(header.roster.stateCodes)", "\(self.scenario.setting.roster.stateCodes)")
    try Self.check("roster's names", header.roster, self.scenario.setting.roster)
    try Self.check("name", header.scenarioName, self.scenario.name)
    try Self.check("title", header.scenarioTitle, self.scenario.title)
    try Self.check("first year", header.startYear, self.scenario.setting.startYear)
    try Self.check("number of turns", header.turns, self.scenario.setting.turns)
    for (state, seat) in zip(self.scenario.setting.roster.states, header.seats) {
      let own = self.scenario.seats[state]
      // Of a seat that somebody else took nothing is known but what the record says.
      guard seat.policy == own.policyName else { continue }
      try Self.check("profile of \(header.roster.code(state))", seat.profile, own.profile)
    }
  }

  private static func check<Value: Equatable>(
    _ what: String, _ recorded: Value, _ made: Value
  ) throws {
    if recorded != made {
      throw VerificationError(
        description: "The \(what) on record (\(recorded)) and of the scenario made from the "
          + "replay's files (\(made)) differ: the replay was written by another version of the "
          + "program, or its files were changed.")
    }
  }

  /// Plays again from the recorded decisions and the rules' recorded draws.
  ///
  /// Policies aren't asked; what they drew and weighed is taken over.
  ///
  /// - Returns: the first difference; `nil` when all is as recorded.
  /// - Throws: ``VerificationError`` when no draws were recorded, and ``RuleFault`` when a rule
  ///   fails.
  public func verifyFromRecord() throws -> ReplayDifference? {
    guard replay.header.hasDraws else {
      throw VerificationError(
        description: "The replay has no draws: verify it with chance drawn anew.")
    }
    let adjudication = Adjudication(setting: scenario.setting, rulebook: scenario.rulebook)
    let roster = scenario.setting.roster
    let checker = TurnChecker(replay: replay)
    var world = scenario.start
    for recorded in replay.turns {
      if world.turn >= scenario.setting.turns { return lengthDifference(played: world.turn) }
      let chance = RecordedChance(recorded.draws, roster: roster)
      let resolution: Resolution
      do {
        resolution = try adjudication.resolve(
          world, PerState(recorded.decisions), injects: recorded.injects, chance: chance,
          isRecording: true)
      } catch {
        guard let missing = chance.missing else { throw error }
        return ReplayDifference(
          turn: recorded.number, part: .draw,
          subject: missing.actor.isEmpty ? nil : missing.actor,
          first: missing.recorded.map { "\(missing.name) from \($0.notation)" } ?? "nothing",
          second: "\(missing.name) from \(missing.distribution.notation)")
      }
      if let draw = chance.superfluous.first {
        return ReplayDifference(
          turn: recorded.number, part: .draw, subject: draw.actor.isEmpty ? nil : draw.actor,
          first: "\(draw.name) from \(draw.distribution.notation) is \(draw.value)",
          second: "nothing")
      }
      world = resolution.world
      let record = TurnRecord(
        number: world.turn, answers: PerState(recorded.decisions.map { Answer($0) }),
        injects: recorded.injects, draws: resolution.draws, events: resolution.events,
        notes: recorded.notes, world: world, digest: world.digest(),
        utilities: scenario.utilities(in: world, after: PerState(recorded.decisions)))
      let difference = checker.check(record) { replayed in
        // Not played again: the policies' part, and what happened to seats.
        replayed.policyDraws = recorded.policyDraws
        replayed.deliberations = recorded.deliberations
        let names = Set(scenario.rulebook.names + ["adjudication"])
        replayed.events = recorded.events.filter { !names.contains($0.rule) } + replayed.events
      }
      if let difference { return difference }
    }
    return try endDifference(world)
  }

  /// Plays the game anew: given the header, the scenario and an observer of turns.
  ///
  /// Seats whose player can't be asked again are given their decisions from the record.
  public typealias Playing =
    @Sendable (ReplayHeader, Scenario, @escaping TurnObserver) async throws
    -> Void

  /// Plays again with policies asked and chance drawn anew.
  ///
  /// - Parameter play: plays the header's seed and replicate, recording what the header says.
  /// - Returns: the first difference; `nil` when all is as recorded.
  /// - Throws: ``VerificationError`` when the replay needs another generator, and what `play`
  ///   throws.
  public func verifyDrawnAnew(playing play: Playing) async throws -> ReplayDifference? {
    guard replay.header.luck != nil else {
      let names = ReplayHeader.generators.values.sorted().joined(separator: "’ and ‘")
      throw VerificationError(
        description: "The replay was drawn with ‘\(replay.header.generator)’, and this program "
          + "has ‘\(names)’: verify it from the recorded draws.")
    }
    let witness = Witness(TurnChecker(replay: replay))
    do {
      try await play(replay.header, scenario) { try await witness.see($0) }
    } catch is Parted {
      // The witness has seen enough.
    }
    if let difference = await witness.difference { return difference }
    return try endDifference(await witness.world ?? scenario.start)
  }

  private func endDifference(_ world: World) throws -> ReplayDifference? {
    guard let end = replay.end else { return nil }
    if world.turn != scenario.setting.turns || end.turns != world.turn {
      return lengthDifference(played: scenario.setting.turns)
    }
    guard let outcome else { return nil }
    return ReplayComparison.firstDifference(end.outcome, try outcome(world))
  }

  private func lengthDifference(played: Int) -> ReplayDifference {
    ReplayDifference(
      turn: nil, part: .length, subject: nil, first: "\(replay.turns.count)", second: "\(played)")
  }
}

/// Why a replay can't be verified as asked.
public struct VerificationError: Error, Sendable, Equatable, CustomStringConvertible {
  public let description: String
}

extension MissingDraw {
  fileprivate var name: String { Draw.name(purpose: purpose, actor: actor, item: item) }
}

/// Compares turns that are played again with the record.
private struct TurnChecker: Sendable {
  let replay: Replay

  func check(
    _ record: TurnRecord, adjust: (inout ReplayTurn) -> Void = { _ in }
  ) -> ReplayDifference? {
    guard record.number <= replay.turns.count else { return nil }
    let recorded = replay.turns[record.number - 1]
    var replayed = ReplayTurn(record, header: replay.header, hasFingerprints: true)
    // People's words and plans are kept, and never come again.
    (replayed.remarks, replayed.planned) = (recorded.remarks, recorded.planned)
    adjust(&replayed)
    return ReplayComparison.firstDifference(recorded, replayed, roster: replay.header.roster)
  }
}

/// Sees the turns of a game that is played anew.
private actor Witness {
  private let checker: TurnChecker
  private(set) var difference: ReplayDifference?
  private(set) var world: World?

  init(_ checker: TurnChecker) { self.checker = checker }

  /// Checks a turn, and stops the game when it differs or the record has no more.
  func see(_ record: TurnRecord) throws {
    difference = checker.check(record)
    world = record.world
    if difference != nil { throw Parted() }
  }
}

private struct Parted: Error {}
