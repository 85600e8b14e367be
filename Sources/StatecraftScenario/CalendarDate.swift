/// A day of the Gregorian calendar.
public struct CalendarDate: Sendable, Hashable, Comparable, CustomStringConvertible {
  public let year, month, day: Int

  /// - Returns: nil when there's no such day.
  public init?(_ year: Int, _ month: Int, _ day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month),
      (1...Self.days(in: month, of: year)).contains(day)
    else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// The last day of a month.
  init(endOf month: Int, _ year: Int) {
    (self.year, self.month, day) = (year, month, Self.days(in: month, of: year))
  }

  /// Reads `YYYY-MM-DD` (ISO 8601).
  public init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2],
      parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } })
    else { return nil }
    let numbers = parts.compactMap { Int($0) }
    self.init(numbers[0], numbers[1], numbers[2])
  }

  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2 where year.isMultiple(of: year.isMultiple(of: 100) ? 400 : 4): 29
    case 2: 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// As `YYYY-MM-DD`.
  public var description: String {
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: width - digits.count) + digits
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  /// A number that grows with the date, for putting dates in order.
  public var ordinal: Int { (year * 100 + month) * 100 + day }

  public static func < (left: Self, right: Self) -> Bool { left.ordinal < right.ordinal }
}
