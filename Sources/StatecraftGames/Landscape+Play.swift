internal import StatecraftCore

/// Where play by best reply ends up when one actor at a time, each as likely, may change sides.
public struct Absorption: Sendable, Equatable {
  /// The chance of coming to rest in each configuration that play can rest in, largest first; of
  /// equals in the order of their sides. Canonical.
  public let shares: [(configuration: Configuration, probability: Double)]
  /// The chance of never coming to rest: 0 where propensities are symmetric.
  public let unsettled: Double

  /// The chance of coming to rest in a configuration.
  public func probability(of configuration: Configuration) -> Double {
    let wanted = configuration.canonical
    return shares.first { $0.configuration == wanted }?.probability ?? 0
  }

  public static func == (left: Absorption, right: Absorption) -> Bool {
    left.unsettled == right.unsettled
      && left.shares.elementsEqual(right.shares) { $0 == $1 }
  }
}

extension Landscape {
  /// The most configurations, sides told apart, whose play is followed.
  public static let followedMax = 1 << 20
  /// The most configurations among which play may go round in circles before it leaves them.
  public static let circleMax = 1024

  /// Where play by best reply ends: exact probabilities under random sequential revision.
  ///
  /// One actor at a time, each as likely, joins the side that it likes best; of equals it stays, or
  /// takes the first. From all starts, the probabilities are the configurations' basins of
  /// attraction as shares of all.
  ///
  /// Where propensities are symmetric each move lowers the energy, so play is followed down.
  /// Otherwise play may go round: such circles are found (Tarjan 1972), and the chances of leaving
  /// them for good solved.
  ///
  /// - Parameter start: where play begins; nil for all starts alike, sides told apart.
  /// - Throws: ``LandscapeError`` where there are too many configurations, or too large a circle.
  public func absorption(from start: Configuration? = nil) throws(LandscapeError) -> Absorption {
    var count = 1
    for _ in 0..<stateCount where count <= Self.followedMax { count *= sideCount }
    guard count <= Self.followedMax else {
      throw LandscapeError(
        description:
          "\(stateCount) actors on \(sideCount) sides have more than the \(Self.followedMax) "
          + "configurations whose play is followed: take fewer actors or sides, or play many games."
      )
    }
    var play = BestReplyPlay(self)
    let first = start.map { play.number(of: $0.sides) }
    var mass = [Double](repeating: start == nil ? 1 / Double(count) : 0, count: count)
    if let first { mass[first] = 1 }
    var settled: [Configuration: Double] = [:]
    var unsettled = 0.0
    let circles = Circles(of: count, from: first.map { $0..<($0 + 1) } ?? 0..<count) {
      play.successors(of: $0)
    }
    for circle in circles.downstream {
      guard circle.contains(where: { mass[$0] > 0 }) else { continue }
      guard circle.count <= Self.circleMax else {
        throw LandscapeError(
          description:
            "Play by best reply goes round among \(circle.count) configurations, more than the "
            + "\(Self.circleMax) that are solved: play many games instead.")
      }
      let next = circle.map { play.successors(of: $0) }
      if circle.count == 1, next[0].isEmpty {
        let rest = Configuration(sides: play.sides(of: circle[circle.startIndex])).canonical
        settled[rest, default: 0] += mass[circle[circle.startIndex]]
      } else {
        unsettled += leave(circle, next, &mass)
      }
    }
    let shares = settled.sorted {
      $0.value != $1.value
        ? $0.value > $1.value : $0.key.sides.lexicographicallyPrecedes($1.key.sides)
    }
    return Absorption(shares: shares.map { ($0.key, $0.value) }, unsettled: unsettled)
  }

  /// Moves the mass of a circle on to where play leaves it.
  ///
  /// - Returns: the mass that never leaves.
  private func leave(
    _ circle: ArraySlice<Int>, _ next: [[Int]], _ mass: inout [Double]
  ) -> Double {
    var visits = circle.map { mass[$0] }
    if circle.count > 1 {
      let places = Dictionary(uniqueKeysWithValues: zip(circle, 0...))
      guard next.contains(where: { $0.contains { places[$0] == nil } }) else {
        return visits.reduce(0, +)
      }
      // How often play is in each configuration of the circle: v = b + Qᵀ v.
      var system = circle.indices.map { _ in Array(repeating: 0.0, count: circle.count) }
      for (place, successors) in next.enumerated() {
        system[place][place] += 1
        for successor in successors {
          guard let target = places[successor] else { continue }
          system[target][place] -= 1 / Double(successors.count)
        }
      }
      guard let solution = Math.solve(system, visits) else {
        preconditionFailure("Play leaves the circle, so the system is regular")
      }
      visits = solution
      for (place, successors) in next.enumerated() {
        for successor in successors where places[successor] == nil {
          mass[successor] += visits[place] / Double(successors.count)
        }
      }
      return 0
    }
    for successor in next[0] { mass[successor] += visits[0] / Double(next[0].count) }
    return 0
  }
}

/// Play by best reply among configurations numbered with sides told apart.
private struct BestReplyPlay {
  private let sideCount: Int
  private let placeValues: [Int]
  private var tally: Tally

  init(_ landscape: Landscape) {
    sideCount = landscape.sideCount
    var values = [1]
    for _ in 1..<max(1, landscape.stateCount) {
      values.append(values[values.count - 1] * sideCount)
    }
    placeValues = values
    tally = Tally(costs: landscape.costs, sideCount: sideCount)
  }

  func number(of sides: [Int]) -> Int { zip(sides, placeValues).reduce(0) { $0 + $1.0 * $1.1 } }

  func sides(of number: Int) -> [Int] { placeValues.map { number / $0 % sideCount } }

  /// What the configuration becomes when one actor moves, for each actor that would; each is as
  /// likely to be the first.
  mutating func successors(of number: Int) -> [Int] {
    tally.place(sides(of: number))
    return placeValues.indices.compactMap { actor in
      let (own, best) = (tally.sides[actor], tally.bestReply(of: actor))
      return best == own ? nil : number + (best - own) * placeValues[actor]
    }
  }
}
