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
      let measures = Column.ofMeasures(roster.instruments).map { column in
        (column.name, observation.measures.table(of: column))
      }
      for (key, cube) in measures + [("flows", observation.flows)] {
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
      for column in observation.addedColumns {
        line.key(column.name)
        if let fields = column.fields {
          line.records(observation[column], fields.map(roster.codes(of:)))
        } else {
          line.nested(observation[column][...], observation.codes(of: column)[...])
        }
      }
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

extension Observation {
  /// The codes along a column of a rule's own, as far as it may be known: without the axis of
  /// owners where only one's own row is.
  fileprivate func codes(of column: Column) -> [[String]] {
    var axes = column.axes
    if column.audience == .owner, let owner = axes.firstIndex(of: .state) {
      axes.remove(at: owner)
    }
    return axes.map(setting.roster.codes(of:))
  }
}

extension JSONOutput {
  /// Records as arrays: the codes of what each is about, and its number.
  fileprivate mutating func records(_ values: [Double], _ codes: [[String]]) {
    array(Array(stride(from: 0, to: values.count, by: codes.count + 1))) { array, first in
      array.array(Array(0...codes.count)) { record, place in
        if place < codes.count {
          record.string(codes[place][Int(values[first + place])])
        } else {
          record.number(values[first + place])
        }
      }
    }
  }

  /// Numbers by the codes of their places, an object in an object; those that are 0 are left out.
  fileprivate mutating func nested(
    _ values: ArraySlice<Double>, _ codes: ArraySlice<[String]>
  ) {
    guard let first = codes.first else { return number(values.first ?? 0) }
    let width = values.count / max(first.count, 1)
    object { object in
      for (index, code) in first.enumerated() {
        let start = values.startIndex + index * width
        let part = values[start..<start + width]
        guard part.contains(where: { $0 != 0 }) else { continue }
        object.key(code)
        object.nested(part, codes.dropFirst())
      }
    }
  }
}
