extension Metric {
  /// Whether people read it in percent: shares of runs, and fractions of something.
  public var isPercent: Bool {
    kind == .event || ["gain", "dependence", "supply"].contains(family)
  }

  /// How a difference between two variants is told: “CHN's share in what USA buys of chips is 3.1
  /// points lower”.
  ///
  /// - Parameters:
  ///   - difference: the new value less the old one.
  ///   - amount: how much it is, without sign, as it's to be written.
  public func telling(of difference: Double, amount: String) -> String {
    let points = isPercent ? " points" : ""
    // What follows the last comma of a meaning is its unit.
    let subject = kind == .event ? meaning : String(meaning.prefix { $0 != "," })
    let direction = difference < 0
    switch kind {
    case .event:
      return "\(subject) \(amount)\(points) \(direction ? "less" : "more") often"
    case .quantity:
      let article =
        switch family {
        case "gain": "the "
        case "excluded_keys", "excluded_keys_leader": "the number of "
        default: ""
        }
      return "\(article)\(subject) is \(amount)\(points) \(direction ? "lower" : "higher")"
    }
  }
}
