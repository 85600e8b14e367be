internal import Foundation
internal import StatecraftAnalysis
internal import StatecraftCore
internal import StatecraftEngine
internal import StatecraftPlayers
internal import StatecraftReplay
internal import StatecraftScenario
internal import StatecraftStore

/// What is done with a scenario that passes.
extension Trial {
  func play(_ loaded: LoadedScenario, _ mutation: Mutation) async throws {
    let scenario = loaded.scenario
    var dice = mutation.dice
    // Each part is tried on some inputs: together they are more inputs that way.
    try await batch(loaded, isStored: dice.chance(25))
    let replay = try await replay(loaded)
    if dice.chance(40) { try session(scenario, &dice) }
    if dice.chance(40) { try damaged(replay, &dice) }
    if dice.chance(40) { try decisions(scenario, &dice) }
    if dice.chance(20) { try await injects(scenario, &dice) }
  }

  /// Orders as programs and scripts write them: read, judged, and carried out or held back.
  private func decisions(_ scenario: Scenario, _ dice: inout Dice) throws {
    let setting = scenario.setting
    let typist = Typist(setting: setting)
    var mutator = Mutator(dice: dice, words: corpus.words)
    let all = setting.roster.states.map { state in
      let lines = (0..<4).map { _ in typist.order(&mutator.dice) }
        .map { mutator.dice.chance(15) ? mutator.twisted($0) : $0 }
      let read = lines.compactMap { try? Decision(notation: [$0], in: setting.roster) }
      var decision = Decision()
      for part in read {
        decision.alignment += part.alignment
        decision.controls += part.controls
        decision.investments += part.investments
        decision.moves += part.moves
      }
      _ = decision.violations(by: state, in: setting).map(\.description)
      return decision
    }
    dice = mutator.dice
    let adjudication = Adjudication(setting: setting, rulebook: scenario.rulebook)
    _ = try adjudication.resolve(
      scenario.start, PerState(all), chance: SeededChance(seed: 3, replicate: 0))
  }

  /// A file of injects: refused, or put into a game.
  private func injects(_ scenario: Scenario, _ dice: inout Dice) async throws {
    let roster = scenario.setting.roster
    let state = dice.pick(roster.stateCodes)
    let sector = roster.sectorCodes.isEmpty ? "none" : dice.pick(roster.sectorCodes)
    var tree = try Tree(
      yaml: """
        format: 1
        injects:
          - {turn: 1, inject: "shock \(sector) \(state) 0.4"}
          - {turn: 2, inject: "shock \(sector) \(state) 0.2 for 3"}
          - {turn: 1, inject: election \(state)}
        """)
    var mutator = Mutator(dice: dice, words: corpus.words)
    if mutator.dice.chance(80) { mutator.mutate(&tree) }
    dice = mutator.dice
    let files = Overlay(disk: DiskFiles(folders: []), changed: ["i.yaml": tree.text])
    guard let schedule = try? InjectReader().read("i.yaml", from: files, for: scenario) else {
      return
    }
    _ = try await Game(scenario, seed: 4, replicate: 0, injects: .planned(schedule)).play()
  }

  /// Two games, and what is said of them.
  private func batch(_ loaded: LoadedScenario, isStored: Bool) async throws {
    let scenario = loaded.scenario
    let setting = scenario.setting
    let catalogue = MetricCatalogue(setting: setting)
    let kept = TrajectoryMetrics(catalogue.metrics)
    var summary = OutcomeSummary(setting: setting)
    var variety = RunVariety()
    var runs: [StoredRun] = []
    let batch = Batch(
      scenario, seed: 1, replicates: 0..<2, jobs: 1,
      sampling: { kept.select(catalogue.values(of: $0)) })
    _ = try await batch.run(
      measure: { result in
        StoredRun(
          replicate: result.replicate, digest: result.digest,
          values: catalogue.values(of: result.world), trajectory: result.samples,
          held: result.notes.count)
      },
      reduce: { _, run in
        runs.append(run)
        summary.add(catalogue.outcome(of: run.values))
        variety.add(run.digest)
        return .proceed
      })
    let gains = try setting.roster.states.map { try summary.gain(of: $0) }
    _ = try summary.warnings(gains: gains)
    let metrics = Dictionary(grouping: catalogue.metrics, by: \.name)
    if let twice = metrics.first(where: { $0.value.count > 1 }) {
      throw Wrong(description: "two metrics are called \(twice.key)")
    }
    if isStored { try store(runs, of: loaded) }
  }

  /// Runs, stored twice and exported.
  private func store(_ runs: [StoredRun], of loaded: LoadedScenario) throws {
    let path = scratch + "/runs.sqlite"
    for file in [path, path + "-wal", path + "-shm"] {
      try? FileManager.default.removeItem(atPath: file)
    }
    let store = try ResultStore(path: path, for: .writing)
    let description = BatchDescription(
      loaded.scenario, bundle: loaded.bundle, seed: 1,
      producer: Producer(programVersion: "0", gslVersion: "0", platform: "0"))
    for _ in 0..<2 {
      let stored = try store.batch(description, planned: 2, keepsTrajectories: true)
      for run in runs { try stored.keep(run) }
    }
    for content in [ResultExport.Content.runs, .trajectories] {
      var size = 0
      try ResultExport(store, of: try store.batches(), content: content, format: .csv).write {
        size += $0.count
      }
      guard size > 0 else { throw Wrong(description: "an empty export") }
    }
    try store.close()
  }

  /// A recorded game, read back and verified both ways, told and explained.
  private func replay(_ loaded: LoadedScenario) async throws -> [UInt8] {
    let scenario = loaded.scenario
    let header = ReplayHeader(
      scenario, bundle: loaded.bundle, seed: 1, replicate: 0, programVersion: "0",
      gslVersion: "0", hasDraws: true, hasDeliberations: true)
    let recorder = Recorder()
    let recording = Recording.all
    _ = try await Game(scenario, seed: 1, replicate: 0, recording: recording).play {
      await recorder.add($0)
    }
    var encoder = ReplayEncoder(header)
    var bytes = encoder.headerLine()
    let records = await recorder.records
    for record in records { bytes += encoder.line(for: record) }
    guard let last = records.last else { return bytes }
    func fields(_ world: World) -> [OutcomeField] {
      OutcomeField.fields(
        of: RunOutcome(of: world, setting: scenario.setting), in: scenario.setting.roster)
    }
    bytes += encoder.endLine(outcome: fields(last.world))
    let replay = try ReplayReader.read(bytes, file: "game")
    // A bundle that came back whole makes what it made: large economies take seconds to make.
    let verifier = try ReplayVerifier(
      replay,
      making: { $0 == loaded.bundle ? scenario : try ScenarioLoader().load($0).scenario },
      outcome: { fields($0) })
    if let difference = try verifier.verifyFromRecord() {
      throw Wrong(description: "doesn't verify from its record: \(difference)")
    }
    let anew = try await verifier.verifyDrawnAnew { header, scenario, observer in
      _ = try await Game(
        scenario, seed: header.seed, replicate: header.replicate, recording: recording
      ).play(observer: observer)
    }
    if let anew { throw Wrong(description: "doesn't verify drawn anew: \(anew)") }
    _ = ReplayTelling(explains: true).lines(replay)
    var summary = ReplaySummary(header: replay.header)
    summary.add(replay)
    let inquiry = EventInquiry(try ReplayedGame(replay, scenario: scenario))
    for found in replay.events().prefix(4) { _ = inquiry.reason(for: found.label) }
    return bytes
  }

  private actor Recorder {
    private(set) var records: [TurnRecord] = []
    func add(_ record: TurnRecord) { records.append(record) }
  }

  /// A person at the table who types what comes into their mind.
  private func session(_ scenario: Scenario, _ dice: inout Dice) throws {
    let setting = scenario.setting
    let states = setting.roster.states
    let chance = SeededChance(seed: 2, replicate: 0)
    let adjudication = Adjudication(setting: setting, rulebook: scenario.rulebook)
    var session = Session(scenario, people: [dice.pick(states)]) { policy, observation in
      var context = PolicyContext(
        source: DrawSource(
          SeededChance(seed: 2, replicate: 0), setting: setting, turn: observation.turn,
          isRecording: true),
        explains: true)
      let decision = try policy.decide(observation, &context)
      return Answer(decision, deliberations: context.deliberations)
    }
    var world = scenario.start
    _ = session.open()
    for count in 0..<24 {
      let line = count % 8 == 7 ? "end" : Typist(setting: setting).line(&dice)
      let output = session.enter(line)
      guard case .resolve(let decisions) = output.action else { continue }
      var all = PerState(repeating: Decision.hold, count: setting.roster.stateCount)
      for (state, decision) in decisions { all[state] = decision }
      let resolution = try adjudication.resolve(world, all, chance: chance, isRecording: true)
      world = resolution.world
      session.close(
        TurnRecord(
          number: world.turn, answers: PerState(all.storage.map { Answer($0) }),
          draws: resolution.draws, events: resolution.events, notes: [], world: world,
          digest: world.digest(), utilities: scenario.utilities(in: world, after: all)))
      _ = session.open()
      if session.isOver { break }
    }
  }

  /// The replay with lost and changed bytes: refused, or read and told.
  private func damaged(_ bytes: [UInt8], _ dice: inout Dice) throws {
    var mutator = Mutator(dice: dice, words: corpus.words)
    var lines = bytes.split(separator: UInt8(ascii: "\n")).map(Array.init)
    let place = mutator.dice.below(lines.count)
    lines[place] = mutator.mutate(bytes: lines[place])
    dice = mutator.dice
    if place == 0 { lines[0] = Self.sealed(lines[0]) }
    guard
      let replay = try? ReplayReader.read(Array(lines.joined(separator: [0x0A])), file: "damaged")
    else { return }
    _ = ReplayTelling(explains: true).lines(replay)
    var summary = ReplaySummary(header: replay.header)
    summary.add(replay)
    guard
      let scenario = try? ScenarioLoader().load(replay.header.bundle).scenario,
      let verifier = try? ReplayVerifier(replay, making: { _ in scenario })
    else { return }
    _ = try? verifier.verifyFromRecord()
    guard let game = try? ReplayedGame(replay, scenario: scenario) else { return }
    let inquiry = EventInquiry(game)
    for found in replay.events().prefix(3) { _ = inquiry.reason(for: found.label) }
  }

  /// A header with the seal that fits it, as somebody would make it who means harm.
  private static func sealed(_ line: [UInt8]) -> [UInt8] {
    let text = String(decoding: line, as: UTF8.self)
    guard let seal = text.range(of: ",\"seal\":", options: .backwards) else { return line }
    var digest = Digest()
    for byte in text[..<seal.lowerBound].utf8 { digest.add(UInt64(byte)) }
    return Array((text[..<seal.lowerBound] + ",\"seal\":\"\(digest.hexadecimal)\"}").utf8)
  }
}
