internal import Foundation
internal import StatecraftCore

/// How good estimates are, by kind of order.
struct EstimateReport {
  let scenario: Scenario
  let orders: Int
  let seed: UInt64
  let results: [EstimateTrial.Result]

  /// Estimates beside what came.
  struct Fit {
    let count: Int
    /// The share of signs that are right, of those that are a thousandth of a basis point or more.
    let signs: Double
    /// Of what came on what was expected.
    let slope: Double
    /// 1 less squared misses over squared spread: below 0 where the mean would do better.
    let rSquared: Double

    init(_ pairs: [(expected: Double, came: Double)]) {
      count = pairs.count
      let telling = pairs.filter { abs($0.came) >= 1e-7 }
      signs =
        telling.isEmpty
        ? .nan
        : Double(telling.count { $0.expected * $0.came > 0 }) / Double(telling.count)
      let n = Double(max(pairs.count, 1))
      let (x, y) = (
        pairs.reduce(0) { $0 + $1.expected } / n, pairs.reduce(0) { $0 + $1.came } / n
      )
      let across = pairs.reduce(0) { $0 + ($1.expected - x) * ($1.came - y) }
      let spread = pairs.reduce(0) { $0 + ($1.expected - x) * ($1.expected - x) }
      slope = across / spread
      let misses = pairs.reduce(0) { $0 + ($1.came - $1.expected) * ($1.came - $1.expected) }
      let total = pairs.reduce(0) { $0 + ($1.came - y) * ($1.came - y) }
      rSquared = 1 - misses / total
    }
  }

  private static let kinds = ControlInstrument.allCases.map(\.rawValue) + ["joint"]

  private var rows: [(kind: String, exposures: Fit, gradients: Fit?)] {
    (Self.kinds + ["all"]).compactMap { kind -> (kind: String, exposures: Fit, gradients: Fit?)? in
      let chosen = results.filter { kind == "all" || $0.kind == kind }
      guard chosen.count > 1 else { return nil }
      let known = chosen.filter { $0.byGradients != nil }
      return (
        kind, Fit(chosen.map { ($0.byExposures, $0.solved) }),
        known.isEmpty ? nil : Fit(known.map { ($0.byGradients ?? 0, $0.solved) })
      )
    }
  }

  var text: String {
    var lines = [
      "\(scenario.title): \(orders) orders drawn in the opening world, seed \(seed).",
      "Own real income once in force: expected against solved.", "",
      "            orders   by exposures, as policies judge   by gradients of the market",
      "                       signs    slope       R²          signs    slope       R²",
    ]
    for row in rows {
      let other = row.gradients.map { "       " + cells($0) } ?? "            –"
      lines.append(
        "  " + row.kind.padding(toLength: 8, withPad: " ", startingAt: 0)
          + String(format: "%8d  ", row.exposures.count) + cells(row.exposures) + other)
    }
    return lines.joined(separator: "\n")
  }

  private func cells(_ fit: Fit) -> String {
    String(format: "%7.1f %%  %7.2f  %7.2f", 100 * fit.signs, fit.slope, fit.rSquared)
  }

  func json() throws -> Data {
    func object(_ fit: Fit) -> [String: Any] {
      // Where there's nothing to tell there's no number.
      var object: [String: Any] = ["orders": fit.count]
      for (name, value) in [
        ("signs", fit.signs), ("slope", fit.slope), ("r_squared", fit.rSquared),
      ] where value.isFinite {
        object[name] = value
      }
      return object
    }
    let kinds = Dictionary(
      uniqueKeysWithValues: rows.map { row in
        var both: [String: Any] = ["exposures": object(row.exposures)]
        if let gradients = row.gradients { both["gradients"] = object(gradients) }
        return (row.kind, both)
      })
    let document: [String: Any] = [
      "scenario": scenario.name, "orders": orders, "seed": seed, "kinds": kinds,
    ]
    return try JSONSerialization.data(
      withJSONObject: document, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
      + Data("\n".utf8)
  }
}
