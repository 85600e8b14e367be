/// What a state decides in a turn: three parts, or its moves in a scenario that is a game in
/// strategic form.
///
/// An alignment or control order and a move change a standing policy; what isn't mentioned stays.
/// Investments are for the turn.
public struct Decision: Sendable, Equatable {
  public var alignment: [AlignmentOrder]
  public var controls: [ControlOrder]
  public var investments: [InvestmentOrder]
  public var moves: [MoveOrder]

  public init(
    alignment: [AlignmentOrder] = [], controls: [ControlOrder] = [],
    investments: [InvestmentOrder] = [], moves: [MoveOrder] = []
  ) {
    self.alignment = alignment
    self.controls = controls
    self.investments = investments
    self.moves = moves
  }

  /// To change nothing.
  public static let hold = Decision()
}

/// How far to side with a pole: `align USA 0.6`.
public struct AlignmentOrder: Sendable, Hashable {
  public let pole: PoleID
  /// The degree to move toward, in `0...1`.
  public let degree: Double

  public init(pole: PoleID, degree: Double) {
    self.pole = pole
    self.degree = degree
  }
}

/// The instruments of control that the first rules know.
public enum ControlInstrument: String, Sendable, CaseIterable {
  /// Withholding one's exports from the target; strictness in `0...1`.
  case exportControl = "export"
  /// Keeping the target's goods out; strictness in `0...1`.
  case importRestriction = "import"
  /// An ad valorem tariff on the target's goods, as a fraction.
  case tariff
}

/// A control on one target in one sector: `control export equipment CHN 0.75`.
public struct ControlOrder: Sendable, Hashable {
  public let instrument: ControlInstrument
  public let sector: SectorID
  public let target: StateID
  /// Strictness in `0...1`, or the rate of a tariff.
  public let level: Double

  public init(instrument: ControlInstrument, sector: SectorID, target: StateID, level: Double) {
    self.instrument = instrument
    self.sector = sector
    self.target = target
    self.level = level
  }
}

public enum InvestmentKind: String, Sendable, CaseIterable {
  /// Money for capacity at home.
  case subsidy
  /// Money for knowledge.
  case research

  /// The number by which it stands in columns and addresses: its own for each kind.
  public var place: Int {
    switch self {
    case .subsidy: 0
    case .research: 1
    }
  }
}

/// Public money for a sector: `invest subsidy chips 0.2%gdp`.
public struct InvestmentOrder: Sendable, Hashable {
  public let kind: InvestmentKind
  public let sector: SectorID
  /// Percent of the state's GDP, so that notation and number agree to the last bit.
  public let percentOfGDP: Double

  public init(kind: InvestmentKind, sector: SectorID, percentOfGDP: Double) {
    self.kind = kind
    self.sector = sector
    self.percentOfGDP = percentOfGDP
  }
}

/// A move in a game: `move cooperate FRA`, or `move 12.5` toward all.
public struct MoveOrder: Sendable, Hashable {
  /// The partner toward whom one moves; nil in games where a move counts toward all.
  public let target: StateID?
  /// The number of a named move, or a quantity.
  public let move: Double

  public init(target: StateID? = nil, move: Double) {
    self.target = target
    self.move = move
  }
}
