import StatecraftCore
import StatecraftGames
import Testing

@Suite struct LandscapeTests {
  func configuration(
    _ text: String, in landscape: Landscape
  ) throws -> Configuration {
    try Configuration(
      text, roster: roster(landscape.stateCount), sideCount: landscape.sideCount)
  }

  func texts(_ configurations: [Configuration], of landscape: Landscape) -> [String] {
    configurations.map { $0.text(roster(landscape.stateCount)) }
  }

  @Test func `Frustration adds the sizes of those apart, by propensity`() throws {
    // By hand: A is apart from B (size 3, p −2) and with C; B is apart from both.
    let three = landscape(
      sizes: [2, 3, 5], propensities: [[9, -2, 1], [4, 9, 0.5], [-1, 2, 9]])
    let apart = try configuration("A+C/B", in: three)
    let ids = (0..<3).map(StateID.init(index:))
    #expect(ids.map { three.frustration(of: $0, in: apart) } == [-6, 10.5, 6])
    #expect(ids.map { three.weightedFrustration(of: $0, in: apart) } == [-12, 31.5, 30])
    #expect(three.energy(of: apart) == 49.5)
    #expect(three.energy(of: try configuration("A+B+C", in: three)) == 0)
  }

  @Test func `A move pays minus frustration, weighed by own size or not`() throws {
    let profile = MoveProfile(
      moves: Dyadic([0, 7, 7, 7, 1, 7, 7, 7, 0], width: 3), types: PerState([0, 0, 0]))
    for (isSizeWeighted, expected) in [(true, [12.0, -31.5, -30]), (false, [6, -10.5, -6])] {
      let three = landscape(
        sizes: [2, 3, 5], propensities: [[9, -2, 1], [4, 9, 0.5], [-1, 2, 9]],
        isSizeWeighted: isSizeWeighted)
      let payoffs = (0..<3).map(StateID.init(index:)).map {
        three.payoff(of: $0, with: $0, in: profile)
      }
      #expect(payoffs == expected)
    }
  }

  @Test func `All minima of two and of three sides are found`() throws {
    let two = sixActors(sides: 2)
    #expect(texts(try two.localMinima(), of: two) == ["A+E", "A+C+D+E"])
    #expect(try two.localMinima().map(two.energy) == [-224, -218])
    let three = sixActors(sides: 3)
    #expect(texts(try three.localMinima(), of: three) == ["A+E/B+D+F/C", "A+E/B+F/C+D"])
    #expect(try three.localMinima().map(three.energy) == [-272, -272])
  }

  @Test func `Minima are those of looking at every assignment with plain sums`() throws {
    // Sums of halves are exact, so that ties are ties.
    for seed in 0..<12 {
      var numbers = Numbers(seed: UInt64(seed))
      let count = 3 + seed % 3
      let sides = 2 + seed % 3
      let random = landscape(
        sizes: (0..<count).map { _ in numbers.next(in: 0...4) },
        propensities: (0..<count).map { _ in (0..<count).map { _ in numbers.next(in: -3...3) / 2 }
        },
        sides: sides)
      var rests: Set<Configuration> = []
      var minima: Set<Configuration> = []
      let total = (0..<count).reduce(1) { product, _ in product * sides }
      for number in 0..<total {
        var rest = number
        let place = (0..<count).map { _ in
          defer { rest /= sides }
          return rest % sides
        }
        let here = Configuration(sides: place)
        let neighbours = (0..<count).flatMap { actor in
          (0..<sides).map { side in
            var moved = place
            moved[actor] = side
            return (StateID(index: actor), Configuration(sides: moved))
          }
        }
        if neighbours.allSatisfy({
          random.frustration(of: $0.0, in: $0.1) >= random.frustration(of: $0.0, in: here)
            || random.sizes[$0.0] == 0
        }) {
          rests.insert(here.canonical)
        }
        if neighbours.allSatisfy({ random.energy(of: $0.1) >= random.energy(of: here) }) {
          minima.insert(here.canonical)
        }
      }
      #expect(Set(try random.equilibria()) == rests, "seed \(seed)")
      #expect(Set(try random.localMinima()) == minima, "seed \(seed)")
      #expect(minima.allSatisfy(random.isLocalMinimum))
      #expect(rests.allSatisfy(random.isEquilibrium))
      let energies = try random.localMinima().map(random.energy)
      #expect(energies == energies.sorted())
    }
  }

  @Test func `Too many configurations are refused before any is looked at`() throws {
    let zeros = [[Double]](repeating: Array(repeating: 0, count: 20), count: 20)
    let large = landscape(sizes: Array(repeating: 1, count: 20), propensities: zeros, sides: 3)
    let error = try #require(throws: LandscapeError.self) { try large.localMinima() }
    // 3¹⁹/2 + 1/2 ways to part 20 actors into at most three sides.
    #expect(error.description.contains("20 actors on 3 sides have about 5.8e8"))
    #expect(throws: LandscapeError.self) { try large.absorption() }
    #expect(throws: LandscapeError.self) { try large.gibbs(precision: 1) }
    #expect(throws: LogitPlayError.self) { try large.longRun(precision: 1, revision: .random) }
  }

  @Test func `Differences that are nothing but rounding are ties`() throws {
    // 0.1 + 0.2 − 0.3 is 5.6e−17: A is as well off on either side.
    let three = landscape(
      sizes: [1, 1, 1, 1],
      propensities: [[0, 0.1, 0.2, 0.3], [0, 0, 1, -1], [0, 1, 0, -1], [0, -1, -1, 0]])
    #expect(texts(try three.equilibria(), of: three) == ["A+B+C", "A+D"])
  }
}

/// Numbers that look random and are the same everywhere (SplitMix64).
struct Numbers {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

  /// A whole number of the range.
  mutating func next(in range: ClosedRange<Int>) -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double(range.lowerBound + Int((z ^ (z >> 31)) % UInt64(range.count)))
  }
}
