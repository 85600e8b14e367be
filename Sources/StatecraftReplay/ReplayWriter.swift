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
    // Opened in place: a device or a pipe must stay what it is.
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw ReplayError(
        file: path, line: nil, column: nil,
        reason: "the file can't be made (\(String(cString: strerror(errno)))): give a path in a "
          + "folder that is there and may be written")
    }
    self.path = path
    file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    encoder = ReplayEncoder(header)
    do {
      try file.write(contentsOf: Data(header.line()))
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
