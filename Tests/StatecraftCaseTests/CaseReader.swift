import StatecraftCore
import Yams

/// Reads files of cases: an unknown key, a missing one or a word out of place is a fault.
enum CaseReader {
  static let folder = "Tests/Cases"

  /// All cases of the repository, in order of file; a file that can't be read gives a fault.
  static let library: Result<[Case], CaseFault> = Result { () throws(CaseFault) in
    var cases: [Case] = []
    for file in Repository.files(in: folder, ending: ".yaml") {
      let text: String
      do {
        text = try Repository.text(of: file)
      } catch {
        throw CaseFault("\(file): \(error)")
      }
      cases += try read(text, file: file)
    }
    return cases
  }

  static func read(_ text: String, file: String) throws(CaseFault) -> [Case] {
    let nodes: [Node]
    do {
      guard let list = try Yams.compose(yaml: text)?.sequence else {
        throw CaseFault("\(file): expected a list of cases")
      }
      nodes = Array(list)
    } catch let error as CaseFault {
      throw error
    } catch {
      throw CaseFault("\(file): \(error)")
    }
    var cases: [Case] = []
    for node in nodes {
      do {
        cases.append(try makeCase(node, file: file))
      } catch {
        throw CaseFault("\(file):\(node.mark?.line ?? 0): \(error)")
      }
    }
    return cases
  }

  private static func makeCase(_ node: Node, file: String) throws(CaseFault) -> Case {
    var keys = try Keys(node)
    let id = try keys.text("id")
    var course = Course(world: try keys.optionalText("world") ?? "three-powers")
    try readCourse(&keys, into: &course)
    var twin: Course?
    if let node = keys.take("twin") {
      var changed = course
      var keys = try Keys(node)
      try readCourse(&keys, into: &changed)
      try keys.finish()
      if changed == course { throw CaseFault("\(id): the twin differs in nothing") }
      twin = changed
    }
    let turns = try keys.whole("turns")
    var checks: [Check] = []
    for node in try keys.list("expect") {
      do {
        checks.append(try makeCheck(node, turns: turns, hasTwin: twin != nil))
      } catch {
        throw CaseFault("\(id), line \(node.mark?.line ?? 0): \(error)")
      }
    }
    if checks.isEmpty { throw CaseFault("\(id) expects nothing") }
    let result = Case(
      id: id, title: try keys.text("title"), file: file, literature: try keys.texts("literature"),
      rules: try keys.texts("rules"), course: course, twin: twin, turns: turns, checks: checks)
    try keys.finish()
    return result
  }

  /// Reads what a case and its twin may say: a twin's edits come on top, its draws and decisions
  /// replace the case's.
  private static func readCourse(_ keys: inout Keys, into course: inout Course) throws(CaseFault) {
    course.set += try keys.texts("set")
    course.without += try keys.texts("without")
    for (name, value) in try keys.map("start") {
      course.start.append(StartValue(cell: try Cell(name), value: try value.number()))
    }
    if keys.has("draws") {
      course.draws = []
      for (name, value) in try keys.map("draws") {
        course.draws.append(try FixedDraw(name, value: try value.number()))
      }
    }
    if keys.has("injects") {
      course.injects = [:]
      for (word, lines) in try keys.map("injects") {
        guard let turn = Int(word) else { throw CaseFault("‘\(word)’ is no turn") }
        course.injects[turn] = try Keys.texts(lines)
      }
    }
    guard keys.has("decisions") else { return }
    course.decisions = [:]
    for (word, states) in try keys.map("decisions") {
      guard let turn = Int(word) else { throw CaseFault("‘\(word)’ is no turn") }
      for (state, orders) in try Keys.entries(states) {
        course.decisions[turn, default: [:]][state] = try Keys.texts(orders)
      }
    }
  }

  private static func makeCheck(
    _ node: Node, turns: Int, hasTwin: Bool
  ) throws(CaseFault) -> Check {
    var keys = try Keys(node)
    let check: Check
    if let text = try keys.optionalText("check") {
      let comparison = try Comparison(text, tolerance: try keys.number("tolerance"))
      let because = try keys.optionalText("because")
      if comparison.asksTwin != hasTwin && comparison.asksTwin {
        throw CaseFault("‘\(text)’ asks a twin, and there is none")
      }
      if comparison.latestTurn > turns { throw CaseFault("‘\(text)’ looks past turn \(turns)") }
      check = .comparison(turn: try keys.whole("turn"), comparison, because: because)
    } else if let kind = try keys.optionalText("event") {
      check = .event(turn: try keys.whole("turn"), try pattern(kind, &keys))
    } else if let kind = try keys.optionalText("no_event") {
      let turn = keys.has("turn") ? try keys.whole("turn") : nil
      check = .noEvent(turn: turn, try pattern(kind, &keys))
    } else if let state = try keys.optionalText("rejected") {
      check = .rejection(
        turn: try keys.whole("turn"), state: state, reasons: try keys.texts("reasons"))
    } else if let system = try keys.optionalText("outcome") {
      check = .outcome(
        turn: try keys.whole("turn"), system: system, leader: try keys.text("leader"))
    } else if let line = try keys.optionalText("unreadable") {
      check = .unreadable(line, reason: try keys.text("reason"))
    } else if let line = try keys.optionalText("refused") {
      check = .refusal(turn: try keys.whole("turn"), line, reasons: try keys.texts("reasons"))
    } else {
      throw CaseFault(
        "a check is one of check, event, no_event, rejected, outcome, unreadable, refused")
    }
    try keys.finish()
    if let turn = check.turn, !(1...max(turns, 1)).contains(turn) {
      throw CaseFault("turn \(turn) isn't among the turns of the case")
    }
    return check
  }

  private static func pattern(
    _ kind: String, _ keys: inout Keys
  ) throws(CaseFault) -> EventPattern {
    EventPattern(
      kind: kind, state: try keys.optionalText("state"), target: try keys.optionalText("target"),
      sector: try keys.optionalText("sector"), value: try keys.number("value"),
      tolerance: try keys.number("tolerance") ?? 1e-9, why: try keys.optionalText("why"))
  }
}

extension Check {
  /// The turn after which it holds; nil where no turn matters.
  var turn: Int? {
    switch self {
    case .comparison(let turn, _, _), .event(let turn, _), .rejection(let turn, _, _),
      .outcome(let turn, _, _), .refusal(let turn, _, _):
      turn
    case .noEvent(let turn, _): turn
    case .unreadable: nil
    }
  }
}
