internal import Foundation
public import StatecraftCore

/// Writes a replay while the game is played: every closed turn is in the file.
public actor ReplayWriter {
  private let path: String
  private let file: FileHandle
  private var encoder: ReplayEncoder

  /// Makes the file, or empties it, and writes the header.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - header: what is going to be played.
  /// - Throws: ``ReplayError`` when the file can't be written.
  public init(path: String, header: ReplayHeader) throws(ReplayError) {
    guard FileManager.default.createFile(atPath: path, contents: Data(header.line())),
      let file = FileHandle(forWritingAtPath: path)
    else {
      throw ReplayError(
        file: path, line: nil, column: nil,
        reason: "the file can't be made: check that its folder is there and may be written")
    }
    self.path = path
    self.file = file
    encoder = ReplayEncoder(header)
    do {
      try file.seekToEnd()
    } catch {
      throw Self.failure(path, error)
    }
  }

  /// Writes a turn. Turns must come in order.
  ///
  /// - Parameter record: the turn.
  /// - Throws: ``ReplayError`` when the file can't be written.
  public func write(_ record: TurnRecord) throws(ReplayError) {
    try append(encoder.line(for: record))
  }

  /// Writes the last line and closes the file.
  ///
  /// - Parameter outcome: what is said of the game's outcome.
  /// - Throws: ``ReplayError`` when the file can't be written.
  public func finish(outcome: [OutcomeField]) throws(ReplayError) {
    try append(encoder.endLine(outcome: outcome))
    do {
      try file.close()
    } catch {
      throw Self.failure(path, error)
    }
  }

  /// What to give to the game.
  public nonisolated var observer: TurnObserver {
    { [self] record in try await write(record) }
  }

  private func append(_ line: [UInt8]) throws(ReplayError) {
    do {
      try file.write(contentsOf: Data(line))
    } catch {
      throw Self.failure(path, error)
    }
  }

  private static func failure(_ path: String, _ error: any Error) -> ReplayError {
    ReplayError(
      file: path, line: nil, column: nil,
      reason: "the file can't be written: \(error.localizedDescription)")
  }
}
