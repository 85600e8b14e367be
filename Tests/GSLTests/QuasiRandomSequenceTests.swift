import GSL
import Testing

struct QuasiRandomSequenceTests {
  private func points(_ kind: QuasiRandomSequence.Kind, _ dimension: Int, _ count: Int) throws
    -> [[Double]]
  {
    Array(try QuasiRandomSequence(kind, dimension: dimension).prefix(count))
  }

  // SciPy: `qmc.Sobol(2, scramble=False).random(8)[1:]`; it has other direction numbers from the
  // third dimension on.
  @Test func `Sobol points are the published ones, without the origin`() throws {
    #expect(
      try points(.sobol, 2, 7) == [
        [0.5, 0.5], [0.75, 0.25], [0.25, 0.75], [0.375, 0.375], [0.875, 0.875], [0.625, 0.125],
        [0.125, 0.625],
      ])
  }

  @Test func `With the origin, each interval has one Sobol point in every dimension`() throws {
    let points = try points(.sobol, 40, 255)
    for axis in 0..<40 {
      #expect(Set(points.map { Int($0[axis] * 256) }) == Set(1..<256))
    }
  }

  // A dimension made of a polynomial of degree e is even after 2^(e k) points.
  @Test func `With the origin, each interval has one Niederreiter point`() throws {
    let points = try points(.niederreiter2, 12, 1023)
    let degrees = [1, 1, 2, 3, 3, 4, 4, 4, 5, 5, 5, 5]
    for (axis, degree) in degrees.enumerated() {
      let count = 1 << (10 / degree * degree)
      let cells = points.prefix(count - 1).map { Int($0[axis] * Double(count)) }
      #expect(Set(cells) == Set(1..<count))
    }
  }

  /// The digits of a number in a base, mirrored at the point; `turn` maps each digit.
  private func radicalInverse(_ number: Int, base: Int, turn: (Int) -> Int) -> Double {
    var value = 0.0
    var scale = 1 / Double(base)
    var rest = number
    while rest > 0 {
      value += Double(turn(rest % base)) * scale
      rest /= base
      scale /= Double(base)
    }
    return value
  }

  @Test func `Halton points are radical inverses in the first primes`() throws {
    for (index, point) in try points(.halton, 4, 400).enumerated() {
      for (coordinate, base) in zip(point, [2, 3, 5, 7]) {
        #expect(abs(coordinate - radicalInverse(index + 1, base: base) { $0 }) < 1e-15)
      }
    }
    for (index, point) in try points(.reverseHalton, 4, 400).enumerated() {
      for (coordinate, base) in zip(point, [2, 3, 5, 7]) {
        let expected = radicalInverse(index + 1, base: base) { $0 == 0 ? 0 : base - $0 }
        #expect(abs(coordinate - expected) < 1e-15)
      }
    }
  }

  @Test(arguments: QuasiRandomSequence.Kind.allCases)
  func `Dimensions end where GSL's tables do`(kind: QuasiRandomSequence.Kind) throws {
    let point = try #require(try points(kind, kind.dimensionMax, 1).first)
    #expect(point.count == kind.dimensionMax)
    #expect(point.allSatisfy { $0 >= 0 && $0 < 1 })
    for dimension in [Int.min, -1, 0, kind.dimensionMax + 1, .max] {
      #expect(throws: GSLError.self) { try QuasiRandomSequence(kind, dimension: dimension) }
    }
  }

  @Test func `Each iterator begins anew`() throws {
    let sequence = try QuasiRandomSequence(.niederreiter2, dimension: 2)
    #expect(Array(sequence.prefix(5)) == Array(sequence.prefix(5)))
    #expect(Array(sequence.dropFirst(3).prefix(2)) == Array(sequence.prefix(5).suffix(2)))
  }
}
