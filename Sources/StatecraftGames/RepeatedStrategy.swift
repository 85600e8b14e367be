/// A strategy of a repeated game of two with two moves, as a Moore machine: what it does depends on
/// where it is, and where it goes on what both have done.
///
/// The first move is to cooperate. What counts is what was carried out, not what was meant.
public struct RepeatedStrategy: Sendable, Equatable {
  public struct Node: Sendable, Equatable {
    /// The chance that it cooperates, in `0...1`.
    public let cooperation: Double
    /// Where it goes after CC, CD, DC and DD, its own move being the first.
    public let next: [Int]

    public init(cooperation: Double, next: [Int]) {
      self.cooperation = cooperation
      self.next = next
    }
  }

  /// It begins in the first.
  public let nodes: [Node]

  public init(nodes: [Node]) {
    precondition(
      !nodes.isEmpty
        && nodes.allSatisfy { $0.next.count == 4 && $0.next.allSatisfy(nodes.indices.contains) },
      "a machine of \(nodes.count) nodes that lead elsewhere")
    self.nodes = nodes
  }

  /// Remembers the last round alone: how likely it cooperates first, and after each joint move
  /// (Nowak and Sigmund 1990).
  ///
  /// Tit for tat is (1; 1, 0, 1, 0), win-stay, lose-shift (1; 1, 0, 0, 1), the alternator
  /// (1; 0, 0, 1, 1).
  public static func memoryOne(
    first: Double, afterCC: Double, afterCD: Double, afterDC: Double, afterDD: Double
  ) -> RepeatedStrategy {
    RepeatedStrategy(
      nodes: [first, afterCC, afterCD, afterDC, afterDD].map {
        Node(cooperation: $0, next: [1, 2, 3, 4])
      })
  }

  /// Defects once the other has defected in so many rounds in a row, and forgives even that with
  /// some chance: tit for tat with 1 and 0, tit for two tats with 2 and 0 (Axelrod 1984), generous
  /// tit for tat with 1 and more (Nowak and Sigmund 1992).
  public static func titForTats(_ tats: Int, forgiveness: Double = 0) -> RepeatedStrategy {
    RepeatedStrategy(
      nodes: (0...tats).map { suffered in
        let more = min(suffered + 1, tats)
        return Node(cooperation: suffered < tats ? 1 : forgiveness, next: [0, more, 0, more])
      })
  }

  /// Cooperates until a defection, then defects for so many rounds, whatever happens, and begins
  /// anew; for ever where that is nil (Grim: Friedman 1971).
  ///
  /// - Parameter ownDefection: whether its own defection, by mistake, sets it off as well.
  public static func trigger(punishment: Int?, ownDefection: Bool) -> RepeatedStrategy {
    let calm = Node(cooperation: 1, next: [0, 1, ownDefection ? 1 : 0, 1])
    guard let punishment else {
      return RepeatedStrategy(nodes: [calm, Node(cooperation: 0, next: [1, 1, 1, 1])])
    }
    return RepeatedStrategy(
      nodes: [calm]
        + (1...punishment).map { round in
          let next = round < punishment ? round + 1 : 0
          return Node(cooperation: 0, next: [next, next, next, next])
        })
  }
}
