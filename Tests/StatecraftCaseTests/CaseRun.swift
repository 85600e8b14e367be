import StatecraftCore
import StatecraftScenario

/// A course played to its end.
struct CaseRun {
  let scenario: Scenario
  /// The worlds from the start on.
  let worlds: [World]
  /// What each turn brought, from turn 1.
  let resolutions: [Resolution]

  init(_ course: Course, turns: Int) throws {
    scenario = try ScenarioLibrary(root: Repository.root).load(
      Repository.root + "/\(CaseReader.folder)/worlds/\(course.world).yaml", set: course.set,
      without: course.without
    ).scenario
    let roster = scenario.setting.roster
    var world = scenario.start
    for value in course.start { try value.cell.write(value.value, to: &world, roster) }
    if let failure = world.invariantFailures(limits: scenario.setting.limits).first {
      throw CaseFault("the start can't be: \(failure)")
    }
    let chance = try FixedChance(course.draws, roster: roster)
    let adjudication = Adjudication(setting: scenario.setting, rulebook: scenario.rulebook)
    let scratchpad = Scratchpad()
    var schedule = InjectSchedule()
    for (turn, lines) in course.injects.sorted(by: { $0.key < $1.key }) {
      for line in lines {
        try schedule.add(line, from: turn, in: scenario.setting, under: scenario.rulebook)
      }
    }
    var (worlds, resolutions) = ([world], [Resolution]())
    for turn in 1...turns {
      let decisions = try Self.decisions(course.decisions[turn] ?? [:], roster)
      let resolution = try adjudication.resolve(
        world, decisions, injects: schedule[turn], chance: chance, scratchpad: scratchpad)
      world = resolution.world
      worlds.append(world)
      resolutions.append(resolution)
    }
    let named = Array(course.decisions.keys) + Array(course.injects.keys)
    if let late = named.filter({ !(1...turns).contains($0) }).min() {
      throw CaseFault("there are orders or injects for turn \(late), which isn't played")
    }
    if let draw = chance.superfluous.first {
      throw CaseFault("the draw ‘\(draw)’ is fixed, and nobody asked for it")
    }
    (self.worlds, self.resolutions) = (worlds, resolutions)
  }

  private static func decisions(
    _ orders: [String: [String]], _ roster: Roster
  ) throws -> PerState<Decision> {
    var decisions = PerState(repeating: Decision.hold, count: roster.stateCount)
    for (code, lines) in orders {
      guard let state = roster.state(code) else { throw CaseFault("there is no state ‘\(code)’") }
      decisions[state] = try Decision(notation: lines, in: roster)
    }
    return decisions
  }
}

extension Comparison {
  /// Both sides, in a run and its twin, after a turn.
  func sides(after turn: Int, in run: CaseRun, twin: CaseRun?) throws -> (Double, Double) {
    func sum(_ terms: [Term]) throws -> Double {
      try terms.reduce(0) { sum, term in
        guard let cell = term.cell else { return sum + term.factor }
        guard let source = term.isTwins ? twin : run else { throw CaseFault("there's no twin") }
        let world = source.worlds[term.turn ?? turn]
        return sum + term.factor * (try cell.value(in: world, source.scenario.setting.roster))
      }
    }
    return (try sum(left), try sum(right))
  }
}
