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
  /// What each rule may write and must leave alone: asked of every rule in every turn, so found
  /// once.
  private let licences: [Licence]

  public init(setting: Setting, rulebook: Rulebook) {
    self.setting = setting
    self.rulebook = rulebook
    licences = rulebook.rules.map { Licence(of: $0, among: setting.columns) }
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
    var kept = KeptColumns(setting.columns, of: turn.after)
    for (rule, licence) in zip(rulebook.rules, licences) {
      try apply(rule, to: &turn, licence, &kept)
    }
    let failures = turn.after.invariantFailures(
      limits: setting.limits, since: world.turn > 0 ? world : nil)
    if let first = failures.first {
      throw RuleFault(rule: "adjudication", turn: turn.number, reason: first.description)
    }
    return Resolution(
      world: turn.after, events: turn.events, rejections: rejections, draws: turn.source.record)
  }

  private func apply(
    _ rule: any Rule, to turn: inout Turn, _ licence: Licence, _ kept: inout KeptColumns
  ) throws {
    let type = type(of: rule)
    if type.phase != turn.phase {
      turn.phase = type.phase
      turn.before = turn.after
    }
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
    if let column = kept.firstChange(in: turn.after, among: licence.forbidden) {
      throw RuleFault(
        rule: rule.name, turn: turn.number,
        reason: "wrote column ‘\(column.name)’, which it doesn't declare")
    }
    kept.take(licence.allowed, of: turn.after)
  }
}

/// Which columns a rule may write, by their places among a world's columns.
private struct Licence: Sendable {
  let allowed: [Int]
  let forbidden: [Int]

  init(of rule: any Rule, among columns: [Column]) {
    let writes = rule.writes
    allowed = columns.indices.filter { writes.contains(columns[$0]) }
    forbidden = columns.indices.filter { !writes.contains(columns[$0]) }
  }
}

/// The columns of a world as the last rule left them.
///
/// Holding a column's storage is what makes a look at its address enough: whoever writes a table
/// that someone else holds writes a copy, so that a column that lies where it lay is unchanged.
private struct KeptColumns {
  private let columns: [Column]
  private var numbers: [[Double]]
  private var projects: [Project]

  init(_ columns: [Column], of world: World) {
    self.columns = columns
    numbers = columns.map { $0.isProjects ? [] : world.numbers($0) }
    projects = world.projects
  }

  /// Takes over what a rule may have written.
  mutating func take(_ places: [Int], of world: World) {
    for place in places {
      if columns[place].isProjects {
        projects = world.projects
      } else {
        numbers[place] = world.numbers(columns[place])
      }
    }
  }

  /// The first of some columns that holds other numbers than it did.
  func firstChange(in world: World, among places: [Int]) -> Column? {
    for place in places {
      let column = columns[place]
      let isKept =
        column.isProjects
        ? projects == world.projects : numbers[place].hasSameBits(as: world.numbers(column))
      if !isKept { return column }
    }
    return nil
  }
}

/// A rule that failed, with the turn.
public struct RuleFault: Error, Sendable, CustomStringConvertible {
  public let rule: String
  public let turn: Int
  public let reason: String

  public var description: String { "Rule ‘\(rule)’ failed in turn \(turn): \(reason)" }
}
