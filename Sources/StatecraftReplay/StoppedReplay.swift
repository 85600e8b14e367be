internal import Foundation
public import StatecraftCore

/// A replay whose game may have been stopped at any moment, even in the middle of a line.
public struct StoppedReplay: Sendable {
  public let path: String
  public let replay: Replay
  /// The bytes of the whole lines; what follows them was cut off.
  public let length: Int
  /// Whether a line was cut off.
  public let isCut: Bool
  private let bytes: [UInt8]

  /// Reads a file's whole lines.
  ///
  /// - Parameter kinds: the kinds of events that are known; others are told as they stand.
  /// - Throws: ``ReplayError`` with the first fault, or when there's no such file.
  public init(path: String, kinds: [EventKind] = EventKind.common) throws(ReplayError) {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw ReplayError(
        file: path, line: nil, column: nil, reason: "there is no such file, or it can't be read")
    }
    let all = Array(data)
    // A line that was written whole ends with a line feed.
    let end = all.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    guard end > 0 || all.isEmpty else {
      throw ReplayError(
        file: path, line: 1, column: nil,
        reason: "this is no replay, or it was cut off in its first line")
    }
    bytes = Array(all[..<end])
    self.path = path
    length = end
    isCut = end < all.count
    replay = try ReplayReader.read(bytes, file: path, kinds: kinds)
  }

  /// The lines of the first turns, as bytes.
  public func lines(ofFirst turns: Int) -> [UInt8] {
    precondition(turns <= replay.turns.count, "\(turns) turns of \(replay.turns.count)")
    var breaks = bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }.makeIterator()
    guard let header = breaks.next() else { return [] }
    var end = header
    for _ in 0..<turns { end = breaks.next() ?? end }
    return Array(bytes[(header + 1)..<(end + 1)])
  }
}
