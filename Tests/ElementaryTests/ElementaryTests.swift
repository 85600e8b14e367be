import Elementary
import Foundation
import Testing

@Suite struct ElementaryTests {
  private struct Row {
    let name: String
    let x: Double
    let y: Double
    let high: Double
    let low: Double
  }

  private let rows: [Row]

  init() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/reference.csv")
    rows = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { line in
      let parts = line.split(separator: ",").map(String.init)
      func number(_ index: Int) -> Double { Double(parts[index]) ?? .nan }
      return Row(name: parts[0], x: number(1), y: number(2), high: number(3), low: number(4))
    }
  }

  private static let functions: [String: @Sendable (Double) -> Double] = [
    "exp": Elementary.exp, "expm1": Elementary.expm1, "log": Elementary.log,
    "log1p": Elementary.log1p, "tanh": Elementary.tanh, "sin": Elementary.sin,
    "cos": Elementary.cos, "arcsine": Elementary.arcsine,
  ]

  /// The largest error of a function on the reference rows, in units in the last place.
  private func largestError(_ name: String) throws -> Double {
    let rows = rows.filter { $0.name == name }
    try #require(rows.count == 120)
    let function = Self.functions[name]
    var largest = 0.0
    for row in rows {
      let value = function?(row.x) ?? Elementary.power(row.x, row.y)
      largest = max(largest, abs((value - row.high) - row.low) / row.high.ulp)
    }
    return largest
  }

  @Test(
    arguments: [
      ("exp", 0.52), ("log", 0.52), ("power", 0.55), ("expm1", 1), ("log1p", 1), ("tanh", 2),
      ("sin", 0.5), ("cos", 0.5), ("arcsine", 0.5),
    ])
  func `Functions are as exact as they say`(_ name: String, _ bound: Double) throws {
    let error = try largestError(name)
    // Half a unit is the least that rounding leaves, and the fixture is to 106 digits.
    #expect(error <= bound + 1e-9, "\(name) is off by \(error) ulps")
    #expect(error > 0.3, "so small an error means that nothing was compared")
  }

  @Test func `Limits and special values are those of IEEE 754`() {
    let infinity = Double.infinity
    let pairs: [(Double, Double)] = [
      (Elementary.exp(0), 1), (Elementary.exp(-infinity), 0), (Elementary.exp(infinity), infinity),
      (Elementary.exp(710), infinity), (Elementary.exp(-746), 0), (Elementary.exp(-745), 5e-324),
      (Elementary.log(1), 0), (Elementary.log(0), -infinity),
      (Elementary.log(infinity), infinity), (Elementary.log(5e-324), -744.4400719213812),
      (Elementary.log1p(-1), -infinity), (Elementary.log1p(1e-300), 1e-300),
      (Elementary.expm1(1e-300), 1e-300), (Elementary.expm1(-infinity), -1),
      (Elementary.expm1(infinity), infinity), (Elementary.tanh(infinity), 1),
      (Elementary.tanh(-infinity), -1), (Elementary.power(0, 0), 1),
      (Elementary.power(.nan, 0), 1), (Elementary.power(1, .nan), 1),
      (Elementary.power(-2, 3), -8), (Elementary.power(-2, 2), 4),
      (Elementary.power(-0.0, -3), -infinity), (Elementary.power(0, 3), 0),
      (Elementary.power(2, 1024), infinity), (Elementary.power(2, -1074), 5e-324),
      (Elementary.power(2, -1080), 0), (Elementary.power(0.5, infinity), 0),
      (Elementary.sin(0), 0), (Elementary.cos(0), 1), (Elementary.arcsine(1), Double.pi / 2),
    ]
    for (index, pair) in pairs.enumerated() {
      let (value, expected) = pair
      #expect(value == expected, "number \(index)")
    }
    let undefined: [Double] = [
      Elementary.exp(.nan), Elementary.log(.nan), Elementary.log(-1), Elementary.log1p(-2),
      Elementary.power(-2, 0.5), Elementary.sin(infinity), Elementary.arcsine(2),
    ]
    for value in undefined {
      let isUndefined = value.isNaN
      #expect(isUndefined)
    }
  }

  @Test func `Neighbours are never the wrong way round`() {
    var (x, isMonotone) = (0.7, true)
    while x < 1 {
      let next = x.nextUp
      for (name, function) in Self.functions where name != "cos" {
        let (first, second) = (function(x), function(next))
        isMonotone = isMonotone && first <= second
      }
      x = next + 1e-5
    }
    #expect(isMonotone)
  }

  /// A hash of the bits of many results: the same from every build, on every processor.
  @Test func `The bits are the ones on record`() {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func add(_ value: Double) { hash = (hash ^ value.bitPattern) &* 0x0000_0100_0000_01B3 }
    for step in 1...20_000 {
      let x = Double(step) * 0x1.3p-10
      for value in [
        Elementary.exp(x), Elementary.exp(-x), Elementary.log(x), Elementary.expm1(-x),
        Elementary.log1p(x), Elementary.tanh(x / 4), Elementary.power(x, 1.7),
        Elementary.power(1.01, -x), Elementary.sin(x), Elementary.cos(x),
      ] { add(value) }
      let four = FourNumbers(x, -x, x / 3, -x / 7)
      for index in 0..<4 {
        add(exponential(four)[index])
        add(logarithm(abs(four[index])))
        add(logarithmOfOnePlus(FourNumbers(repeating: abs(four[index])))[index])
      }
    }
    #expect(hash == 0x01BA_EC42_6ED8_49C6)
  }

  @Test func `Four numbers at once are within an ulp or so`() {
    for row in rows where row.name == "exp" || row.name == "log" {
      let value = row.name == "exp" ? exponential(row.x) : logarithm(row.x)
      let error = abs((value - row.high) - row.low) / row.high.ulp
      #expect(error <= 1.5, "\(row.name) of \(row.x)")
    }
  }
}
