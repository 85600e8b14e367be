internal import StatecraftCore
internal import StatecraftReplay

/// The messages between the game and a program: JSON Lines, one object a line, its `type` first.
///
/// `Documentation/Agent-protocol.md` tells it from the program's side. All that a program is told
/// comes from an ``Observation`` and a ``PastTurn``, as it does for people.
enum AgentProtocol {
  /// The version that both sides name in their greetings.
  static let version = 1

  /// What stays the same through the game.
  static func greeting(
    to observation: Observation, facts: GameFacts, limits: ProgramLimits
  ) -> [UInt8] {
    let (setting, roster) = (observation.setting, observation.setting.roster)
    return message("greeting") { line in
      line.key("protocol")
      line.integer(version)
      line.key("you")
      line.string(roster.code(observation.me))
      line.key("scenario")
      line.string(facts.scenarioName)
      line.key("turns")
      line.integer(setting.turns)
      line.key("deadline_seconds")
      line.number(limits.deadline / .seconds(1))
      line.key("line_bytes_max")
      line.integer(limits.lineBytesMax)
      guard setting.game == nil else { return game(observation, into: &line) }
      line.key("states")
      line.array(roster.states) { array, state in
        array.object { object in
          object.key("code")
          object.string(roster.code(state))
          object.key("name")
          object.string(roster.name(state))
          object.key("gdp_usd_bn")
          object.number(setting.gdp[state])
        }
      }
      line.key("poles")
      line.array(roster.poles) { array, pole in
        array.object { object in
          object.key("leader")
          object.string(roster.code(pole))
          object.key("access_offer")
          object.number(setting.accessOffers[pole])
        }
      }
      line.key("sectors")
      line.array(roster.sectors) { $0.sector($1, setting[$1], roster) }
      line.key("instruments")
      line.array(roster.instruments) { array, instrument in
        array.object { object in
          for (key, text) in [
            ("word", instrument.word), ("name", instrument.name),
            ("side", instrument.side.rawValue), ("channel", instrument.channel.rawValue),
          ] {
            object.key(key)
            object.string(text)
          }
          object.key("scope")
          object.strings(instrument.scope.words)
          object.key("most")
          object.number(instrument.highest(under: setting.limits))
        }
      }
      if !roster.acts.isEmpty {
        line.key("acts")
        line.array(roster.acts) { array, act in
          array.object { object in
            object.key("usage")
            object.string(act.usage)
            object.key("help")
            object.string(act.help)
          }
        }
      }
      if !setting.institutions.isEmpty {
        line.key("modules")
        line.array(setting.institutions.parts) { $0.module($1, setting.institutions, roster) }
      }
      line.key("limits")
      line.object { object in
        object.key("tariff_max")
        object.number(setting.limits.tariffMax)
        object.key("investment_percent_of_gdp_max")
        object.number(setting.limits.investmentPercentMax)
      }
      line.key("elections")
      line.object { object in
        for state in roster.states where facts.isInForce("elections") {
          let turns = setting.elections(of: state)
          guard !turns.isEmpty else { continue }
          object.key(roster.code(state))
          object.array(turns) { $0.integer($1) }
        }
      }
      line.table("defence_ties", roster.states, roster.states) {
        setting.defenceTies[$0, $1]
      } code: {
        roster.code($0)
      } code: {
        roster.code($0)
      }
      line.table("trade_ties", roster.states, roster.states) {
        setting.tradeTies[$0, $1]
      } code: {
        roster.code($0)
      } code: {
        roster.code($0)
      }
      line.table("affinity", roster.states, roster.poles) {
        setting.affinity[$0, $1]
      } code: {
        roster.code($0)
      } code: {
        roster.code($0)
      }
    }
  }

  /// What came of a turn, as far as the seat may know.
  static func result(of turn: PastTurn, violations: [Violation], in roster: Roster) -> [UInt8] {
    message("result") { line in
      line.key("turn")
      line.integer(turn.number)
      line.key("status")
      line.string(!violations.isEmpty ? "rejected" : turn.note == nil ? "accepted" : "held")
      line.key("orders")
      line.strings(turn.decision.notation(in: roster))
      line.key("reasons")
      line.strings(
        violations.isEmpty
          ? turn.note.map { [$0.reason] } ?? [] : violations.map(\.description))
      line.key("events")
      line.array(turn.events) { $0.event($1, in: roster) }
    }
  }

  /// The game is over, or goes on without the program.
  static func end(afterTurn turn: Int) -> [UInt8] {
    message("end") { line in
      line.key("turn")
      line.integer(turn)
    }
  }

  static func message(_ type: String, _ content: (inout JSONOutput) -> Void) -> [UInt8] {
    var output = JSONOutput()
    output.object { line in
      line.key("type")
      line.string(type)
      content(&line)
    }
    output.lineFeed()
    return output.bytes
  }
}

extension JSONOutput {
  fileprivate mutating func sector(_ id: SectorID, _ sector: SectorTraits, _ roster: Roster) {
    object { object in
      object.key("code")
      object.string(roster.code(id))
      object.key("name")
      object.string(roster.sectorNames[id.index])
      object.key("is_key")
      object.bool(sector.isKey)
      object.key("is_good")
      object.bool(sector.isGood)
      object.key("elasticity")
      object.number(sector.elasticity)
      object.key("dual_use")
      object.number(sector.dualUse)
      object.key("criticality")
      object.number(sector.criticality)
      object.key("rent_share")
      object.number(sector.rentShare)
      object.key("build_turns")
      object.integer(sector.buildTurns)
    }
  }

  /// A field of an institution's work that a state may join.
  fileprivate mutating func module(
    _ part: Institutions.Part, _ institutions: Institutions, _ roster: Roster
  ) {
    let entry = institutions[part.institution]
    object { object in
      for (key, text) in [
        ("code", roster.code(part.module)), ("institution", entry.record.code),
        ("name", entry.record.name), ("effect", part.record.effect.rawValue),
        ("commitment", part.record.commitment.rawValue), ("form", entry.record.form.rawValue),
      ] {
        object.key(key)
        object.string(text)
      }
      object.key("size")
      object.number(part.record.size)
      for (key, state) in [("leader", entry.leader), ("target", entry.target)] {
        guard let state else { continue }
        object.key(key)
        object.string(roster.code(state))
      }
      object.key("sectors")
      object.strings(part.sectors.map(roster.code))
      object.key("owes")
      object.array(part.obligations) { array, due in
        array.object { row in
          row.key("instrument")
          row.string(roster[due.instrument].word)
          row.key("sector")
          row.string(roster.code(due.sector))
          row.key("target")
          row.string(roster.code(due.target))
          guard let level = due.level else { return }
          row.key("level")
          row.number(level)
        }
      }
    }
  }

  fileprivate mutating func event(_ event: Event, in roster: Roster) {
    object { object in
      object.key("kind")
      object.string(event.kind.description)
      object.key("rule")
      object.string(event.rule)
      for (key, state) in [("state", event.state), ("target", event.target)] {
        guard let state else { continue }
        object.key(key)
        object.string(roster.code(state))
      }
      if let sector = event.sector {
        object.key("sector")
        object.string(roster.code(sector))
      }
      if let module = event.module {
        object.key("module")
        object.string(roster.code(module))
      }
      object.key("value")
      object.number(event.value)
      object.key("why")
      object.string(event.why.description)
    }
  }

  /// A table of numbers by two codes, without zeros and without rows that have nothing else.
  mutating func table<Outer, Inner>(
    _ key: String, _ rows: [Outer], _ columns: [Inner], _ value: (Outer, Inner) -> Double,
    code outerCode: (Outer) -> String, code innerCode: (Inner) -> String
  ) {
    self.key(key)
    object { table in
      for row in rows where columns.contains(where: { value(row, $0) != 0 }) {
        table.row(outerCode(row), columns, { value(row, $0) }, code: innerCode)
      }
    }
  }

  /// Numbers by code, without zeros.
  mutating func row<Inner>(
    _ key: String, _ columns: [Inner], _ value: (Inner) -> Double, code: (Inner) -> String
  ) {
    self.key(key)
    object { row in
      for column in columns where value(column) != 0 {
        row.key(code(column))
        row.number(value(column))
      }
    }
  }
}
