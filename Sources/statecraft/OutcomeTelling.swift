internal import StatecraftCore
internal import StatecraftReplay

/// What a replay's last line says of the outcome.
func outcomeFields(of world: World, in setting: Setting) -> [OutcomeField] {
  let outcome = RunOutcome(of: world, setting: setting)
  let roster = setting.roster
  func sectors(_ excluded: PerSector<Bool>) -> String {
    let codes = roster.sectors.filter { excluded[$0] }.map(roster.code)
    return codes.isEmpty ? "none" : codes.joined(separator: " ")
  }
  return [
    OutcomeField("class of the system", .text(outcome.system.rawValue)),
    OutcomeField("class of the leader alone", .text(outcome.leader.rawValue)),
    OutcomeField("excluded by the system", .text(sectors(outcome.excludedBySystem))),
    OutcomeField("excluded by the leader", .text(sectors(outcome.excludedByLeader))),
  ]
    + roster.states.map {
      OutcomeField("gain \(roster.code($0))", .number(outcome.gains[$0]))
    }
}

/// The outcome in lines for people.
func ending(_ outcome: [OutcomeField], digest: String) -> [String] {
  outcome.filter { !$0.name.hasPrefix("gain ") }.map { "\($0.name): \($0.value)" }
    + ["digest \(digest)"]
}
