import StatecraftCore
import StatecraftEngine
import StatecraftTestSupport
import Synchronization
import Testing

#if canImport(Glibc)
  import Glibc
#endif

struct BatchTests {
  private func run(
    _ scenario: Scenario = Toy.scenario(), replicates: Range<UInt64> = 0..<24, jobs: Int,
    until last: UInt64 = .max
  ) async throws -> (summary: BatchSummary, handedOn: [UInt64], digests: [Digest]) {
    var handedOn: [UInt64] = []
    var digests: [Digest] = []
    let summary = try await Batch(scenario, seed: 3, replicates: replicates, jobs: jobs).run {
      ($0.replicate, $0.digest)
    } reduce: { replicate, measured in
      #expect(measured.0 == replicate)
      handedOn.append(replicate)
      digests.append(measured.1)
      return replicate == last ? .stop : .proceed
    }
    return (summary, handedOn, digests)
  }

  @Test func `The number of jobs doesn't matter`() async throws {
    let expected = try await run(jobs: 1)
    #expect(expected.summary.isComplete)
    #expect(expected.handedOn == Array(0..<24))
    #expect(Set(expected.digests).count == 24)
    for jobs in [2, 8, 40] {
      let other = try await run(jobs: jobs)
      #expect(other.summary == expected.summary)
      #expect(other.handedOn == expected.handedOn)
      #expect(other.digests == expected.digests)
    }
  }

  @Test func `A run of a batch is the game with its identity`() async throws {
    let batch = try await run(replicates: 5..<7, jobs: 2)
    let game = try await Game(Toy.scenario(), seed: 3, replicate: 6).play()
    #expect(batch.digests[1] == game.digest)
  }

  @Test func `Two halves are the whole`() async throws {
    let whole = try await run(replicates: 0..<10, jobs: 2)
    let halves = [
      try await run(replicates: 0..<4, jobs: 2), try await run(replicates: 4..<10, jobs: 2),
    ]
    #expect(halves.flatMap(\.digests) == whole.digests)
  }

  @Test func `Every third run of a batch is the whole's, and three such parts are the whole`()
    async throws
  {
    let whole = try await run(replicates: 0..<11, jobs: 2)
    var parts: [UInt64: Digest] = [:]
    for first in UInt64(0)..<3 {
      let part = Batch(Toy.scenario(), seed: 3, replicates: first..<11, step: 3, jobs: 2)
      var handedOn: [UInt64] = []
      let summary = try await part.run {
        $0.digest
      } reduce: { replicate, digest in
        handedOn.append(replicate)
        parts[replicate] = digest
        return .proceed
      }
      #expect(handedOn == Array(stride(from: first, to: 11, by: 3)))
      #expect(part.count == handedOn.count)
      #expect(summary.planned == handedOn.count && summary.isComplete)
    }
    #expect((0..<11).map { parts[$0] } == whole.digests)
  }

  @Test(arguments: [1, 8])
  func `Runs that are recalled aren't played, and nothing else changes`(jobs: Int) async throws {
    let whole = try await run(jobs: 2)
    // Gaps at the start, in the middle, at the end; long stretches of both kinds.
    let gaps: Set<UInt64> = [0, 1, 7, 8, 9, 23]
    var asked: [UInt64] = []
    var kept: Set<UInt64> = []
    var handedOn: [UInt64] = []
    let summary = try await Batch(Toy.scenario(), seed: 3, replicates: 0..<24, jobs: jobs).run(
      recall: { replicate in
        asked.append(replicate)
        let digest = whole.digests[Int(replicate)]
        return gaps.contains(replicate) ? nil : (digest, digest)
      },
      measure: { $0.digest },
      keep: { replicate, measure, digest in
        #expect(measure == digest && digest == whole.digests[Int(replicate)])
        kept.insert(replicate)
      },
      reduce: { replicate, digest in
        #expect(digest == whole.digests[Int(replicate)])
        handedOn.append(replicate)
        return .proceed
      })
    #expect(summary == whole.summary)
    #expect(handedOn == Array(0..<24))
    #expect(asked == handedOn)
    #expect(kept == gaps)
  }

  @Test func `A run is kept as soon as it's over, before those that it waits for`() async throws {
    let kept = Mutex<[UInt64]>([])
    let income: @Sendable (World) -> [Double] = { $0.realIncome.storage }
    let first = try await Game(Toy.scenario(), seed: 3, replicate: 0).play(sampling: income)
    let batch = Batch(
      Toy.scenario(), seed: 3, replicates: 0..<12, jobs: 3,
      sampling: { world in
        // The first game, known by its first turn, isn't over before two others are kept.
        let isFirst = world.turn == 1 && income(world) == first.samples[0]
        // It waits on its lane's own thread; half an hour ends what hangs.
        let limit = ContinuousClock.now + .seconds(1800)
        while isFirst, kept.withLock({ $0.count < 2 }), ContinuousClock.now < limit {
          usleep(1000)
        }
        return []
      })
    _ = try await batch.run(
      measure: { $0.digest },
      keep: { replicate, _, _ in kept.withLock { $0.append(replicate) } },
      reduce: { _, _ in .proceed })
    let order = kept.withLock { $0 }
    #expect(order.sorted() == Array(0..<12))
    #expect(order.firstIndex(of: 0) ?? 0 >= 2)
  }

  @Test func `The keeper's error ends the batch`() async throws {
    let error = ToyError(description: "the store is full")
    await #expect(throws: error) {
      _ = try await Batch(Toy.scenario(), seed: 3, replicates: 0..<9, jobs: 2).run(
        measure: { $0.digest }, keep: { _, _, _ in throw error }, reduce: { _, _ in .proceed })
    }
  }

  @Test func `What is sampled after each turn is the run's, and leaves the game as it was`()
    async throws
  {
    let scenario = Toy.scenario()
    let plain = try await Game(scenario, seed: 3, replicate: 0).play()
    #expect(plain.samples.isEmpty)
    _ = try await Batch(
      scenario, seed: 3, replicates: 0..<1, jobs: 1,
      sampling: { [Double($0.turn)] + $0.realIncome.storage }
    ).run(
      measure: { $0 },
      reduce: { _, result in
        #expect(result.digest == plain.digest)
        #expect(result.samples.map(\.[0]) == [1, 2, 3, 4, 5])
        #expect(Array(result.samples[4].dropFirst()) == plain.world.realIncome.storage)
        return .proceed
      })
  }

  @Test func `An empty batch is complete`() async throws {
    let batch = try await run(replicates: 4..<4, jobs: 2)
    #expect(batch.summary.isComplete)
    #expect(batch.summary.completed == 0)
  }

  @Test func `The reducer can stop a batch`() async throws {
    for jobs in [1, 8] {
      let batch = try await run(jobs: jobs, until: 9)
      #expect(batch.handedOn == Array(0...9))
      #expect(batch.summary.completed == 10)
      #expect(!batch.summary.isComplete)
    }
  }

  @Test func `Progress counts every finished game`() async throws {
    var counts: [Int] = []
    _ = try await Batch(Toy.scenario(), seed: 3, replicates: 0..<12, jobs: 4).run {
      $0.turns
    } progress: {
      counts.append($0)
    } reduce: { _, turns in
      #expect(turns == 5)
      return .proceed
    }
    #expect(counts == Array(1...12))
  }

  @Test func `The first run that fails is named, after those before it`() async throws {
    // About one run in eight draws a bad omen in its last turn.
    let scenario = Toy.scenario(rules: Toy.rules + [Omen()])
    var expected: UInt64?
    for jobs in [1, 2, 8] {
      var handedOn: [UInt64] = []
      let error = await #expect(throws: BatchError.self) {
        _ = try await Batch(scenario, seed: 3, replicates: 0..<100, jobs: jobs).run {
          $0.digest
        } reduce: { replicate, _ in
          handedOn.append(replicate)
          return .proceed
        }
      }
      let failed = try #require(error?.replicate)
      #expect(handedOn == Array(0..<failed))
      #expect(failed == expected ?? failed)
      expected = failed
      #expect(
        error?.description
          == "Replicate \(failed) failed. Rule ‘omen’ failed in turn 5: a bad omen")
    }
  }

  @Test func `A cancelled batch hands on the first runs, without gaps`() async throws {
    let handedOn = Mutex<[UInt64]>([])
    let batch = Task {
      try await Batch(Toy.scenario(), seed: 3, replicates: 0..<1_000_000, jobs: 4).run {
        $0.digest
      } reduce: { replicate, _ in
        handedOn.withLock { $0.append(replicate) }
        if replicate == 9 { withUnsafeCurrentTask { $0?.cancel() } }
        return .proceed
      }
    }
    let summary = try await batch.value
    let runs = handedOn.withLock { $0 }
    #expect(runs == Array(0..<UInt64(runs.count)))
    #expect(summary.completed == runs.count)
    #expect(summary.planned == 1_000_000)
    // Those that had finished by then may follow, but no new ones.
    #expect((10...50).contains(runs.count))
  }

  @Test func `The reducer's error ends the batch`() async throws {
    let error = ToyError(description: "the store is full")
    await #expect(throws: error) {
      _ = try await Batch(Toy.scenario(), seed: 3, replicates: 0..<9, jobs: 2).run {
        $0.digest
      } reduce: { _, _ in
        throw error
      }
    }
  }
}

/// Fails in turn 5 when a draw says so.
private struct Omen: Rule {
  static let name = "omen"
  static let phase = Phase.relations
  static let writes: Set<Column> = []
  static let purposes = [Purpose("omen")]

  func apply(to turn: inout Turn) throws {
    guard turn.number == 5 else { return }
    if try turn.draw(.bernoulli(probability: 0.125), Self.purposes[0]) == 1 {
      throw ToyError(description: "a bad omen")
    }
  }
}
