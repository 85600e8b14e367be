internal import StatecraftCore

/// A number that can be read off an economy or an experiment, such as `real_income[USA]`.
public struct Measure: Sendable, Equatable, CustomStringConvertible {
  public let kind: MeasureKind
  public let sector: Int?
  /// The state that it's about: of trade, the buyer.
  public let state: Int?
  /// Of trade, the seller; of an encounter, the other state.
  public let supplier: Int?
  /// Of a game, the moves that it's about: one's own and the other's.
  public let move: Int?
  public let otherMove: Int?
  /// Of a game, what its form reads for itself, such as a configuration of sides.
  public let text: String?
  /// As the file writes it.
  public let description: String
}

extension Measure {
  /// Reads `name[codes]`.
  ///
  /// - Returns: nil, and a fault, when it names nothing.
  init?(_ value: Value, ofGame: Bool, roster: Roster, log: FaultLog) {
    guard let text = value.text else { return nil }
    let pieces = text.split(separator: "[", maxSplits: 1, omittingEmptySubsequences: false)
    let name = pieces[0].filter { $0 != " " }
    guard let kind = MeasureKind(rawValue: name), kind.isOfGames == ofGame else {
      let names = MeasureKind.allCases.filter { $0.isOfGames == ofGame }.map(\.rawValue)
      let guess = suggestion(for: String(name.prefix(40)), among: names)
      log.add(
        "‘\(SourceNode.shortened(name))’ is no measure"
          + (guess.isEmpty ? "; there are \(names.joined(separator: ", "))" : guess), at: value)
      return nil
    }
    let indices = kind.explanation.indices
    let wanted = indices.split(separator: ",")
    var codes: [String] = []
    if pieces.count == 2 {
      guard pieces[1].hasSuffix("]") else {
        log.add("a closing bracket is missing", at: value)
        return nil
      }
      codes = pieces[1].dropLast().split(separator: ",", omittingEmptySubsequences: false)
        .map { $0.filter { $0 != " " } }
    }
    guard codes.count == wanted.count else {
      log.add(
        wanted.isEmpty
          ? "‘\(name)’ is of the whole \(ofGame ? "game" : "world"): leave out what is in brackets"
          : "write \(name)[\(indices)], with \(Self.letters(of: wanted, ofGame: ofGame))", at: value
      )
      return nil
    }
    var found: [Substring: Int] = [:]
    var ownText: String?
    for (index, code) in zip(wanted, codes) {
      let candidates: (kind: String, names: [String])
      switch index {
      case "x":
        ownText = code
        continue
      case "s": candidates = ("sector", roster.sectorCodes)
      case "m", "k": candidates = ("move", roster.moveNames)
      default: candidates = ("state", roster.stateCodes)
      }
      if let position = candidates.names.firstIndex(of: code) {
        found[index] = position
      } else {
        log.add(
          "‘\(SourceNode.shortened(code))’ is no \(candidates.kind) of this file"
            + suggestion(for: String(code.prefix(40)), among: candidates.names), at: value)
      }
    }
    guard found.count + (ownText == nil ? 0 : 1) == wanted.count else { return nil }
    self.init(
      kind: kind, sector: found["s"], state: found["n"], supplier: found["i"], move: found["m"],
      otherMove: found["k"], text: ownText, description: text)
  }

  /// What the letters of a measure stand for.
  private static func letters(of wanted: [Substring], ofGame: Bool) -> String {
    wanted.map { letter in
      switch letter {
      case "s": "s a sector"
      case "n": "n a state"
      case "i": ofGame ? "i the other state" : "i a supplier"
      case "m": "m a move"
      case "k": "k the other's move"
      default: "\(letter) as the game's form says"
      }
    }.joined(separator: ", ")
  }
}
