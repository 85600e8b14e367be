public import StatecraftCore

/// Reads tables of dated facts: parse, then prove against a game, and report every fault at once.
public struct DatedFactReader: Sendable {
  /// The instrument of facts that are about alignment.
  private static let align = "align"
  /// In place of sectors: in any of them.
  private static let anySector = "any"

  /// The shape of a table, for a game with some instruments.
  static func shape(_ instruments: [Instrument]) -> TableShape {
    TableShape(
      columns: [
        .required("who", .reference(.state), "The state that did it or didn't."),
        .required(
          "instrument", .choice(instruments.map(\.word) + [align]), "What it is."),
        .optional(
          "sectors", .list(.text(.free)), "Sectors apart by semicolons, or any: one will do."),
        .required("target", .reference(.state), "Against whom; with align, the pole's leader."),
        .required(
          "at_least", .number(0.000_001...10, unit: "strictness, rate or degree"),
          "How strict, how high or how far it must be to count."),
        .required("by", .text(.free), "The date at which it's judged, YYYY-MM-DD."),
        .required("happened", .flag, "1 where it was so by then, 0 where not."),
        .optional("date", .text(.free), "The first day on which it was so, YYYY-MM-DD."),
        .optional("group", .text(.slug), "What states may have joined, to compare the order."),
        .required("status", .choice(DatedFact.Status.allCases.map(\.rawValue)), "How it's known."),
        .required("source", .text(.free), "Who says so."),
      ],
      // Sectors are a list, which names no row: repeats are refused with contradictions.
      identity: [])
  }

  public init() {}

  /// Reads a table.
  ///
  /// - Parameters:
  ///   - main: the file's path in `source`.
  ///   - source: where it's read from.
  ///   - setting: of the game against which the facts are held.
  /// - Throws: ``ScenarioFaults`` with every fault.
  public func read(
    _ main: String, from source: any FileSource, for setting: Setting
  ) throws(ScenarioFaults) -> [DatedFact] {
    let log = FaultLog()
    let files = UsedFiles(source: source, log: log)
    let name = files.displayName(of: main)
    let whole = Origin(file: name, line: 0, column: 0)
    let file = main.split(separator: "/").last.map(String.init) ?? main
    var node = SourceNode(plain: file, at: whole)
    let shape = Self.shape(setting.roster.instruments)
    TableExpansion(files: files, log: log, file: main)
      .expand(&node, .table(shape), path: "facts")
    var check = SchemaCheck(log: log)
    let rows = check.check(node, .table(shape), path: "facts")?.list ?? []
    for reference in check.references where setting.roster.state(reference.code) == nil {
      log.add(
        "there is no state ‘\(reference.code)’ in the scenario"
          + suggestion(for: reference.code, among: setting.roster.stateCodes),
        at: reference.origin, path: reference.path)
    }
    if rows.isEmpty, log.isEmpty { log.add("the table lists no facts", at: whole) }
    var facts: [(fact: DatedFact, row: Value)] = []
    for row in rows {
      if let fact = fact(row, setting, log) { facts.append((fact, row)) }
    }
    refuseContradictions(among: facts, log)
    try log.throwIfAny(main: name)
    return facts.map(\.fact)
  }

  private func fact(_ row: Value, _ setting: Setting, _ log: FaultLog) -> DatedFact? {
    let measure = measure(row, setting, log)
    let by = date(row["by"], log)
    let happened = happened(row, by: by, log)
    guard let measure, let by, let happened, let who = setting.roster.state(row["who"]),
      let status = row.text("status").flatMap(DatedFact.Status.init(rawValue:)),
      let source = row.text("source")
    else { return nil }
    return DatedFact(
      who: who, measure: measure, by: by, happened: happened, group: row.text("group"),
      status: status, source: source)
  }

  private func measure(
    _ row: Value, _ setting: Setting, _ log: FaultLog
  ) -> DatedFact.Measure? {
    let roster = setting.roster
    guard let word = row.text("instrument"), let cell = row["at_least"], let level = cell.number,
      let target = roster.state(row["target"]), let who = roster.state(row["who"])
    else { return nil }
    func cap(_ highest: Double) {
      guard level > highest else { return }
      log.add("this is \(level.plain); the most is \(highest.plain)", at: cell)
    }
    guard let instrument = roster.instrument(word) else {
      cap(1)
      if let sectors = row["sectors"] {
        log.add("siding with a pole isn't by sector: leave this empty", at: sectors)
      }
      guard let pole = roster.pole(ledBy: target) else {
        log.add(
          "\(roster.code(target)) leads no pole; the poles are "
            + roster.poles.map(roster.code).joined(separator: ", "), at: row["target"] ?? row)
        return nil
      }
      if target == who { log.add("the leader of a pole is on its own side", at: row) }
      return .alignment(pole, atLeast: level)
    }
    cap(setting.highest(instrument))
    if target == who { log.add("a state can't control its own trade", at: row) }
    guard let sectors = sectors(row, roster, log) else { return nil }
    return .control(instrument, sectors, target: target, atLeast: level)
  }

  private func sectors(_ row: Value, _ roster: Roster, _ log: FaultLog) -> [SectorID]? {
    guard let cell = row["sectors"], !cell.list.isEmpty else {
      log.add("name the sectors of the control, or write any", at: row)
      return nil
    }
    if cell.list.map(\.text) == [Self.anySector] { return roster.sectors }
    let found = cell.list.compactMap { item -> SectorID? in
      let word = item.text ?? ""
      if let sector = roster.sector(word) { return sector }
      log.add(
        word == Self.anySector
          ? "‘any’ stands for all sectors: write it alone"
          : "there is no sector ‘\(SourceNode.shortened(word))’ in the scenario"
            + suggestion(for: String(word.prefix(40)), among: roster.sectorCodes), at: item)
      return nil
    }
    let ordered = roster.sectors.filter(found.contains)
    if ordered.count < found.count { log.add("a sector is named twice: keep one", at: cell) }
    return found.count == cell.list.count ? ordered : nil
  }

  private func date(_ cell: Value?, _ log: FaultLog) -> CalendarDate? {
    guard let cell, let text = cell.text else { return nil }
    let date = CalendarDate(text)
    if date == nil { log.add("expected a date as YYYY-MM-DD, such as 2022-10-07", at: cell) }
    return date
  }

  /// - Returns: the date, or `.some(nil)` where it didn't happen; nil where nobody can say.
  private func happened(
    _ row: Value, by: CalendarDate?, _ log: FaultLog
  ) -> CalendarDate?? {
    guard let flag = row["happened"]?.flag else { return nil }
    guard flag else {
      if let cell = row["date"] {
        log.add("what hadn't happened has no date: leave this empty, or write 1", at: cell)
      }
      return .some(nil)
    }
    guard let cell = row["date"] else {
      log.add("what happened needs its date", at: row)
      return nil
    }
    guard let date = date(cell, log) else { return nil }
    if let by, date > by {
      log.add("this is after \(by), by which it's said to have happened", at: cell)
    }
    return date
  }

  /// Facts of one measure by one state must tell one story, each once.
  private func refuseContradictions(among facts: [(fact: DatedFact, row: Value)], _ log: FaultLog) {
    for (index, (fact, row)) in facts.enumerated() {
      let others = facts[..<index].filter {
        $0.fact.who == fact.who && $0.fact.measure == fact.measure
      }
      if let same = others.first(where: { $0.fact.by == fact.by }) {
        log.add("this repeats the fact in line \(same.row.origin.line): keep one", at: row)
        continue
      }
      let clash = others.first { other, _ in
        switch (other.happened, fact.happened) {
        case (nil, nil): return false
        case (let first?, let second?): return first != second
        case (nil, let date?): return date <= other.by
        case (let date?, nil): return date <= fact.by
        }
      }
      if let clash {
        log.add("this contradicts the fact in line \(clash.row.origin.line)", at: row)
      }
    }
  }
}
