import StatecraftCore
import StatecraftEngine
import StatecraftReplay
import StatecraftTestSupport
import Testing

struct ReplayVerifierTests {
  private let scenario = Toy.scenario()

  private func verifier(_ replay: Replay) throws -> ReplayVerifier {
    try ReplayVerifier(replay, making: { _ in scenario })
  }

  private func fromRecord(_ replay: Replay) throws -> ReplayDifference? {
    try verifier(replay).verifyFromRecord()
  }

  private func drawnAnew(_ replay: Replay) async throws -> ReplayDifference? {
    try await verifier(replay).verifyDrawnAnew(playing: Recorded.play)
  }

  @Test func `A true replay is verified both ways`() async throws {
    let replay = try await Recorded.game().replay()
    #expect(try fromRecord(replay) == nil)
    #expect(try await drawnAnew(replay) == nil)
  }

  @Test func `A game that was stopped is verified as far as it goes`() async throws {
    let replay = try await Recorded.game().read { $0.removeLast(2) }
    #expect(replay.turns.count == 4)
    #expect(try fromRecord(replay) == nil)
    #expect(try await drawnAnew(replay) == nil)
  }

  @Test func `An edited draw of a rule is found by what it does, or anew by itself`() async throws {
    var replay = try await Recorded.game().replay()
    let position = try #require(replay.turns[2].draws.firstIndex { $0.purpose == "toy.alignment" })
    let draw = replay.turns[2].draws[position]
    replay.turns[2].draws[position] = Draw(
      purpose: draw.purpose, actor: draw.actor, item: draw.item, distribution: draw.distribution,
      value: draw.value + 1e-6)

    let difference = try #require(try fromRecord(replay))
    #expect(difference.turn == 3)
    #expect(difference.part == .column("alignment"))
    #expect(difference.subject == draw.actor)
    #expect(difference.first != difference.second)
    #expect(
      difference.description.hasPrefix(
        "Turn 3: column ‘alignment’ of \(draw.actor) differs: on record "))

    let anew = try #require(try await drawnAnew(replay))
    #expect(anew.turn == 3)
    #expect(anew.part == .draw)
    #expect(anew.subject == draw.actor)
    #expect(anew.second.hasSuffix("is \(draw.value)"))
  }

  @Test func `An edited draw of a policy is found anew`() async throws {
    var replay = try await Recorded.game().replay()
    let draw = replay.turns[1].policyDraws[5]
    replay.turns[1].policyDraws[5] = Draw(
      purpose: draw.purpose, actor: draw.actor, item: draw.item, distribution: draw.distribution,
      value: 0.5)
    let anew = try #require(try await drawnAnew(replay))
    #expect(anew.turn == 2)
    #expect(anew.part == .draw)
    #expect(anew.subject == draw.actor)
  }

  @Test
  func `A draw that is missing or too many is named`() async throws {
    let whole = try await Recorded.game().replay()
    let position = try #require(
      whole.turns[3].draws.firstIndex { $0.purpose == "toy.shock" && $0.actor == "CAL" })
    let draw = whole.turns[3].draws[position]

    var missing = whole
    missing.turns[3].draws.remove(at: position)
    #expect(
      try fromRecord(missing)?.description
        == "Turn 4: a draw of CAL differs: on record nothing, played again ‘toy.shock’ of CAL, "
        + "item sector0 from bernoulli 0.3.")

    var superfluous = whole
    superfluous.turns[3].draws.insert(
      Draw(purpose: "war", actor: "", item: .nothing, distribution: .unit, value: 0.5), at: position
    )
    #expect(
      try fromRecord(superfluous)?.description
        == "Turn 4: a draw differs: on record ‘war’ from uniform 0.0 1.0 is 0.5, played again "
        + "nothing.")

    var other = whole
    other.turns[3].draws[position] = Draw(
      purpose: draw.purpose, actor: draw.actor, item: draw.item,
      distribution: .bernoulli(probability: 0.4), value: draw.value)
    #expect(
      try fromRecord(other)?.description
        == "Turn 4: a draw of CAL differs: on record ‘toy.shock’ of CAL, item sector0 from "
        + "bernoulli 0.4, played again ‘toy.shock’ of CAL, item sector0 from bernoulli 0.3.")
  }

  @Test func `An edited decision is found by what it does, or anew by itself`() async throws {
    var replay = try await Recorded.game().replay()
    replay.turns[1].decisions[3] = try Decision(
      notation: ["align ARC 0.4", "align BOR 0.4", "control export sector1 ARC 0.99"],
      in: replay.header.roster)
    let difference = try #require(try fromRecord(replay))
    #expect(difference.turn == 2)
    #expect(difference.subject == "DUN")
    guard case .column = difference.part else {
      Issue.record("\(difference)")
      return
    }
    let anew = try #require(try await drawnAnew(replay))
    #expect(anew.turn == 2)
    #expect(anew.part == .decision)
    #expect(anew.subject == "DUN")
    #expect(
      anew.first == "‘align ARC 0.4; align BOR 0.4; control export sector1 ARC 0.99’")
  }

  @Test func `Edited digests, fingerprints, indicators, events and reasons are found`() async throws
  {
    let replay = try await Recorded.game().replay()
    func part(_ change: (inout ReplayTurn) -> Void) throws -> ReplayDifference? {
      var edited = replay
      change(&edited.turns[4])
      return try fromRecord(edited)
    }
    let digest = try part { $0.digest = "0123456789abcdef" }
    #expect(digest?.part == .digest)
    #expect(digest?.turn == 5)
    let flows = try #require(Column.ofEconomies.firstIndex(of: .flows))
    let column = try part { $0.fingerprints[flows].parts[2] ^= 1 }
    #expect(column?.part == .column("flows"))
    #expect(column?.subject == "CAL")
    let exclusion = try #require(Column.ofEconomies.firstIndex(of: .exclusionByLeader))
    let sector = try part { $0.fingerprints[exclusion].parts[1] ^= 1 }
    #expect(sector?.part == .column("exclusion_by_leader"))
    #expect(sector?.subject == "sector1")
    let income = try part { $0.indicators.realIncome[1] += 1e-12 }
    #expect(income?.part == .indicator("real_income"))
    #expect(income?.subject == "BOR")
    let alignment = try part { $0.indicators.alignment[2][1] += 1e-12 }
    #expect(alignment?.part == .indicator("alignment toward BOR"))
    #expect(alignment?.subject == "CAL")
    let event = try part { $0.events[0].why = "no reason" }
    #expect(event?.part == .event)
    #expect(try part { $0.events.removeLast() }?.second != "nothing")
  }

  @Test func `An edited deliberation is found anew`() async throws {
    var replay = try await Recorded.game().replay()
    let deliberation = replay.turns[0].deliberations[0].deliberation
    replay.turns[0].deliberations[0].deliberation = Deliberation(
      subject: deliberation.subject, options: deliberation.options.reversed(),
      chosen: deliberation.chosen, draw: deliberation.draw)
    #expect(try await drawnAnew(replay)?.part == .deliberation)
  }

  @Test func `The outcome is verified when it can be told`() async throws {
    var replay = try await Recorded.game().replay()
    let tell: (World) -> [OutcomeField] = { _ in Recorded.outcome }
    #expect(
      try ReplayVerifier(replay, making: { _ in scenario }, outcome: tell).verifyFromRecord()
        == nil)
    replay.end?.outcome[1] = OutcomeField("share", .number(0.5))
    #expect(
      try ReplayVerifier(replay, making: { _ in scenario }, outcome: tell)
        .verifyFromRecord()?.description
        == "outcome ‘share’ differs: on record share 0.5, played again share 0.25.")
  }

  @Test func `Turns cut from the end together with it are missed`() async throws {
    var replay = try await Recorded.game().replay()
    replay.turns.removeLast()
    replay.end?.turns = 4
    #expect(try fromRecord(replay)?.part == .length)
    #expect(try await drawnAnew(replay)?.part == .length)
  }

  @Test func `Another scenario, rules or generator is told from a divergence`() async throws {
    let replay = try await Recorded.game().replay()
    let longer = #expect(throws: VerificationError.self) {
      try ReplayVerifier(replay) { _ in Toy.scenario(turns: 6) }
    }
    #expect(
      longer?.description.hasPrefix(
        "The scenario's hash on record (toy-5) and of the scenario made from the replay's files "
          + "(toy-6) differ") == true)
    #expect(throws: VerificationError.self) {
      try ReplayVerifier(replay) { _ in Toy.scenario(rules: Toy.rules + [IdleDraw()]) }
    }
    let bare = try await Recorded.game(recording: .none).replay()
    #expect(throws: VerificationError.self) { try fromRecord(bare) }
    #expect(try await drawnAnew(bare) == nil)
  }

  @Test func `The scenario is made from the replay's own files`() async throws {
    let replay = try await Recorded.game().replay()
    var given: ScenarioBundle?
    _ = try ReplayVerifier(replay) {
      given = $0
      return scenario
    }
    #expect(given == Recorded.bundle)
  }

  @Test func `A game with a late seat is verified from its record`() async throws {
    let failing = Toy.scenario { code in
      code == "BOR"
        ? ScriptedPolicy { _ in throw ToyError(description: "out to lunch") }
        : ToyPolicy() as any Policy
    }
    let replay = try await Recorded.game(failing).replay()
    #expect(replay.turns[0].events[0].kind == "seat.failed")
    #expect(replay.turns[0].notes[0].reason == "out to lunch")
    #expect(try ReplayVerifier(replay) { _ in failing }.verifyFromRecord() == nil)
  }
}
