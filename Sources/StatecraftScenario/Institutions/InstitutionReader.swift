internal import StatecraftCore

/// The tables in which institutions are written.
enum InstitutionTable: String, CaseIterable {
  case institutions, modules, members, bodies, obligations, groups, regions

  var shape: TableShape {
    switch self {
    case .institutions: InstitutionTables.institutions
    case .modules: InstitutionTables.modules
    case .members: InstitutionTables.members
    case .bodies: InstitutionTables.bodies
    case .obligations: InstitutionTables.obligations
    case .groups: InstitutionTables.groups
    case .regions: InstitutionTables.regions
    }
  }

  /// The key in a scenario.
  var key: String { self == .institutions ? "list" : rawValue }
}

/// Reads the tables of institutions: parse, then prove that they fit together.
struct InstitutionReader {
  let log: FaultLog
  /// The rows of a table, as its shape demands them.
  let table: (InstitutionTable) -> [Value]

  init(log: FaultLog, table: @escaping (InstitutionTable) -> [Value]) {
    self.log = log
    self.table = table
  }

  /// - Parameters:
  ///   - source: the folder of the tables.
  static func read(from source: any FileSource) throws(ScenarioFaults) -> InstitutionLibrary {
    let log = FaultLog()
    let files = UsedFiles(source: source, log: log)
    let library = InstitutionReader(log: log) { Self.rows($0, files, log) }.library()
    try log.throwIfAny(main: source.displayName(of: "institutions.csv"))
    return library
  }

  func library() -> InstitutionLibrary {
    let (modules, members) = (table(.modules), table(.members))
    let (bodies, obligations) = (table(.bodies), table(.obligations))
    let facts = table(.institutions)
    let codes = facts.compactMap { $0.text("code") }
    for row in facts { prove(row, "parent", among: codes, what: "institution") }
    let known = Set(codes)
    for row in modules + members + bodies + obligations {
      if let code = row.text("institution"), !known.contains(code) {
        unknown(row["institution"], "institution", code, among: codes)
      }
    }
    let institutions = facts.compactMap { row -> Institution? in
      guard let code = row.text("code") else { return nil }
      func own(_ rows: [Value]) -> [Value] { rows.filter { $0.text("institution") == code } }
      return institution(
        row, code: code, modules: own(modules), members: own(members), bodies: own(bodies),
        obligations: own(obligations))
    }
    var groups: [String: [Membership]] = [:]
    for row in table(.groups) {
      guard let group = row.text("group"), let member = membership(row) else { continue }
      groups[group, default: []].append(member)
    }
    var regions: [Institution.Region: Set<String>] = [:]
    for row in table(.regions) {
      guard let region: Institution.Region = word(row, "region"), let state = row.text("state")
      else { continue }
      regions[region, default: []].insert(state)
    }
    return InstitutionLibrary(institutions: institutions, groups: groups, regions: regions)
  }

  private func institution(
    _ row: Value, code: String, modules: [Value], members: [Value], bodies: [Value],
    obligations: [Value]
  ) -> Institution? {
    let names = modules.compactMap { $0.text("module") }
    if modules.isEmpty { log.add("‘\(code)’ has no module: what does it do?", at: row) }
    if members.isEmpty { log.add("‘\(code)’ has no members", at: row) }
    for part in members + obligations { prove(part, "module", among: names, what: "module") }
    let (proposed, signed) = (month(row, "proposed"), month(row, "signed"))
    let (inForce, ended) = (month(row, "in_force"), month(row, "ended"))
    let dates = [proposed, signed, inForce, ended].compactMap(\.self)
    if dates != dates.sorted() {
      log.add("its dates don't follow each other: proposed, signed, in force, ended", at: row)
    }
    guard let name = row.text("name"), let kind: Institution.Kind = word(row, "kind"),
      let form: Institution.Form = word(row, "form"),
      let region: Institution.Region = word(row, "region"), let rule = decisionRule(row)
    else { return nil }
    return Institution(
      code: code, name: name, kind: kind, form: form, leader: row.text("leader"),
      target: row.text("target"), isExclusive: row["exclusive"]?.flag ?? false,
      isOpen: row["open"]?.flag ?? false, region: region,
      meetingsPerYear: row.number("cadence_per_year"), promised: row.number("promised_bn"),
      proposed: proposed, signed: signed, inForce: inForce, ended: ended,
      parent: row.text("parent"), decisionRule: rule, modules: modules.compactMap(module),
      members: members.compactMap(membership), bodies: bodies.compactMap(body),
      obligations: obligations.compactMap(obligation), sources: texts(row, "sources"),
      isSeen: row.text("status") == "seen")
  }

  private func module(_ row: Value) -> Module? {
    guard let code = row.text("module"), let domain: Module.Domain = word(row, "domain"),
      let commitment: Module.Commitment = word(row, "commitment"),
      let effect: Module.Effect = word(row, "effect"), let size = row.number("size"),
      let sensitivity = row.number("sensitivity")
    else { return nil }
    return Module(
      code: code, sectors: texts(row, "sectors"), domain: domain, commitment: commitment,
      sensitivity: sensitivity, effect: effect, size: size, agreed: month(row, "agreed"),
      sources: texts(row, "sources"))
  }

  private func membership(_ row: Value) -> Membership? {
    guard let member = row.text("member") else { return nil }
    let (since, until) = (month(row, "since"), month(row, "until"))
    if let since, let until, until <= since { log.add("it ends before it begins", at: row) }
    return Membership(module: row.text("module"), member: member, since: since, until: until)
  }

  private func body(_ row: Value) -> Body? {
    guard let name = row.text("body"), let kind: Body.Kind = word(row, "type"),
      let since = month(row, "since")
    else { return nil }
    return Body(name: name, kind: kind, since: since)
  }

  private func obligation(_ row: Value) -> Obligation? {
    guard let module = row.text("module"), let instrument = row.text("instrument"),
      let target = row.text("target")
    else { return nil }
    return Obligation(
      module: module, instrument: instrument, sectors: texts(row, "sectors"), target: target,
      level: row.number("level"))
  }
}

extension InstitutionReader {
  private static func rows(
    _ table: InstitutionTable, _ files: UsedFiles, _ log: FaultLog
  ) -> [Value] {
    let (file, shape) = (table.rawValue + ".csv", table.shape)
    let origin = Origin(file: files.displayName(of: file), line: 0, column: 0)
    var node = SourceNode(plain: file, at: origin)
    let name = file.prefix { $0 != "." }
    TableExpansion(files: files, log: log, file: file)
      .expand(&node, .table(shape), path: String(name))
    var check = SchemaCheck(log: log)
    return check.check(node, .table(shape), path: String(name))?.list ?? []
  }

  private func texts(_ row: Value, _ key: String) -> [String] { row.list(key).compactMap(\.text) }

  private func word<Word: RawRepresentable>(_ row: Value, _ key: String) -> Word?
  where Word.RawValue == String {
    row.text(key).flatMap(Word.init(rawValue:))
  }

  private func month(_ row: Value, _ key: String) -> Month? {
    guard let cell = row[key], let text = cell.text else { return nil }
    let month = Month(text)
    if month == nil { log.add("expected a month as YYYY-MM, such as 2022-10", at: cell) }
    return month
  }

  private func decisionRule(_ row: Value) -> Institution.DecisionRule? {
    guard let cell = row["decision_rule"], let text = cell.text else { return nil }
    switch text {
    case "leader": return .leader
    case "unanimity": return .unanimity
    case "majority": return .majority
    default:
      let inner = text.dropFirst("qualified(".count).dropLast()
      if text.hasPrefix("qualified("), text.hasSuffix(")"), let share = Double(inner),
        (0...1).contains(share)
      {
        return .qualified(share)
      }
      log.add("expected leader, unanimity, majority, or a share as qualified(0.65)", at: cell)
      return nil
    }
  }

  private func prove(_ row: Value, _ key: String, among known: [String], what: String) {
    guard let code = row.text(key), !known.contains(code) else { return }
    unknown(row[key], what, code, among: known)
  }

  private func unknown(_ cell: Value?, _ what: String, _ code: String, among known: [String]) {
    guard let cell else { return }
    log.add("there is no \(what) ‘\(code)’" + suggestion(for: code, among: known), at: cell)
  }
}
