internal import Foundation

/// A file that the user asked for, which takes its place when it's whole.
///
/// It's written beside and renamed, so that whatever stops the program leaves what was there. A
/// device or a pipe is written as it is.
struct OutputFile {
  let path: String
  private let option: String

  /// A file that can't be written is known before the work, not after it; so is one that the same
  /// command reads, or writes for another option.
  ///
  /// - Parameters:
  ///   - path: where to write.
  ///   - option: the option that named it, for the message.
  init(_ path: String, option: String) throws(Failure) {
    self.path = path
    self.option = option
    let refusal = "‘\(path)’ can't be written: give ‘\(option)’ the path of a file"
    var info = stat()
    let isThere = stat(path, &info) == 0
    if path.isEmpty || path.hasSuffix("/") || isThere && info.st_mode & S_IFMT == S_IFDIR {
      throw Failure(.usage, refusal + ".")
    }
    try CommandFiles.shared.write(path, option: "‘\(option)’")
    guard access(isThere ? path : Self.folder(of: Self.target(of: path)), W_OK) == 0 else {
      throw Failure(.usage, refusal + " in a folder that is there and may be written.")
    }
  }

  /// A game's file, which is never written over: what was played by people can't be had again.
  static func game(_ path: String, option: String = "--replay") throws(Failure) -> OutputFile {
    let file = try OutputFile(path, option: option)
    var info = stat()
    if stat(path, &info) == 0, info.st_mode & S_IFMT == S_IFREG, info.st_size > 0 {
      throw Failure(
        .usage, "There is a file ‘\(path)’ already: give ‘\(option)’ another name.")
    }
    return file
  }

  /// Writes it whole or not at all.
  func write(_ data: Data) throws {
    let pieces = try begin()
    try pieces.write([UInt8](data))
    try pieces.finish()
  }

  /// Begins to write it, for what is too large to hold.
  func begin() throws(Failure) -> OutputPieces {
    try CommandFiles.shared.check()
    // What is printed already comes first.
    fflush(nil)
    if let stream = Self.stream(path) {
      let copy = dup(stream)
      guard copy >= 0 else { throw failure(errno) }
      return OutputPieces(copy, path: path, replacing: nil)
    }
    var info = stat()
    let isThere = stat(path, &info) == 0
    let isRegular = isThere && info.st_mode & S_IFMT == S_IFREG
    if !isThere || isRegular {
      // As other programs leave it: readable for whoever may read what was there.
      let mode = isRegular ? info.st_mode & 0o7777 : 0o666 & ~Self.mask
      let target = Self.target(of: path)
      if let pieces = OutputPieces(beside: target, path: path, mode: mode) { return pieces }
    }
    // No folder to write beside: in place.
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw failure(errno) }
    return OutputPieces(descriptor, path: path, replacing: nil)
  }

  private func failure(_ reason: Int32) -> Failure {
    Failure(.failed, "‘\(path)’ can't be written: \(String(cString: strerror(reason))).")
  }

  /// The number of a stream that a path names, such as `/dev/stdout`.
  private static func stream(_ path: String) -> Int32? {
    switch path {
    case "/dev/stdout": return 1
    case "/dev/stderr": return 2
    default:
      for folder in ["/dev/fd/", "/proc/self/fd/"] where path.hasPrefix(folder) {
        return Int32(path.dropFirst(folder.count))
      }
      return nil
    }
  }

  /// The file behind links, which stay.
  private static func target(of path: String) -> String {
    if let real = realpath(path, nil) {
      defer { free(real) }
      return String(cString: real)
    }
    var link = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    let length = readlink(path, &link, Int(PATH_MAX))
    guard length > 0 else { return path }
    let text = String(decoding: link[..<length].map(UInt8.init(bitPattern:)), as: UTF8.self)
    return text.hasPrefix("/") ? text : folder(of: path) + "/" + text
  }

  fileprivate static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static let mask: mode_t = {
    let mask = umask(0)
    umask(mask)
    return mask
  }()
}

/// Output that comes in small pieces and is written in large ones.
final class OutputPieces {
  private let descriptor: Int32
  private let path: String
  private let replaced: Replaced?
  private var pending: [UInt8] = []

  /// The file that is replaced in the end.
  fileprivate struct Replaced {
    let target: String
    /// The name it has until then; nil while it has none.
    let temporary: String
    let hasName: Bool
  }

  fileprivate init(_ descriptor: Int32, path: String, replacing replaced: Replaced?) {
    self.descriptor = descriptor
    self.path = path
    self.replaced = replaced
  }

  /// Standard output.
  init() {
    fflush(nil)
    descriptor = dup(1)
    path = "standard output"
    replaced = nil
  }

  /// Begins a file beside another; nil where none can be made.
  ///
  /// Until it's whole it has no name, where the file system knows such files, so that nothing is
  /// left of it when the program is killed.
  fileprivate convenience init?(beside target: String, path: String, mode: mode_t) {
    let folder = OutputFile.folder(of: target)
    let name = folder + "/.\(target.split(separator: "/").last ?? "")"
    let temporary = "\(String(name.prefix(200))).\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
    // O_TMPFILE, a macro that isn't imported.
    let unnamed: Int32 = 0x41_0000
    var descriptor = open(folder, O_WRONLY | O_CLOEXEC | unnamed, 0o600)
    let hasName = descriptor < 0
    if hasName {
      descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    }
    guard descriptor >= 0 else { return nil }
    fchmod(descriptor, mode)
    self.init(
      descriptor, path: path,
      replacing: Replaced(target: target, temporary: temporary, hasName: hasName))
  }

  deinit {
    close(descriptor)
    if let replaced, replaced.hasName { unlink(replaced.temporary) }
  }

  func write(_ bytes: [UInt8]) throws {
    pending += bytes
    if pending.count >= 1 << 16 { try flush() }
  }

  /// Writes what is left, and puts the file in its place.
  func finish() throws {
    try flush()
    guard let replaced else { return }
    if !replaced.hasName {
      let ours = "/proc/self/fd/\(descriptor)"
      guard linkat(AT_FDCWD, ours, AT_FDCWD, replaced.temporary, AT_SYMLINK_FOLLOW) == 0 else {
        throw failure()
      }
    }
    guard rename(replaced.temporary, replaced.target) == 0 else {
      let error = failure()
      unlink(replaced.temporary)
      throw error
    }
  }

  private func flush() throws {
    var rest = pending[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 { rest = rest.dropFirst(count) } else if errno != EINTR { throw failure() }
    }
    pending.removeAll(keepingCapacity: true)
  }

  private func failure() -> Failure {
    let reason = String(cString: strerror(errno))
    return Failure(
      .failed,
      path == "standard output"
        ? "The results can't be written: \(reason)." : "‘\(path)’ can't be written: \(reason).")
  }
}
