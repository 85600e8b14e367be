/// A table of texts: comma-separated values by the letter of RFC 4180.
public struct DataTable: Sendable, Equatable {
  public var header: [String]
  /// Every row has as many cells as the header.
  public var rows: [[String]]

  public init(header: [String], rows: [[String]] = []) {
    self.header = header
    self.rows = rows
  }

  /// Reads text.
  ///
  /// - Parameters:
  ///   - csv: a header and rows.
  ///   - file: the file as a person would open it.
  /// - Throws: ``ScenarioFaults`` with every fault.
  public init(csv: String, file: String) throws(ScenarioFaults) {
    let log = FaultLog()
    let table = CSVReader.read(csv, file: file, path: "", log: log)
    try log.throwIfAny(main: file)
    header = table?.header.map(\.text) ?? []
    rows = table?.rows.map { $0.map(\.text) } ?? []
  }

  /// A line of the table, its end included.
  public static func line(_ cells: some Sequence<String>) -> String {
    cells.map(quoted).joined(separator: ",") + "\n"
  }

  /// A cell as it's written, in quotes where it needs them.
  private static func quoted(_ cell: String) -> String {
    guard cell.utf8.contains(where: { "\",\r\n".utf8.contains($0) }) else { return cell }
    return "\"" + cell.replacing("\"", with: "\"\"") + "\""
  }
}
