internal import ArgumentParser
internal import StatecraftCore
internal import StatecraftReplay
internal import StatecraftScenario

/// `statecraft institutions`: alliances, frameworks and clubs, and what they are in a month.
struct InstitutionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "institutions",
    abstract: "List alliances, frameworks and clubs, or tell one: members, modules, class.",
    usage: "statecraft institutions [<codes>] [<options>]",
    discussion: """
      The class says what members owe (operational: joint measures; consultative: talks) and how \
      firmly it's organised (high: a standing body or a common policy). Everything is told as it \
      stood in a month:

        statecraft institutions
        statecraft institutions chip4 ipef
        statecraft institutions --member KOR --at 2022-06
        statecraft institutions --source 000-T1 --csv -

      Of a recorded game they're told turn by turn: who took part, how firm each was, what was kept:

        statecraft run alliances-2023 --replay game.jsonl
        statecraft institutions quad us-jp-nl --replay game.jsonl
      """)

  @Argument(help: "Codes of institutions; all when none is named.")
  var codes: [String] = []

  @Option(help: ArgumentHelp("The month; 2023-09 when left out.", valueName: "YYYY-MM"))
  var at: String?

  @Option(help: "Only those in force in which this state or group takes part.")
  var member: String?

  @Option(
    help: ArgumentHelp(
      "Only those that a row of the literature names, itself or in a module, by id.",
      valueName: "id"))
  var source: String?

  @Option(help: ArgumentHelp("A recorded game in which they were in play.", valueName: "file"))
  var replay: String?

  @OptionGroup var results: ResultOptions

  func run() throws {
    if let replay { return try tell(replay) }
    let at = at ?? "2023-09"
    guard let month = Month(at) else {
      throw Failure(.usage, "‘--at \(at)’ is no month: write YYYY-MM, such as 2023-09.")
    }
    let output = try results.open()
    let library: InstitutionLibrary
    do throws(ScenarioFaults) {
      library = try ScenarioLibrary.ours.institutions()
    } catch {
      throw Failure(.faultyScenario, error.description)
    }
    let chosen = try choose(from: library, at: month)
    try output.write(
      text: {
        codes.isEmpty
          ? Self.list(chosen, at: month)
          : chosen.map { Self.text(of: $0, at: month).joined(separator: "\n") }
            .joined(separator: "\n\n")
      }, document: chosen.map { Document($0, at: month) }, rows: Self.table(chosen, at: month))
  }

  /// Tells them turn by turn.
  private func tell(_ file: String) throws {
    for (option, isGiven) in [
      ("--at", at != nil), ("--member", member != nil), ("--source", source != nil),
    ] where isGiven {
      throw Failure(.usage, "‘\(option)’ chooses from the tables, and ‘--replay’ tells a game.")
    }
    let output = try results.open()
    let replay = try ReplayCommand.read(file)
    let told = InstitutionsInGame(game: try ReplayCommand.game(replay, file: file))
    // A game without the rule has their codes on its roster and nothing of them in play.
    guard !told.isEmpty else {
      throw Failure(.failed, "No institutions are in play in the game in ‘\(file)’.")
    }
    let rows = try told.rows(codes.isEmpty ? replay.header.roster.institutionCodes : codes)
    let text = try told.text(codes)
    try output.write(text: { text }, document: rows, rows: InstitutionsInGame.table(rows))
  }

  private func choose(
    from library: InstitutionLibrary, at month: Month
  ) throws -> [Institution] {
    var chosen = try codes.isEmpty ? library.institutions : codes.map { try find($0, in: library) }
    if let member {
      let code = member.uppercased()
      guard library.parties.contains(code) else {
        throw unknown(
          "member", member, among: library.parties, otherwise: "States are named as USA, KOR, DEU.")
      }
      let joined = Set(library.memberships(of: code, at: month).map(\.code))
      chosen.removeAll { !joined.contains($0.code) }
    }
    if let source {
      chosen.removeAll { institution in
        !institution.sources.contains(source)
          && !institution.modules.contains { $0.sources.contains(source) }
      }
    }
    if chosen.isEmpty { throw Failure(.failed, "No institution is like that in \(month).") }
    return chosen
  }

  private func find(_ code: String, in library: InstitutionLibrary) throws -> Institution {
    if let found = library[code.lowercased()] { return found }
    throw unknown(
      "institution", code, among: library.institutions.map(\.code),
      otherwise: "‘statecraft institutions’ lists them.")
  }
}

extension InstitutionsCommand {
  private static func list(_ institutions: [Institution], at month: Month) -> String {
    var table = TextTable("lllrl")
    table.add(["Code", "Class", "Stage", "Members", "Kind"])
    for institution in institutions {
      table.add([
        institution.code, institution.typology(at: month)?.letters ?? "–",
        institution.stage(at: month).rawValue, "\(institution.members(at: month).count)",
        institution.kind.rawValue,
      ])
    }
    let count = institutions.count { $0.stage(at: month) == .inForce }
    return table.text + "\n\n"
      + wrapped(
        "\(institutions.count) institutions, \(count) of them in force in \(month). Class: O "
          + "operational or C consultative, then H high or L low institutionalisation."
      ).joined(separator: "\n") + "\n\n" + crossTable(institutions, at: month)
  }

  /// How many are of each class: the two by two of 000-17.
  private static func crossTable(_ institutions: [Institution], at month: Month) -> String {
    var table = TextTable("lrr")
    table.add(["In \(month)", "high", "low"])
    for commitment in Module.Commitment.allCases {
      table.add(
        [commitment.rawValue]
          + [true, false].map { isHigh in
            let type = Institution.Typology(
              commitment: commitment, isHighlyInstitutionalised: isHigh)
            return "\(institutions.count { $0.typology(at: month) == type })"
          })
    }
    return table.text
  }

  private static func text(of institution: Institution, at month: Month) -> [String] {
    func part(_ name: String, _ text: String?) -> [String] {
      guard let text, !text.isEmpty else { return [] }
      return wrapped("\(name): \(text)", first: "  ", rest: "    ")
    }
    let dates = [
      ("proposed", institution.proposed), ("signed", institution.signed),
      ("in force", institution.inForce), ("ended", institution.ended),
    ].compactMap { name, date in date.map { "\(name) \($0)" } }
    let test = institution.allianceTest(at: month)
    let features = [
      test.isSecuritised ? "securitised" : "not securitised",
      test.namesThreat ? "names a threat (\(institution.target ?? ""))" : "names no threat",
      test.actsJointly ? "acts jointly" : "owes no joint measures",
    ].joined(separator: ", ")
    var lines =
      wrapped("\(institution.code): \(institution.name)", rest: "  ")
      + part("what", "\(institution.kind.rawValue), \(institution.form.rawValue)")
      + part("dates", dates.joined(separator: ", "))
      + part("in \(month)", institution.stage(at: month).rawValue)
      + part("class", institution.typology(at: month)?.words ?? "nothing agreed on yet")
      + part("alliance", "\(test.isAlliance ? "yes" : "no"): \(features)")
      + part("leader", institution.leader)
      + part("decides by", institution.decisionRule.words)
    for module in institution.modules {
      lines += part(
        "module \(module.code)",
        "\(module.commitment.rawValue), acts by \(module.effect.rawValue)"
          + (module.sectors.isEmpty ? "" : ", in \(module.sectors.joined(separator: ", "))")
          + (module.agreed.map { ", since \($0)" } ?? ", proposed")
          + "; \(institution.members(of: module.code, at: month).joined(separator: " "))")
    }
    for obligation in institution.obligations {
      lines += part(
        "obliges",
        "\(obligation.instrument) on \(obligation.target) "
          + (obligation.level.map { "at \(plain($0))" } ?? "as the leader does") + " in "
          + obligation.sectors.joined(separator: ", "))
    }
    for body in institution.bodies {
      lines += part("body", "\(body.name) (\(body.kind.rawValue), since \(body.since))")
    }
    return lines + part("sources", institution.sources.joined(separator: ", "))
      + part("known", institution.isSeen ? "from the sources" : "from memory")
  }

  private static func plain(_ level: Double) -> String { significant(level, 4) }

  private static func table(_ institutions: [Institution], at month: Month) -> CSVText {
    var table = CSVText([
      "code", "name", "kind", "form", "leader", "target", "stage", "commitment",
      "institutionalisation", "alliance", "members",
    ])
    for institution in institutions {
      let type = institution.typology(at: month)
      table.add([
        institution.code, institution.name, institution.kind.rawValue, institution.form.rawValue,
        institution.leader ?? "", institution.target ?? "",
        institution.stage(at: month).rawValue, type?.commitment.rawValue ?? "",
        type.map { $0.isHighlyInstitutionalised ? "high" : "low" } ?? "",
        institution.allianceTest(at: month).isAlliance ? "1" : "0",
        institution.members(at: month).joined(separator: ";"),
      ])
    }
    return table
  }

  private struct Document: Encodable {
    let code, name, kind, form, stage: String
    let leader, target, commitment, institutionalisation: String?
    let alliance: Bool
    let members, modules, sources: [String]

    init(_ institution: Institution, at month: Month) {
      let type = institution.typology(at: month)
      (code, name) = (institution.code, institution.name)
      (kind, form) = (institution.kind.rawValue, institution.form.rawValue)
      stage = institution.stage(at: month).rawValue
      (leader, target) = (institution.leader, institution.target)
      commitment = type?.commitment.rawValue
      institutionalisation = type.map { $0.isHighlyInstitutionalised ? "high" : "low" }
      alliance = institution.allianceTest(at: month).isAlliance
      members = institution.members(at: month)
      modules = institution.modules(at: month).map(\.code)
      sources = institution.sources
    }
  }
}

extension Institution.Typology {
  fileprivate var letters: String {
    (commitment == .operational ? "O" : "C") + (isHighlyInstitutionalised ? "H" : "L")
  }

  fileprivate var words: String {
    "\(commitment.rawValue), \(isHighlyInstitutionalised ? "high" : "low") institutionalisation"
  }
}

extension Institution.DecisionRule {
  fileprivate var words: String {
    switch self {
    case .leader: "its leader"
    case .unanimity: "unanimity"
    case .majority: "majority"
    case .qualified(let share): "\(percentage(share, 0).drop { $0 == "+" }) % of votes"
    }
  }
}
