internal import Foundation
package import StatecraftCore
package import StatecraftPlayers
internal import StatecraftReplay

/// What a place may see, as JSON.
extension Room {
  /// What stays the same: who and what there is.
  package nonisolated func gameView() -> [UInt8] {
    StatecraftServe.gameView(scenario, allows: nil)
  }

  /// What everybody may know without a token: what is played, and who is awaited.
  package func lobbyView() -> [UInt8] {
    json { object in
      object.key("title")
      object.string(facts.title)
      object.key("phase")
      object.string(phase.name)
      object.key("turn")
      object.integer(min(turn, facts.turns))
      object.key("turns")
      object.integer(facts.turns)
      seats(into: &object)
    }
  }

  /// All that a place may see now.
  package func view(of role: Role) -> [UInt8] {
    json { object in
      object.key("version")
      object.integer(version)
      object.key("role")
      object.string(role.name(in: roster))
      status(into: &object)
      seats(into: &object)
      switch role {
      case .seat(let state): seat(state, into: &object)
      case .umpire: umpire(into: &object)
      case .spectator: break
      }
      object.key("remarks")
      object.array(heard(by: role)) { array, said in
        array.object { object in
          object.key("turn")
          object.integer(said.turn)
          object.key("kind")
          object.string(said.remark.kind.rawValue)
          object.key("from")
          object.string(said.remark.from)
          object.key("to")
          object.strings(said.remark.to)
          object.key("text")
          object.string(said.remark.text)
        }
      }
      object.key("shown")
      object.integer(shown(to: role))
    }
  }

  /// The last closed turn that a place may see.
  private func shown(to role: Role) -> Int {
    role == .spectator && phase != .over
      ? max(0, records.count - rules.spectatorDelay) : records.count
  }

  /// The public picture after a turn.
  ///
  /// - Parameter number: the turn; the last that may be seen, when nil.
  package func picture(after number: Int?, for role: Role) throws(Refusal) -> [UInt8] {
    let last = shown(to: role)
    let number = number ?? last
    guard (0...last).contains(number) else {
      throw Refusal("There is no turn \(number) to be seen.", status: 404)
    }
    if let made = pictures[number] { return made }
    var output = JSONOutput()
    picture(number).write(into: &output, after: number > 0 ? picture(number - 1) : nil)
    pictures[number] = output.bytes
    return output.bytes
  }

  private func picture(_ number: Int) -> Picture {
    Picture(
      of: number == 0 ? scenario.start : records[number - 1].world,
      after: number == 0 ? [] : records[number - 1].events, in: scenario)
  }

  // MARK: Parts

  private func status(into object: inout JSONOutput) {
    object.key("phase")
    object.string(phase.name)
    if case .failed(let reason) = phase {
      object.key("reason")
      object.string(reason)
    }
    object.key("turn")
    object.integer(min(turn, facts.turns))
    object.key("turns")
    object.integer(facts.turns)
    object.key("when")
    object.string(facts.placed(min(turn, facts.turns)))
    object.key("talk")
    object.bool(rules.allowsTalk)
    object.key("delay")
    object.integer(rules.spectatorDelay)
    object.key("paused")
    object.bool(clock.isPaused)
    if let left = clock.left(now: .now) {
      object.key("left")
      object.number(rounded(left / .seconds(1), 1))
    }
  }

  private func seats(into object: inout JSONOutput) {
    object.key("umpire")
    object.bool(hasUmpire)
    object.key("spectators")
    object.integer(presence(of: .spectator))
    object.key("seats")
    object.array(people) { array, state in
      array.object { object in
        object.key("code")
        object.string(roster.code(state))
        object.key("name")
        object.string(roster.name(state))
        object.key("here")
        object.integer(presence(of: .seat(state)))
        object.key("ready")
        object.bool(places[state]?.isReady ?? false)
      }
    }
  }

  private func seat(_ state: StateID, into object: inout JSONOutput) {
    guard let place = places[state] else { return }
    object.key("code")
    object.string(roster.code(state))
    object.key("ready")
    object.bool(place.before != nil)
    object.key("decides")
    object.bool(place.isReady ? place.before != nil : true)
    object.key("orders")
    object.strings(place.session.draftNotation)
    object.key("lines")
    object.lines(place.opening)
  }

  private func umpire(into object: inout JSONOutput) {
    guard let place = desk else { return }
    object.key("lines")
    object.lines(place.opening)
    object.key("umpire_closes")
    object.bool(rules.umpireCloses)
    object.key("injects")
    object.array((turn...max(turn, facts.turns)).filter { !place.session.schedule[$0].isEmpty }) {
      array, number in
      array.object { object in
        object.key("turn")
        object.integer(number)
        object.key("injects")
        object.strings(place.session.schedule[number].map { $0.notation(in: roster) })
      }
    }
    object.key("kinds")
    object.strings(facts.injects.map(\.rawValue))
    object.key("orders")
    object.object { object in
      for state in people {
        guard let place = places[state] else { continue }
        object.key(roster.code(state))
        object.object { object in
          object.key("orders")
          object.strings(place.session.draftNotation)
          object.key("ready")
          object.bool(place.before != nil)
          object.key("staffed")
          object.bool(place.isStaffed)
          if let corrected = place.corrected {
            object.key("corrected")
            object.strings(corrected.notation(in: roster))
          }
        }
      }
    }
  }
}

/// What stays the same through a game, as pages need it.
func gameView(_ scenario: Scenario, allows extra: ((inout JSONOutput) -> Void)?) -> [UInt8] {
  let (setting, facts) = (scenario.setting, GameFacts(scenario))
  let roster = setting.roster
  return json { object in
    object.key("title")
    object.string(scenario.title)
    object.key("name")
    object.string(scenario.name)
    object.key("start_year")
    object.integer(facts.hasCalendar ? setting.startYear : 0)
    object.key("turns")
    object.integer(setting.turns)
    object.key("moves")
    object.strings(setting.game == nil ? [] : roster.moveNames)
    object.key("is_game_of_moves")
    object.bool(facts.isGameOfMoves)
    object.key("states")
    object.array(roster.states) { array, state in
      array.object { object in
        object.key("code")
        object.string(roster.code(state))
        object.key("name")
        object.string(roster.name(state))
        object.key("gdp")
        object.number(setting.gdp[state])
      }
    }
    object.key("poles")
    object.strings(roster.poles.map(roster.code))
    object.key("sectors")
    object.array(roster.sectors) { array, sector in
      array.object { object in
        object.key("code")
        object.string(roster.code(sector))
        object.key("name")
        object.string(roster.name(sector))
        object.key("key")
        object.bool(setting[sector].isKey)
        object.key("good")
        object.bool(setting[sector].isGood)
      }
    }
    object.key("tariff_max")
    object.number(setting.limits.tariffMax)
    object.key("money_max")
    object.number(setting.limits.investmentPercentMax)
    extra?(&object)
  }
}

func json(_ content: (inout JSONOutput) -> Void) -> [UInt8] {
  var output = JSONOutput()
  output.object(content)
  return output.bytes
}

extension JSONOutput {
  /// Lines with what they are: `[["Your orders","heading"],…]`.
  mutating func lines(_ lines: [Line]) {
    array(lines) { array, line in array.strings([line.text, "\(line.style)"]) }
  }
}

extension Room {
  /// How a seat stands, for whoever keeps it at a terminal.
  package struct Stand: Sendable {
    package let turn: Int
    package let opening: [Line]
    package let prompt: String
    /// Whether orders are awaited from it.
    package let isAsked: Bool
    package let isOver: Bool
    /// What may stand at the end of a line that is being typed.
    package let completions: @Sendable (_ line: String) -> [String]
  }

  package func stand(of state: StateID) -> Stand {
    let place = places[state]
    return Stand(
      turn: turn, opening: place?.opening ?? [], prompt: place?.session.prompt ?? "",
      isAsked: place.map { !$0.isReady } ?? false && (phase == .open || phase == .lobby),
      isOver: phase == .over, completions: { place?.session.completions(of: $0) ?? [] })
  }
}
