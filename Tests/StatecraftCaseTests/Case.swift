import StatecraftCore
import Testing

/// A numbered adjudication case, as `Tests/Cases/README.md` describes it.
struct Case: Sendable, CustomTestStringConvertible {
  let id: String
  let title: String
  /// The file that holds it.
  let file: String
  let literature: [String]
  /// The rules that it's about.
  let rules: [String]
  /// The world, changed as the case says, and what is ordered in it.
  let course: Course
  /// The same with something changed, for comparisons; nil when nothing is compared.
  let twin: Course?
  let turns: Int
  let checks: [Check]

  var testDescription: String { "\(id) \(title)" }
}

/// A start and what is ordered from there.
struct Course: Sendable, Equatable {
  /// The name of a file in `Tests/Cases/worlds`, without its ending.
  var world: String
  var set: [String] = []
  var without: [String] = []
  /// Cells to change before turn 1, in the order in which they're written.
  var start: [StartValue] = []
  var draws: [FixedDraw] = []
  /// Lines of notation by turn and the state's code.
  var decisions: [Int: [String: [String]]] = [:]
  /// Lines of an umpire's notation by turn.
  var injects: [Int: [String]] = [:]
}

struct StartValue: Sendable, Equatable {
  let cell: Cell
  let value: Double
}

/// What must hold of a case.
enum Check: Sendable {
  /// Numbers after a turn stand in a relation.
  case comparison(turn: Int, Comparison, because: String?)
  /// Exactly one such event happens in a turn.
  case event(turn: Int, EventPattern)
  /// No such event happens, in a turn or in any.
  case noEvent(turn: Int?, EventPattern)
  /// A decision is held back, with all of these reasons and no others.
  case rejection(turn: Int, state: String, reasons: [String])
  /// The outcome after a turn is of a class.
  case outcome(turn: Int, system: String, leader: String)
  /// A line isn't notation, for a reason.
  case unreadable(String, reason: String)
  /// An umpire's line for a turn is refused, with all of these reasons and no others.
  case refusal(turn: Int, String, reasons: [String])
}

/// What is asked of an event; what is nil may be anything.
struct EventPattern: Sendable, CustomStringConvertible {
  var kind: String
  var state: String?
  var target: String?
  var sector: String?
  var value: Double?
  var tolerance: Double
  var why: String?

  func matches(_ event: Event, in roster: Roster) -> Bool {
    func agrees(_ wanted: String?, _ code: String?) -> Bool { wanted == nil || wanted == code }
    return event.kind.description == kind
      && agrees(state, event.state.map(roster.code))
      && agrees(target, event.target.map(roster.code))
      && agrees(sector, event.sector.map(roster.code))
      && agrees(why, event.why.description)
      && value.map { Comparison.agree($0, event.value, tolerance: tolerance) } ?? true
  }

  var description: String {
    ([kind]
      + [state, target, sector, value.map { "\($0)" }, why.map { "‘\($0)’" }]
      .compactMap(\.self)).joined(separator: " ")
  }
}
