import Foundation
import StatecraftCore
import StatecraftEngine
import StatecraftScenario
import Synchronization
import Testing

/// Market competition and state competition through a scenario file and the public engine:
/// predictions P4-01 and P4-02.
@Suite struct `Absolute and relative gains` {
  /// The tiny world with best reply, in which gains are the only motive and r is only the leader's
  /// toward the rival.
  private func scenario(r: Double, turns: Int = 4) throws -> Scenario {
    let gainsOnly = [
      "policy: best-reply", "parameters: {leakage: 0}",
      "weights: {security: 0, autonomy: 0, influence: 0, affinity: 0, domestic: 0}",
    ]
    let follower = "{" + gainsOnly.joined(separator: ", ") + "}"
    let tiny = try Tiny(
      ("turns: 4", "turns: \(turns)"),
      ("default: {policy: logit}", "default: \(follower)"),
      ("CHN: {policy: logit, r: {USA: 0.5}}", "CHN: \(follower)"),
      (
        "    policy: logit\n    r: {CHN: 0.8}",
        (gainsOnly + ["r: {CHN: \(r)}"]).map { "    " + $0 }.joined(separator: "\n")
      ),
      ("r_scale: 0.1", "r_scale: 1"))
    return try withExtendedLifetime(tiny) {
      try ScenarioLibrary(root: Program.home.path).load(tiny.path).scenario
    }
  }

  /// How many export controls were tightened in each of the first runs.
  private func denials(in scenario: Scenario, runs: Int) async throws -> [Int] {
    try await withThrowingTaskGroup(of: Int.self) { group in
      for replicate in 0..<UInt64(runs) {
        group.addTask {
          let count = Mutex(0)
          _ = try await Game(scenario, seed: 1, replicate: replicate).play { record in
            let denied = record.events.count {
              $0.kind == "control.tightened" && $0.rule == "export-control"
            }
            count.withLock { $0 += denied }
          }
          return count.withLock { $0 }
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
  }

  /// What withholding at the strictest level costs the leader, over what it costs the rival, at
  /// the start: c/d from first principles.
  private func threshold(_ setting: Setting) throws -> Double {
    let chips = try #require(setting.roster.sector("chips"))
    let (leader, rival) = (setting.leader, setting.rival)
    let sold = setting.startFlows[chips, rival, leader]
    let bought = setting.roster.states.reduce(0) { $0 + setting.startFlows[chips, rival, $1] }
    let cost = setting[chips].rentShare * 0.95 * sold
    let damage = bought / setting[chips].elasticity * -log(1 - 0.95 * sold / bought)
    return cost / damage
  }

  @Test func `At r of nought no denial is ordered in any of 1,000 runs`() async throws {
    let counts = try await denials(in: scenario(r: 0), runs: 1000)
    #expect(counts.count == 1000)
    #expect(counts.allSatisfy { $0 == 0 })
  }

  @Test func `With r above c/d denial is ordered in the first turn, and below it isn't`()
    async throws
  {
    let threshold = try threshold(scenario(r: 0).setting)
    #expect(threshold > 0 && threshold < 0.9)
    let above = try await denials(in: scenario(r: threshold * 1.1), runs: 100)
    #expect(above.allSatisfy { $0 >= 1 })
    // At the start, before shocks move both costs, the threshold is exact.
    func first(r: Double) async throws -> Int {
      try await denials(in: scenario(r: r, turns: 1), runs: 1)[0]
    }
    #expect(try await first(r: threshold * (1 + 1e-9)) >= 1)
    #expect(try await first(r: threshold * (1 - 1e-9)) == 0)
  }
}
