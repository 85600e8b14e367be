internal import Foundation

/// What a path stands for, however it's written: the file that is there, or the place of one that
/// isn't there yet.
struct FilePlace {
  /// Without links and dots; nil where nothing is kept: a device, a pipe.
  private let path: String?
  private let file: File?

  private struct File: Equatable {
    let device: UInt
    let number: UInt
  }

  init(_ path: String) {
    var info = stat()
    guard stat(path, &info) == 0 else {
      self.path = Self.place(of: path, linksLeft: 40)
      file = nil
      return
    }
    let isKept = info.st_mode & S_IFMT == S_IFREG
    self.path = isKept ? Self.real(path) : nil
    file = isKept ? File(device: UInt(info.st_dev), number: UInt(info.st_ino)) : nil
  }

  /// Whether what is written to one is written to the other.
  func isSame(as other: FilePlace) -> Bool {
    if let file, file == other.file { return true }
    return path != nil && path == other.path
  }

  /// Where a file would be made: behind links that lead nowhere yet.
  private static func place(of path: String, linksLeft: Int) -> String? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: true)
    guard let name = parts.last else { return nil }
    let folder = (path.hasPrefix("/") ? "/" : "./") + parts.dropLast().joined(separator: "/")
    guard let home = real(folder) else { return nil }
    let place = (home == "/" ? "" : home) + "/" + name
    var target = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    let length = readlink(place, &target, Int(PATH_MAX))
    guard length > 0, linksLeft > 0 else { return place }
    let link = String(decoding: target[..<length].map(UInt8.init(bitPattern:)), as: UTF8.self)
    return self.place(
      of: link.hasPrefix("/") ? link : home + "/" + link, linksLeft: linksLeft - 1)
  }

  private static func real(_ path: String) -> String? {
    guard let text = realpath(path, nil) else { return nil }
    defer { free(text) }
    return String(cString: text)
  }
}
