internal import StatecraftCore

extension OutcomeSummary {
  /// What a reader might take from the numbers that they don't bear out, in sentences.
  ///
  /// - Parameter gains: the gains of all states, in roster order, as ``gain(of:)`` has them.
  public func warnings(gains: [Distribution]) throws -> [String] {
    let leader = setting.roster.code(setting.leader)
    return try closeClasses(share, of: "\(leader)'s system")
      + closeClasses(leaderShare, of: "\(leader) alone") + signs(gains) + heaps(gains)
  }

  /// Classes that follow each other in the order of shares, though the runs don't say in which.
  ///
  /// Two classes of one run are like an event and its opposite in a pair: runs in neither say
  /// nothing about which of the two is likelier.
  private func closeClasses(
    _ share: (OutcomeClass) throws -> Share, of side: String
  ) throws -> [String] {
    let found = try OutcomeClass.allCases.map { ($0, try share($0)) }.filter { $1.count > 0 }
      .sorted { ($1.1.count, $0.0.rawValue) < ($0.1.count, $1.0.rawValue) }
    return try zip(found, found.dropFirst()).compactMap { more, less in
      let split = PairedEvents(count: runs, gained: more.1.count, lost: less.1.count)
      guard more.1.count > less.1.count, try split.interval(level: level).contains(0) else {
        return nil
      }
      return "\(more.0.rawValue) (\(told(more.1))) and \(less.0.rawValue) (\(told(less.1))) of "
        + "\(side) can't be told apart with \(runs) runs."
    }
  }

  private func told(_ share: Share) -> String {
    let percent = 100 * share.share
    return percent >= 1 || percent == 0 ? "\(Int(percent.rounded())) %" : "under 1 %"
  }

  private func signs(_ gains: [Distribution]) -> [String] {
    let roster = setting.roster
    let unclear = zip(roster.states, gains).filter { _, gain in
      gain.interval.map { $0.contains(0) && $0.halfWidth > 0 } ?? true
    }
    guard !unclear.isEmpty else { return [] }
    return [
      "Whether the mean is a gain or a loss can't be told with \(runs) "
        + "\(runs == 1 ? "run" : "runs") for "
        + (unclear.count == gains.count
          ? "any state" : unclear.map { roster.code($0.0) }.joined(separator: ", ")) + "."
    ]
  }

  private func heaps(_ gains: [Distribution]) -> [String] {
    zip(setting.roster.states, gains).compactMap { state, gain in
      guard let clusters = gain.clusters else { return nil }
      let share = Int((100 * clusters.lowerShare).rounded())
      return "\(setting.roster.code(state))'s gain has two heaps, so that the mean describes "
        + "neither: \(share) % of runs around \(percent(clusters.lowerMedian)) and "
        + "\(100 - share) % around \(percent(clusters.upperMedian))."
    }
  }

  /// With two decimals and a sign.
  private func percent(_ fraction: Double) -> String {
    let hundredths = Int((10_000 * fraction).rounded())
    let digits = "\(abs(hundredths) % 100)"
    return (hundredths < 0 ? "-" : "+") + "\(abs(hundredths) / 100)."
      + (digits.count < 2 ? "0" : "") + digits + " %"
  }
}
