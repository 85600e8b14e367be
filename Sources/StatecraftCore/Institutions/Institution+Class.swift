extension Institution {
  /// Where it is in its life.
  public enum Stage: String, Sendable {
    case unheardOf = "not yet proposed"
    case proposed, signed
    case inForce = "in force"
    case lapsed
  }

  /// The stage in a month.
  public func stage(at month: Month) -> Stage {
    func isReached(_ date: Month?) -> Bool { date.map { $0 <= month } ?? false }
    if isReached(ended) { return .lapsed }
    if isReached(inForce) { return .inForce }
    if isReached(signed) { return .signed }
    return isReached(proposed) ? .proposed : .unheardOf
  }

  /// The modules that have been agreed on by a month.
  public func modules(at month: Month) -> [Module] {
    modules.filter { $0.agreed.map { $0 <= month } ?? false }
  }

  /// Who takes part in any of it in a month, each once, in the order of the table.
  public func members(at month: Month) -> [String] {
    unique(members.filter { $0.holds(at: month) }.map(\.member))
  }

  /// Who takes part in a module in a month.
  public func members(of module: String, at month: Month) -> [String] {
    unique(
      members.filter { ($0.module == nil || $0.module == module) && $0.holds(at: month) }
        .map(\.member))
  }

  /// How many standing bodies it has in a month.
  public func bodies(at month: Month) -> Int { bodies.count { $0.since <= month } }

  /// What members owe each other, and how firmly it's organised: the typology of 000-17.
  public struct Typology: Sendable, Hashable {
    public let commitment: Module.Commitment
    /// Whether there is a standing body, or a common policy.
    public let isHighlyInstitutionalised: Bool

    public init(commitment: Module.Commitment, isHighlyInstitutionalised: Bool) {
      self.commitment = commitment
      self.isHighlyInstitutionalised = isHighlyInstitutionalised
    }

    /// The class of an institution by what it does.
    ///
    /// Where some modules oblige to joint measures and others to talks, it counts as operational
    /// (000-14). Institutionalisation is high with a standing body or a common policy (000-15).
    ///
    /// - Parameters:
    ///   - modules: those that count: agreed on, or in force.
    ///   - bodies: how many standing bodies there are.
    /// - Returns: nil without modules.
    public init?(modules: [Module], bodies: Int) {
      guard !modules.isEmpty else { return nil }
      commitment =
        modules.contains { $0.commitment == .operational } ? .operational : .consultative
      isHighlyInstitutionalised = bodies > 0 || modules.contains { $0.effect == .commonPolicy }
    }
  }

  /// Its class in a month; nil before anything is agreed on.
  public func typology(at month: Month) -> Typology? {
    Typology(modules: modules(at: month), bodies: bodies(at: month))
  }

  /// The three features by which the papers tell an alliance (000-01, 000-04).
  public struct AllianceTest: Sendable, Equatable {
    /// A module is about security, or touches it by half or more.
    public let isSecuritised: Bool
    public let namesThreat: Bool
    /// Members owe joint measures.
    public let actsJointly: Bool

    public var isAlliance: Bool { isSecuritised && namesThreat && actsJointly }
  }

  /// Which of the features of an alliance it has in a month.
  public func allianceTest(at month: Month) -> AllianceTest {
    let modules = modules(at: month)
    return AllianceTest(
      isSecuritised: modules.contains { $0.domain == .security || $0.sensitivity >= 0.5 },
      namesThreat: target != nil,
      actsJointly: typology(at: month)?.commitment == .operational)
  }

  private func unique(_ codes: [String]) -> [String] {
    var known: Set<String> = []
    return codes.filter { known.insert($0).inserted }
  }
}
