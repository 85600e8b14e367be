internal import Foundation
internal import StatecraftScenario
internal import StatecraftSensitivity

/// The file in which a sweep keeps its results, point by point, so that it can be gone on with.
///
/// Whatever stops the program, the file holds whole points and at most a piece of one more, which
/// is cut off when the sweep goes on.
struct SweepFile {
  /// What it held when it was opened.
  let known: Responses
  private let path: String
  private let table: ResultsTable
  private let handle: FileHandle

  /// Opens the file, and makes it where there is none.
  ///
  /// - Throws: where it can't be written, or holds something else than this sweep's results.
  init(_ path: String, _ table: ResultsTable, empty: Responses) throws {
    _ = try OutputFile(path, option: "--out")
    self.path = path
    self.table = table
    let old = FileManager.default.contents(atPath: path) ?? Data()
    let known = try Self.known(old, path, table, empty)
    self.known = known
    var kept = table.header
    for point in 0..<known.points { kept += table.lines(of: point, known.runs(at: point)) }
    guard old.starts(with: Data(kept.utf8).prefix(old.count)) else {
      throw Failure(
        .failed,
        "‘\(path)’ was changed after it was written, so the sweep can't go on there. Give ‘--out’ "
          + "another file, or analyse this one with ‘--analyse’.")
    }
    do {
      if !FileManager.default.fileExists(atPath: path) {
        try Data().write(to: URL(fileURLWithPath: path))
      }
      handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
      if old.count < kept.utf8.count { try handle.write(contentsOf: Data(kept.utf8)) }
      try handle.truncate(atOffset: UInt64(kept.utf8.count))
      try handle.seekToEnd()
    } catch {
      throw Failure(.failed, "‘\(path)’ can't be written: \(error.localizedDescription)")
    }
  }

  private static func known(
    _ data: Data, _ path: String, _ table: ResultsTable, _ empty: Responses
  ) throws -> Responses {
    // A line that isn't ended was cut off by whatever stopped the program.
    guard let end = data.lastIndex(of: UInt8(ascii: "\n")) else { return empty }
    do {
      let text = String(decoding: data[...end], as: UTF8.self)
      return try table.read(DataTable(csv: text, file: path), file: path)
    } catch {
      throw Failure(
        .failed,
        "\(error.summary)\n‘\(path)’ holds something else than results of this sweep: give "
          + "‘--out’ another file.")
    }
  }

  /// Adds a point.
  func append(_ point: Int, _ values: [[Double]]) throws {
    do {
      try handle.write(contentsOf: Data(table.lines(of: point, values).utf8))
    } catch {
      throw Failure(.failed, "‘\(path)’ can't be written: \(error.localizedDescription)")
    }
  }
}

extension ScenarioFaults {
  /// The first faults, and how many more there are: a table may have one in every row.
  var summary: String {
    let shown = faults.prefix(10).map(\.description).joined(separator: "\n")
    return faults.count > 10 ? shown + "\n… and \(grouped(faults.count - 10)) more" : shown
  }
}
