/// A month of a year: as finely as the sources date what states agree on.
public struct Month: Sendable, Hashable, Comparable, CustomStringConvertible {
  public let year, month: Int

  /// - Returns: nil when there's no such month.
  public init?(_ year: Int, _ month: Int) {
    guard (1...9999).contains(year), (1...12).contains(month) else { return nil }
    (self.year, self.month) = (year, month)
  }

  /// Reads `2023-09`, `2023-09-30`, or `2023`, which is its January.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let digits = parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }
    guard digits, (1...3).contains(parts.count), parts[0].utf8.count == 4,
      parts.dropFirst().allSatisfy({ $0.utf8.count == 2 }), let year = Int(parts[0]),
      let month = parts.count > 1 ? Int(parts[1]) : 1
    else { return nil }
    if parts.count == 3, !(1...31).contains(Int(parts[2]) ?? 0) { return nil }
    self.init(year, month)
  }

  /// As `YYYY-MM`.
  public var description: String {
    let year = String(self.year)
    return String(repeating: "0", count: 4 - year.count) + year + (month < 10 ? "-0" : "-")
      + "\(month)"
  }

  public static func < (left: Self, right: Self) -> Bool {
    (left.year, left.month) < (right.year, right.month)
  }
}
