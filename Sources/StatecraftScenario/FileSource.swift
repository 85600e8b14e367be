internal import Foundation
public import StatecraftCore
internal import Synchronization

/// Where a scenario's files are read from: a disk, or a bundle.
public protocol FileSource: Sendable {
  /// The text of a file.
  ///
  /// - Parameter path: relative, with `/`, and without `.` or inner `..`.
  func text(of path: String) throws(FileSourceError) -> String
  /// The file as a person would open it, for messages.
  func displayName(of path: String) -> String
  /// The text of a file of data, which may be larger than one that people write.
  func data(of path: String) throws(FileSourceError) -> String
}

extension FileSource {
  public func data(of path: String) throws(FileSourceError) -> String { try text(of: path) }
}

/// Why a file can't be read.
public struct FileSourceError: Error, Sendable, Equatable, CustomStringConvertible {
  public let description: String
}

/// The files of a bundle.
public struct BundledFiles: FileSource {
  private let texts: [String: String]

  public init(_ bundle: ScenarioBundle) {
    texts = Dictionary(
      bundle.files.map { ($0.path, $0.text) }, uniquingKeysWith: { first, _ in first })
  }

  public func text(of path: String) throws(FileSourceError) -> String {
    guard let text = texts[path] else {
      throw FileSourceError(description: "the bundle holds no file ‘\(path)’")
    }
    return text
  }

  public func displayName(of path: String) -> String { path }
}

/// Files below one of several folders, the first that has a file.
public struct DiskFiles: FileSource {
  /// What is told of every file before it's read; says why it mustn't be, if so.
  public typealias Opening = @Sendable (_ path: String) -> String?

  /// The path by which standard input is read.
  public static let standardInput = "standard input"

  /// Bytes in a file at most.
  private static let sizeMax = 16_000_000
  /// Bytes in a file of data at most: a table of 77 states and 45 sectors has about 100 MB.
  private static let dataMax = 1_000_000_000

  /// What was read of pipes, which give it once.
  private static let piped = Mutex<[String: String]>([:])

  private let folders: [String]
  private let opening: Opening?

  /// - Parameters:
  ///   - folders: paths of folders, in the order in which they are searched.
  ///   - opening: is told of every file before it's read.
  public init(folders: [String], opening: Opening? = nil) {
    self.folders = folders
    self.opening = opening
  }

  public func text(of path: String) throws(FileSourceError) -> String {
    try text(of: path, sizeMax: Self.sizeMax)
  }

  public func data(of path: String) throws(FileSourceError) -> String {
    try text(of: path, sizeMax: Self.dataMax)
  }

  private func text(of path: String, sizeMax: Int) throws(FileSourceError) -> String {
    guard let found = locate(path) else {
      throw FileSourceError(description: "there is no file ‘\(path)’")
    }
    if let text = Self.piped.withLock({ $0[found] }) { return text }
    if let refusal = opening?(found) { throw FileSourceError(description: refusal) }
    var info = stat()
    guard stat(found, &info) == 0, info.st_mode & S_IFMT != S_IFDIR else {
      throw FileSourceError(description: "‘\(path)’ is not a file")
    }
    guard let bytes = Self.bytes(of: found, sizeMax: sizeMax) else {
      throw FileSourceError(
        description: "‘\(path)’ can't be read: \(String(cString: strerror(errno)))")
    }
    guard bytes.count <= sizeMax else {
      throw FileSourceError(description: "‘\(path)’ is larger than \(sizeMax) bytes")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw FileSourceError(description: "‘\(path)’ is not UTF-8 text")
    }
    if info.st_mode & S_IFMT != S_IFREG { Self.piped.withLock { $0[found] = text } }
    return text
  }

  /// Reads a file, a device or a pipe, and no more than one byte beyond a bound.
  ///
  /// - Returns: nil when it can't be read; `errno` has the reason.
  public static func bytes(of path: String, sizeMax: Int = .max) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= sizeMax {
      let count = read(descriptor, &piece, piece.count)
      if count == 0 { break }
      if count > 0 { bytes += piece[..<count] } else if errno != EINTR { return nil }
    }
    return bytes
  }

  public func displayName(of path: String) -> String {
    if path == Self.standardInput { return path }
    let found = locate(path) ?? folders.first.map { $0 + "/" + path } ?? path
    let full = URL(fileURLWithPath: found).standardizedFileURL.path
    let here = FileManager.default.currentDirectoryPath + "/"
    return full.hasPrefix(here) ? String(full.dropFirst(here.count)) : full
  }

  private func locate(_ path: String) -> String? {
    if path == Self.standardInput { return "/dev/stdin" }
    return folders.lazy.map { $0 + "/" + path }.first { FileManager.default.fileExists(atPath: $0) }
  }
}

/// The files that a scenario has used so far.
final class UsedFiles {
  private let source: any FileSource
  private let log: FaultLog
  private var texts: [String: String] = [:]

  init(source: any FileSource, log: FaultLog) {
    self.source = source
    self.log = log
  }

  /// The text of a file; nil, and a fault at the place that named it, when it can't be read.
  func text(of path: String, namedAt origin: Origin, in place: String) -> String? {
    if let text = texts[path] { return text }
    do {
      let text = try source.text(of: path)
      texts[path] = text
      return text
    } catch {
      log.add(error.description, at: origin, path: place)
      return nil
    }
  }

  /// The text of a file of data, as for `text`; it's not kept.
  func data(of path: String, namedAt origin: Origin, in place: String) -> String? {
    do {
      return try source.data(of: path)
    } catch {
      log.add(error.description, at: origin, path: place)
      return nil
    }
  }

  func displayName(of path: String) -> String { source.displayName(of: path) }

  /// What was read, in ascending order of path.
  var files: [ScenarioBundle.File] {
    texts.sorted { $0.key < $1.key }.map { .init(path: $0.key, text: $0.value) }
  }

  /// A path that a file names relative to itself, or nil when it's absolute.
  static func resolve(_ path: String, relativeTo file: String) -> String? {
    guard !path.hasPrefix("/") else { return nil }
    var parts = file.split(separator: "/").dropLast().map(String.init)
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else {
        parts.append(String(part))
      }
    }
    return parts.joined(separator: "/")
  }
}
