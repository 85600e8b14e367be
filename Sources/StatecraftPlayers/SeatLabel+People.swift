public import StatecraftReplay

// Who sits where is said in a replay's header: a policy by its name, a person as such, and where a
// game was branched, who followed whom: `logit, person from turn 7`.

extension SeatLabel {
  private static let person = "person"
  private static let from = " from turn "

  /// The seat of a person.
  public static func person(profile: String) -> SeatLabel {
    SeatLabel(profile: profile, policy: person)
  }

  /// Whether a person decides there when the game goes on.
  public var isPerson: Bool { sitter == Self.person }

  /// Who decides there when the game goes on: a policy's name, `program hedger.py`.
  public var sitter: String { sitters.last?.policy ?? policy }

  /// The label after somebody takes the seat, whoever had it from then on.
  ///
  /// - Parameters:
  ///   - policy: who takes it: a policy's name; a person, when nil.
  ///   - turn: the first turn in which they decide.
  public func taken(by policy: String?, fromTurn turn: Int) -> SeatLabel {
    var sitters = sitters.filter { $0.from < turn }
    let newcomer = policy ?? Self.person
    if sitters.last?.policy != newcomer { sitters.append((newcomer, turn)) }
    return SeatLabel(
      profile: profile,
      policy: sitters.enumerated().map { index, sitter in
        sitter.policy + (index == 0 ? "" : "\(Self.from)\(sitter.from)")
      }.joined(separator: ", "))
  }

  /// Who decides, and from which turn.
  private var sitters: [(policy: String, from: Int)] {
    var sitters: [(policy: String, from: Int)] = []
    for part in policy.split(separator: ", ").map(String.init) {
      let words = part.split(separator: Self.from)
      if !sitters.isEmpty, words.count == 2, let turn = Int(words[1]) {
        sitters.append((String(words[0]), turn))
      } else if sitters.isEmpty {
        sitters.append((part, 1))
      } else {
        // A label that only looks like a list is one name.
        return [(policy, 1)]
      }
    }
    return sitters
  }
}
