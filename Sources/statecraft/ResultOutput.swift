internal import Foundation

/// Results in three forms: tables for people, JSON and CSV for programs.
struct ResultOutput {
  enum Form { case text, json, csv }

  let json: OutputFile?
  let csv: OutputFile?
  /// What goes to standard output.
  let printed: Form

  /// Prints and writes results.
  func write(
    text: () throws -> String, document: some Encodable, rows: CSVText
  ) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    func encoded() throws -> Data { try encoder.encode(document) + Data("\n".utf8) }
    switch printed {
    case .text: print(try text())
    case .json: printData(String(decoding: try encoded(), as: UTF8.self))
    case .csv: printData(rows.text)
    }
    try json?.write(encoded())
    try csv?.write(Data(rows.text.utf8))
  }
}
