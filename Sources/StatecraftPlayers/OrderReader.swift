internal import StatecraftCore

/// Reads orders as people type them: decision notation, and what comes near enough.
///
/// Case doesn't matter, the beginning of a word does for the word, states go by name as well as by
/// code, and several targets share a line. What is read is a plain order, which is told back in
/// decision notation.
struct OrderReader: Sendable {
  let roster: Roster
  let states: Lexicon<StateID>
  let sectors: Lexicon<SectorID>
  private let modules: Lexicon<ModuleID>
  private let instruments: Lexicon<InstrumentID>
  private let kinds = Lexicon<InvestmentKind>(
    InvestmentKind.allCases.map { .init(value: $0, label: $0.rawValue, names: [$0.rawValue]) })

  /// The words with which an order may begin; those of instruments and of kinds of investment are
  /// short for others.
  let verbs: [String]
  /// Whether an instrument can be ordered in a sector: what ‘all’ means.
  private let covers: @Sendable (SectorID, InstrumentID) -> Bool

  init(
    _ roster: Roster,
    covers: @escaping @Sendable (SectorID, InstrumentID) -> Bool = { _, _ in true }
  ) {
    self.roster = roster
    self.covers = covers
    states = Lexicon(statesOf: roster)
    sectors = Lexicon(sectorsOf: roster)
    modules = Lexicon(
      roster.moduleCodes.indices.map { index in
        let code = roster.moduleCodes[index]
        let club = String(code.prefix { $0 != "." })
        let isOnlyOne = roster.moduleCodes.count { $0.hasPrefix(club + ".") } == 1
        return .init(
          value: ModuleID(index: index), label: code, names: isOnlyOne ? [code, club] : [code])
      })
    verbs =
      ["align", "control", "invest"] + roster.instruments.map(\.word)
      + InvestmentKind.allCases.map(\.rawValue) + ["lift", "sanction"] + roster.acts.map(\.word)
    instruments = Lexicon(
      roster.instrumentIDs.map {
        .init(value: $0, label: roster.code($0), names: [roster.code($0)])
      })
  }

  /// Splits a line into words: spaces before percent signs and around commas don't count.
  static func words(_ line: String) -> [String] {
    var words: [String] = []
    let pieces = line.unicodeScalars.split { scalar in
      // Control characters, such as those of a key that the terminal doesn't know, mean nothing.
      scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
    }
    for word in pieces.map({ String($0) }) {
      let joins =
        word.hasPrefix("%") || word.hasPrefix(",") || words.last?.hasSuffix(",") ?? false
        || word.lowercased() == "gdp" && words.last?.hasSuffix("%") ?? false
      if joins, let last = words.popLast() { words.append(last + word) } else { words.append(word) }
    }
    return words
  }

  /// - Parameters:
  ///   - words: an order whose first word is one of ``verbs``, whole.
  ///   - me: whose order it is.
  /// - Returns: the orders; several when several sectors or targets are named.
  func read(_ words: [String], by me: StateID) throws(Misunderstanding) -> [Order] {
    let rest = Array(words.dropFirst())
    switch words[0] {
    case "align": return [try alignment(rest)]
    case "control": return try control(rest, by: me)
    case "invest": return [try investment(rest)]
    case "lift": return try control(rest + ["0"], by: me, usage: "lift INSTRUMENT SECTOR TARGET")
    case let word where roster.instrument(word) != nil: return try control(words, by: me)
    case let word where InvestmentKind(rawValue: word) != nil: return [try investment(words)]
    default: return [try added(words)]
    }
  }

  // MARK: Kinds

  private func alignment(_ words: [String]) throws(Misunderstanding) -> Order {
    guard words.count >= 2, let last = words.last else {
      guard let pole = poles.first else {
        throw Misunderstanding("there is no pole to align with in this game")
      }
      throw Misunderstanding("expected: align POLE DEGREE, such as ‘align \(pole) 0.6’")
    }
    var parts = Parts()
    let pole = parts.take { try self.pole(words.dropLast().joined(separator: " ")) }
    let degree = parts.take { try self.level(last, highest: 1) }
    guard let pole, let degree else { throw parts.misunderstanding }
    return .align(AlignmentOrder(pole: pole, degree: degree))
  }

  private func control(
    _ words: [String], by me: StateID, usage: String = "control INSTRUMENT SECTOR TARGET LEVEL"
  ) throws(Misunderstanding) -> [Order] {
    guard words.count >= 4, let last = words.last else {
      throw Misunderstanding("expected: \(usage)")
    }
    var parts = Parts()
    let instrument = parts.take { try instruments.resolve(words[0], "instrument") }
    let place = parts.take { try self.place(words.dropFirst().dropLast(), but: me) }
    let level = parts.take {
      try self.level(
        last, highest: instrument.map { roster[$0].channel == .price } == true ? nil : 1)
    }
    guard let instrument, let place, let level else { throw parts.misunderstanding }
    let sectors =
      switch place.sectors {
      case .all: roster.sectors.filter { covers($0, instrument) }
      case .these(let sectors): sectors
      }
    return sectors.flatMap { sector in
      place.targets.map {
        .control(
          ControlOrder(instrument: instrument, sector: sector, target: $0, level: level))
      }
    }
  }

  private func investment(_ words: [String]) throws(Misunderstanding) -> Order {
    guard words.count >= 3, let last = words.last else {
      throw Misunderstanding(
        "expected: invest KIND SECTOR SHARE%gdp, such as ‘invest subsidy "
          + "\(roster.sectorCodes.first ?? "") 0.2%gdp’")
    }
    var parts = Parts()
    let kind = parts.take { try kinds.resolve(words[0], "investment") }
    let sector = parts.take {
      try sectors.resolve(words.dropFirst().dropLast().joined(separator: " "), "sector")
    }
    let money = parts.take { try percentOfGDP(last) }
    guard let kind, let sector, let money else { throw parts.misunderstanding }
    return .invest(InvestmentOrder(kind: kind, sector: sector, percentOfGDP: money))
  }

  /// An order of a kind that a rule brings along: a word for each place, in order.
  private func added(_ words: [String]) throws(Misunderstanding) -> Order {
    guard let index = roster.acts.firstIndex(where: { $0.word == words[0] }) else {
      throw Misunderstanding("‘\(words[0])’ begins no order")
    }
    let act = roster.acts[index]
    let count = 1 + act.places.count + (act.level == .none ? 0 : 1)
    guard words.count == count else { throw Misunderstanding("expected: \(act.usage)") }
    var parts = Parts()
    let places = zip(words.dropFirst(), act.places).map { word, place in
      parts.take { () throws -> Int in
        switch place {
        case .sector: try sectors.resolve(word, "sector").index
        case .state: try states.resolve(word, "state").index
        case .pole: try pole(word).index
        case .module: try modules.resolve(word, "module").index
        }
      }
    }
    let level: Double? =
      switch act.level {
      case .none: 0
      case .upTo(let most): parts.take { try self.level(words[count - 1], highest: most) }
      case .percentOfGDP: parts.take { try percentOfGDP(words[count - 1]) }
      }
    guard let level, places.allSatisfy({ $0 != nil }) else { throw parts.misunderstanding }
    return .added(
      AddedOrder(act: ActID(index: index), places: places.compactMap(\.self), level: level))
  }

  // MARK: Parts

  private var poles: [String] { roster.poles.map(roster.code) }

  private func pole(_ word: String) throws(Misunderstanding) -> PoleID {
    let leader = try states.resolve(word, "state")
    guard let pole = roster.pole(ledBy: leader) else {
      throw Misunderstanding(
        "\(roster.code(leader)) leads no pole; the poles are \(poles.joined(separator: ", "))")
    }
    return pole
  }

  /// Sectors and the targets, in this order or the other.
  private func place(
    _ words: ArraySlice<String>, but me: StateID
  ) throws(Misunderstanding) -> Place {
    let words = Array(words)
    for count in 1..<words.count {
      let (head, tail) = (Array(words[..<count]), Array(words[count...]))
      if let sectors = places(head.joined(separator: " ")),
        let targets = try? targets(tail, but: me)
      {
        return Place(sectors: sectors, targets: targets)
      }
    }
    // The other way round only when the first word is a state's beyond doubt.
    if let last = words.last, let sectors = places(last),
      let targets = try? targets(words.dropLast(), but: me)
    {
      return Place(sectors: sectors, targets: targets)
    }
    var parts = Parts()
    for piece in words[0].split(separator: ",") {
      _ = parts.take { try sectors.resolve(String(piece), "sector") }
    }
    _ = parts.take { try targets(Array(words.dropFirst()), but: me) }
    throw parts.misunderstanding
  }

  /// ‘all’, or sectors with commas between them, each once; nil when one isn't known.
  private func places(_ phrase: String) -> SectorChoice? {
    if phrase.lowercased() == "all" { return .all }
    var found: [SectorID] = []
    for piece in phrase.split(separator: ",") {
      guard let sector = sectors.value(String(piece)) else { return nil }
      if !found.contains(sector) { found.append(sector) }
    }
    return found.isEmpty ? nil : .these(found)
  }

  /// States with commas or spaces between them; a name may itself have spaces.
  ///
  /// - Parameter me: whom ‘all’ leaves out; nil where ‘all’ is nobody.
  func targets(_ words: [String], but me: StateID? = nil) throws(Misunderstanding) -> [StateID] {
    let phrase = words.joined(separator: " ")
    if let me, phrase.lowercased() == "all" { return roster.states.filter { $0 != me } }
    if let state = states.value(phrase) { return [state] }
    let pieces = phrase.contains(",") ? phrase.split(separator: ",").map(String.init) : words
    var found: [StateID] = []
    var parts = Parts()
    for piece in pieces {
      let state = parts.take { try states.resolve(piece, "state") }
      if let state, !found.contains(state) { found.append(state) }
    }
    guard parts.faults.isEmpty else { throw parts.misunderstanding }
    guard !found.isEmpty else { throw Misunderstanding("no state is named") }
    return found
  }

  /// A degree, a strictness or a rate: `0.75`, `.75` or `75%`.
  ///
  /// - Parameter highest: what numbers above are taken for percents without their sign; nil
  ///   where numbers may be high.
  func level(_ word: String, highest: Double?) throws(Misunderstanding) -> Double {
    let isPercent = word.hasSuffix("%")
    guard let number = Self.number(isPercent ? String(word.dropLast()) : word) else {
      throw Misunderstanding("‘\(word)’ is not a number: write 0.75, .75 or 75%")
    }
    if let highest, !isPercent, number > max(highest, 2), number <= 100 {
      throw Misunderstanding(
        "\(word) is above \(Int(highest)): for \(word) percent, write \(word)%")
    }
    if highest == nil, !isPercent, number >= 5, number <= 100 {
      throw Misunderstanding(
        "\(word) would be \(short(100 * number)) percent: for \(word) percent, write \(word)%")
    }
    return isPercent ? number / 100 : number
  }

  private func percentOfGDP(_ word: String) throws(Misunderstanding) -> Double {
    var digits = word.lowercased()
    for ending in ["gdp", "%"] where digits.hasSuffix(ending) {
      digits.removeLast(ending.count)
    }
    guard let number = Self.number(digits) else {
      throw Misunderstanding("‘\(word)’ is not money: write percent of GDP, such as 0.2%gdp")
    }
    return number
  }

  /// A quantity: `12.5` or `12,5`.
  static func quantity(_ word: String) throws(Misunderstanding) -> Double {
    guard let number = number(word) else {
      throw Misunderstanding("‘\(word)’ is not a number: write 12.5 or 12,5")
    }
    return number
  }

  /// Decimal digits only: neither `nan` nor `0x1p3` is a number to a person.
  private static func number(_ word: String) -> Double? {
    let digits = word.replacing(",", with: ".")
    guard digits.allSatisfy({ $0.isASCII && ($0.isNumber || "+-.".contains($0)) }) else {
      return nil
    }
    return Double(digits.hasPrefix(".") ? "0" + digits : digits)
  }
}

private enum SectorChoice {
  /// All in which the instrument can be ordered.
  case all
  case these([SectorID])
}

/// Sectors and the states aimed at.
private struct Place {
  let sectors: SectorChoice
  let targets: [StateID]
}

/// What is wrong with the parts of an order, all of it.
private struct Parts {
  private(set) var faults: [String] = []

  var misunderstanding: Misunderstanding { Misunderstanding(faults) }

  /// The value of a part; nil, with the reasons kept, when it can't be read.
  mutating func take<Value>(_ read: () throws -> Value) -> Value? {
    do {
      return try read()
    } catch {
      faults += (error as? Misunderstanding)?.reasons ?? ["\(error)"]
      return nil
    }
  }
}
