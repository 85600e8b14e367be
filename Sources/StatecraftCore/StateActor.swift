/// A state's seat at the table: it gets an observation and answers with a decision.
///
/// States are actors in both senses. All actors of one game share the game's lane, so asking a
/// policy costs a call; a person or a program takes its time elsewhere.
public protocol StateActor: Actor {
  func decide(_ observation: Observation) async throws -> Answer
}

/// A decision, with what led to it.
public struct Answer: Sendable {
  public var decision: Decision
  /// The choices weighed, when the seat was asked to explain.
  public var deliberations: [Deliberation]
  /// The draws that decided, when recorded.
  public var draws: [Draw]

  public init(_ decision: Decision, deliberations: [Deliberation] = [], draws: [Draw] = []) {
    self.decision = decision
    self.deliberations = deliberations
    self.draws = draws
  }
}

/// One choice of a policy: the options, what each was worth, and the draw that decided.
public struct Deliberation: Sendable, Equatable {
  public struct Option: Sendable, Equatable {
    /// The level chosen from: a degree, a strictness, a rate or a share of GDP.
    public let level: Double
    public let terms: UtilityTerms
    /// The probability with which the choice rule takes it.
    public let probability: Double

    public init(level: Double, terms: UtilityTerms, probability: Double) {
      self.level = level
      self.terms = terms
      self.probability = probability
    }
  }

  /// The order about which the state deliberated, without its level: `control export chips CHN`.
  public let subject: String
  public let options: [Option]
  /// The position of the option taken.
  public let chosen: Int
  /// The uniform draw that decided, when there was one.
  public let draw: Double?

  public init(subject: String, options: [Option], chosen: Int, draw: Double?) {
    self.subject = subject
    self.options = options
    self.chosen = chosen
    self.draw = draw
  }
}

/// A way of choosing: a value with its own memory, that knows only its observation.
public protocol Policy: Sendable {
  mutating func decide(_ observation: Observation, _ context: inout PolicyContext) throws
    -> Decision
}

/// What a policy may use besides its observation: chance, and a place to explain itself.
public struct PolicyContext {
  public var source: DrawSource
  /// Whether deliberations are wanted; without it a policy needn't make them.
  public let explains: Bool
  public var deliberations: [Deliberation] = []

  public init(source: DrawSource, explains: Bool) {
    self.source = source
    self.explains = explains
  }
}
