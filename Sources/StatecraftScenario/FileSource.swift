internal import Foundation
public import StatecraftCore

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
  /// Bytes in a file at most.
  private static let sizeMax = 16_000_000
  /// Bytes in a file of data at most: a table of 77 states and 45 sectors has about 100 MB.
  private static let dataMax = 1_000_000_000

  private let folders: [String]

  /// - Parameter folders: paths of folders, in the order in which they are searched.
  public init(folders: [String]) { self.folders = folders }

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
    let attributes = try? FileManager.default.attributesOfItem(
      atPath: URL(fileURLWithPath: found).resolvingSymlinksInPath().path)
    guard let attributes, attributes[.type] as? FileAttributeType == .typeRegular else {
      throw FileSourceError(description: "‘\(path)’ is not a file")
    }
    guard let size = attributes[.size] as? Int, size <= sizeMax else {
      throw FileSourceError(description: "‘\(path)’ is larger than \(sizeMax) bytes")
    }
    guard let data = FileManager.default.contents(atPath: found) else {
      throw FileSourceError(description: "‘\(path)’ can't be read")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw FileSourceError(description: "‘\(path)’ is not UTF-8 text")
    }
    return text
  }

  public func displayName(of path: String) -> String {
    let full = URL(fileURLWithPath: locate(path) ?? path).standardizedFileURL.path
    let here = FileManager.default.currentDirectoryPath + "/"
    return full.hasPrefix(here) ? String(full.dropFirst(here.count)) : full
  }

  private func locate(_ path: String) -> String? {
    folders.lazy.map { $0 + "/" + path }.first { FileManager.default.fileExists(atPath: $0) }
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
