internal import StatecraftCore

/// The controls and tariffs in force at the start.
struct OpeningMeasures {
  /// What was ordered, all of it in force.
  private(set) var standing: Measures

  init(root: Value, roster: Roster, limits: Limits, log: FaultLog) {
    standing = Measures(roster)
    let startYear = root.whole("start_year") ?? 1
    // Of several rows for one measure the latest holds, so they're written in order of date.
    var dated: [(since: String, position: Int, row: Value)] = []
    for (position, row) in root.list("controls").enumerated() {
      let since = row.text("since") ?? ""
      guard let year = Self.year(since) else {
        if let value = row["since"] { log.add("expected a date as YYYY-MM-DD", at: value) }
        continue
      }
      if year <= startYear { dated.append((since, position, row)) }
    }
    for (_, _, row) in dated.sorted(by: { ($0.since, $0.position) < ($1.since, $1.position) }) {
      guard let sector = roster.sector(row["sector"]), let imposer = roster.state(row["imposer"]),
        let target = roster.state(row["target"]), let level = row["strictness_or_rate"],
        let number = level.number,
        let instrument = row.text("instrument").flatMap({ roster.instrument($0) })
      else { continue }
      if imposer == target { log.add("a state can't control its own trade", at: row) }
      let highest = roster[instrument].highest(under: limits)
      if number > highest {
        log.add("this is \(number); the most is \(highest)", at: level)
      }
      standing[ordered: instrument][sector, imposer, target] = number
      standing[instrument][sector, imposer, target] = number
    }
  }

  /// The year of a date; 0 where there is no date, nil where it's none.
  private static func year(_ date: String) -> Int? {
    if date.isEmpty { return 0 }
    let parts = date.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2], parts.allSatisfy({ $0.allSatisfy(\.isASCIIDigit) }),
      let month = Int(parts[1]), (1...12).contains(month),
      let day = Int(parts[2]), (1...31).contains(day)
    else { return nil }
    return Int(parts[0])
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
