internal import StatecraftCore

/// What draws each actor to each side, as actors are placed one after the other.
///
/// The draw of a side is the sum of what it would cost an actor to be apart from its members. One
/// table is kept for each number of placed actors, so that taking an actor back costs nothing and
/// leaves no rounding behind: the sums of a configuration don't depend on what was looked at before.
struct Tally {
  private let count: Int
  private let sideCount: Int
  /// [other][who]: the cost of being apart, by columns of the given costs.
  private let costsToward: [Double]
  /// Differences that may be nothing but rounding, by actor.
  private let slack: [Double]
  private(set) var sides: [Int]
  /// [placed actors][who][side].
  private var draws: [Double]

  init(costs: Dyadic<Double>, sideCount: Int) {
    let count = costs.width
    self.count = count
    self.sideCount = sideCount
    costsToward = (0..<count).flatMap { other in
      (0..<count).map { costs.storage[$0 * count + other] }
    }
    slack = (0..<count).map { who in
      costs.storage[(who * count)..<((who + 1) * count)].reduce(0) { $0 + abs($1) } * 1e-13
    }
    sides = Array(repeating: 0, count: count)
    draws = Array(repeating: 0, count: (count + 1) * count * sideCount)
  }

  /// Places all actors anew; sums are the same as if they were placed one after the other.
  mutating func place(_ sides: [Int]) {
    self.sides = sides
    let last = count * count * sideCount
    for index in last..<draws.count { draws[index] = 0 }
    for (actor, side) in sides.enumerated() {
      for who in 0..<count {
        draws[last + who * sideCount + side] += costsToward[actor * count + who]
      }
    }
  }

  /// Looks at every partition once, in the order of its canonical sides.
  mutating func visitPartitions(_ body: (Tally) -> Void) {
    visit(from: 0, used: 0, body)
  }

  private mutating func visit(from actor: Int, used: Int, _ body: (Tally) -> Void) {
    guard actor < count else { return body(self) }
    for side in 0..<min(used + 1, sideCount) {
      place(actor, on: side)
      visit(from: actor + 1, used: max(used, side + 1), body)
    }
  }

  /// Places an actor, those before it being placed.
  private mutating func place(_ actor: Int, on side: Int) {
    sides[actor] = side
    let size = count * sideCount
    let (before, after) = (actor * size, (actor + 1) * size)
    for index in 0..<size { draws[after + index] = draws[before + index] }
    for who in 0..<count {
      draws[after + who * sideCount + side] += costsToward[actor * count + who]
    }
  }

  /// Minus the cost of all pairs that are apart, each counted once, all being placed.
  var potential: Double {
    let last = count * count * sideCount
    return -(0..<count).reduce(0.0) { sum, who in
      (0..<sideCount).reduce(sum) {
        $1 == sides[who] ? $0 : $0 + draws[last + who * sideCount + $1]
      }
    } / 2
  }

  /// Whether nobody is drawn to another side more than to its own, all being placed.
  var isAtRest: Bool { (0..<count).allSatisfy { bestReply(of: $0) == sides[$0] } }

  /// The side that draws an actor most, all being placed: of equals its own, then the first.
  func bestReply(of actor: Int) -> Int {
    let start = (count * count + actor) * sideCount
    var best = sides[actor]
    var highest = draws[start + best] + slack[actor]
    for side in 0..<sideCount where draws[start + side] > highest {
      (best, highest) = (side, draws[start + side])
    }
    return best
  }
}
