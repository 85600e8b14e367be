import StatecraftCore
import StatecraftEngine
import StatecraftReplay
import StatecraftScenario
import Testing

/// Whatever a replay tells and the game determines: an edit of it is found, and named.
@Suite struct `Edited replays` {
  /// A game with an economy, and one of moves; small ones, so that each kind of leaf can be edited.
  enum Played: String, CaseIterable, Sendable {
    case economy = "Tests/Cases/worlds/three-powers.yaml"
    case moves = "Scenarios/literature/axelrod-1984/iterated-dilemma.yaml"

    var set: [String] {
      switch self {
      case .economy: ["turns=2"]
      case .moves: ["turns=2", "rules.moves.noise=0.3"]
      }
    }
  }

  @Test(arguments: Played.allCases)
  func `Every kind of leaf of a turn is compared, by its name and state`(
    _ played: Played
  ) async throws {
    let game = try await EditedGame(played.rawValue, set: played.set)
    let turn = 2
    let leaves = game.lines[turn].leaves
    // More than a few kinds, or the walk is broken.
    #expect(Set(leaves.map(\.kind)).count > (played == .economy ? 60 : 20))
    for leaf in leaves.sampled(perKind: 3) {
      let edited = try game.edited(line: turn, leaf)
      switch edited {
      case .refused(let error):
        #expect(error.line == turn + 1, "\(leaf): \(error)")
      case .read(let replay):
        let found = try #require(
          ReplayComparison.firstDifference(replay, game.replay), "\(leaf) goes unnoticed")
        #expect(found.turn == turn, "\(leaf): \(found)")
        #expect(leaf.isNamed(by: found), "\(leaf): \(found)")
        let contrast = try ReplayContrast(replay, game.replay)
        #expect(!contrast.isSame && contrast.parting?.lines.isEmpty == false, "\(leaf)")
      }
    }
  }

  @Test(arguments: Played.allCases)
  func `Every kind of leaf of a turn is verified`(_ played: Played) async throws {
    let game = try await EditedGame(played.rawValue, set: played.set)
    for leaf in game.lines[2].leaves.sampled(perKind: 1) {
      guard case .read(let replay) = try game.edited(line: 2, leaf) else { continue }
      let found = try await game.verify(replay)
      #expect(found != nil, "\(leaf) is called verified")
    }
  }

  @Test(arguments: Played.allCases)
  func `What the header says of the scenario is verified, with a new seal too`(
    _ played: Played
  ) async throws {
    let game = try await EditedGame(played.rawValue, set: played.set)
    // What no game says: who wrote it where, and whose luck it was, where nothing was drawn.
    let free = ["program", "platform", "gsl", "seed", "replicate"]
    for leaf in game.lines[0].leaves.sampled(perKind: 1)
    where !free.contains(leaf.kind) && !leaf.kind.hasPrefix("scenario.files") {
      guard case .read(let replay) = try game.edited(line: 0, leaf) else { continue }
      // A scenario that can't be played any more is noticed as well.
      let isNoticed: Bool
      do { isNoticed = try await game.verify(replay) != nil } catch { isNoticed = true }
      #expect(isNoticed, "\(leaf) is called verified")
    }
    for key in ["seed", "replicate"] {
      let leaf = try #require(game.lines[0].leaves.first { $0.kind == key })
      guard case .read(let replay) = try game.edited(line: 0, leaf) else {
        Issue.record("\(leaf) can't be read")
        continue
      }
      let found = try await game.verify(replay)
      #expect(found != nil, "\(leaf) is called verified")
    }
  }

  @Test(arguments: Played.allCases)
  func `What the last line says is verified`(_ played: Played) async throws {
    let game = try await EditedGame(played.rawValue, set: played.set)
    for leaf in game.lines[3].leaves {
      guard case .read(let replay) = try game.edited(line: 3, leaf) else { continue }
      let found = try #require(try await game.verify(replay), "\(leaf) is called verified")
      guard case .outcome(let name) = found.part else {
        Issue.record("\(leaf): \(found)")
        continue
      }
      #expect(leaf.steps.last == .key(name))
    }
  }

  @Test(arguments: Played.allCases)
  func `What is written of indicators is what's read and compared`(_ played: Played) async throws {
    let game = try await EditedGame(played.rawValue, set: played.set)
    let written = try #require(game.lines[1]["indicators"]).keys
    // Of every property something was read: what's written has a place, and is filled.
    let filled = Mirror(reflecting: game.replay.turns[0].indicators).children.filter {
      !Mirror(reflecting: $0.value).children.isEmpty
    }
    let empty =
      ["exclusion_by_leader", "exclusion_by_system", "secured_by_leader"]
      + ["secured_by_system"]
    let expected = played == .moves ? written.filter { !empty.contains($0) } : written
    #expect(filled.count == expected.count)
  }
}
