import Foundation
import Testing

/// Ctrl-C in the middle of the work.
@Suite struct `Interruption` {
  /// Ten million runs would take hours, so that an end at all is the interruption's doing.
  @Test
  func `A batch stops, says what is done, and prints the results of the first runs`() async throws {
    let tiny = try Tiny()
    let stopped = try await tiny.run(
      "batch", "tiny.yaml", "--runs", "10000000", "--json", "-", interruptingWhen: { !$0.isEmpty })
    #expect(stopped.code == 1)
    let json = try stopped.json()
    let done = try #require(json["runs"] as? Int)
    #expect(done > 0 && done < 10_000_000)
    #expect(json["runs_planned"] as? Int == 10_000_000)
    let last = try #require(stopped.errorLines.last)
    #expect(
      last.replacing(",", with: "") == "Stopped: \(done) of 10000000 runs are done and the "
        + "results are theirs.")
    // What was awaited before the interruption: progress, with rate and time left.
    let progress = try #require(stopped.errorLines.first)
    #expect(
      progress.contains(
        /^[0-9,]+ of 10,000,000 runs, [0-9,.]+ a second, [0-9]+ (h [0-9]+ min|min [0-9]+ s|s) left$/
      ), "\(progress)")
    let again = try await tiny.run("batch", "tiny.yaml", "--runs", "\(done)", "--json", "-").json()
    #expect(again["digest"] as? String == json["digest"] as? String)
    for key in ["outcome", "excluded", "states"] {
      #expect(try #require(again[key] as? NSDictionary) == (json[key] as? NSDictionary))
    }
  }

  @Test
  func `A game that is stopped keeps the turns that were closed`() async throws {
    let tiny = try Tiny(("turns: 4", "turns: 1000"))
    let file = tiny.scratch.path("game.jsonl")
    let stopped = try await tiny.run(
      "run", "tiny.yaml", "--replay", "game.jsonl",
      interruptingWhen: { _ in
        let size = (try? FileManager.default.attributesOfItem(atPath: file)[.size]) as? Int
        return size ?? 0 > 100_000
      })
    #expect(stopped.code == 1)
    let words = try #require(
      stopped.errors.wholeMatch(
        of:
          /Stopped after turn ([0-9]+) of 1000\. ‘game\.jsonl’ holds every turn that was closed\.\n/
      ), "\(stopped.errors)")
    let turns = try #require(Int(words.1))
    let shown = try await tiny.run("replay", "show", "game.jsonl", "--full")
    #expect(shown.code == 0)
    #expect(shown.output.hasSuffix("The game was stopped after turn \(turns) of 1000.\n"))
    #expect(shown.output.contains("\nTurn \(turns) ("))
  }
}
