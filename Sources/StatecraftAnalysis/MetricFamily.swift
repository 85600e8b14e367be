/// The kinds of things that are measured of a run: what stands before a metric's first dot.
///
/// What is kept, compared or told by family is asked here, so that a new family can't be forgotten:
/// the compiler asks for each answer, and a test holds the cases to the metrics of a
/// ``MetricCatalogue``.
public enum MetricFamily: String, CaseIterable, Sendable {
  case outcome
  case outcomeLeader = "outcome_leader"
  case excludedKeys = "excluded_keys"
  case excludedKeysLeader = "excluded_keys_leader"
  case excluded
  case excludedLeader = "excluded_leader"
  case gain
  case alignment
  case dependence
  case supply
  // Of games in strategic form.
  case score
  case payoff
  case move

  /// Whether its metrics are kept turn by turn: those that are drawn over time.
  ///
  /// The shares of supply are left out, which are most of the numbers and change least, and the
  /// flags of single sectors.
  public var isKeptByTurn: Bool {
    switch self {
    case .outcome, .outcomeLeader, .excludedKeys, .excludedKeysLeader, .gain, .alignment,
      .dependence, .score, .payoff, .move:
      true
    case .excluded, .excludedLeader, .supply: false
    }
  }

  /// Whether its metrics say what a game came to: what variants are compared by unless others are
  /// asked for.
  public var isOutcome: Bool {
    switch self {
    case .outcome, .outcomeLeader, .excludedKeys, .excludedKeysLeader, .gain, .score, .move: true
    case .excluded, .excludedLeader, .alignment, .dependence, .supply, .payoff: false
    }
  }

  /// Whether its metrics are what another move is judged by.
  public var judgesMoves: Bool {
    switch self {
    case .outcome, .excludedKeys, .gain, .score, .payoff: true
    case .outcomeLeader, .excludedKeysLeader, .excluded, .excludedLeader, .alignment, .dependence,
      .supply, .move:
      false
    }
  }

  /// Whether its quantities are told in percent, being fractions of something.
  public var isFraction: Bool {
    switch self {
    case .gain, .dependence, .supply: true
    case .outcome, .outcomeLeader, .excludedKeys, .excludedKeysLeader, .excluded, .excludedLeader,
      .alignment, .score, .payoff, .move:
      false
    }
  }
}

extension Metric {
  /// Which kind of thing it measures; nil of metrics that belong to no catalogue.
  public var kindOfFamily: MetricFamily? { MetricFamily(rawValue: String(family)) }
}
