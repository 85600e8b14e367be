import Foundation
import StatecraftEconomy

/// The table of three countries and three industries of `Scenarios/literature/quast-2015`.
func leatherTable() throws -> InterCountryTable {
  var root = URL(filePath: #filePath)
  for _ in 0..<4 { root.deleteLastPathComponent() }
  let file = root.appending(path: "Scenarios/literature/quast-2015/leather_icio.csv")
  let rows = try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline)
    .dropFirst().map { $0.split(separator: ",").dropFirst(2).compactMap { Double($0) } }
  return try InterCountryTable(
    sectors: 3, states: 3, intermediate: rows.flatMap { $0[0..<9] },
    final: rows.flatMap { $0[9..<12] }, output: rows.map { $0[12] })
}
