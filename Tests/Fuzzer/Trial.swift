internal import Foundation
internal import StatecraftAnalysis
internal import StatecraftCore
internal import StatecraftEngine
internal import StatecraftPlayers
internal import StatecraftReplay
internal import StatecraftScenario
internal import StatecraftSensitivity
internal import StatecraftStore

/// Tries an input: loads it, and does all that can be done with what passes.
struct Trial {
  let corpus: Corpus
  /// A folder for files that are made on the way.
  let scratch: String

  enum Outcome { case passed, refused }

  /// What should be, and isn't: reported like a crash.
  struct Wrong: Error, CustomStringConvertible {
    let description: String
  }

  func run(_ mutation: Mutation) async throws -> Outcome {
    let files = Overlay(disk: DiskFiles(folders: [corpus.root]), changed: mutation.changed)
    switch mutation.item.kind {
    case .study: return try study(mutation, files)
    case .economy: return try economy(mutation, files)
    case .scenario: return try await scenario(mutation, files)
    }
  }

  // MARK: Kinds of files

  private func study(_ mutation: Mutation, _ files: Overlay) throws -> Outcome {
    let study: Study
    do throws(ScenarioFaults) {
      study = try StudyReader().read(mutation.item.path, from: files)
    } catch {
      return try refused(error)
    }
    guard let points = study.design.pointCount(study.factors), points <= 20_000 else {
      return .passed
    }
    let plan = try Plan(study)
    let table = ResultsTable(plan, fingerprint: "0")
    _ = ResultsTable.points(of: plan)
    var responses = Responses(metrics: study.metrics, runs: min(study.runs, 3))
    var dice = mutation.dice
    for _ in plan.points.prefix(200) {
      responses.append(
        (0..<min(study.runs, 3)).map { _ in study.metrics.map { _ in Double(dice.below(5)) } })
    }
    _ = try StudyAnalysis(plan, responses)?.notes
    var mutator = Mutator(dice: dice, words: corpus.words)
    let text = mutator.mutate(csv: table.header + table.lines(of: 0, responses.runs(at: 0)))
    if let read = try? DataTable(csv: text, file: "r.csv") {
      _ = try? table.read(read, file: "r.csv")
    }
    return .passed
  }

  private func economy(_ mutation: Mutation, _ files: Overlay) throws -> Outcome {
    do throws(ScenarioFaults) {
      let economy = try ScenarioLoader().loadEconomy(
        mutation.item.path, from: files, set: mutation.set)
      _ = economy.compareWithPublished()
      return .passed
    } catch {
      return try refused(error)
    }
  }

  private func refused(_ error: ScenarioFaults) throws -> Outcome {
    guard !error.faults.isEmpty, error.faults.allSatisfy({ !$0.message.isEmpty }) else {
      throw Wrong(description: "refused without a reason")
    }
    return .refused
  }

  private func scenario(_ mutation: Mutation, _ files: Overlay) async throws -> Outcome {
    let loader = ScenarioLoader()
    let whole: LoadedScenario
    do throws(ScenarioFaults) {
      whole = try loader.load(mutation.item.path, from: files, set: mutation.set)
    } catch {
      return try refused(error)
    }
    _ = ScenarioSummary(whole).warnings
    let again = try loader.load(whole.bundle)
    guard again.scenario.hash == whole.scenario.hash else {
      throw Wrong(description: "another fingerprint from its own bundle")
    }
    var loaded = whole
    if whole.scenario.setting.turns > 3 {
      loaded = try loader.load(
        mutation.item.path, from: files, set: mutation.set + ["turns=3"], relative: whole)
    }
    guard loaded.scenario.setting.roster.stateCount <= 60 else { return .passed }
    do {
      try await play(loaded, mutation)
    } catch is RuleFault {
      // A game that can't go on says so; it's no crash.
    } catch let fault as BatchError {
      _ = fault
    }
    return .passed
  }

  // MARK: Playing

  private func play(_ loaded: LoadedScenario, _ mutation: Mutation) async throws {
    let scenario = loaded.scenario
    let results = try await batch(loaded)
    let replay = try await replay(loaded)
    var dice = mutation.dice
    try session(scenario, &dice)
    try damaged(replay, &dice)
    _ = results
  }

  /// Two games, stored twice and exported.
  private func batch(_ loaded: LoadedScenario) async throws -> OutcomeSummary {
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
    let path = scratch + "/runs.sqlite"
    for file in [path, path + "-wal", path + "-shm"] {
      try? FileManager.default.removeItem(atPath: file)
    }
    let store = try ResultStore(path: path, for: .writing)
    let description = BatchDescription(
      scenario, bundle: loaded.bundle, seed: 1,
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
    return summary
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
    let verifier = try ReplayVerifier(
      replay, making: { try ScenarioLoader().load($0).scenario }, outcome: { fields($0) })
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
      let source = DrawSource(
        SeededChance(seed: 2, replicate: 0), setting: setting, turn: observation.turn,
        isRecording: true)
      var context = PolicyContext(source: source, explains: true)
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

/// Types orders and questions, some of which mean something.
struct Typist {
  let setting: Setting

  func line(_ dice: inout Dice) -> String {
    let roster = setting.roster
    let state = dice.pick(roster.stateCodes)
    let sector = roster.sectorCodes.isEmpty ? "none" : dice.pick(roster.sectorCodes)
    let number = dice.chance(70) ? "0.\(dice.below(100))" : dice.pick(Mutator.numbers)
    let move = roster.moveNames.isEmpty ? number : dice.pick(roster.moveNames)
    switch dice.below(16) {
    case 0: return "align \(state) \(number)"
    case 1: return "control export \(sector) \(state) \(number)"
    case 2: return "control import \(sector) \(state) \(number)"
    case 3: return "control tariff \(sector) \(state) \(number)"
    case 4: return "invest subsidy \(sector) \(number)%gdp"
    case 5: return "invest research \(sector) \(number)%gdp"
    case 6: return "move \(move) \(state)"
    case 7: return "move \(move)"
    case 8: return "estimate control export \(sector) \(state) \(number)"
    case 9: return dice.pick(["legal", "legal \(state)", "legal \(sector)", "show \(state)"])
    case 10: return dice.pick(["brief", "report", "advise", "rivals", "history", "review"])
    case 11: return dice.pick(["explain", "explain 1", "show", "show trade", "help", "help turn"])
    case 12: return dice.pick(["undo", "hold", "back 1", "save", "report all", "explain \(state)"])
    case 13: return dice.pick(Mutator.texts) + " " + dice.pick(Mutator.numbers)
    case 14: return "estimate move \(move) \(state)"
    default: return dice.pick(["estimate", "explain USA", "brief full", "show \(sector)"])
    }
  }
}
