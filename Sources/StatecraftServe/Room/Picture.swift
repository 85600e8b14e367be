package import StatecraftCore
internal import StatecraftPlayers
package import StatecraftReplay

/// The world between two turns as everybody may see it: what a map and a scoreboard show.
///
/// It's made from an ``Observation`` and takes of it only what every observation holds, so it's the
/// same whoever looks.
package struct Picture: Sendable {
  package let observation: Observation
  /// The turn that led to it; 0 is the start.
  package var turn: Int { observation.turn - 1 }
  package let news: [Headlines.Item]
  let setting: Setting
  private let startTariff: SectorDyadic<Double>

  /// - Parameters:
  ///   - world: the world.
  ///   - news: what happened in the turn that led to it.
  ///   - scenario: what is played.
  package init(of world: World, news: [Headlines.Item], in scenario: Scenario) {
    let setting = scenario.setting
    observation = Observation(of: world, by: setting.leader, setting: setting)
    self.setting = setting
    startTariff = scenario.start.tariff
    self.news = news
  }

  /// - Parameter events: what happened in the turn that led to it; what isn't public is left out.
  package init(of world: World, after events: [Event], in scenario: Scenario) {
    let shown = events.enumerated().filter(\.element.isPublic)
    // Labels count all events of the record, so that whoever has it finds them.
    let items = Headlines(scenario.setting.roster).items(of: shown.map(\.element)).map { item in
      Headlines.Item(
        text: item.text, positions: item.positions.map { shown[$0 - 1].offset + 1 },
        states: item.states, weight: item.weight)
    }
    self.init(of: world, news: items, in: scenario)
  }

  /// Writes it, with the incomes of the picture before, so that changes can be told.
  package func write(into output: inout JSONOutput, after previous: Picture?) {
    let roster = setting.roster
    output.object { object in
      object.key("turn")
      object.integer(turn)
      object.key("year")
      object.integer(setting.year(of: max(turn, 1)))
      object.key("income")
      object.numbers(observation.realIncome.storage.map { rounded($0 - 1, 6) })
      object.key("before")
      object.numbers(
        (previous ?? self).observation.realIncome.storage.map { rounded($0 - 1, 6) })
      object.key("alignment")
      object.array(roster.states) { array, state in
        array.numbers(roster.poles.map { rounded(observation.alignment[state, $0], 3) })
      }
      object.key("system")
      object.array(roster.states) { array, state in
        array.integer(system(of: state).map(\.index) ?? -1)
      }
      object.key("controls")
      object.array { controls(into: &$0) }
      object.key("trade")
      object.array(roster.states) { array, seller in
        array.numbers(roster.states.map { rounded(trade(to: $0, from: seller), 1) })
      }
      object.key("news")
      object.array(news) { array, item in
        array.object { object in
          object.key("text")
          object.string(item.text)
          object.key("at")
          object.array(item.positions) { $0.string("T\(turn).\($1)") }
          object.key("states")
          object.strings(item.states)
        }
      }
      if setting.game != nil {
        object.key("scores")
        object.numbers(
          roster.states.map { observation.scores.row($0).reduce(0, +) })
      }
    }
  }

  /// The pole to whose system a state belongs: that to which it's aligned most, beyond the
  /// threshold of allies.
  package func system(of state: StateID) -> PoleID? {
    let roster = setting.roster
    if let own = roster.pole(ledBy: state) { return own }
    let nearest = roster.poles.max {
      (observation.alignment[state, $0], $1.index) < (observation.alignment[state, $1], $0.index)
    }
    return nearest.flatMap {
      observation.alignment[state, $0] >= setting.outcome.allyAlignment ? $0 : nil
    }
  }

  /// What a buyer buys of a seller in all sectors, in billion US dollars.
  package func trade(to buyer: StateID, from seller: StateID) -> Double {
    buyer == seller
      ? 0 : setting.roster.sectors.reduce(0) { $0 + observation.flows[$1, buyer, seller] }
  }

  /// Measures in force or ordered: instrument, sector, author, target, ordered, in force. Tariffs
  /// only where they aren't what they were at the start.
  private func controls(into output: inout JSONOutput) {
    let roster = setting.roster
    for instrument in ControlInstrument.allCases {
      for sector in roster.sectors {
        for author in roster.states {
          for target in roster.states where author != target {
            let ordered = observation.ordered(instrument, sector, author, target)
            let force = observation.inForce(instrument, sector, author, target)
            let start = instrument == .tariff ? startTariff[sector, author, target] : 0
            guard abs(ordered - start) > 1e-9 || abs(force - start) > 1e-9 else { continue }
            output.array { row in
              row.string(instrument.rawValue)
              row.integer(sector.index)
              row.integer(author.index)
              row.integer(target.index)
              row.number(rounded(ordered, 3))
              row.number(rounded(force, 3))
            }
          }
        }
      }
    }
  }
}

/// A number with few decimals, so that a picture is small.
func rounded(_ value: Double, _ decimals: Int) -> Double {
  var scale = 1.0
  for _ in 0..<decimals { scale *= 10 }
  return (value * scale).rounded() / scale
}
