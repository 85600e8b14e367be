public import StatecraftCore

extension ReplayTurn {
  /// A turn of a live game as its replay would give it back: what tellers and checkers work on.
  ///
  /// It has the record's deliberations even where the replay's header leaves them out.
  ///
  /// - Parameter hasFingerprints: whether columns are fingerprinted, which telling doesn't need.
  public init(_ record: TurnRecord, header: ReplayHeader, hasFingerprints: Bool = false) {
    let roster = header.roster
    number = record.number
    year = header.startYear + record.number - 1
    decisions = record.answers.storage.map(\.decision)
    injects = record.injects
    notes = record.notes
    remarks = record.remarks
    planned = record.planned
    draws = header.hasDraws ? record.draws : []
    policyDraws = header.hasDraws ? record.answers.storage.flatMap(\.draws) : []
    events = record.events.map { ReplayEvent($0, in: roster) }
    indicators = ReplayIndicators(record.world, utilities: record.utilities)
    fingerprints = (hasFingerprints ? record.world.columns : []).map {
      ColumnFingerprints(column: $0.name, parts: record.world.fingerprints(of: $0))
    }
    deliberations = zip(roster.states, record.answers.storage).flatMap { state, answer in
      let kept =
        header.hasDeliberations && header.keepsMotivesOnly
        ? answer.motives(in: roster) : answer.deliberations
      return kept.map { ReplayDeliberation(state: roster.code(state), deliberation: $0) }
    }
    digest = record.digest.hexadecimal
  }
}

extension ReplayIndicators {
  /// - Parameter utilities: what the turn was worth to each state, where somebody keeps the account.
  init(_ world: World, utilities: PerState<UtilityTerms>?) {
    realIncome = world.realIncome.storage
    alignment = world.realIncome.indices.map { world.alignment.row($0) }
    exclusionByLeader = world.exclusionByLeader.storage
    exclusionBySystem = world.exclusionBySystem.storage
    securedByLeader = world.securedByLeader.storage
    securedBySystem = world.securedBySystem.storage
    let states = world.moves.storage.isEmpty ? [] : Array(world.realIncome.indices)
    payoffs = states.map { world.payoffs.row($0).reduce(0, +) }
    scores = states.map { world.scores.row($0).reduce(0, +) }
    utility = utilities?.storage ?? []
  }
}
