internal import StatecraftCore

/// The institutions that a scenario puts into play: those of its tables in which two states of the
/// roster take part, or those that it names.
struct InstitutionsInPlay {
  private let chosen: [Institution]
  private let groups: [String: [Membership]]
  private let regions: [Institution.Region: Set<String>]
  private let month: Month
  private let log: FaultLog
  private let origin: Value

  /// - Parameters:
  ///   - states: the codes of the roster.
  /// - Returns: nil where the scenario lists none.
  init?(root: Value, states: [String], log: FaultLog) {
    guard let record = root["institutions"] else { return nil }
    let tables = InstitutionReader(log: log) { table in record.list(table.key) }
    let library = tables.library()
    self.log = log
    origin = record
    groups = library.groups
    regions = library.regions
    let year = root.whole("start_year") ?? 1
    var month = Month(year, 1)
    if let cell = record["at"], let text = cell.text {
      month = Month(text)
      if month == nil {
        log.add("expected a month as YYYY-MM, such as \(year)-01", at: cell)
      }
    }
    guard let month = month ?? Month(year, 1) else { return nil }
    self.month = month
    let named = record.list("only")
    for cell in named {
      guard let code = cell.text, library[code] == nil else { continue }
      log.add(
        "there is no institution ‘\(SourceNode.shortened(code))’"
          + suggestion(for: code, among: library.institutions.map(\.code)), at: cell)
    }
    let only = named.compactMap(\.text)
    let roster = Set(states)
    let groups = library.groups
    chosen = library.institutions.filter { institution in
      if !named.isEmpty { return only.contains(institution.code) }
      guard institution.stage(at: month) != .lapsed, institution.stage(at: month) != .unheardOf
      else { return false }
      let members = institution.members(at: month).flatMap {
        Self.states(of: $0, groups, at: month)
      }
      return Set(members).intersection(roster).count > 1
    }.sorted { $0.code < $1.code }
  }

  var institutionCodes: [String] { chosen.map(\.code) }
  var moduleCodes: [String] {
    chosen.flatMap { institution in institution.modules.map { "\(institution.code).\($0.code)" } }
  }

  /// The states that a member stands for: itself, or those of a group.
  private static func states(
    of member: String, _ groups: [String: [Membership]], at month: Month
  ) -> [String] {
    groups[member].map { rows in rows.filter { $0.holds(at: month) }.map(\.member) } ?? [member]
  }

  /// The institutions with the states, sectors and instruments of a roster.
  func read(_ roster: Roster) -> Institutions {
    var entries: [Institutions.Entry] = []
    var parts: [Institutions.Part] = []
    for (index, institution) in chosen.enumerated() {
      let first = parts.count
      for module in institution.modules {
        parts.append(
          part(
            module, of: institution, ModuleID(index: parts.count), InstitutionID(index: index),
            roster))
      }
      entries.append(
        Institutions.Entry(
          record: institution, leader: institution.leader.flatMap { roster.state($0) },
          target: institution.target.flatMap { roster.state($0) },
          modules: (first..<parts.count).map(ModuleID.init(index:)),
          bodies: institution.bodies(at: month),
          isHighlyInstitutionalised: institution.typology(at: month)?.isHighlyInstitutionalised
            ?? false,
          isBilateral: isBilateral(institution),
          neighbours: PerState(
            roster.stateCodes.map { code in
              regions[institution.region]?.contains(code) ?? true
            })))
    }
    return Institutions(entries: entries, parts: parts)
  }

  /// Whether it's between two, of whom a group may be one: a third isn't admitted to it.
  private func isBilateral(_ institution: Institution) -> Bool {
    // Of one that isn't complete yet, those who are to be in it.
    let today = Set(institution.members(at: month))
    let members = today.count < 2 ? Set(institution.members.map(\.member)) : today
    return !institution.isOpen && institution.decisionRule != .leader
      && members.count == 2
  }

  private func part(
    _ module: Module, of institution: Institution, _ id: ModuleID, _ owner: InstitutionID,
    _ roster: Roster
  ) -> Institutions.Part {
    let named = module.sectors.compactMap { roster.sector($0) }
    var depths = PerState(repeating: 0.0, count: roster.stateCount)
    for membership in institution.members
    where membership.holds(at: month)
      && (membership.module == nil || membership.module == module.code)
    {
      for code in Self.states(of: membership.member, groups, at: month) {
        if let state = roster.state(code) { depths[state] = 1 }
      }
    }
    let owed = institution.obligations.filter { $0.module == module.code }.flatMap { row in
      dues(row, roster)
    }
    return Institutions.Part(
      module: id, institution: owner, record: module,
      sectors: module.sectors.isEmpty ? roster.sectors : named, obligations: owed,
      depthAtStart: depths)
  }

  private func dues(_ row: Obligation, _ roster: Roster) -> [Institutions.Due] {
    guard let instrument = roster.instrument(row.instrument) else {
      let words = roster.instruments.map(\.word)
      log.add(
        "an obligation names the instrument ‘\(SourceNode.shortened(row.instrument))’, and there "
          + "are \(words.joined(separator: ", "))", at: origin["obligations"] ?? origin)
      return []
    }
    // A target or a sector that the roster leaves out can't be acted on.
    guard let target = roster.state(row.target) else { return [] }
    return row.sectors.compactMap { roster.sector($0) }.map {
      Institutions.Due(instrument: instrument, sector: $0, target: target, level: row.level)
    }
  }
}
