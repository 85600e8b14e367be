import StatecraftCore

/// A draw that a case fixes: `election.result[AAA]`, `supply-shock.size#equipment@2`.
struct FixedDraw: Sendable, Equatable, CustomStringConvertible {
  let description: String
  let purpose: String
  /// The state's code; nil for nature herself.
  let state: String?
  /// The code of a sector, a state or a pole's leader, or of a sector and a state; 0 for none.
  let item: String
  /// The turn; nil for every turn.
  let turn: Int?
  let value: Double

  init(_ text: String, value: Double) throws(CaseFault) {
    description = text
    self.value = value
    var rest = text[...]
    func cut(_ mark: Character) -> String? {
      guard let position = rest.lastIndex(of: mark) else { return nil }
      defer { rest = rest[..<position] }
      return String(rest[rest.index(after: position)...])
    }
    if let turn = cut("@") {
      guard let number = Int(turn) else { throw CaseFault("‘\(turn)’ in ‘\(text)’ is no turn") }
      self.turn = number
    } else {
      turn = nil
    }
    item = cut("#") ?? "0"
    state = rest.last == "]" ? cut("[").map { String($0.dropLast()) } : nil
    purpose = String(rest)
  }

  /// What the draw is about.
  func item(in roster: Roster) throws(CaseFault) -> DrawItem {
    if item == "0" { return .nothing }
    let words = item.split(separator: " ").map(String.init)
    let isKnown =
      switch words.count {
      case 2: roster.sector(words[0]) != nil && roster.state(words[1]) != nil
      case 3: roster.sector(words[0]) != nil && InvestmentKind(rawValue: words[1]) != nil
      default:
        roster.sector(item) != nil || roster.state(item) != nil
          || roster.institutionCodes.contains(item)
      }
    guard isKnown else {
      throw CaseFault("‘\(item)’ in ‘\(self)’ is no sector, no state, not both, and no project")
    }
    return .name(item)
  }
}

/// Chance that a case fixes: what it doesn't name takes a neutral value.
///
/// A class, so that it's known afterwards which draws were asked for.
final class FixedChance: Chance {
  private let fixed: [(draw: FixedDraw, actor: UInt64, item: UInt64)]
  private var isUsed: [Bool]

  init(_ draws: [FixedDraw], roster: Roster) throws(CaseFault) {
    var fixed: [(FixedDraw, UInt64, UInt64)] = []
    for draw in draws {
      fixed.append((draw, draw.state.map(stableHash) ?? 0, try draw.item(in: roster).address))
    }
    self.fixed = fixed
    isUsed = Array(repeating: false, count: draws.count)
  }

  func value(of distribution: Distribution, at key: DrawKey) -> Double {
    let position = fixed.firstIndex {
      $0.draw.purpose == key.purpose.name && $0.actor == key.actor && $0.item == key.item
        && $0.draw.turn ?? key.turn == key.turn
    }
    guard let position else { return distribution.neutral }
    isUsed[position] = true
    return fixed[position].draw.value
  }

  /// Draws that the case fixes and nobody asked for.
  var superfluous: [FixedDraw] { zip(fixed, isUsed).filter { !$1 }.map(\.0.draw) }
}
