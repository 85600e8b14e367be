internal import StatecraftCore

/// Finds the states, sectors and poles of a scenario, and proves every reference to them.
struct RosterReader {
  let root: Value
  let log: FaultLog
  /// Kinds of orders that the rules in force bring along.
  var acts: [Act] = []
  /// The institutions in play.
  var institutions: InstitutionsInPlay?

  /// - Returns: nil when there are too few readable states or sectors to go on.
  func read() -> Roster? {
    let states = named(root.list("states"))
    let sectors = named(root.list("sectors"))
    let isGame = root["game"] != nil
    guard !states.isEmpty, isGame || !sectors.isEmpty else {
      for key in ["states", "sectors"] {
        // A table that couldn't be read is told already.
        if let table = root[key], table.list.isEmpty, !log.hasFaults(below: table.path) {
          log.add("there are no \(key)", at: table)
        }
      }
      return nil
    }
    for row in root.list("sectors") where row.text("code") == "value_added" {
      log.add("a sector can't be called ‘value_added’: recipes use the word", at: row)
    }
    let moves = GameForms.named(in: root).first.map { $0.form.moveNames($0.record) } ?? []
    return Roster(
      states: states, sectors: sectors, poles: poles(among: states.map(\.code)), moves: moves,
      instruments: InstrumentReader(root: root, log: log).read(), acts: acts,
      institutions: institutions?.institutionCodes ?? [],
      modules: institutions?.moduleCodes ?? [])
  }

  /// Notes every reference that leads nowhere.
  func prove(_ references: [SchemaCheck.Reference], in roster: Roster) {
    let poles = root.list("poles").compactMap(\.text)
    for reference in references {
      let codes =
        switch reference.kind {
        case .state: roster.stateCodes
        case .sector: roster.sectorCodes
        case .pole: poles
        case .instrument: roster.instruments.map(\.word)
        }
      if !codes.contains(reference.code) {
        let code = SourceNode.shortened(reference.code)
        log.add(
          "‘\(code)’ is not \(reference.kind.withArticle) of this scenario"
            + suggestion(for: code, among: codes), at: reference.origin, path: reference.path)
      }
    }
  }

  /// The readable rows of a table with codes and names; the check has noted second rows.
  private func named(_ rows: [Value]) -> [(code: String, name: String)] {
    var known: Set<String> = []
    return rows.compactMap { row in
      guard let code = row.text("code"), known.insert(code).inserted else { return nil }
      return (code, row.text("name") ?? code)
    }
  }

  private func poles(among states: [String]) -> [String] {
    var poles: [String] = []
    for value in root.list("poles") {
      guard let code = value.text, states.contains(code) else { continue }
      // The check has noted second ones.
      if !poles.contains(code) { poles.append(code) }
    }
    return poles
  }
}

extension Roster {
  /// The state that a value names.
  func state(_ value: Value?) -> StateID? { value?.text.flatMap { state($0) } }
  /// The sector that a value names.
  func sector(_ value: Value?) -> SectorID? { value?.text.flatMap { sector($0) } }
}
