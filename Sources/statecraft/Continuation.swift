internal import Foundation
internal import StatecraftAnalysis
internal import StatecraftCore
internal import StatecraftEngine
internal import StatecraftReplay

/// A recorded game that is played on many times from a turn.
struct Continuation: Sendable {
  let scenario: Scenario
  let replay: Replay
  let file: String
  let position: Position
  let runs: Int
  let seed: UInt64
  let jobs: Int

  /// What came of it, for people and for machines.
  protocol Report {
    /// The runs that are done.
    var runs: Int { get }
    func text() throws -> String
    func json() throws -> Data
  }

  /// Where the game is taken up, in words.
  var opening: String {
    let turn = position.nextTurn
    return "‘\(file)’ (seed \(replay.header.seed), replicate \(replay.header.replicate)), played "
      + "on from the beginning of turn \(turn) (\(scenario.setting.year(of: turn)))"
  }

  // MARK: Policies alone

  /// Plays on by the scenario's policies.
  func batch() async throws -> any Report {
    let (summary, variety, result, elapsed) = try await interruptible {
      let setting = scenario.setting
      var summary = OutcomeSummary(setting: setting)
      var variety = RunVariety()
      var progress = ProgressLine(total: runs)
      let batch = Batch(
        scenario, from: position, seed: seed, replicates: 0..<UInt64(runs), jobs: jobs)
      let result = try await batch.run(
        measure: { (RunOutcome(of: $0.world, setting: setting), $0.digest) },
        progress: { progress.show($0) },
        reduce: { _, run in
          summary.add(run.0)
          variety.add(run.1)
          return .proceed
        })
      progress.clear()
      return (summary, variety, result, progress.elapsed)
    }
    guard result.completed > 0 else { throw Self.nothingDone }
    return Outcomes(
      continuation: self,
      report: BatchReport(
        scenario: scenario, path: replay.header.bundle.main, seed: seed, planned: runs,
        shard: nil, jobs: jobs, summary: summary, digest: result.digest.hexadecimal,
        work: Work(played: result.completed, elapsed: elapsed), watch: nil,
        notes: variety.telling(games: 0, draws: nil, idleRules: []),
        bars: .preferred))
  }

  private struct Outcomes: Report {
    let continuation: Continuation
    let report: BatchReport

    var runs: Int { report.summary.runs }

    func text() throws -> String {
      wrapped(continuation.opening + ".").joined(separator: "\n") + "\n" + (try report.text())
    }

    /// The results of a batch, marked, since they aren't those of games from the start.
    func json() throws -> Data {
      var document =
        try JSONSerialization.jsonObject(with: report.json()) as? [String: Any] ?? [:]
      let header = continuation.replay.header
      document["continued"] =
        [
          "replay": continuation.file, "seed": "\(header.seed)", "replicate": header.replicate,
          "turn": continuation.position.nextTurn,
        ] as [String: Any]
      return try JSONSerialization.data(
        withJSONObject: document,
        options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]) + Data("\n".utf8)
    }
  }

  // MARK: Two moves

  /// Plays on after the moves on record and after others, each pair of runs with the same luck.
  ///
  /// Where a turn isn't on record, the base is what policies decide in it.
  func comparison(with moves: [OtherMove]) async throws -> any Report {
    let turn = position.nextTurn
    let recorded = replay.turns.indices.contains(turn - 1) ? replay.turns[turn - 1] : nil
    var (base, other) = (position, position)
    for move in moves {
      if let recorded, recorded.decisions[move.state.index] == move.decision {
        let code = scenario.setting.roster.code(move.state)
        throw Failure(
          .usage, "\(code)'s move in turn \(turn) is just that on record: name another one.")
      }
      base.orders[move.state] = recorded?.decisions[move.state.index]
      other.orders[move.state] = move.decision
    }
    let beginnings = [base, other]
    let movers = moves.map(\.state)
    let gaps = try await interruptible { try await pairs(from: beginnings, movers: movers) }
    guard (gaps.first?.sample.count ?? 0) > 0 else { throw Self.nothingDone }
    return try MoveReport(continuation: self, moves: moves, recorded: recorded, gaps: gaps)
  }

  /// Plays pairs of runs, in parts, so that whoever stops it is left with pairs.
  ///
  /// Besides metrics it measures what the last turn is worth to those who move.
  private func pairs(
    from beginnings: [Position], movers: [StateID]
  ) async throws -> [(metric: Metric, sample: PairedSample)] {
    let setting = scenario.setting
    let account = scenario.account
    let metrics = MetricCatalogue(setting: scenario.setting)
    let shown = metrics.metrics.indices.filter {
      metrics.metrics[$0].kindOfFamily?.judgesMoves ?? false
    }
    var measured = shown.map { metrics.metrics[$0] }
    if account != nil {
      measured += movers.map {
        let code = setting.roster.code($0)
        return Metric("utility.\(code)", .quantity, "what the last turn is worth to \(code), in bp")
      }
    }
    var gaps = measured.map { (metric: $0, sample: PairedSample($0.kind)) }
    var progress = ProgressLine(total: 2 * runs)
    var done = 0
    var part = 0..<min(runs, max(32, 8 * jobs))
    while !part.isEmpty && !Task.isCancelled {
      var played: [[[Double]]] = []
      for beginning in beginnings {
        var values: [[Double]] = []
        let batch = Batch(
          scenario, from: beginning, seed: seed,
          replicates: UInt64(part.lowerBound)..<UInt64(part.upperBound), jobs: jobs)
        _ = try await batch.run(
          measure: { result in
            let all = metrics.values(of: result.world)
            let utilities = movers.compactMap { state in
              account?.terms(of: state, in: result.world, after: .hold, setting: setting).total
            }
            return shown.map { all[$0] } + utilities
          }, progress: { progress.show(done + $0) },
          reduce: { _, run in
            values.append(run)
            return .proceed
          })
        done += values.count
        played.append(values)
      }
      for (left, right) in zip(played[0], played[1]) {
        for index in gaps.indices {
          gaps[index].sample.add(base: left[index], variant: right[index])
        }
      }
      part = part.upperBound..<min(runs, part.upperBound + part.count)
    }
    progress.clear()
    return gaps
  }

  // MARK: Being stopped

  private static var nothingDone: Failure {
    Failure(.failed, "Stopped before a run was done: there are no results.")
  }

  /// Does the work so that Ctrl-C stops it in order.
  private func interruptible<Value: Sendable>(
    _ work: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    let task = Task(operation: work)
    let interruption = Interruption { task.cancel() }
    defer { withExtendedLifetime(interruption) {} }
    do {
      return try await task.value
    } catch let error as BatchError {
      throw Failure(.failed, "\(error)")
    }
  }
}
