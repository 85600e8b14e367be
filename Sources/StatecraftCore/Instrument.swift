/// A way to act on another state's dealings with one's own, in a sector: a row of data.
///
/// What it does follows from its channel and its side, so a new instrument needs no code; a new
/// channel is a rule. Every roster begins with ``standard``; a scenario adds rows.
public struct Instrument: Sendable, Equatable {
  /// Whether it acts on what its author gives to the target, or on what it takes.
  public enum Side: String, Sendable, CaseIterable { case outbound, inbound }

  /// What it moves: a closed set.
  public enum Channel: String, Sendable, CaseIterable {
    /// The share of a flow that still gets through.
    case goods
    /// The price of a flow, ad valorem.
    case price
    /// How much one learns of another.
    case knowledge
    /// Where plants stand and who owns them.
    case capacity
    /// Skilled labour.
    case people
    /// Payments and credit.
    case money
    /// How well disruptions and leaks are seen.
    case information
  }

  /// The sectors in which it can be ordered.
  public enum Scope: Sendable, Equatable {
    case all
    /// What crosses borders as a good.
    case goods
    /// The key fields that decide the outcome class.
    case key
    case sectors([String])
  }

  /// How a state enacts it.
  public enum Route: String, Sendable, CaseIterable { case order, law, treaty, agency }

  /// What has to be there before it can be used.
  public enum Need: String, Sendable, CaseIterable { case securitised, doctrine, shortage }

  /// In orders and files: `screen`.
  public let word: String
  /// In sentences, and of its rule: `investment-screening`.
  public let name: String
  public var side: Side
  public var channel: Channel
  public var scope = Scope.all
  /// The highest level; nil: 1, and for prices the scenario's highest tariff.
  public var most: Double?
  /// The part of a change that is in force in the turn of the order; the rest follows. With 1 and
  /// no delay what is ordered is what's in force, and one column of the world serves.
  public var phaseIn = 1.0
  /// Turns from the order to the first of it in force: 0 or 1.
  public var delay = 0
  /// Whether a pole's leader asks its followers for it.
  public var isAskedOfFollowers = false
  /// What it does, in words that go on from its name: “withholds your goods from the target”.
  public var help: String
  /// Cost of keeping it up, in basis points of own GDP.
  public var upkeep = 0.0
  /// The part of the sector's dealings that it's about, in `0...1`: lists, thresholds, end uses.
  public var coverage = 1.0
  /// How far it binds third states by what of the author's is in their goods, in `0...1`.
  public var reach = 0.0
  /// The part that gets around it; nil: what the rule of its channel says.
  public var leakage: Double?
  /// What is added to the leakage each turn that it stands.
  public var leakageGrowth = 0.0
  /// Whether its author may exempt states from it.
  public var hasWaivers = false
  /// How much dearer it is to lower than to raise, in `0...1`.
  public var ratchet = 0.0
  /// Whether rules of trade forbid it.
  public var breaksRules = false
  public var route = Route.order
  public var needs: [Need] = []
  /// Ids of the literature rows that it puts to work.
  public var sources: [String] = []

  public init(
    word: String, name: String, side: Side, channel: Channel, scope: Scope = .all, help: String
  ) {
    self.word = word
    self.name = name
    self.side = side
    self.channel = channel
    self.scope = scope
    self.help = help
  }

  /// The name in running text: `investment screening`.
  public var title: String { name.split(separator: "-").joined(separator: " ") }

  /// Whether what is ordered is in force at once, in full.
  public var isImmediate: Bool { phaseIn == 1 && delay == 0 }

  /// Whether it stops or taxes a flow of trade.
  public var isOnTrade: Bool { channel == .goods || channel == .price }

  /// The instruments that every scenario knows, in this order.
  public static let standard: [Instrument] = {
    var export = Instrument(
      word: "export", name: "export-control", side: .outbound, channel: .goods,
      help: "withholds your goods from the target")
    export.phaseIn = 0.6
    export.isAskedOfFollowers = true
    var `import` = Instrument(
      word: "import", name: "import-restriction", side: .inbound, channel: .goods,
      help: "keeps its goods out")
    `import`.phaseIn = 0.6
    `import`.isAskedOfFollowers = true
    var tariff = Instrument(
      word: "tariff", name: "tariff", side: .inbound, channel: .price, scope: .goods,
      help: "taxes its goods")
    tariff.breaksRules = true
    return [export, `import`, tariff]
  }()
}

extension Instrument.Scope {
  /// As files write it.
  public var words: [String] {
    switch self {
    case .all: ["all"]
    case .goods: ["goods"]
    case .key: ["key"]
    case .sectors(let codes): codes
    }
  }

  public init(words: [String]) {
    switch words {
    case [], ["all"]: self = .all
    case ["goods"]: self = .goods
    case ["key"]: self = .key
    default: self = .sectors(words)
    }
  }
}

extension Instrument: Parametrised {
  /// The numbers of a row, as files name them.
  public static let parameters: [Parameter<Instrument>] = [
    Parameter(
      "phase_in", \.phaseIn, in: 0...1, unit: "share",
      "Part of a change that is in force in the turn of the order; the rest follows a turn later."),
    Parameter(
      "delay_turns", \.delayTurns, in: 0...1, unit: "turns",
      "1: nothing of a change is in force in the turn of the order, whatever phase_in says."),
    Parameter(
      "upkeep_bp", \.upkeep, in: 0...1000, unit: "bp", "Cost of keeping it up."),
    Parameter(
      "coverage", \.coverage, in: 0...1, unit: "share",
      "Part of the sector's dealings that it's about."),
    Parameter(
      "reach", \.reach, in: 0...1, unit: "share",
      "How far it binds third states by what of the author's is in their goods."),
    Parameter(
      "leakage_growth", \.leakageGrowth, in: 0...1, unit: "share per turn",
      "What is added to the leakage each turn that it stands."),
    Parameter(
      "ratchet", \.ratchet, in: 0...1, unit: "share",
      "How much dearer it is to lower than to raise."),
  ]

  private var delayTurns: Double {
    get { Double(delay) }
    set { delay = Int(newValue) }
  }
}

/// An instrument of a roster, by its place in ``Roster/instruments``.
@frozen public struct InstrumentID: DenseIndex {
  public let index: Int
  @inlinable public init(index: Int) { self.index = index }

  /// Withholding one's exports from the target.
  @inlinable public static var exportControl: Self { Self(index: 0) }
  /// Keeping the target's goods out.
  @inlinable public static var importRestriction: Self { Self(index: 1) }
  /// An ad valorem tariff on the target's goods.
  @inlinable public static var tariff: Self { Self(index: 2) }
}

/// The measures that stand, by instrument: [sector, imposer, target].
@frozen public struct Measures: Sendable, Equatable {
  @usableFromInline var inForce: [SectorDyadic<Double>]
  /// Empty where what is ordered is in force at once.
  @usableFromInline var ordered: [SectorDyadic<Double>]
  @usableFromInline let isImmediate: [Bool]

  /// No measures.
  public init(_ roster: Roster) {
    let none = SectorDyadic(
      repeating: 0.0, sectors: roster.sectorCount, states: roster.stateCount)
    let empty = SectorDyadic(repeating: 0.0, sectors: 0, states: roster.stateCount)
    isImmediate = roster.instruments.map(\.isImmediate)
    inForce = roster.instruments.map { _ in none }
    ordered = isImmediate.map { $0 ? empty : none }
  }

  /// What is in force: strictness in `0...1`, or rates.
  @inlinable public subscript(instrument: InstrumentID) -> SectorDyadic<Double> {
    get { inForce[instrument.index] }
    _modify { yield &inForce[instrument.index] }
  }

  /// What is ordered, which what's in force follows with the instrument's delay.
  @inlinable public subscript(ordered instrument: InstrumentID) -> SectorDyadic<Double> {
    get { isImmediate[instrument.index] ? inForce[instrument.index] : ordered[instrument.index] }
    _modify {
      if isImmediate[instrument.index] {
        yield &inForce[instrument.index]
      } else {
        yield &ordered[instrument.index]
      }
    }
  }
}

extension Measures {
  /// The table of a column of measures.
  public func table(of column: Column) -> SectorDyadic<Double> {
    guard let instrument = column.instrument else {
      preconditionFailure("‘\(column)’ holds no measures")
    }
    return column.isOrdered ? self[ordered: instrument] : self[instrument]
  }

  /// What all instruments of a channel and side come to together, each as far as it covers: rates
  /// add up, and of what one leaves open the next closes its share. [sector, imposer, target].
  public func together(
    _ channel: Instrument.Channel, _ side: Instrument.Side, in roster: Roster
  ) -> SectorDyadic<Double> {
    var sum: SectorDyadic<Double>?
    for (index, instrument) in roster.instruments.enumerated()
    where instrument.channel == channel && instrument.side == side {
      var table = inForce[index]
      if instrument.coverage != 1 {
        for place in table.storage.indices { table.storage[place] *= instrument.coverage }
      }
      guard let others = sum else {
        sum = table
        continue
      }
      if channel == .price {
        for place in table.storage.indices { table.storage[place] += others.storage[place] }
        sum = table
      } else {
        sum = others.together(with: table)
      }
    }
    return sum
      ?? SectorDyadic(repeating: 0, sectors: roster.sectorCount, states: roster.stateCount)
  }
}

extension SectorDyadic<Double> {
  /// Two shares closed one after the other: a + b − ab.
  public func together(with other: Self) -> Self {
    var both = self
    for place in both.storage.indices {
      let (a, b) = (storage[place], other.storage[place])
      both.storage[place] = a + b - a * b
    }
    return both
  }
}

extension Roster {
  /// Whether there is an instrument of a channel and side.
  public func has(_ channel: Instrument.Channel, _ side: Instrument.Side) -> Bool {
    instruments.contains { $0.channel == channel && $0.side == side }
  }
}

extension Setting {
  /// The highest level that an instrument may have.
  public func highest(_ instrument: InstrumentID) -> Double {
    roster[instrument].highest(under: limits)
  }

  /// Whether an instrument can be ordered in a sector.
  public func covers(_ sector: SectorID, _ instrument: InstrumentID) -> Bool {
    switch roster[instrument].scope {
    case .all: true
    case .goods: self[sector].isGood
    case .key: self[sector].isKey
    case .sectors(let codes): codes.contains(roster.code(sector))
    }
  }
}

extension PublicSetting {
  /// Whether an instrument can be ordered in a sector.
  public func covers(_ sector: SectorID, _ instrument: InstrumentID) -> Bool {
    setting.covers(sector, instrument)
  }

  /// The highest level that an instrument may have.
  public func highest(_ instrument: InstrumentID) -> Double {
    roster[instrument].highest(under: limits)
  }
}

extension Instrument {
  /// The highest level under a scenario's limits.
  public func highest(under limits: Limits) -> Double {
    most ?? (channel == .price ? limits.tariffMax : 1)
  }

  /// Why it can't be ordered outside its scope.
  var refusal: String {
    switch scope {
    case .all: "‘\(word)’ can be ordered in every sector"
    case .goods: "no \(title) can be levied on what isn't a good"
    case .key: "‘\(word)’ is for key sectors"
    case .sectors(let codes): "‘\(word)’ is for \(codes.joined(separator: ", "))"
    }
  }
}
