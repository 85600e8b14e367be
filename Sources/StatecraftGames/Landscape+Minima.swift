internal import StatecraftCore

extension Landscape {
  /// The most configurations that are looked at one by one.
  public static let configurationsMax = 10_000_000

  /// The configurations whose energy no single actor can lower by joining another side, lowest
  /// first; of equal energy in the order of their sides.
  ///
  /// Exact: all configurations are looked at, up to the names of sides. Ties are stable, and so are
  /// differences within the rounding of sums.
  ///
  /// - Throws: ``LandscapeError`` where there are more than ``configurationsMax``.
  public func localMinima() throws(LandscapeError) -> [Configuration] {
    try restPoints(of: energyCosts)
  }

  /// The configurations in which no actor is better off on another side, others staying: where play
  /// by best reply rests (Nash equilibria in pure moves), in the order of ``localMinima()``.
  ///
  /// With symmetric propensities these are the local minima. Otherwise an actor that eases its own
  /// frustration can raise the energy.
  ///
  /// - Throws: ``LandscapeError`` where there are more than ``configurationsMax``.
  public func equilibria() throws(LandscapeError) -> [Configuration] {
    try restPoints(of: costs)
  }

  /// Whether no single actor can lower the energy of a configuration.
  public func isLocalMinimum(_ configuration: Configuration) -> Bool {
    isRestPoint(configuration, of: energyCosts)
  }

  /// Whether no actor is better off on another side.
  public func isEquilibrium(_ configuration: Configuration) -> Bool {
    isRestPoint(configuration, of: costs)
  }

  private func isRestPoint(_ configuration: Configuration, of costs: Dyadic<Double>) -> Bool {
    var tally = Tally(costs: costs, sideCount: sideCount)
    tally.place(configuration.sides)
    return tally.isAtRest
  }

  /// What being apart adds to the energy for each of two actors: half of it is the other's doing.
  private var energyCosts: Dyadic<Double> {
    var result = costs
    for row in sizes.indices {
      for column in sizes.indices where row != column {
        result[row, column] =
          sizes[row] * sizes[column]
          * (propensities[row, column] + propensities[column, row]) / 2
      }
    }
    return result
  }

  private func restPoints(of costs: Dyadic<Double>) throws(LandscapeError) -> [Configuration] {
    let count = Self.partitions(of: stateCount, sidesMax: sideCount)
    guard count <= Double(Self.configurationsMax) else {
      throw LandscapeError(
        description:
          "\(stateCount) actors on \(sideCount) sides have about \(Self.rounded(count)) "
          + "configurations, more than the \(Self.configurationsMax) that are looked at one by one: "
          + "take fewer actors or sides, or play from many starts.")
    }
    var found: [(energy: Double, configuration: Configuration)] = []
    var tally = Tally(costs: costs, sideCount: sideCount)
    tally.visitPartitions { tally in
      guard tally.isAtRest else { return }
      let configuration = Configuration(sides: tally.sides)
      found.append((energy(of: configuration), configuration))
    }
    return found.sorted {
      $0.energy != $1.energy
        ? $0.energy < $1.energy
        : $0.configuration.sides.lexicographicallyPrecedes($1.configuration.sides)
    }.map(\.configuration)
  }

  /// How many ways there are to part so many actors into at most so many sides: Stirling's numbers
  /// of the second kind, added up.
  static func partitions(of actors: Int, sidesMax: Int) -> Double {
    let sidesMax = min(sidesMax, actors)
    var bySides = [1.0] + [Double](repeating: 0, count: sidesMax)
    for _ in 0..<actors {
      for sides in stride(from: sidesMax, to: 0, by: -1) {
        bySides[sides] = Double(sides) * bySides[sides] + bySides[sides - 1]
      }
      bySides[0] = 0
    }
    return bySides.reduce(0, +)
  }

  /// A large number with two leading digits, for people.
  static func rounded(_ number: Double) -> String {
    var (leading, exponent) = (number, 0)
    while leading >= 10 { (leading, exponent) = (leading / 10, exponent + 1) }
    return "\((leading * 10).rounded() / 10)e\(exponent)"
  }
}
