/// A turn resolved.
public struct Resolution: Sendable {
  public let world: World
  public let events: [Event]
  /// The decisions that were held back, in order of state.
  public let rejections: [Rejection]
  /// Draws made by rules, in order; empty unless recorded.
  public let draws: [Draw]
}

/// An illegal decision, with every reason why it's illegal.
public struct Rejection: Sendable, Equatable {
  public let state: StateID
  public let violations: [Violation]
}

/// Resolves turns: one pure function of a world, decisions and chance.
public struct Adjudication: Sendable {
  public let setting: Setting
  public let rulebook: Rulebook
  /// For each rule the columns that it must leave alone, in order: asked of every rule in every
  /// turn, so found once.
  private let undeclared: [[Column]]

  public init(setting: Setting, rulebook: Rulebook) {
    self.setting = setting
    self.rulebook = rulebook
    undeclared = rulebook.rules.map { rule in
      let writes = rule.writes
      return setting.columns.filter { !writes.contains($0) }
    }
  }

  /// Carries out the decisions of all states at once.
  ///
  /// An illegal decision is held back: an event says so, and ``Resolution/rejections`` why.
  ///
  /// - Throws: ``RuleFault`` when a rule fails, writes a column or reports an event that it didn't
  ///   declare, or leaves a number that can't be.
  public func resolve(
    _ world: World, _ decisions: PerState<Decision>, injects: [Inject] = [],
    chance: any Chance, scratchpad: Scratchpad = Scratchpad(), isRecording: Bool = false
  ) throws -> Resolution {
    precondition(
      decisions.count == setting.roster.stateCount,
      "\(decisions.count) decisions for \(setting.roster.stateCount) states")
    var legal = decisions
    var rejections: [Rejection] = []
    for state in setting.roster.states {
      let violations = decisions[state].violations(by: state, in: setting)
      if violations.isEmpty { continue }
      legal[state] = .hold
      rejections.append(Rejection(state: state, violations: violations))
    }
    let source = DrawSource(
      chance, setting: setting, turn: world.turn + 1, isRecording: isRecording)
    var turn = Turn(
      setting: setting, world: world, decisions: legal, injects: injects, source: source,
      scratchpad: scratchpad)
    turn.actingRule = "adjudication"
    for rejection in rejections {
      turn.report(
        .rejected, state: rejection.state,
        why: "the decision was illegal, so the state holds")
    }
    for (rule, undeclared) in zip(rulebook.rules, undeclared) {
      try apply(rule, to: &turn, leaving: undeclared)
    }
    let failures = turn.after.invariantFailures(limits: setting.limits)
    if let first = failures.first {
      throw RuleFault(rule: "adjudication", turn: turn.number, reason: first.description)
    }
    return Resolution(
      world: turn.after, events: turn.events, rejections: rejections, draws: turn.source.record)
  }

  private func apply(
    _ rule: any Rule, to turn: inout Turn, leaving undeclared: [Column]
  ) throws {
    let type = type(of: rule)
    if type.phase != turn.phase {
      turn.phase = type.phase
      turn.before = turn.after
    }
    let earlier = turn.after
    let told = turn.events.count
    turn.actingRule = rule.name
    do {
      try rule.apply(to: &turn)
    } catch {
      throw RuleFault(rule: rule.name, turn: turn.number, reason: "\(error)")
    }
    for event in turn.events[told...] where !type.events.contains(event.kind) {
      throw RuleFault(
        rule: rule.name, turn: turn.number,
        reason: "reported an event ‘\(event.kind)’, which it doesn't declare")
    }
    for column in undeclared where !turn.after.agrees(with: earlier, on: column) {
      throw RuleFault(
        rule: rule.name, turn: turn.number,
        reason: "wrote column ‘\(column.name)’, which it doesn't declare")
    }
  }
}

/// A rule that failed, with the turn.
public struct RuleFault: Error, Sendable, CustomStringConvertible {
  public let rule: String
  public let turn: Int
  public let reason: String

  public var description: String { "Rule ‘\(rule)’ failed in turn \(turn): \(reason)" }
}
