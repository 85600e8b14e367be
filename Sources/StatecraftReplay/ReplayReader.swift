internal import Foundation
public import StatecraftCore

/// Reads replays, and says where one is faulty.
///
/// It takes any bytes: what isn't a replay is refused with the line and the reason, never with a
/// crash.
public enum ReplayReader {
  /// Reads a replay's bytes.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - file: its name, for messages.
  ///   - kinds: the kinds of events that are known; others are told as they stand.
  /// - Returns: the game; without an end when it was stopped before.
  /// - Throws: ``ReplayError`` with the first fault.
  public static func read(
    _ bytes: [UInt8], file: String, kinds: [EventKind] = EventKind.common
  ) throws(ReplayError) -> Replay {
    // A byte-order mark is no part of the text.
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let bytes = bytes.starts(with: mark) ? Array(bytes.dropFirst(mark.count)) : bytes
    if let first = bytes.first(where: { $0 > 0x20 }), first != UInt8(ascii: "{") {
      throw ReplayError(
        file: file, line: nil, column: nil,
        reason: "this is no replay: ‘statecraft run’ and ‘play’ keep one in the file that "
          + "‘--replay’ names")
    }
    let kinds = Dictionary(
      kinds.map { ($0.description, $0) }, uniquingKeysWith: { first, _ in first })
    var replay: Replay?
    var chain = Digest()
    for (index, line) in lines(bytes).enumerated() {
      do throws(Malformed) {
        guard var reading = replay else {
          replay = Replay(header: try ReplayHeader(line: line), turns: [], end: nil)
          continue
        }
        // Moved out and back, so that the turns aren't copied for each.
        replay = nil
        try reading.add(line, chain: &chain, kinds)
        replay = reading
      } catch {
        let isCut = line.endIndex == bytes.endIndex && error.column != nil
        throw ReplayError(
          file: file, line: index + 1, column: error.column,
          reason: isCut
            ? "the line is cut off (\(error.reason)): delete it to read the turns before it"
            : error.reason)
      }
    }
    guard let replay else {
      throw ReplayError(file: file, line: 1, column: nil, reason: "the file is empty")
    }
    return replay
  }

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - path: where it is.
  ///   - kinds: the kinds of events that are known; others are told as they stand.
  /// - Returns: the game.
  /// - Throws: ``ReplayError`` with the first fault, or when there's no such file.
  public static func read(
    path: String, kinds: [EventKind] = EventKind.common
  ) throws(ReplayError) -> Replay {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw ReplayError(
        file: path, line: nil, column: nil, reason: "there is no such file, or it can't be read")
    }
    return try read(Array(data), file: path, kinds: kinds)
  }

  private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}

/// What is wrong with a replay, and where.
public struct ReplayError: Error, Sendable, Equatable, CustomStringConvertible {
  public let file: String
  /// From 1.
  public let line: Int?
  /// The byte in the line, from 1, where it's known.
  public let column: Int?
  public let reason: String

  public var description: String {
    var place = file
    if let line { place += ":\(line)" }
    if let column { place += ":\(column)" }
    return "\(place): \(reason)."
  }
}

extension Replay {
  /// Adds the turn or the end that a line after the header tells.
  fileprivate mutating func add(
    _ line: ArraySlice<UInt8>, chain: inout Digest, _ kinds: [String: EventKind]
  ) throws(Malformed) {
    if end != nil { throw Malformed("nothing should come after the line that ends the game") }
    let node = JSONNode(try JSONValue(line))
    if let ending = try node.optional("end") {
      let end = try ReplayEnd(ending)
      guard end.turns == turns.count else {
        throw Malformed(
          "the game ends after turn \(end.turns), but turn \(turns.count) is the last")
      }
      guard end.digest == chain.hexadecimal else {
        throw Malformed(
          "the digest chain breaks: the game's digest is given as \(end.digest), and its turns "
            + "give \(chain.hexadecimal)")
      }
      self.end = end
      return
    }
    let number = try node.get("turn").integer()
    guard number == turns.count + 1 else {
      throw Malformed("turn \(number) comes where turn \(turns.count + 1) is due")
    }
    let turn = try ReplayTurn(node, number: number, header: header, kinds)
    chain.add(try node.get("digest").word(radix: 16))
    let given = try node.get("chain").string()
    guard given == chain.hexadecimal else {
      throw Malformed(
        "the digest chain breaks in turn \(number): it's given as \(given), and the digests so "
          + "far give \(chain.hexadecimal)")
    }
    turns.append(turn)
  }
}

extension ReplayEnd {
  fileprivate init(_ node: JSONNode) throws(Malformed) {
    turns = try node.get("turns").integer()
    outcome = []
    for (name, value) in try node.get("outcome").members() {
      // A number that can't be written as one is a text; its name is text enough.
      if case .string(let text) = value.value {
        outcome.append(OutcomeField(name, .text(text)))
      } else {
        outcome.append(OutcomeField(name, .number(try value.number())))
      }
    }
    digest = try node.get("digest").string()
  }
}
