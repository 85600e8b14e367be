internal import Foundation
public import StatecraftScenario

/// The ledger of the source papers: every system, causal edge, prediction, scenario and figure that
/// they name, whether the program has it, where, and what shows it at work.
///
/// It is the table `Documentation/catalogue.csv`: a claim of the program about itself, held to what
/// there is by a test.
public struct SourceCatalogue: Sendable {
  /// In the order of the table.
  public let rows: [SourceRow]
  private let places: [String: Int]

  /// Reads the table.
  ///
  /// - Parameters:
  ///   - csv: a header and rows.
  ///   - file: the file as a person would open it.
  /// - Throws: ``ScenarioFaults`` with every fault.
  public init(csv: String, file: String) throws(ScenarioFaults) {
    let table = try DataTable(csv: csv, file: file)
    var faults: [ScenarioFault] = []
    func fault(_ row: Int, _ message: String) {
      // The header is the first line; a cell with a line break in it would shift those below.
      faults.append(ScenarioFault(file: file, line: row + 2, column: 1, path: "", message: message))
    }
    if table.header != Self.header {
      fault(-1, "the columns are \(Self.header.joined(separator: ", "))")
      throw ScenarioFaults(faults: faults)
    }
    var rows: [SourceRow] = []
    var places: [String: Int] = [:]
    for (number, cells) in table.rows.enumerated() {
      guard let kind = SourceRow.Kind(rawValue: cells[1]) else {
        fault(number, "there is no kind ‘\(cells[1])’")
        continue
      }
      guard let status = SourceRow.Status(rawValue: cells[4]) else {
        fault(number, "there is no status ‘\(cells[4])’")
        continue
      }
      var evidence: [SourceRow.Evidence] = []
      for words in cells[7].split(separator: "; ") {
        if let found = SourceRow.Evidence.read(words) {
          evidence.append(contentsOf: found)
        } else {
          fault(number, "‘\(words)’ is no case, test, command or row")
        }
      }
      if status == .works && evidence.isEmpty {
        fault(number, "\(cells[0]) is said to work, and nothing shows it")
      }
      if places.updateValue(rows.count, forKey: cells[0]) != nil {
        fault(number, "\(cells[0]) has a row already")
      }
      rows.append(
        SourceRow(
          id: cells[0], kind: kind, title: cells[2], room: cells[3], status: status,
          missing: cells[5], carriedBy: cells[6], evidence: evidence))
    }
    guard faults.isEmpty else { throw ScenarioFaults(faults: faults) }
    (self.rows, self.places) = (rows, places)
  }

  /// Reads the library's ledger.
  ///
  /// - Throws: ``ScenarioFaults`` with every fault, that it isn't there included.
  public init(of library: ScenarioLibrary) throws(ScenarioFaults) {
    let text: String
    do {
      text = try library.files.data(of: Self.path)
    } catch {
      throw ScenarioFaults(faults: [
        ScenarioFault(
          file: "\(library.root)/\(Self.path)", line: 0, column: 0, path: "",
          message: "\(error.description): \(ScenarioLibrary.advice)")
      ])
    }
    try self.init(csv: text, file: Self.path)
  }

  /// Where it lies in a library.
  public static let path = "Documentation/catalogue.csv"
  static let header = [
    "id", "kind", "title", "room", "status", "missing", "carried_by", "shown_by",
  ]

  /// The row of an id; nil where there is none.
  public subscript(id: String) -> SourceRow? { places[id].map { rows[$0] } }
}

/// What one of the source papers names, claims or predicts, and what the program has of it.
public struct SourceRow: Sendable, Equatable {
  /// Its permanent id: the paper, and a number.
  public let id: String
  public let kind: Kind
  public let title: String
  /// The part of the world it belongs to; empty for predictions and scenarios that need several.
  public let room: String
  public let status: Status
  /// What it would take; empty where nothing is missing.
  public let missing: String
  /// The rule, parameter, row of a table, measure or scenario that carries it.
  public let carriedBy: String
  /// What shows it at work.
  public let evidence: [Evidence]

  /// What the paper does with it.
  public enum Kind: String, Sendable, CaseIterable {
    case system, edge, prediction, scenario, fact
  }

  /// How much of it is in the program.
  public enum Status: String, Sendable, CaseIterable {
    case works, partial, none, unrated
  }

  /// Something to look at.
  public enum Evidence: Sendable, Hashable, CustomStringConvertible {
    /// A numbered case below `Tests/Cases`.
    case example(String)
    /// A suite of tests.
    case test(String)
    /// A command of this program, without its name.
    case command([String])
    /// A file of the library, and a text in it.
    case row(file: String, text: String)

    /// Reads `case C-101`, `case C-101 to C-104`, `test OutcomeRuleTests`, `command run NAME` or
    /// `row FILE TEXT`; nil when it's none of them.
    static func read(_ text: Substring) -> [Evidence]? {
      let words = text.split(separator: " ").map(String.init)
      guard words.count > 1 else { return nil }
      switch words[0] {
      case "case":
        if words.count == 2 { return number(words[1]).map { [.example("C-\($0)")] } }
        guard words.count == 4, words[2] == "to", let first = number(words[1]),
          let last = number(words[3]), first < last
        else { return nil }
        return (first...last).map { .example("C-\($0)") }
      case "test": return words.count == 2 ? [.test(words[1])] : nil
      case "command": return [.command(Array(words.dropFirst()))]
      case "row":
        guard words.count > 2 else { return nil }
        return [.row(file: words[1], text: words.dropFirst(2).joined(separator: " "))]
      default: return nil
      }
    }

    /// As the table writes it.
    public var description: String {
      switch self {
      case .example(let id): "case \(id)"
      case .test(let name): "test \(name)"
      case .command(let words): "command \(words.joined(separator: " "))"
      case .row(let file, let text): "row \(file) \(text)"
      }
    }

    private static func number(_ word: String) -> Int? {
      word.hasPrefix("C-") ? Int(word.dropFirst(2)) : nil
    }
  }
}
