internal import Foundation

/// A file that the user asked for.
struct OutputFile {
  let path: String

  /// A file that can't be written is known before the work, not after it.
  ///
  /// - Parameters:
  ///   - path: where to write.
  ///   - option: the option that named it, for the message.
  init(_ path: String, option: String) throws {
    self.path = path
    let refusal = "‘\(path)’ can't be written: give ‘\(option)’ the path of a file"
    var isFolder: ObjCBool = false
    let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    if path.isEmpty || isThere && isFolder.boolValue { throw Failure(.usage, refusal + ".") }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    guard FileManager.default.isWritableFile(atPath: isThere ? path : folder) else {
      throw Failure(.usage, refusal + " in a folder that is there and may be written.")
    }
  }

  /// Writes it whole or not at all; a device or a pipe is written in place.
  func write(_ data: Data) throws {
    let url = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    do {
      let type = try? FileManager.default.attributesOfItem(atPath: url.path)[.type]
      if type == nil || type as? FileAttributeType == .typeRegular {
        try data.write(to: url, options: .atomic)
      } else {
        try FileHandle(forWritingTo: url).write(contentsOf: data)
      }
    } catch {
      throw Failure(.failed, "‘\(path)’ can't be written: \(error.localizedDescription)")
    }
  }
}

extension OutputFile {
  /// Begins to write it in place, for what is too large to hold.
  func begin() throws -> OutputPieces {
    let fault = { (reason: String) in
      Failure(.failed, "‘\(path)’ can't be written: \(reason)")
    }
    if !FileManager.default.fileExists(atPath: path),
      !FileManager.default.createFile(atPath: path, contents: nil)
    {
      throw fault("the file can't be made.")
    }
    do {
      let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
      // A device or a pipe has no length to cut.
      try? handle.truncate(atOffset: 0)
      return OutputPieces(handle)
    } catch {
      throw fault(error.localizedDescription)
    }
  }
}

/// Output that comes in small pieces and is written in large ones.
final class OutputPieces {
  private let handle: FileHandle
  private var pending: [UInt8] = []

  init(_ handle: FileHandle) { self.handle = handle }

  func write(_ bytes: [UInt8]) throws {
    pending += bytes
    if pending.count >= 1 << 16 { try finish() }
  }

  /// Writes what is left.
  func finish() throws {
    do {
      try handle.write(contentsOf: pending)
    } catch {
      throw Failure(.failed, "The results can't be written: \(error.localizedDescription)")
    }
    pending.removeAll(keepingCapacity: true)
  }
}
