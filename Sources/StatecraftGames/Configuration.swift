public import StatecraftCore

/// Who sides with whom: a partition of the states into sides (Axelrod and Bennett 1993).
///
/// In files and at the terminal a configuration is a text: states that side with each other are
/// joined by `+`, sides are parted by `/`, and states that aren't named are together on the next
/// side. So `USA+RUS+SYR` puts all others on the second side, and `A+B/C/D+E` names three sides.
public struct Configuration: Hashable, Sendable {
  /// The number of each state's side, by the state's index.
  public let sides: [Int]

  public init(sides: [Int]) { self.sides = sides }

  /// The configuration of states' moves toward all.
  public init(_ profile: MoveProfile) {
    sides = (0..<profile.moves.width).map {
      Int(profile.moves[StateID(index: $0), StateID(index: $0)])
    }
  }

  /// Reads the text of a configuration.
  ///
  /// - Parameters:
  ///   - sideCount: how many sides there are.
  /// - Throws: ``ConfigurationError`` with every fault of the text.
  public init(_ text: String, roster: Roster, sideCount: Int) throws(ConfigurationError) {
    var sides = [Int?](repeating: nil, count: roster.stateCount)
    var faults: [String] = []
    let groups = text.split(separator: "/", omittingEmptySubsequences: false)
    for (side, group) in groups.enumerated() {
      for word in group.split(whereSeparator: { $0 == "+" || $0.isWhitespace }) {
        let code = String(word)
        guard let state = roster.state(code) else {
          let hint = suggestion(for: code, among: roster.stateCodes)
          faults.append("‘\(code)’ is not a state of the roster\(hint)")
          continue
        }
        if sides[state.index] != nil { faults.append("‘\(code)’ is named twice") }
        sides[state.index] = side
      }
    }
    let unnamed = roster.states.filter { sides[$0.index] == nil }.map { roster.code($0) }
    if groups.count > sideCount {
      faults.append("it has \(groups.count) sides, but there are \(sideCount): join some by ‘+’")
    } else if groups.count == sideCount, faults.isEmpty, !unnamed.isEmpty {
      faults.append("it puts \(unnamed.joined(separator: ", ")) on no side: name them, too")
    }
    guard faults.isEmpty else { throw ConfigurationError(text: text, faults: faults) }
    self.sides = sides.map { $0 ?? groups.count }
  }

  /// The same partition with its sides numbered in the order in which the roster first meets them.
  ///
  /// Sides have no meaning but who shares them: two configurations are the same one exactly if
  /// their canonical forms are equal.
  public var canonical: Configuration {
    var numbers: [Int: Int] = [:]
    return Configuration(
      sides: sides.map { side in
        let number = numbers[side] ?? numbers.count
        numbers[side] = number
        return number
      })
  }

  /// The canonical form's text, which reads back as the same partition: with two sides the first
  /// one alone, otherwise all that have members.
  public func text(_ roster: Roster) -> String {
    let canonical = canonical.sides
    let count = (canonical.max() ?? -1) + 1
    return (0..<(count == 2 ? 1 : count)).map { side in
      roster.states.filter { canonical[$0.index] == side }.map { roster.code($0) }
        .joined(separator: "+")
    }.joined(separator: "/")
  }
}

/// A text that isn't a configuration of the roster.
public struct ConfigurationError: Error, Sendable, Equatable, CustomStringConvertible {
  public let text: String
  /// What is wrong, one clause a fault.
  public let faults: [String]

  public var description: String {
    "The configuration ‘\(text)’ can't be read: \(faults.joined(separator: "; "))."
  }
}
