// Decision notation: one order a line, the same in tests, replays, scripts and at the table.

extension AlignmentOrder {
  public func notation(in roster: Roster) -> String {
    "align \(roster.code(pole)) \(degree)"
  }
}

extension ControlOrder {
  public func notation(in roster: Roster) -> String {
    "control \(roster.code(instrument)) \(roster.code(sector)) \(roster.code(target)) \(level)"
  }
}

extension InvestmentOrder {
  public func notation(in roster: Roster) -> String {
    "invest \(kind.rawValue) \(roster.code(sector)) \(percentOfGDP)%gdp"
  }
}

extension MoveOrder {
  public func notation(in roster: Roster) -> String {
    "move \(roster.name(move: move))" + (target.map { " \(roster.code($0))" } ?? "")
  }
}

extension Decision {
  /// One line for each order.
  public func notation(in roster: Roster) -> [String] {
    alignment.map { $0.notation(in: roster) } + controls.map { $0.notation(in: roster) }
      + investments.map { $0.notation(in: roster) } + moves.map { $0.notation(in: roster) }
      + added.map { $0.notation(in: roster) }
  }

  /// Reads orders, one a line; `hold` and empty lines order nothing.
  ///
  /// - Throws: ``NotationError`` with every line that can't be read, and why.
  public init(
    notation lines: some Sequence<String>, in roster: Roster
  ) throws(NotationError) {
    self.init()
    var faults: [NotationError.Fault] = []
    for line in lines {
      let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
      guard let verb = words.first?.lowercased(), verb != "hold" else { continue }
      do throws(Unreadable) {
        switch verb {
        case "align": alignment.append(try .init(words: words, in: roster))
        case "control": controls.append(try .init(words: words, in: roster))
        case "invest": investments.append(try .init(words: words, in: roster))
        case "move": moves.append(try .init(words: words, in: roster))
        default:
          guard let act = roster.acts.firstIndex(where: { $0.word == verb }) else {
            let words = (Decision.words.dropLast() + roster.acts.map(\.word)).map { "‘\($0)’" }
            throw Unreadable(
              "an order begins with \(words.joined(separator: ", ")) or ‘hold’")
          }
          added.append(try .init(ActID(index: act), words: words, in: roster))
        }
      } catch {
        faults.append(.init(line: line, reason: error.reason))
      }
    }
    if !faults.isEmpty { throw NotationError(faults: faults) }
  }
}

/// Orders that can't be read.
public struct NotationError: Error, Sendable, Equatable, CustomStringConvertible {
  public struct Fault: Sendable, Equatable {
    public let line: String
    public let reason: String
  }

  public let faults: [Fault]

  public var description: String {
    faults.map { "‘\($0.line)’: \($0.reason)." }.joined(separator: "\n")
  }
}

private struct Unreadable: Error {
  let reason: String
  init(_ reason: String) { self.reason = reason }
}

extension AlignmentOrder {
  fileprivate init(words: [String], in roster: Roster) throws(Unreadable) {
    guard words.count == 3 else { throw Unreadable("expected: align POLE DEGREE") }
    let leader = try namedState(words[1], in: roster)
    guard let pole = roster.pole(ledBy: leader) else {
      throw Unreadable(
        "\(words[1]) leads no pole; the poles are \(list(roster.poles.map(roster.code)))")
    }
    self.init(pole: pole, degree: try number(words[2]))
  }
}

extension ControlOrder {
  fileprivate init(words: [String], in roster: Roster) throws(Unreadable) {
    guard words.count == 5 else {
      throw Unreadable("expected: control INSTRUMENT SECTOR TARGET LEVEL")
    }
    guard let instrument = roster.instrument(words[1].lowercased()) else {
      throw Unreadable(
        "‘\(words[1])’ is no instrument; there are " + list(roster.instruments.map(\.word)))
    }
    self.init(
      instrument: instrument, sector: try namedSector(words[2], in: roster),
      target: try namedState(words[3], in: roster), level: try number(words[4]))
  }
}

extension InvestmentOrder {
  fileprivate init(words: [String], in roster: Roster) throws(Unreadable) {
    guard words.count == 4 else { throw Unreadable("expected: invest KIND SECTOR SHARE%gdp") }
    guard let kind = InvestmentKind(rawValue: words[1].lowercased()) else {
      throw Unreadable(
        "‘\(words[1])’ is no investment; there are "
          + list(InvestmentKind.allCases.map(\.rawValue)))
    }
    self.init(
      kind: kind, sector: try namedSector(words[2], in: roster),
      percentOfGDP: try moneyShare(words[3]))
  }
}

extension MoveOrder {
  fileprivate init(words: [String], in roster: Roster) throws(Unreadable) {
    guard words.count == 2 || words.count == 3 else {
      throw Unreadable("expected: move MOVE TARGET")
    }
    guard let move = roster.move(words[1]) else {
      let names = roster.moveNames
      throw Unreadable(
        names.isEmpty
          ? "‘\(words[1])’ is not a number"
          : "‘\(words[1])’ is no move; there are \(list(names))")
    }
    self.init(target: words.count == 3 ? try namedState(words[2], in: roster) : nil, move: move)
  }
}

extension AddedOrder {
  fileprivate init(_ id: ActID, words: [String], in roster: Roster) throws(Unreadable) {
    let act = roster.acts[id.index]
    let count = 1 + act.places.count + (act.level == .none ? 0 : 1)
    guard words.count == count else { throw Unreadable("expected: \(act.usage)") }
    var places: [Int] = []
    for (word, place) in zip(words.dropFirst(), act.places) {
      guard let index = roster.index(of: word, at: place) else {
        throw Unreadable(
          "‘\(word)’ is no \(place.rawValue)"
            + suggestion(for: word, among: roster.codes(at: place))
        )
      }
      places.append(index)
    }
    var level = 0.0
    switch act.level {
    case .none: break
    case .upTo: level = try number(words[count - 1])
    case .percentOfGDP: level = try moneyShare(words[count - 1])
    }
    self.init(act: id, places: places, level: level)
  }
}

private func namedState(_ word: String, in roster: Roster) throws(Unreadable) -> StateID {
  guard let state = roster.state(word.uppercased()) else {
    throw Unreadable(
      "‘\(word)’ is no state of the roster"
        + suggestion(for: word.uppercased(), among: roster.stateCodes))
  }
  return state
}

private func namedSector(_ word: String, in roster: Roster) throws(Unreadable) -> SectorID {
  guard let sector = roster.sector(word.lowercased()) else {
    throw Unreadable(
      "‘\(word)’ is no sector" + suggestion(for: word.lowercased(), among: roster.sectorCodes))
  }
  return sector
}

/// Infinities and `nan` are read too, and found illegal later: notation must carry every decision
/// that a faulty policy may make.
private func number(_ word: String) throws(Unreadable) -> Double {
  guard let value = Double(word) else {
    throw Unreadable("‘\(word)’ is not a number")
  }
  return value
}

private func moneyShare(_ word: String) throws(Unreadable) -> Double {
  let money = word.lowercased()
  guard money.hasSuffix("%gdp") else {
    throw Unreadable("money is given in percent of GDP, such as 0.2%gdp")
  }
  return try number(String(money.dropLast(4)))
}

private func list(_ words: [String]) -> String { words.joined(separator: ", ") }
