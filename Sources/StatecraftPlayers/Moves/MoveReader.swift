internal import StatecraftCore

/// Reads moves as people type them, for one seat of a game in strategic form.
///
/// A move goes by its name or the beginning of it, with the word ‘move’ before it or without; whom
/// it's toward may be several, or ‘all’, and needn't be said where there is only one partner.
struct MoveReader {
  let roster: Roster
  let game: any StageGame
  let me: StateID

  /// The words with which a move may begin in a game.
  static func verbs(_ roster: Roster) -> [String] {
    ["move"] + roster.moveNames.map { $0.lowercased() }.filter { !Session.commands.contains($0) }
  }

  private var names: [String] {
    guard case .named(let count) = game.moves(of: me) else { return [] }
    return Array(roster.moveNames.prefix(count))
  }

  private var partners: [StateID] { game.partners(of: me) }

  /// How a move is typed, for answers to what can't be read.
  var usage: String {
    "move \(names.isEmpty ? "QUANTITY" : "MOVE")" + (game.isBilateral ? " STATE" : "")
  }

  /// A move that can be typed as it stands; nil for a seat that plays with nobody.
  var example: String? {
    guard let partner = partners.first else { return nil }
    let move: String
    switch game.moves(of: me) {
    case .named: move = names.last ?? ""
    case .quantity(let range): move = short((range.lowerBound + range.upperBound) / 2)
    }
    return "move \(move)" + (game.isBilateral ? " \(roster.code(partner))" : "")
  }

  /// - Parameter words: an order whose first word is one of ``verbs(_:)``, whole.
  /// - Returns: the moves; several when several partners are named.
  func read(_ words: [String]) throws(Misunderstanding) -> [Order] {
    let rest = words[0] == "move" ? Array(words.dropFirst()) : words
    guard let first = rest.first else {
      throw Misunderstanding("expected: \(usage)" + (example.map { ", such as ‘\($0)’" } ?? ""))
    }
    var reasons: [String] = []
    var move: Double?
    do throws(Misunderstanding) { move = try self.move(first) } catch { reasons += error.reasons }
    var targets: [StateID] = []
    do throws(Misunderstanding) {
      targets = try self.targets(Array(rest.dropFirst()))
    } catch {
      reasons += error.reasons
    }
    guard let move, reasons.isEmpty else { throw Misunderstanding(reasons) }
    guard game.isBilateral else { return [.move(MoveOrder(move: move))] }
    return targets.map { .move(MoveOrder(target: $0, move: move)) }
  }

  private func move(_ word: String) throws(Misunderstanding) -> Double {
    guard names.isEmpty else {
      let name = try Lexicon(words: names).resolve(word, "move")
      return Double(names.firstIndex(of: name) ?? 0)
    }
    return try OrderReader.quantity(word)
  }

  private func targets(_ words: [String]) throws(Misunderstanding) -> [StateID] {
    guard game.isBilateral else {
      if words.isEmpty { return [] }
      throw Misunderstanding("a move counts toward all here: name nobody")
    }
    let codes = partners.map(roster.code)
    if words.isEmpty {
      if partners.count == 1 { return partners }
      throw Misunderstanding("toward whom? Name \(alternatives(codes)), or ‘all’")
    }
    if words.count == 1, words[0].lowercased() == "all" { return partners }
    return try OrderReader(roster).targets(words)
  }
}
