/// The rules of a game, proven to fit together.
public struct Rulebook: Sendable {
  /// In order of phase and name, whatever the order in which they were given.
  public let rules: [any Rule]
  /// - Throws: ``RulebookError`` with every clash.
  public init(_ rules: [any Rule]) throws(RulebookError) {
    self.rules = rules.sorted {
      (type(of: $0).phase, $0.name) < (type(of: $1).phase, $1.name)
    }
    var faults: [String] = []
    for (index, rule) in self.rules.enumerated() {
      for other in self.rules[(index + 1)...] {
        if rule.name == other.name {
          faults.append("Rule ‘\(rule.name)’ is listed twice: keep one.")
        } else if type(of: rule).phase == type(of: other).phase {
          for column in Column.allCases
          where type(of: rule).writes.contains(column) && type(of: other).writes.contains(column) {
            faults.append(
              "Rules ‘\(rule.name)’ and ‘\(other.name)’ both write ‘\(column.rawValue)’ in one "
                + "phase: put one later.")
          }
        }
      }
    }
    if !faults.isEmpty { throw RulebookError(faults: faults) }
  }

  /// The names of the rules in force, which are the rulebook's identity.
  public var names: [String] { rules.map(\.name) }

  /// Whether a rule in force carries out injects of a kind.
  public func carriesOut(_ kind: Inject.Kind) -> Bool {
    rules.contains { type(of: $0).injects.contains(kind) }
  }

  /// The kinds of orders that rules in force carry out.
  public var orders: Set<OrderKind> { Set(rules.flatMap { type(of: $0).orders }) }
}

/// Rules that don't fit together.
public struct RulebookError: Error, Sendable, Equatable, CustomStringConvertible {
  public let faults: [String]
  public var description: String { faults.joined(separator: "\n") }
}
