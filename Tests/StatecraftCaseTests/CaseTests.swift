import StatecraftCore
import Testing

@Suite struct `Numbered cases` {
  static let cases = (try? CaseReader.library.get()) ?? []

  @Test(arguments: cases)
  func `Adjudication decides as the case says`(_ example: Case) throws {
    let run = try CaseRun(example.course, turns: example.turns)
    let twin = try example.twin.map { try CaseRun($0, turns: example.turns) }
    for check in example.checks {
      if let failure = try check.failure(in: run, twin: twin) {
        Issue.record("\(example.id), \(failure)")
      }
    }
    let expected = Set(
      example.checks.compactMap { check in
        if case .rejection(let turn, let state, _) = check { "\(turn) \(state)" } else { nil }
      })
    for (index, resolution) in run.resolutions.enumerated() {
      for rejection in resolution.rejections {
        let code = run.scenario.setting.roster.code(rejection.state)
        if !expected.contains("\(index + 1) \(code)") {
          Issue.record(
            """
            \(example.id), turn \(index + 1): the decision of \(code) is illegal and no check \
            says so: \(rejection.violations)
            """)
        }
      }
    }
  }
}

extension Check {
  /// What is expected and what was found, when they differ.
  func failure(in run: CaseRun, twin: CaseRun?) throws -> String? {
    let roster = run.scenario.setting.roster
    switch self {
    case .comparison(let turn, let comparison, let because):
      let (left, right) = try comparison.sides(after: turn, in: run, twin: twin)
      if comparison.holds(left, right) { return nil }
      return "after turn \(turn): expected \(comparison), found \(left) and \(right)"
        + (because.map { " (\($0))" } ?? "")

    case .event(let turn, let pattern):
      let events = run.resolutions[turn - 1].events
      let count = events.count { pattern.matches($0, in: roster) }
      if count == 1 { return nil }
      return "turn \(turn): expected the event \(pattern), found \(count) among "
        + "\(events.map { $0.told(in: roster) })"

    case .noEvent(let turn, let pattern):
      for (index, resolution) in run.resolutions.enumerated() where turn ?? index + 1 == index + 1 {
        if let event = resolution.events.first(where: { pattern.matches($0, in: roster) }) {
          return "turn \(index + 1): expected no event \(pattern), found "
            + event.told(in: roster)
        }
      }
      return nil

    case .rejection(let turn, let state, let reasons):
      let rejections = run.resolutions[turn - 1].rejections
      let found = rejections.first { roster.code($0.state) == state }?.violations
        .map(\.description)
      if found == reasons { return nil }
      return "turn \(turn): expected \(state)'s decision to be held because of \(reasons), found "
        + "\(found ?? ["nothing against it"])"

    case .outcome(let turn, let system, let leader):
      let outcome = RunOutcome(of: run.worlds[turn], setting: run.scenario.setting)
      if outcome.system.rawValue == system && outcome.leader.rawValue == leader { return nil }
      return "after turn \(turn): expected \(system) for the system and \(leader) for the leader, "
        + "found \(outcome.system.rawValue) and \(outcome.leader.rawValue)"

    case .unreadable(let line, let reason):
      do {
        let decision = try Decision(notation: [line], in: roster)
        return "expected ‘\(line)’ to be unreadable, found \(decision.notation(in: roster))"
      } catch {
        let found = error.faults.map(\.reason)
        return found == [reason]
          ? nil : "expected ‘\(line)’ to fail with ‘\(reason)’, found \(found)"
      }

    case .refusal(let turn, let line, let reasons):
      var schedule = InjectSchedule()
      do throws(InjectError) {
        try schedule.add(
          line, from: turn, in: run.scenario.setting, under: run.scenario.rulebook)
        return "expected the inject ‘\(line)’ to be refused"
      } catch {
        return error.reasons == reasons
          ? nil : "expected ‘\(line)’ to be refused because of \(reasons), found \(error.reasons)"
      }
    }
  }
}

extension Event {
  fileprivate func told(in roster: Roster) -> String {
    let codes = [state.map(roster.code), target.map(roster.code), sector.map(roster.code)]
    return ([kind.description] + codes.compactMap(\.self) + ["\(value)", "‘\(why)’"])
      .joined(separator: " ")
  }
}
