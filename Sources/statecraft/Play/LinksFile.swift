internal import Foundation

/// Keeps the tokens of a served game beside it, for its owner's eyes only, so that links hold when
/// the game is taken up again.
struct LinksFile {
  let path: String

  init(game: String) { path = game + ".links" }

  /// The tokens by the names of their places; none where there's no file.
  func read() -> [String: String] {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return [:] }
    return Dictionary(
      text.split(separator: "\n").compactMap { line in
        let words = line.split(separator: " ")
        return words.count == 2 ? (String(words[0]), String(words[1])) : nil
      }, uniquingKeysWith: { first, _ in first })
  }

  /// - Throws: ``Failure`` where it can't be written, or is read by the same command.
  func write(_ lines: [String]) throws {
    let file = try OutputFile(path, option: "--keep")
    let refusal = Failure(.failed, "‘\(path)’, which keeps the links, can't be written.")
    let place = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard place >= 0 else { throw refusal }
    close(place)
    // A file that was there may have been open to others.
    guard chmod(path, 0o600) == 0 else { throw refusal }
    try file.write(Data((lines.joined(separator: "\n") + "\n").utf8))
  }
}

/// The IPv4 addresses of this computer.
enum NetworkAddresses {
  static var all: [String] {
    var list: UnsafeMutablePointer<ifaddrs>?
    guard getifaddrs(&list) == 0 else { return ["127.0.0.1"] }
    defer { freeifaddrs(list) }
    var found: [String] = []
    var next = list
    while let entry = next?.pointee {
      if let address = entry.ifa_addr, Int32(address.pointee.sa_family) == AF_INET {
        var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        if getnameinfo(
          address, socklen_t(MemoryLayout<sockaddr_in>.size), &text, socklen_t(text.count), nil, 0,
          NI_NUMERICHOST) == 0
        {
          let bytes = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
          found.append(String(decoding: bytes, as: UTF8.self))
        }
      }
      next = entry.ifa_next
    }
    return found
  }
}
