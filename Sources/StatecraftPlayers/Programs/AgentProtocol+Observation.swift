internal import StatecraftCore
internal import StatecraftReplay

extension AgentProtocol {
  /// All that a state may know when it decides. Numbers that are zero are left out.
  static func observation(_ observation: Observation) -> [UInt8] {
    guard observation.setting.game == nil else { return moves(observation) }
    let roster = observation.setting.roster
    let (states, sectors) = (roster.states, roster.sectors)
    let state = { (id: StateID) in roster.code(id) }
    let sector = { (id: SectorID) in roster.code(id) }
    return message("observation") { line in
      line.key("turn")
      line.integer(observation.turn)
      line.table("alignment", states, roster.poles) {
        observation.alignment[$0, $1]
      } code: {
        state($0)
      } code: {
        roster.code($0)
      }
      line.table("market_access", states, states) {
        observation.marketAccess[$0, $1]
      } code: {
        state($0)
      } code: {
        state($0)
      }
      for (key, cube) in [
        ("export_control_ordered", observation.exportControlOrdered),
        ("export_control", observation.exportControl),
        ("import_restriction_ordered", observation.importRestrictionOrdered),
        ("import_restriction", observation.importRestriction), ("tariff", observation.tariff),
        ("flows", observation.flows),
      ] {
        line.key(key)
        line.object { object in
          for id in sectors
          where states.contains(where: { one in states.contains { cube[id, one, $0] != 0 } }) {
            object.table(sector(id), states, states) {
              cube[id, $0, $1]
            } code: {
              state($0)
            } code: {
              state($0)
            }
          }
        }
      }
      for (key, table) in [
        ("technology", observation.technology), ("expenditure", observation.expenditure),
        ("output", observation.output),
      ] {
        line.table(key, sectors, states) {
          table[$0, $1]
        } code: {
          sector($0)
        } code: {
          state($0)
        }
      }
      line.row("real_income", states, { observation.realIncome[$0] }, code: state)
      line.key("government")
      line.object { object in
        for id in states {
          let place = observation.government[id]
          guard let name = observation.setting.name(ofGovernment: place, in: id) else { continue }
          object.key(state(id))
          object.string(name)
        }
      }
      line.row("threat", states, { observation.threat[$0] }, code: state)
      line.row("grievance", states, { observation.grievance[$0] }, code: state)
      line.row("relative_gains", states, { observation.relativeGains[$0] }, code: state)
      line.row("weights", UtilityTerm.weighted, { observation.weights[$0] }, code: \.name)
      line.key("projects")
      line.array(observation.projects) { array, project in
        array.object { object in
          object.key("sector")
          object.string(sector(project.sector))
          object.key("kind")
          object.string(project.kind.rawValue)
          object.key("percent_of_gdp")
          object.number(project.percentOfGDP)
          object.key("ready")
          object.integer(project.ready)
        }
      }
    }
  }
}
