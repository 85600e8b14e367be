#if canImport(Glibc)
  internal import Glibc
#endif

/// Where this program runs: results are the same bytes on one platform, and nearly so elsewhere.
public enum Platform {
  /// Such as `linux x86_64 glibc-2.39`.
  public static let current = "\(system) \(architecture) \(library)"

  private static var system: String {
    #if os(Linux)
      "linux"
    #elseif os(macOS)
      "macos"
    #else
      "other"
    #endif
  }

  private static var architecture: String {
    #if arch(x86_64)
      "x86_64"
    #elseif arch(arm64)
      "arm64"
    #else
      "other"
    #endif
  }

  private static var library: String {
    #if canImport(Glibc)
      glibc
    #elseif canImport(Musl)
      "musl"
    #else
      "system"
    #endif
  }

  #if canImport(Glibc)
    /// Such as `glibc-2.39`.
    private static var glibc: String {
      let name = Int32(_CS_GNU_LIBC_VERSION)
      var text = [CChar](repeating: 0, count: confstr(name, nil, 0))
      confstr(name, &text, text.count)
      let words = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      return String(decoding: words, as: UTF8.self).replacing(" ", with: "-")
    }
  #endif
}
