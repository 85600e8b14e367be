internal import StatecraftCore
internal import StatecraftEngine
internal import StatecraftReplay
internal import StatecraftRules

/// A recorded game, read to be played on.
struct KeptGame {
  let file: StoppedReplay
  let scenario: Scenario
  /// The turns that are closed, worlds included, as they come out when they're played again.
  let past: [TurnRecord]

  var header: ReplayHeader { file.replay.header }

  /// Reads a file and plays its turns again from the recorded decisions.
  init(path: String) throws {
    try CommandFiles.shared.read(path)
    do {
      file = try StoppedReplay(path: path, kinds: RuleCatalogue.eventKinds)
    } catch {
      throw Failure(.failed, "\(error)")
    }
    let header = file.replay.header
    scenario = try ReplayCommand.scenario(of: file.replay, file: path)
    guard header.scenarioHash == scenario.hash, header.luck == scenario.setting.luck else {
      throw Failure(
        .diverged,
        "‘\(path)’ was written by another version of the program, which made another game of its "
          + "scenario: play it on with version \(header.programVersion).")
    }
    past = try Self.records(of: file.replay, scenario)
  }

  private static func records(of replay: Replay, _ scenario: Scenario) throws -> [TurnRecord] {
    let adjudication = Adjudication(setting: scenario.setting, rulebook: scenario.rulebook)
    let roster = scenario.setting.roster
    let chance = SeededChance(seed: replay.header.seed, replicate: replay.header.replicate)
    let scratchpad = Scratchpad()
    var world = scenario.start
    var records: [TurnRecord] = []
    for turn in replay.turns {
      let decisions = PerState(turn.decisions)
      let resolution: Resolution
      do {
        resolution = try adjudication.resolve(
          world, decisions, injects: turn.injects, chance: chance, scratchpad: scratchpad,
          isRecording: true)
      } catch {
        throw Failure(.diverged, "The recorded game can't be played again. \(error)")
      }
      world = resolution.world
      let digest = world.digest()
      guard digest.hexadecimal == turn.digest else {
        throw Failure(
          .diverged,
          "The recorded game can't be played on: turn \(turn.number) comes out otherwise now. "
            + "‘statecraft replay verify’ says where.")
      }
      let answers = roster.states.map { state in
        Answer(
          turn.decisions[state.index],
          deliberations: turn.deliberations.filter { $0.state == roster.code(state) }
            .map(\.deliberation))
      }
      var record = TurnRecord(
        number: turn.number, answers: PerState(answers), injects: turn.injects,
        draws: resolution.draws, events: turn.seatEvents(in: roster) + resolution.events,
        notes: turn.notes, world: world, digest: digest)
      (record.remarks, record.planned) = (turn.remarks, turn.planned)
      records.append(record)
    }
    return records
  }

  /// The header of a game that is the same up to a turn, with other people at the table.
  func header(seats: [SeatLabel]) -> ReplayHeader {
    ReplayHeader(
      scenario, bundle: header.bundle, seed: header.seed, replicate: header.replicate,
      programVersion: programVersion, gslVersion: header.gslVersion, seats: seats,
      hasDraws: header.hasDraws, hasDeliberations: header.hasDeliberations,
      keepsMotivesOnly: header.keepsMotivesOnly)
  }
}

extension ReplayTurn {
  /// What befell the seats before the turn was carried out: nobody can play that again.
  fileprivate func seatEvents(in roster: Roster) -> [Event] {
    events.filter { $0.kind.origin == .seat && $0.kind != .rejected }.map { event in
      Event(
        event.kind, by: event.rule,
        state: event.state.flatMap(roster.state), value: event.value,
        why: StaticName(stringLiteral: event.why))
    }
  }
}
