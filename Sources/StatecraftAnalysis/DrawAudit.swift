public import StatecraftCore
public import StatecraftReplay

/// Whether the dice of games are fair.
///
/// Two questions are asked of every draw on record. Is it the one that the seed gives at its
/// address? And do the draws of a purpose, taken together, follow their distributions?
///
/// A draw counts once: games that share their luck, such as variants of a scenario under one seed,
/// have draws at the same addresses, which are no news.
public struct DrawAudit {
  private struct Address: Hashable {
    let purpose: String
    let actor: String
    let item: DrawItem
    let turn: Int
  }

  private struct Luck: Hashable {
    let seed, replicate: UInt64
    let generator: String
  }

  private struct Family: Hashable {
    let purpose: String
    let name: String
  }

  public private(set) var replays = 0
  /// Draws that were compared with what the seed gives.
  public private(set) var recomputed = 0
  /// Draws that aren't what the seed gives, in order, the first hundred.
  public private(set) var forgeries: [Forgery] = []
  /// How many there are in all.
  public private(set) var forgeryCount = 0
  private var seen: [Luck: Set<Address>] = [:]
  private var positions: [Family: Int] = [:]
  private var purposes: [PurposeDraws] = []

  public init() {}

  /// Adds a game's draws.
  ///
  /// - Parameters:
  ///   - replay: the game.
  ///   - file: its name, for messages.
  ///   - chance: the generator that gave the draws, under the game's seed and replicate; nil when
  ///     there's none here that could.
  public mutating func add(
    _ replay: Replay, file: String, drawnBy chance: (any Chance)?
  ) throws {
    replays += 1
    let header = replay.header
    let luck = Luck(
      seed: header.seed, replicate: header.replicate, generator: header.generator)
    var addresses = seen.removeValue(forKey: luck) ?? []
    defer { seen[luck] = addresses }
    var chance = chance
    for turn in replay.turns {
      for draw in turn.draws + turn.policyDraws {
        let address = Address(
          purpose: draw.purpose, actor: draw.actor, item: draw.item, turn: turn.number)
        try recompute(draw, turn: turn.number, file: file, by: &chance)
        let isRepeated = !addresses.insert(address).inserted
        let family = Family(purpose: draw.purpose, name: draw.distribution.name)
        let position = positions[family] ?? purposes.count
        if position == purposes.count {
          positions[family] = position
          purposes.append(PurposeDraws(purpose: family.purpose, family: family.name))
        }
        try purposes[position].add(draw, isRepeated: isRepeated)
      }
    }
  }

  private mutating func recompute(
    _ draw: Draw, turn: Int, file: String, by chance: inout (any Chance)?
  ) throws {
    guard chance != nil else { return }
    recomputed += 1
    let key = DrawKey(
      purpose: Purpose(draw.purpose), actor: draw.actor.isEmpty ? 0 : stableHash(draw.actor),
      item: draw.item.address, turn: turn)
    // A distribution that can't be drawn from is as wrong as a value that isn't drawn.
    let value = try? chance?.value(of: draw.distribution, at: key)
    if let value, abs(value - draw.value) <= Self.tolerance * max(1, abs(value)) { return }
    forgeryCount += 1
    if forgeries.count < 100 {
      forgeries.append(Forgery(file: file, turn: turn, draw: draw, drawn: value))
    }
  }

  /// What other C libraries may make of the last digits of a logarithm.
  private static let tolerance = 1e-12

  /// What is found of each purpose, in order of its name.
  public func findings() throws -> [DrawFinding] {
    let draws = purposes.sorted { ($0.purpose, $0.family) < ($1.purpose, $1.family) }
    let tests = try draws.map { try $0.test() }
    var corrected = holm(tests.compactMap { $0?.pValue })[...]
    return zip(draws, tests).map { draws, test in
      draws.finding(test, adjustedP: test.flatMap { _ in corrected.popFirst() })
    }
  }
}

/// A draw on record that isn't what the seed gives at its address.
public struct Forgery: Sendable, Equatable, CustomStringConvertible {
  public let file: String
  public let turn: Int
  public let draw: Draw
  /// What the seed gives; nil when its distribution can't be drawn from.
  public let drawn: Double?

  public var description: String {
    "\(file), turn \(turn): draw ‘\(draw.purpose)’"
      + (draw.actor.isEmpty ? "" : " of \(draw.actor)")
      + (draw.item == .nothing ? "" : ", item \(draw.item)")
      + ", is \(draw.value) on record; its seed gives "
      + (drawn.map { "\($0)." } ?? "none from such a distribution.")
  }
}

/// A test of draws against their distributions.
public struct DrawTest: Sendable, Equatable {
  public enum Kind: Sendable, Equatable {
    case kolmogorovSmirnov(distance: Double)
    case chiSquare(statistic: Double, degrees: Int)
    /// An exact test of how much is drawn in all.
    case exactCount(Int)
  }

  public let kind: Kind
  /// The probability of as much deviation or more from fair dice.
  public let pValue: Double
}

/// What is found of the draws for one purpose.
public struct DrawFinding: Sendable {
  public let purpose: String
  /// Without parameters when they differ from draw to draw: `normal`.
  public let distribution: String
  /// Draws at addresses of their own.
  public let count: Int
  /// Draws at addresses that had been counted.
  public let repeated: Int
  /// Of the draws, and what theory expects of them.
  public let mean, expectedMean: Double
  public let deviation, expectedDeviation: Double
  /// Values that can't be drawn from their distributions.
  public let impossible: Int
  /// Nil when nothing is left to chance, or nothing was possible.
  public let test: DrawTest?
  /// The test's p, corrected for all tests of the audit (Holm).
  public let adjustedP: Double?

  /// Whether fair dice would show as much less often than `level` in audits as a whole.
  public func isLoaded(level: Double) -> Bool {
    impossible > 0 || (adjustedP ?? 1) < level
  }
}
