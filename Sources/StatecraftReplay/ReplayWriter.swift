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
    try self.init(path: path, header: header, past: [], lines: [])
  }

  /// Makes the file, or empties it, and writes the header and turns that are known.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - header: what is going to be played.
  ///   - past: the turns that were played, from turn 1.
  ///   - lines: their lines, as another replay of the same game has them.
  /// - Throws: ``ReplayError`` when the file can't be written.
  public init(
    path: String, header: ReplayHeader, past: [TurnRecord], lines: [UInt8]
  ) throws(ReplayError) {
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
    // So that nobody takes the game up while it's played; a device has no locks, and needs none.
    _ = flock(descriptor, LOCK_EX | LOCK_NB)
    encoder = ReplayEncoder(header)
    for record in past { _ = encoder.line(for: record) }
    do {
      try file.write(contentsOf: Data(header.line() + lines))
    } catch {
      throw Self.failure(path, error)
    }
  }

  /// Goes on with a file whose game was stopped.
  ///
  /// - Parameters:
  ///   - game: what the file holds; what follows its whole lines is cut off.
  ///   - past: its turns.
  /// - Throws: ``ReplayError`` when the file can't be written, or somebody else writes it.
  public init(continuing game: StoppedReplay, past: [TurnRecord]) throws(ReplayError) {
    let descriptor = open(game.path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw ReplayError(
        file: game.path, line: nil, column: nil,
        reason: "the file can't be written (\(String(cString: strerror(errno)))): copy it to where "
          + "it can")
    }
    path = game.path
    file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw ReplayError(
        file: game.path, line: nil, column: nil,
        reason: "the game is being played elsewhere: leave it there first, or play a copy")
    }
    encoder = ReplayEncoder(game.replay.header)
    for record in past { _ = encoder.line(for: record) }
    do {
      try file.truncate(atOffset: UInt64(game.length))
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
      // A sentence of its own, which ends here.
      reason: "the file can't be written: "
        + error.localizedDescription.trimmingCharacters(in: ["."]))
  }
}
