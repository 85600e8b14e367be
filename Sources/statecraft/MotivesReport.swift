internal import StatecraftAgents
internal import StatecraftCore
internal import StatecraftReplay
internal import StatecraftScenario

/// What theory explains of a scenario's start, what it doesn't, and how well its figures agree
/// with the solved market.
struct MotivesReport {
  private let scenario: Scenario
  private let findings: [Inversion.Finding]

  init(_ scenario: Scenario) throws {
    self.scenario = scenario
    guard scenario.setting.game == nil else {
      throw Failure(
        .usage, "‘--motives’ inverts the start of an economy's game, not of one of moves.")
    }
    findings =
      Inversion(setting: scenario.setting, start: scenario.start, seats: scenario.seats).findings
    guard !findings.isEmpty else {
      throw Failure(.failed, "No seat's policy weighs measures, so there is no theory to invert.")
    }
  }

  func text() throws -> String {
    [try shares(), largest(), try costs()].filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  // MARK: - Shares

  private func shares() throws -> String {
    var table = TextTable("lrrrr")
    table.add(["Choices of the start", "number", "explained", "stakes, bp", "explained"])
    let groups: [(String, (Inversion.Finding) -> Bool)] = [
      ("all", { _ in true }),
      ("measures that stood", { $0.isStanding && $0.kind == .measure }),
      ("measures not taken", { !$0.isStanding && $0.kind == .measure }),
      ("alignments", { $0.kind == .alignment }),
      ("money spent", { $0.isStanding && $0.kind == .money }),
      ("money not spent", { !$0.isStanding && $0.kind == .money }),
    ]
    for (name, isMember) in groups {
      let members = findings.filter(isMember)
      if members.isEmpty { continue }
      let (range, forgone) = members.reduce((0.0, 0.0)) {
        ($0.0 + $1.range, $0.1 + $1.forgone)
      }
      let explained = members.count { $0.stake.isNone }
      table.add([
        name, "\(members.count)",
        fixed(100 * Double(explained) / Double(members.count), 1) + " %",
        fixed(range, 0), range > 0 ? fixed(100 * (1 - forgone / range), 1) + " %" : "–",
      ])
    }
    let note =
      "A choice is explained when it is the best by theory alone; of stakes (best less worst "
      + "option) what isn't explained is what theory says was forgone. "
      + (scenario.setting.motives == nil
        ? "In play nothing is added: motives.from is theory."
        : "In play the rest is added as ‘unexplained’: motives.from is opening"
          + (scenario.setting.motives?.halfLife.map { ", half-life \($0) turns." } ?? "."))
    return table.text + "\n" + wrapped(note).joined(separator: "\n")
  }

  // MARK: - The largest

  private func largest() -> String {
    let roster = scenario.setting.roster
    let unexplained = findings.filter { !$0.stake.isNone }.enumerated().sorted {
      (-$0.element.forgone, $0.offset) < (-$1.element.forgone, $1.offset)
    }.map(\.element)
    guard !unexplained.isEmpty else { return "" }
    var lines = ["The largest that theory doesn't explain, of \(unexplained.count):"]
    for finding in unexplained.prefix(20) {
      let subject =
        "\(roster.code(finding.state)): \(finding.subject.notation(in: roster)) "
        + short(finding.standing)
      lines += wrapped("\(subject), \(finding.told)", first: "  ", rest: "      ")
    }
    return lines.joined(separator: "\n")
  }

  // MARK: - Costs

  /// What lifting a measure of the start is expected to gain its author, beside the solved market.
  private func costs() throws -> String {
    let (setting, roster) = (scenario.setting, scenario.setting.roster)
    let rules = scenario.rulebook.rules.filter { type(of: $0).phase == .market }
    guard !rules.isEmpty else { return "" }
    let market = Adjudication(setting: setting, rulebook: try Rulebook(rules))
    func solved(_ world: World) throws -> PerState<Double> {
      try market.resolve(
        world, PerState(repeating: .hold, count: roster.stateCount), chance: NoChance()
      ).world.realIncome
    }
    // What the start itself costs, such as money that is spent, isn't lifted with a measure.
    let held = try solved(scenario.start)
    var gaps: [(order: String, judged: Double, solved: Double)] = []
    for finding in findings where finding.isStanding {
      guard case .control(let instrument, let sector, let target) = finding.subject,
        let policy = scenario.seats[finding.state].policy as? AssessingPolicy
      else { continue }
      let lifted = ControlOrder(
        instrument: instrument, sector: sector, target: target, level: 0)
      let observation = Observation(of: scenario.start, by: finding.state, setting: setting)
      var world = scenario.start
      world.lift(lifted, of: finding.state)
      // What others' rules bind stays bound.
      if let reach = ExtraterritorialReach(setting) {
        world.exportControl = reach.bound(
          world.exportControl, orders: world.exportControlOrdered)
      }
      let without = try solved(world)
      gaps.append(
        (
          "\(roster.code(finding.state)) "
            + "\(roster.code(instrument)) \(roster.code(sector)) \(roster.code(target))",
          -policy.assess(lifted, by: observation).ownLoss * 10_000,
          (without[finding.state] - held[finding.state]) * 10_000
        ))
    }
    guard !gaps.isEmpty else { return "" }
    return Self.table(gaps)
  }

  private static func table(
    _ gaps: [(order: String, judged: Double, solved: Double)]
  ) -> String {
    let largest = gaps.enumerated().sorted {
      (-abs($0.element.solved), $0.offset) < (-abs($1.element.solved), $1.offset)
    }.map(\.element)
    var table = TextTable("lrr")
    table.add(["Gain to its author from lifting, bp", "judged", "solved"])
    for gap in largest.prefix(12) {
      table.add([gap.order, fixed(gap.judged, 2, signed: true), fixed(gap.solved, 2, signed: true)])
    }
    let same = gaps.count { ($0.judged >= 0) == ($0.solved >= 0) }
    let (cross, square) = gaps.reduce((0.0, 0.0)) {
      ($0.0 + $1.judged * $1.solved, $0.1 + $1.solved * $1.solved)
    }
    let slope = square > 0 ? fixed(cross / square, 2) : "–"
    return table.text + "\n"
      + wrapped(
        "Of \(gaps.count) measures the sign is right for \(same); judged is \(slope) times solved "
          + "(least squares through the origin)."
      ).joined(separator: "\n")
  }
}

extension Inversion.Finding {
  fileprivate enum Kind { case measure, alignment, money, membership }

  fileprivate var kind: Kind {
    switch subject {
    case .alignment: .alignment
    case .control: .measure
    case .investment: .money
    case .membership, .admission, .answer, .proposal: .membership
    }
  }

  /// Such as `ρ −0.91 bp a unit: theory's best is 0.2, by 1.20 bp = gains …`.
  fileprivate var told: String {
    let stakes =
      "ρ \(fixed(stake.slope, 2, signed: true)) bp a unit"
      + (stake.attachment > 0 ? " and κ \(fixed(stake.attachment, 2))" : "")
    let worth = terms.map(\.total)
    guard let own = levels.firstIndex(of: standing), let most = worth.max(),
      let best = worth.firstIndex(of: most)
    else { return stakes }
    let parts = UtilityTerm.weighted.compactMap { term in
      let difference = terms[best][term] - terms[own][term]
      return abs(difference) < 0.005
        ? nil : "\(term.name) \(fixed(difference, 2, signed: true))"
    }
    return stakes + ": theory's best is \(short(levels[best])), by \(fixed(forgone, 2)) bp ("
      + parts.joined(separator: ", ") + ")"
  }
}

private func short(_ level: Double) -> String { significant(level, 4) }

extension World {
  fileprivate mutating func lift(_ order: ControlOrder, of state: StateID) {
    let (sector, target) = (order.sector, order.target)
    measures[ordered: order.instrument][sector, state, target] = 0
    measures[order.instrument][sector, state, target] = 0
  }
}

/// Chance where nothing is drawn.
private struct NoChance: Chance {
  func value(of distribution: Distribution, at key: DrawKey) throws -> Double {
    preconditionFailure("Markets draw nothing")
  }
}
