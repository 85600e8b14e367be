/// A mechanism: how the world changes in one respect during a turn.
///
/// A rule is a value with parameters. It reads ``Turn/before`` and ``Turn/decisions``, draws
/// chance by name, writes the columns of ``Turn/after`` that it declares, and reports events.
public protocol Rule: Parametrised {
  /// The name in files and on the command line, such as `export-control`.
  static var name: String { get }
  static var phase: Phase { get }
  /// The columns that it may write; writing another stops the game with an error.
  static var writes: Set<Column> { get }
  /// Columns that it brings along; listed in ``writes-swift.type.property`` too.
  static var columns: [Column] { get }
  /// Kinds of orders that it brings along and carries out.
  static var acts: [Act] { get }
  /// What it lets measure of every run.
  static var measures: [WorldMeasure] { get }
  /// The draws that it makes.
  static var purposes: [Purpose] { get }
  /// The kinds of events that it reports; reporting another stops the game with an error.
  static var events: [EventKind] { get }
  /// The kinds of injects that it carries out.
  static var injects: [Inject.Kind] { get }
  /// The kinds of orders that it carries out.
  static var orders: [OrderKind] { get }
  /// Ids of the literature rows that it puts to work.
  static var sources: [String] { get }
  /// What it does, in a sentence.
  static var summary: String { get }

  /// The name of this one: as ``name-swift.type.property``, unless a rule is made once for each of
  /// several things.
  var name: String { get }
  /// The kinds of orders that this one carries out.
  var orders: [OrderKind] { get }
  /// The columns that this one may write.
  var writes: Set<Column> { get }

  func apply(to turn: inout Turn) throws
}

extension Rule {
  public static var purposes: [Purpose] { [] }
  public static var columns: [Column] { [] }
  public static var acts: [Act] { [] }
  public static var measures: [WorldMeasure] { [] }
  public static var events: [EventKind] { [] }
  public static var injects: [Inject.Kind] { [] }
  public static var orders: [OrderKind] { [] }
  public var name: String { Self.name }
  public var writes: Set<Column> { Self.writes }
  public var orders: [OrderKind] { Self.orders }
}

/// The parts of a turn's resolution, in order. Rules of one phase act at once.
public enum Phase: Int, CaseIterable, Sendable, Comparable {
  /// Elections and shocks.
  case nature
  /// Decisions take effect.
  case orders
  /// Projects come to work.
  case construction
  /// Knowledge spreads or is held back.
  case technology
  /// Markets clear.
  case market
  /// States take note of what was done to them.
  case relations
  /// The outcome is measured.
  case outcome

  public var name: String { "\(self)" }
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// What a rule sees and writes during a turn.
public struct Turn {
  public let setting: Setting
  /// The number of the turn that is being resolved, from 1.
  public let number: Int
  /// The world as it was before this phase.
  public internal(set) var before: World
  /// The world as it will be after this phase.
  public var after: World
  /// Legal decisions, by state.
  public let decisions: PerState<Decision>
  /// What an umpire puts into this turn.
  public let injects: [Inject]
  public private(set) var events: [Event] = []
  /// Working memory that outlasts the turn.
  public let scratchpad: Scratchpad
  var source: DrawSource
  /// The rule that is acting, and its phase.
  var actingRule = ""
  var phase: Phase?

  init(
    setting: Setting, world: World, decisions: PerState<Decision>, injects: [Inject],
    source: DrawSource, scratchpad: Scratchpad
  ) {
    self.setting = setting
    self.decisions = decisions
    self.injects = injects
    self.source = source
    self.scratchpad = scratchpad
    number = world.turn + 1
    before = world
    after = world
    after.turn = number
    before.turn = number
  }

  public var roster: Roster { setting.roster }

  /// Draws for a state, or for nature when no state is named.
  public mutating func draw(
    _ distribution: Distribution, _ purpose: Purpose, for state: StateID? = nil,
    about subject: DrawSubject = .nothing
  ) throws -> Double {
    try source.draw(distribution, purpose, for: state, about: subject)
  }

  /// Reports that something happened, of a kind that the acting rule declares.
  public mutating func report(
    _ kind: EventKind, state: StateID? = nil, target: StateID? = nil, sector: SectorID? = nil,
    module: ModuleID? = nil, value: Double = 0, why: StaticName
  ) {
    events.append(
      Event(
        kind, by: actingRule, state: state, target: target, sector: sector, module: module,
        value: value, why: why))
  }
}
