internal import GRDB

/// A store that can't be used, or results that don't belong in it: a sentence and a way out.
public struct StoreError: Error, Equatable, CustomStringConvertible {
  /// The store's path.
  public let path: String
  public let reason: String

  public init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  public var description: String { "‘\(path)’ \(reason)" }
}

extension StoreError {
  /// What a fault of SQLite means to who gave the file.
  init(path: String, _ error: DatabaseError) {
    let reason =
      switch error.resultCode {
      case .SQLITE_NOTADB:
        "is no SQLite file: give the path of a store, or of a file that isn't there yet."
      case .SQLITE_CANTOPEN:
        "can't be opened: give the path of a file in a folder that is there and may be written."
      case .SQLITE_READONLY:
        "can't be written: make the file and its folder writable, or give another path."
      case .SQLITE_FULL:
        "can't grow: the disk is full. Every run that was stored is safe; make room and run the "
          + "same command again, and it goes on from there."
      case .SQLITE_BUSY, .SQLITE_LOCKED:
        "is locked by another program: wait until that has finished, or give another path."
      case .SQLITE_CORRUPT:
        "is damaged: restore it from a copy, or make it anew."
      case .SQLITE_IOERR:
        "can't be read or written (\(error.message ?? "input or output failed")): check the disk. "
          + "Every run that was stored is safe."
      default:
        "can't be used: \(error.message ?? "SQLite gives no reason") "
          + "(SQLite code \(error.extendedResultCode.rawValue))."
      }
    self.init(path: path, reason: reason)
  }
}
