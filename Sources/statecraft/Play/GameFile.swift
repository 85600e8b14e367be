internal import Foundation

/// Names of the files in which games are kept.
enum GameFile {
  /// Whether a word on the command line means a game's file, not a scenario.
  static func isGame(_ word: String) -> Bool {
    if word.hasSuffix(".jsonl") { return true }
    if word.hasSuffix(".yaml") || word.hasSuffix(".yml") { return false }
    // By its first letter, whatever its name; a pipe is left as it is.
    let type = try? FileManager.default.attributesOfItem(
      atPath: URL(fileURLWithPath: word).resolvingSymlinksInPath().path)[.type]
    guard type as? FileAttributeType == .typeRegular else { return false }
    let start = try? FileHandle(forReadingAtPath: word)?.read(upToCount: 4)
    return (start ?? Data()).first { $0 > 0x20 && $0 < 0x80 } == UInt8(ascii: "{")
  }

  /// The name of a new game, after who plays what: `DEU-small-yard-2023.jsonl`.
  static func name(people: [String], scenario: String) -> String {
    fresh((people + [scenario]).joined(separator: "-") + ".jsonl")
  }

  /// The name of a game that leaves another before a turn: `…-branch-T7.jsonl`.
  static func branch(of path: String, turn: Int) -> String {
    let stem = path.hasSuffix(".jsonl") ? String(path.dropLast(6)) : path
    let trunk = stem.replacing(/-branch-T[0-9]+(-[0-9]+)?$/, with: "")
    return fresh("\(trunk)-branch-T\(turn).jsonl")
  }

  /// The same name, or if there's such a file, the first with a number that isn't taken.
  static func fresh(_ path: String) -> String {
    var number = 1
    var candidate = path
    while FileManager.default.fileExists(atPath: candidate) {
      number += 1
      candidate = "\(path.dropLast(6))-\(number).jsonl"
    }
    return candidate
  }

  /// Refuses a place where there is something already.
  static func refuse(taken path: String) throws(Failure) {
    if FileManager.default.fileExists(atPath: path) {
      throw Failure(.usage, "There is a file ‘\(path)’ already: give another name.")
    }
  }

  /// Copies a game to a place that isn't taken.
  ///
  /// - Returns: where it is.
  static func copy(_ path: String, to name: String) throws(Failure) -> String {
    let target = name.hasSuffix(".jsonl") ? name : name + ".jsonl"
    try refuse(taken: target)
    do {
      try FileManager.default.copyItem(atPath: path, toPath: target)
    } catch {
      throw Failure(
        .failed, "‘\(target)’ can't be written: give a name in a folder that is there.")
    }
    return target
  }
}
