public import StatecraftCore

/// Chance from a record of one turn: gives back what was drawn then, whoever asks and whenever.
///
/// A class, so that what was asked is known after the turn.
public final class RecordedChance: Chance {
  private struct Key: Hashable {
    let purpose: String
    let actor: UInt64
    let item: UInt64
  }

  private let draws: [Draw]
  private let positions: [Key: [Int]]
  private let codes: [UInt64: String]
  private let roster: Roster
  private var isUsed: [Bool]
  /// The first draw that was asked for and isn't on record.
  public private(set) var missing: MissingDraw?

  /// - Parameters:
  ///   - draws: the draws of one turn.
  ///   - roster: the states.
  public init(_ draws: [Draw], roster: Roster) {
    self.draws = draws
    var positions: [Key: [Int]] = [:]
    for (position, draw) in draws.enumerated() {
      let actor = draw.actor.isEmpty ? 0 : stableHash(draw.actor)
      positions[Key(purpose: draw.purpose, actor: actor, item: draw.item.address), default: []]
        .append(position)
    }
    self.positions = positions
    self.roster = roster
    codes = Dictionary(
      roster.stateCodes.map { (stableHash($0), $0) }, uniquingKeysWith: { first, _ in first })
    isUsed = Array(repeating: false, count: draws.count)
  }

  /// The recorded value.
  ///
  /// - Parameters:
  ///   - distribution: must be the recorded one.
  ///   - key: the draw's address.
  /// - Returns: what was drawn.
  /// - Throws: ``MissingDraw`` when it's not on record.
  public func value(of distribution: Distribution, at key: DrawKey) throws -> Double {
    let recorded =
      positions[Key(purpose: key.purpose.name, actor: key.actor, item: key.item)] ?? []
    var value: Double?
    // An address may be asked more than once, and then gave the same each time.
    for position in recorded where draws[position].distribution == distribution {
      isUsed[position] = true
      if value == nil { value = draws[position].value }
    }
    if let value { return value }
    let failure = MissingDraw(
      purpose: key.purpose.name, actor: key.actor == 0 ? "" : codes[key.actor] ?? "?",
      item: roster.item(at: key.item), distribution: distribution,
      recorded: recorded.first.map { draws[$0].distribution })
    if missing == nil { missing = failure }
    throw failure
  }

  /// Draws on record that nobody asked for, in order.
  public var superfluous: [Draw] {
    zip(draws, isUsed).filter { !$1 }.map(\.0)
  }
}

/// A draw that was asked for and isn't on record.
public struct MissingDraw: Error, Sendable, Equatable, CustomStringConvertible {
  public let purpose: String
  /// The state's code, or an empty string for nature herself.
  public let actor: String
  public let item: DrawItem
  public let distribution: Distribution
  /// The distribution on record at this address, when that's what differs.
  public let recorded: Distribution?

  public var description: String {
    let name = Draw.name(purpose: purpose, actor: actor, item: item)
    guard let recorded else { return "Draw \(name) is not on record." }
    return "Draw \(name) is on record from \(recorded.notation), not from \(distribution.notation)."
  }
}

extension Draw {
  /// What a draw is called in messages, such as `toy.shock of CHN, item 2`.
  static func name(purpose: String, actor: String, item: DrawItem) -> String {
    "‘\(purpose)’" + (actor.isEmpty ? "" : " of \(actor)")
      + (item == .nothing ? "" : ", item \(item)")
  }

  var name: String { Self.name(purpose: purpose, actor: actor, item: item) }
}

extension Roster {
  /// What lies at an address: found by trying, for messages only.
  fileprivate func item(at address: UInt64) -> DrawItem {
    if address <= UInt64(UInt32.max) { return .place(UInt32(address)) }
    let names =
      sectorCodes + stateCodes
      + sectorCodes.flatMap { sector in stateCodes.map { sector + " " + $0 } }
    return names.map(DrawItem.name).first { $0.address == address } ?? .name("?")
  }
}
