/// Something that an umpire puts into a turn from outside the model.
///
/// The rule that owns the mechanism carries it out, and what follows is played like anything else.
public enum Inject: Sendable, Hashable {
  /// A producer's sector is disrupted: at the end of the turn's nature phase the loss of
  /// productivity is at least `size`, in log points; `shock chips TWN 0.5`.
  case supplyShock(sector: SectorID, producer: StateID, size: Double)
  /// An election is held in this turn, whatever the calendar says: `election DEU`.
  case election(StateID)
  /// A state comes to fear another for what isn't in the model, such as a war: at the end of the
  /// turn's relations phase it sees a threat of at least `level`, in 0...1; `threat DEU RUS 0.8`.
  case threat(StateID, from: StateID, level: Double)

  /// The kinds of injects, for rules to say which they carry out.
  public enum Kind: String, Sendable, CaseIterable {
    case supplyShock = "shock"
    case election
    case threat

    /// How an inject of this kind is written.
    public var usage: String {
      switch self {
      case .supplyShock: "shock SECTOR STATE SIZE"
      case .election: "election STATE"
      case .threat: "threat STATE FROM LEVEL"
      }
    }

    /// Whether it may be held, `for TURNS`.
    public var isHeld: Bool { self != .election }
  }

  public var kind: Kind {
    switch self {
    case .supplyShock: .supplyShock
    case .election: .election
    case .threat: .threat
    }
  }

  /// The largest disruption, in log points: what is left is a twentieth.
  public static let sizeMax = 3.0

  public func notation(in roster: Roster) -> String {
    switch self {
    case .supplyShock(let sector, let producer, let size):
      "shock \(roster.code(sector)) \(roster.code(producer)) \(size)"
    case .election(let state): "election \(roster.code(state))"
    case .threat(let state, let other, let level):
      "threat \(roster.code(state)) \(roster.code(other)) \(level)"
    }
  }

  /// Reads an inject of one turn.
  public init(notation line: String, in roster: Roster) throws(InjectError) {
    let reading = InjectLine(line, roster)
    guard let inject = reading.inject else {
      throw InjectError(line: line, reasons: reading.reasons)
    }
    self = inject
  }

  /// Every reason why it can't take effect in a game; empty when it can.
  public func violations(in setting: Setting, under rulebook: Rulebook) -> [Violation] {
    var reasons: [String] = []
    if !rulebook.carriesOut(kind) {
      reasons.append("no rule in force carries out an inject of kind ‘\(kind.rawValue)’")
    }
    switch self {
    case .supplyShock(let sector, let producer, let size):
      if !(size > 0 && size <= Self.sizeMax) {
        reasons.append("the size is above 0 and at most \(Self.sizeMax) log points")
      }
      if !(setting.startOutput[sector, producer] > 0) {
        reasons.append(
          "\(setting.roster.code(producer)) makes nothing in \(setting.roster.code(sector))")
      }
    case .election(let state):
      if setting.governments[state].count < 2 {
        reasons.append("there is no choice of governments in \(setting.roster.code(state))")
      }
    case .threat(let state, let other, let level):
      if !(level >= 0 && level <= 1) { reasons.append("the level is from 0 to 1") }
      if state == other { reasons.append("nobody is a threat to itself") }
    }
    return reasons.map { Violation(order: notation(in: setting.roster), reason: $0) }
  }
}

/// Which injects come in which turn.
public struct InjectSchedule: Sendable, Equatable {
  private var byTurn: [Int: [Inject]] = [:]

  public init() {}

  public var isEmpty: Bool { byTurn.isEmpty }

  /// The injects of a turn, in the order in which they were added.
  public subscript(turn: Int) -> [Inject] { byTurn[turn] ?? [] }

  /// Adds an inject for a number of turns in a row; what a turn has already isn't added twice.
  public mutating func add(_ inject: Inject, from turn: Int, turns: Int = 1) {
    for turn in turn..<(turn + turns) where !self[turn].contains(inject) {
      byTurn[turn, default: []].append(inject)
    }
  }

  /// What comes after a turn.
  public func later(than last: Int) -> InjectSchedule {
    var rest = InjectSchedule()
    rest.byTurn = byTurn.filter { $0.key > last && !$0.value.isEmpty }
    return rest
  }

  /// The turns that something is put into, in order.
  public var turns: [Int] { byTurn.filter { !$0.value.isEmpty }.keys.sorted() }

  /// Takes all injects out of a turn.
  public mutating func clear(_ turn: Int) { byTurn[turn] = nil }

  /// Puts another schedule in the place of this one's first turns.
  public mutating func replace(upTo last: Int, with other: InjectSchedule) {
    for turn in 1..<(last + 1) { byTurn[turn] = other.byTurn[turn] }
  }

  /// Adds what a line says, such as `shock SECTOR STATE SIZE`, `shock … for N` turns, or
  /// `election STATE` (``Inject/Kind/usage``), with or without `inject` before it.
  ///
  /// - Parameters:
  ///   - line: in the umpire's notation.
  ///   - turn: the turn that it is for, or the first.
  ///   - setting: the game's facts.
  ///   - rulebook: the rules in force.
  /// - Throws: ``InjectError`` with every reason why it can't be; then nothing is added.
  public mutating func add(
    _ line: String, from turn: Int, in setting: Setting, under rulebook: Rulebook
  ) throws(InjectError) {
    let reading = InjectLine(line, setting.roster)
    var reasons = reading.reasons
    if let inject = reading.inject {
      reasons += inject.violations(in: setting, under: rulebook).map(\.reason)
    }
    let last = turn + reading.turns - 1
    if !(1...setting.turns).contains(turn) {
      reasons.append("there is no turn \(turn): the game has \(setting.turns)")
    } else if last > setting.turns {
      reasons.append("it would last until turn \(last), and the game has \(setting.turns)")
    }
    guard let inject = reading.inject, reasons.isEmpty else {
      throw InjectError(line: line, reasons: reasons)
    }
    add(inject, from: turn, turns: reading.turns)
  }
}

/// An inject that can't be, with every reason.
public struct InjectError: Error, Sendable, Equatable, CustomStringConvertible {
  public let line: String
  public let reasons: [String]

  public var description: String { "‘\(line)’: \(reasons.joined(separator: "; "))." }
}

/// A line in the umpire's notation, as far as it can be read.
private struct InjectLine {
  private(set) var inject: Inject?
  private(set) var turns = 1
  private(set) var reasons: [String] = []

  init(_ line: String, _ roster: Roster) {
    var words = line.split(whereSeparator: \.isWhitespace).map(String.init)
    if words.first?.lowercased() == "inject" { words.removeFirst() }
    let kinds = Inject.Kind.allCases.map(\.rawValue)
    let first = words.first?.lowercased() ?? ""
    switch Inject.Kind(rawValue: first) {
    case .supplyShock: readShock(words, roster)
    case .election: readElection(words, roster)
    case .threat: readThreat(words, roster)
    case nil:
      reasons.append(
        "an inject begins with ‘shock’, ‘election’ or ‘threat’"
          + suggestion(for: first, among: kinds))
    }
  }

  /// The words without how long it's held, when there are as many as a kind has.
  private mutating func held(_ words: [String], _ kind: Inject.Kind, count: Int) -> Bool {
    guard words.count == count || words.count == count + 2 && words[count].lowercased() == "for"
    else {
      reasons.append("expected: \(kind.usage), or \(kind.usage) for TURNS")
      return false
    }
    if words.count > count {
      if let number = Int(words[count + 1]), (1...1000).contains(number) {
        turns = number
      } else {
        reasons.append("‘\(words[count + 1])’ is no number of turns")
      }
    }
    return true
  }

  private mutating func number(_ word: String) -> Double? {
    let number = Double(word)
    if number == nil { reasons.append("‘\(word)’ is not a number") }
    return number
  }

  private mutating func readThreat(_ words: [String], _ roster: Roster) {
    guard held(words, .threat, count: 4) else { return }
    let (state, other) = (state(words[1], roster), state(words[2], roster))
    guard let level = number(words[3]), let state, let other else { return }
    inject = .threat(state, from: other, level: level)
  }

  private mutating func readShock(_ words: [String], _ roster: Roster) {
    guard held(words, .supplyShock, count: 4) else { return }
    let sector = roster.sector(words[1].lowercased())
    if sector == nil {
      reasons.append(
        "‘\(words[1])’ is no sector"
          + suggestion(for: words[1].lowercased(), among: roster.sectorCodes))
    }
    let producer = state(words[2], roster)
    let size = number(words[3])
    guard let sector, let producer, let size else { return }
    inject = .supplyShock(sector: sector, producer: producer, size: size)
  }

  private mutating func readElection(_ words: [String], _ roster: Roster) {
    guard words.count == 2 else {
      reasons.append("expected: \(Inject.Kind.election.usage)")
      return
    }
    inject = state(words[1], roster).map(Inject.election)
  }

  private mutating func state(_ word: String, _ roster: Roster) -> StateID? {
    let state = roster.state(word.uppercased())
    if state == nil {
      reasons.append(
        "‘\(word)’ is no state of the roster"
          + suggestion(for: word.uppercased(), among: roster.stateCodes))
    }
    return state
  }
}
