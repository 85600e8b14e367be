import Foundation
import StatecraftEconomy

/// The table of three countries and three industries in `Fixtures/leather_icio.csv`.
func leatherTable() throws -> InterCountryTable {
  let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/leather_icio.csv")
  let rows = try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline)
    .dropFirst().map { $0.split(separator: ",").dropFirst(2).compactMap { Double($0) } }
  return try InterCountryTable(
    sectors: 3, states: 3, intermediate: rows.flatMap { $0[0..<9] },
    final: rows.flatMap { $0[9..<12] }, output: rows.map { $0[12] })
}
