internal import Foundation
internal import StatecraftCore
internal import StatecraftReplay

/// The rival's exclusion by either yardstick.
struct ExclusionReport {
  let scenario: Scenario
  let runs: Int
  let seed: UInt64
  let pairs: [ExclusionPairs.Pair]

  private static let sides = ["leader", "system"]
  private static let yardsticks = ["start", "twin"]

  private var setting: Setting { scenario.setting }

  private func mean(_ side: Int, _ yardstick: Int, _ sector: SectorID) -> Double {
    pairs.reduce(0) { $0 + $1.exclusion[side][yardstick][sector.index] } / Double(pairs.count)
  }

  private func share(_ side: Int, _ yardstick: Int, _ outcome: OutcomeClass) -> Double {
    Double(pairs.count { $0.classes[side][yardstick] == outcome }) / Double(pairs.count)
  }

  var text: String {
    let roster = setting.roster
    let (leader, rival) = (roster.code(setting.leader), roster.code(setting.rival))
    var lines = wrapped(
      "\(scenario.title): exclusion of \(rival) after the last turn, mean of \(runs) runs, seed "
        + "\(seed); against the start, and against each run's twin without controls.")
    lines += [
      "",
      "                  \(leader) alone            \(leader)'s system",
      "                  start     twin       start     twin",
    ]
    for sector in roster.sectors where setting[sector].isKey {
      let cells = [(0, 0), (0, 1), (1, 0), (1, 1)].map { (side: Int, yardstick: Int) -> String in
        String(format: "%6.0f %%", 100 * mean(side, yardstick, sector))
      }
      lines.append(
        "  " + roster.code(sector).padding(toLength: 14, withPad: " ", startingAt: 0) + cells[0]
          + " " + cells[1] + "    " + cells[2] + " " + cells[3])
    }
    for outcome in OutcomeClass.allCases {
      let cells = [(0, 0), (0, 1), (1, 0), (1, 1)].map { (side: Int, yardstick: Int) -> String in
        String(format: "%6.1f %%", 100 * share(side, yardstick, outcome))
      }
      lines.append(
        "  " + outcome.rawValue.padding(toLength: 14, withPad: " ", startingAt: 0) + cells[0]
          + " " + cells[1] + "    " + cells[2] + " " + cells[3])
    }
    return (lines + [OutcomeClass.legend + "."]).joined(separator: "\n")
  }

  func json() throws -> Data {
    var document: [String: Any] = ["scenario": scenario.name, "runs": runs, "seed": seed]
    for (side, name) in Self.sides.enumerated() {
      var object: [String: Any] = [:]
      for (yardstick, other) in Self.yardsticks.enumerated() {
        object[other] =
          [
            "classes": Dictionary(
              uniqueKeysWithValues: OutcomeClass.allCases.map {
                ($0.rawValue, share(side, yardstick, $0))
              }),
            "exclusion": Dictionary(
              uniqueKeysWithValues: setting.roster.sectors.map {
                (setting.roster.code($0), mean(side, yardstick, $0))
              }),
          ] as [String: Any]
      }
      document[name] = object
    }
    return try JSONSerialization.data(
      withJSONObject: document, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
      + Data("\n".utf8)
  }
}
