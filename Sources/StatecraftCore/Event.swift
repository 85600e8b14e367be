/// Something that happened: by which rule, to whom, and why.
public struct Event: Sendable, Equatable {
  /// What kind of thing happened, such as `control.tightened`.
  public let kind: EventKind
  public let rule: String
  public let state: StateID?
  public let target: StateID?
  public let sector: SectorID?
  public let module: ModuleID?
  /// The size of what happened, in the unit that the kind implies.
  public let value: Double
  /// A sentence that says why, in words that hold for every event of this kind and cause.
  public let why: StaticName

  public init(
    _ kind: EventKind, by rule: String, state: StateID? = nil, target: StateID? = nil,
    sector: SectorID? = nil, module: ModuleID? = nil, value: Double = 0, why: StaticName
  ) {
    self.kind = kind
    self.rule = rule
    self.state = state
    self.target = target
    self.sector = sector
    self.module = module
    self.value = value
    self.why = why
  }
}

/// Text fixed at build time: free to pass around in a batch that never prints it.
public struct StaticName: Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
  public let description: String
  public init(stringLiteral value: String) { description = value }
}
