extension Metric {
  /// Whether people read it in percent: shares of runs, and fractions of something.
  public var isPercent: Bool {
    kind == .event || kindOfFamily?.isFraction ?? false
  }

  /// How a difference between two variants is told: “CHN's share in what USA buys of chips is 3.1
  /// points lower”.
  ///
  /// - Parameters:
  ///   - difference: the new value less the old one.
  ///   - amount: how much it is, without sign, as it's to be written.
  public func telling(of difference: Double, amount: String) -> String {
    let points = isPercent ? " points" : ""
    let subject = ["gain", "alignment"].contains(family) ? meaningWithoutUnit : meaning
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

  /// What comes before the last comma; names of sectors have commas too.
  private var meaningWithoutUnit: String {
    meaning.lastIndex(of: ",").map { String(meaning[..<$0]) } ?? meaning
  }
}
