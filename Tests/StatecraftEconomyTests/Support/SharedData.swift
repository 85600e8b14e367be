import Foundation

/// Data of published models that lie beside the project, where they do: they're not ours to give.
enum SharedData {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../../shared/validation").standardizedFileURL

  /// Whether a folder of them is at hand.
  static func has(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: name).path)
  }

  /// The rows of a table below its heading, each by column; packed where its name ends in `.gz`.
  static func rows(_ name: String, separator: Character = ",") throws -> [[String: String]] {
    let file = folder.appending(path: name)
    let data = try name.hasSuffix(".gz") ? unpacked(file) : Data(contentsOf: file)
    let lines = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline)
      .map { $0.split(separator: separator, omittingEmptySubsequences: false).map(String.init) }
    let names = lines[0].map { $0.filter { $0 != "\"" } }
    return lines.dropFirst().map {
      Dictionary(zip(names, $0.map { $0.filter { $0 != "\"" } }), uniquingKeysWith: { $1 })
    }
  }

  private static func unpacked(_ file: URL) throws -> Data {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/gzip")
    process.arguments = ["-dc", file.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return data
  }
}

extension [String: String] {
  /// The number in a column; nothing counts as zero.
  func number(_ column: String) -> Double { self[column].flatMap { Double($0) } ?? 0 }
}
