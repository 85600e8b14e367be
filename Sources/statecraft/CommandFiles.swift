internal import Foundation
internal import StatecraftScenario
internal import Synchronization

/// The files that this run of the program reads and writes: none that it reads is written, nor one
/// twice, by whatever name.
///
/// Whoever opens a file says so here first: ``OutputFile``, ``InputFile``, stores, and the library
/// for every file that a scenario names. Outputs take their place only when they're whole, so
/// whichever is known later, nothing has been written yet.
final class CommandFiles: Sendable {
  static let shared = CommandFiles()

  private struct Use {
    let place: FilePlace
    let name: String
    /// The option or argument that asks to write it; nil where it's read.
    let option: String?
  }

  private struct Uses {
    var all: [Use] = []
    var conflict: String?
  }

  private let uses = Mutex(Uses())

  /// Notes that a file is going to be read.
  func read(_ path: String) throws(Failure) {
    if let conflict = note(path, option: nil) { throw Failure(.usage, conflict) }
  }

  /// Notes that a file is going to be written.
  ///
  /// - Parameter option: what names it on the command line.
  func write(_ path: String, option: String) throws(Failure) {
    if let conflict = note(path, option: option) { throw Failure(.usage, conflict) }
  }

  /// Notes a store, and what SQLite keeps beside it.
  func useStore(_ path: String, writtenBy option: String? = nil) throws(Failure) {
    for ending in ["", "-wal", "-shm", "-journal"] {
      if let conflict = note(path + ending, option: option) { throw Failure(.usage, conflict) }
    }
  }

  /// Refuses to go on where a file would be written over that is read.
  func check() throws(Failure) {
    if let conflict = uses.withLock({ $0.conflict }) { throw Failure(.usage, conflict) }
  }

  /// - Returns: why the file mustn't be used; nil when it may.
  private func note(_ path: String, option: String?) -> String? {
    let use = Use(place: FilePlace(path), name: path, option: option)
    return uses.withLock { uses in
      let other = uses.all.first {
        ($0.option != nil || option != nil) && $0.place.isSame(as: use.place)
      }
      if let other { uses.conflict = uses.conflict ?? Self.conflict(use, other) }
      uses.all.append(use)
      return other == nil ? nil : uses.conflict
    }
  }

  private static func conflict(_ one: Use, _ other: Use) -> String {
    guard let first = one.option else { return conflict(other, one) }
    guard let second = other.option else {
      let file =
        one.name == other.name
        ? "‘\(one.name)’ is read" : "‘\(one.name)’ is ‘\(other.name)’, which is read"
      return "\(file) here, so \(first) can't write it: give another path."
    }
    return "\(second) and \(first) both name ‘\(one.name)’: give each a file of its own."
  }

  /// Told by the library of every file before it's read.
  static let opening: DiskFiles.Opening = { shared.note($0, option: nil) }
}

extension ScenarioLibrary {
  /// The library, which says what it reads.
  static var ours: ScenarioLibrary { find(opening: CommandFiles.opening) }
}

/// A file that the user gives.
enum InputFile {
  /// Reads it whole: a file, a device, a pipe; ‘-’ is standard input.
  ///
  /// - Returns: nil when it can't be read.
  static func read(_ path: String) throws(Failure) -> [UInt8]? {
    let path = path == "-" ? "/dev/stdin" : path
    try CommandFiles.shared.read(path)
    return DiskFiles.bytes(of: path)
  }
}

/// The path of a store, as somebody gives it.
enum StorePath {
  /// Refuses what is no path of a file, though SQLite would take it.
  ///
  /// - Parameter option: the option or argument that named it.
  static func check(_ path: String, option: String, isWritten: Bool = false) throws(Failure) {
    let isBlank = path.allSatisfy { $0.isWhitespace }
    let isSpecial = path == ":memory:" || path.lowercased().hasPrefix("file:")
    var isFolder: ObjCBool = false
    _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    guard !isBlank, !isSpecial, !isFolder.boolValue, !path.hasSuffix("/"), path != "-" else {
      let advice = isSpecial ? " (‘./\(path)’ is a file of that name)" : ""
      throw Failure(
        .usage,
        "‘\(path)’ is no file that results could be kept in: give \(option) the path of one"
          + advice + ".")
    }
    try CommandFiles.shared.useStore(path, writtenBy: isWritten ? option : nil)
  }
}
