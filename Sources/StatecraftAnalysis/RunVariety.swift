public import StatecraftCore

/// Whether the runs of a batch are different games, by their fingerprints.
public struct RunVariety: Sendable, Equatable {
  private var first: Digest?
  public private(set) var runs = 0
  /// Runs that aren't the same game as the first.
  public private(set) var others = 0

  public init() {}

  /// Adds a run by the fingerprint of its whole game.
  public mutating func add(_ digest: Digest) {
    if let first, digest != first { others += 1 }
    first = first ?? digest
    runs += 1
  }

  /// Whether there are several runs, and all are one game.
  public var isOneGame: Bool { runs > 1 && others == 0 }

  /// What luck did to the runs, where it did nothing or less than one may think.
  ///
  /// - Parameters:
  ///   - games: games that were looked into.
  ///   - draws: draws in all of them together; nil where none was looked into.
  ///   - idleRules: rules of nature that moved nothing in them.
  ///   - unmoved: states whose real income is the same in every run.
  ///   - states: how many there are.
  /// - Returns: sentences, none where there is nothing to say.
  public func telling(
    games: Int, draws: Int?, idleRules: [String], unmoved: [String] = [], states: Int = 0
  ) -> [String] {
    var sentences: [String] = []
    if isOneGame {
      let all = "All \(runs) runs are the same game, turn by turn"
      let why =
        switch draws {
        case nil: "luck moves nothing in it"
        case 0?: "it's deterministic, since no draws are made in it"
        case let draws?: "the \(draws / max(games, 1)) draws that a run makes move nothing"
        }
      sentences.append(
        "\(all): \(why). One run tells all, and intervals without width say nothing of the model's "
          + "precision.")
    }
    if !unmoved.isEmpty, runs > 1, !isOneGame {
      let whose =
        unmoved.count == states ? "nobody's real income" : "not " + unmoved.joined(separator: ", ")
      sentences.append(
        "Luck moves something in these games, but \(whose): intervals without width there say "
          + "nothing of the model's precision.")
    }
    if !idleRules.isEmpty, !isOneGame || draws != 0 {
      let names = idleRules.map { "‘\($0)’" }.joined(separator: " and ")
      let looked = games == 1 ? "the run" : "the \(games) runs"
      sentences.append(
        "\(names) moved nothing in \(looked) that \(games == 1 ? "was" : "were") looked into: "
          + "every turn comes out the same without \(idleRules.count == 1 ? "it" : "either").")
    }
    return sentences
  }
}
