public import StatecraftCore

extension MetricCatalogue {
  /// The outcome that has these values: the inverse of ``values(of:)-(RunOutcome)``.
  ///
  /// What isn't measured because it can't be other than it is comes out as that: no supply by
  /// states that supply nothing at the start, leaders wholly on their own side.
  ///
  /// - Parameter values: in the order of ``metrics``.
  public func outcome(of values: [Double]) -> RunOutcome {
    precondition(
      values.count == metrics.count, "\(values.count) values of \(metrics.count) metrics")
    let roster = setting.roster
    var rest = values[...]
    func take(_ count: Int) -> [Double] {
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
    if let game = setting.game {
      var outcome = outcome(of: game, take)
      outcome.added = Array(rest)
      return outcome
    }
    func takeClass() -> OutcomeClass {
      let classes = OutcomeClass.allCases
      let index = take(classes.count).firstIndex { $0 != 0 } ?? 0
      return classes[index]
    }
    let system = takeClass()
    let leader = takeClass()
    _ = take(2)
    let excludedBySystem = PerSector<Bool>(take(roster.sectorCount).map { $0 != 0 })
    let excludedByLeader = PerSector<Bool>(take(roster.sectorCount).map { $0 != 0 })
    let gains = PerState<Double>(take(roster.stateCount))
    var alignment = StatePole<Double>(
      repeating: 1, rows: roster.stateCount, width: roster.poleCount)
    for ((state, pole), degree) in zip(followers, take(followers.count)) {
      alignment[state, pole] = degree
    }
    let dependence = PerSector<Double>(take(roster.sectorCount))
    var supply = SectorState<Double>(
      repeating: 0, rows: roster.sectorCount, width: roster.stateCount)
    for ((sector, state), share) in zip(supplies, take(supplies.count)) {
      supply[sector, state] = share
    }
    var outcome = RunOutcome(
      system: system, leader: leader, excludedBySystem: excludedBySystem,
      excludedByLeader: excludedByLeader, gains: gains, alignment: alignment, supply: supply,
      dependence: dependence)
    outcome.added = Array(rest)
    return outcome
  }
}
