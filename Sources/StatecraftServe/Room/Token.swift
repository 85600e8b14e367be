/// What opens a place at the table: 128 random bits, in hexadecimal digits.
public struct Token: Sendable, Hashable, CustomStringConvertible {
  public let description: String

  /// A fresh one, from the system's generator for secrets.
  public init() {
    var generator = SystemRandomNumberGenerator()
    let (high, low) = (
      UInt64.random(in: .min ... .max, using: &generator),
      UInt64.random(in: .min ... .max, using: &generator)
    )
    description = Self.digits(high) + Self.digits(low)
  }

  /// One that was written down; nil when it isn't 32 hexadecimal digits.
  public init?(_ text: String) {
    guard text.utf8.count == 32,
      text.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
    else { return nil }
    description = text
  }

  private static func digits(_ word: UInt64) -> String {
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// Whether another text is this token, in a time that doesn't depend on how much of it is right.
  public func isSame(as text: String) -> Bool {
    let (mine, theirs) = (Array(description.utf8), Array(text.utf8))
    var difference = UInt8(mine.count == theirs.count ? 0 : 1)
    for index in mine.indices {
      difference |= mine[index] ^ (index < theirs.count ? theirs[index] : 0)
    }
    return difference == 0
  }
}
