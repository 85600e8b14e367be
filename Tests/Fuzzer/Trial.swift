internal import StatecraftCore
internal import StatecraftEngine
internal import StatecraftScenario
internal import StatecraftSensitivity

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
    } catch is BatchError {
      // Nor is a run of a batch.
    }
    return .passed
  }
}
