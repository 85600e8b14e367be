internal import ArgumentParser
internal import Foundation
internal import StatecraftCore
internal import StatecraftEconomy
internal import StatecraftScenario

/// Which economy, and what to change in its file: shared by the commands that ask of one.
struct EconomyOptions: ParsableArguments {
  @Argument(
    help: """
      A scenario's name, as ‘statecraft scenarios’ lists it, or the path of its file: a game, of \
      which the start is taken, or an economy alone.
      """,
    completion: .file(extensions: ["yaml"]))
  var scenario: String

  @Option(
    name: .customLong("set"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Set a value of the file, such as sectors[chips].elasticity_theta=3.",
      valueName: "path=value"))
  var overrides: [String] = []

  @Option(name: .customLong("case"), help: "Take this case of the file.")
  var variant: String?

  func load() throws -> LoadedEconomy {
    let economy: LoadedEconomy
    do {
      economy = try ScenarioLibrary.ours.loadEconomy(scenario, set: overrides)
    } catch {
      throw Failure(.faultyScenario, "\(error)")
    }
    guard economy.game?.scenario.setting.game == nil else {
      throw Failure(
        .usage,
        "‘\(economy.name)’ is a game of moves without an economy: ‘statecraft run’, ‘batch’ and "
          + "‘literature’ answer for it.")
    }
    if economy.game == nil {
      for line in warningLines(economy.warnings) { printError(line) }
    }
    guard let variant else { return economy }
    guard let found = economy.cases.first(where: { $0.name == variant }) else {
      throw unknown(
        "case", variant, among: economy.cases.map(\.name),
        otherwise: economy.cases.isEmpty
          ? "The file has no cases."
          : "There are \(economy.cases.map(\.name).joined(separator: ", ")).")
    }
    return found.economy
  }
}

/// What is assumed of who lends and who borrows.
struct ClosureOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      What becomes of balances of trade: ‘fixed’, ‘proportional’ to income, ‘none’ (they end with \
      the change), or ‘balanced’ (they end first). As the file says by default, or fixed; where \
      trade ends that would have to pay for them, balanced.
      """, valueName: "closure"),
    transform: { word in
      guard let closure = Closure(rawValue: word) else {
        let words = Closure.allCases.map { "‘\($0.rawValue)’" }.joined(separator: ", ")
        throw ValidationError("There are the closures \(words).")
      }
      return closure
    })
  var closure: Closure?
}

/// Where results go besides the terminal.
struct ResultOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Also write the results as JSON to this file; ‘-’ prints JSON instead of tables.",
      valueName: "file"))
  var json: String?

  @Option(
    help: ArgumentHelp(
      "Also write the results as CSV to this file; ‘-’ prints CSV instead of tables.",
      valueName: "file"))
  var csv: String?

  func validate() throws {
    if json == "-" && csv == "-" {
      throw ValidationError("‘--json’ and ‘--csv’ can't both go to standard output.")
    }
  }

  /// Places that can't be written are refused before the work.
  func open() throws -> ResultOutput {
    ResultOutput(
      json: try json.flatMap { try $0 == "-" ? nil : OutputFile($0, option: "--json") },
      csv: try csv.flatMap { try $0 == "-" ? nil : OutputFile($0, option: "--csv") },
      printed: json == "-" ? .json : csv == "-" ? .csv : .text)
  }
}

extension LoadedEconomy {
  /// The state of a code, or a refusal with the nearest there is.
  func state(_ code: String) throws -> Int {
    if let state = roster.state(code) ?? roster.state(code.uppercased()) { return state.index }
    throw unknown(
      "state", code, among: roster.stateCodes,
      otherwise: "There are \(roster.stateCodes.joined(separator: ", ")).")
  }

  /// The sector of a code, or a refusal with the nearest there is.
  func sector(_ code: String) throws -> Int {
    if let sector = roster.sector(code) { return sector.index }
    throw unknown(
      "sector", code, among: roster.sectorCodes,
      otherwise: "There are \(roster.sectorCodes.joined(separator: ", ")).")
  }

  /// The sectors of lists of codes with commas, or all where there is none.
  func sectors(_ lists: [String]) throws -> [Int] {
    lists.isEmpty ? Array(0..<roster.sectorCount) : try codes(lists, "sector").map(sector)
  }

  /// The codes of lists with commas, of which there is one at least and none is empty.
  func codes(_ lists: [String], _ kind: String) throws -> [String] {
    try lists.flatMap { list in
      let codes = list.split(separator: ",", omittingEmptySubsequences: false).map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      if codes.contains("") {
        throw Failure(
          .usage, "‘\(list)’ lists no \(kind) where one is due: write codes and commas.")
      }
      return codes
    }
  }
}
