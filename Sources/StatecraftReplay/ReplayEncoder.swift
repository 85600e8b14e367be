public import StatecraftCore

/// Turns a game into the lines of its replay, as bytes.
///
/// The same build, scenario and seed give the same bytes: keys have a fixed order, and numbers the
/// shortest digits that give them back.
public struct ReplayEncoder: Sendable {
  let header: ReplayHeader
  private var chain = Digest()
  /// Turns written so far.
  private var turns = 0
  /// The world of the last turn, and its columns' fingerprints as JSON: most columns stay the
  /// same over a turn, and needn't be hashed again.
  private var lastWorld: World?
  private var columns: [[UInt8]] = []

  public init(_ header: ReplayHeader) { self.header = header }

  private var roster: Roster { header.roster }

  /// The first line.
  public func headerLine() -> [UInt8] { header.line() }

  /// The line of a turn. Turns must come in order, each once.
  public mutating func line(for record: TurnRecord) -> [UInt8] {
    turns += 1
    precondition(record.number == turns, "Turn \(record.number) came when \(turns) was due")
    chain.add(record.digest.value)
    updateColumns(record.world)

    var output = JSONOutput()
    output.object { line in
      line.key("turn")
      line.integer(record.number)
      line.key("year")
      line.integer(header.startYear + record.number - 1)
      line.key("decisions")
      line.object { object in
        for state in record.answers.indices where record.answers[state].decision != .hold {
          object.key(roster.code(state))
          object.strings(record.answers[state].decision.notation(in: roster))
        }
      }
      if !record.injects.isEmpty {
        line.key("injects")
        line.strings(record.injects.map { $0.notation(in: roster) })
      }
      if !record.notes.isEmpty {
        line.key("held")
        line.object { object in
          for note in record.notes {
            object.key(roster.code(note.state))
            object.string(note.reason)
          }
        }
      }
      if !record.remarks.isEmpty {
        line.key("remarks")
        line.array(record.remarks) { array, remark in
          array.array { parts in
            parts.string(remark.kind.rawValue)
            parts.string(remark.from)
            parts.strings(remark.to)
            parts.string(remark.text)
          }
        }
      }
      if !record.planned.isEmpty {
        line.key("planned")
        line.array(record.planned.turns) { array, turn in
          array.array { parts in
            parts.integer(turn)
            parts.strings(record.planned[turn].map { $0.notation(in: roster) })
          }
        }
      }
      if header.hasDraws {
        line.key("draws")
        line.array(record.draws) { $0.draw($1) }
        line.key("policy_draws")
        line.array(record.answers.storage.lazy.flatMap(\.draws)) { $0.draw($1) }
      }
      line.key("events")
      line.array(record.events) { $0.event($1, in: roster) }
      line.key("indicators")
      line.indicators(ReplayIndicators(record.world, utilities: record.utilities))
      if header.hasDeliberations {
        line.key("deliberations")
        line.object { object in
          for state in record.answers.indices {
            let answer = record.answers[state]
            let kept = header.keepsMotivesOnly ? answer.motives(in: roster) : answer.deliberations
            guard !kept.isEmpty else { continue }
            object.key(roster.code(state))
            object.array(kept) { $0.deliberation($1) }
          }
        }
      }
      line.key("fingerprints")
      line.object { object in
        for (index, column) in record.world.columns.enumerated() {
          object.key(column.name)
          object.raw(columns[index])
        }
      }
      line.key("digest")
      line.string(record.digest.hexadecimal)
      line.key("chain")
      line.string(chain.hexadecimal)
    }
    output.lineFeed()
    return output.bytes
  }

  /// The last line: what is said of the outcome, and the run's digest.
  public func endLine(outcome: [OutcomeField]) -> [UInt8] {
    var output = JSONOutput()
    output.object { line in
      line.key("end")
      line.object { end in
        end.key("turns")
        end.integer(turns)
        end.key("outcome")
        end.object { object in
          for field in outcome {
            object.key(field.name)
            switch field.value {
            case .text(let text): object.string(text)
            case .number(let number): object.number(number)
            }
          }
        }
        end.key("digest")
        end.string(chain.hexadecimal)
      }
    }
    output.lineFeed()
    return output.bytes
  }

  private mutating func updateColumns(_ world: World) {
    if columns.count != world.columns.count {
      columns = Array(repeating: [], count: world.columns.count)
    }
    for (index, column) in world.columns.enumerated() {
      if let lastWorld, world.agrees(with: lastWorld, on: column) { continue }
      var output = JSONOutput()
      output.hexadecimals(world.fingerprints(of: column))
      columns[index] = output.bytes
    }
    lastWorld = world
  }
}

extension JSONOutput {
  fileprivate mutating func draw(_ draw: Draw) {
    array { array in
      array.string(draw.purpose)
      array.string(draw.actor)
      switch draw.item {
      case .name(let name): array.string(name)
      case .place(let place): array.integer(Int(place))
      }
      array.string(draw.distribution.notation)
      array.number(draw.value)
    }
  }

  fileprivate mutating func event(_ event: Event, in roster: Roster) {
    array { array in
      array.string(event.kind.description)
      array.string(event.rule)
      if let state = event.state { array.string(roster.code(state)) } else { array.null() }
      if let target = event.target { array.string(roster.code(target)) } else { array.null() }
      if let sector = event.sector { array.string(roster.code(sector)) } else { array.null() }
      array.number(event.value)
      array.string(event.why.description)
      if let module = event.module { array.string(roster.code(module)) }
    }
  }

  fileprivate mutating func indicators(_ indicators: ReplayIndicators) {
    object { object in
      object.key("real_income")
      object.numbers(indicators.realIncome)
      object.key("alignment")
      object.array(indicators.alignment) { $0.numbers($1) }
      for (key, numbers) in [
        ("exclusion_by_leader", indicators.exclusionByLeader),
        ("exclusion_by_system", indicators.exclusionBySystem),
        ("secured_by_leader", indicators.securedByLeader),
        ("secured_by_system", indicators.securedBySystem),
      ] {
        object.key(key)
        object.numbers(numbers)
      }
      if !indicators.payoffs.isEmpty {
        object.key("payoffs")
        object.numbers(indicators.payoffs)
        object.key("scores")
        object.numbers(indicators.scores)
      }
      if !indicators.utility.isEmpty {
        object.key("utility")
        object.array(indicators.utility) { array, terms in
          array.numbers(terms.written)
        }
      }
    }
  }

  fileprivate mutating func deliberation(_ deliberation: Deliberation) {
    object { object in
      object.key("about")
      object.string(deliberation.subject)
      object.key("options")
      object.array(deliberation.options) { options, option in
        options.numbers(
          [option.level, option.probability] + option.terms.written)
      }
      object.key("chosen")
      object.integer(deliberation.chosen)
      object.key("draw")
      if let draw = deliberation.draw { object.number(draw) } else { object.null() }
    }
  }
}

extension UtilityTerms {
  /// The terms in their order; what is unexplained only where there is something.
  fileprivate var written: [Double] {
    UtilityTerm.weighted.map { self[$0] }
      + (self[.unexplained] == 0 ? [] : [self[.unexplained]])
  }
}

extension Answer {
  /// The deliberations that led to an order.
  func motives(in roster: Roster) -> [Deliberation] {
    // An order is a deliberation's subject and, where it has a level, that as its last word.
    let ordered = Set(
      decision.notation(in: roster).flatMap { order in
        [order, order.split(separator: " ").dropLast().joined(separator: " ")]
      })
    return deliberations.filter { ordered.contains($0.subject) }
  }
}
