/// What a state chooses, without the level.
public enum ChoiceSubject: Sendable, Hashable {
  /// How far to side with a pole.
  case alignment(PoleID)
  /// How strict a measure is, on whom.
  case control(InstrumentID, SectorID, StateID)
  /// How much public money a sector gets.
  case investment(InvestmentKind, SectorID)
  /// How deeply to take part in a module of an institution.
  case membership(ModuleID)
  /// Whether to keep a state out that asks to be admitted: 1 to block, 0 to consent.
  case admission(ModuleID, StateID)
  /// Whether to agree to what a state has asked: 1 to accept, 0 to refuse.
  case answer(StateID)
  /// What to put to a state about measures in a sector on a third: the number of an option, 0 for
  /// nothing.
  case proposal(StateID, SectorID, about: StateID)
}

/// What theory leaves unexplained of one choice that stood at the start.
///
/// Worth of a level x: ρ x − κ |x − x₀|, in basis points of the state's own GDP.
public struct Stake: Sendable, Equatable {
  /// The residual stake ρ, in bp per unit of level: the number nearest 0 for which what stood is
  /// the best choice in the opening world.
  public var slope: Double
  /// The attachment κ to what stood, in bp per unit of distance, 0 or more: more than 0 only
  /// where no slope makes an inner level best.
  public var attachment: Double
  /// The level x₀ that stood at the start.
  public var standing: Double

  public init(slope: Double = 0, attachment: Double = 0, standing: Double = 0) {
    self.slope = slope
    self.attachment = attachment
    self.standing = standing
  }

  /// Whether theory explains the choice by itself.
  public var isNone: Bool { slope == 0 && attachment == 0 }

  /// What a level is worth beyond what theory knows, in bp.
  @inlinable public func worth(_ level: Double) -> Double {
    slope * level - attachment * abs(level - standing)
  }
}

/// Motives inverted from conduct: for every state and choice of the start, what theory leaves
/// unexplained.
///
/// As the baseline of the economy is inverted from shares, so these are inverted from what states
/// did. They're private: a state's observation holds its own. Only the opening world is used to
/// find them, nothing that came later.
public struct Motives: Sendable, Equatable {
  /// Turns after which half of each stake is left, above 0; nil when they stay.
  public var halfLife: Double?
  private var alignment: StatePole<Stake>
  /// By instrument: [sector, imposer, target].
  private var controls: [SectorDyadic<Stake>]
  /// By kind: [sector, state].
  private var investments: [SectorState<Stake>]
  private var memberships: Table<ModuleID, StateID, Stake>

  /// Motives without any stake.
  public init(for roster: Roster, halfLife: Double? = nil) {
    self.halfLife = halfLife
    alignment = StatePole(
      repeating: Stake(), rows: roster.stateCount, width: roster.poleCount)
    controls = roster.instruments.map { _ in
      SectorDyadic(repeating: Stake(), sectors: roster.sectorCount, states: roster.stateCount)
    }
    investments = InvestmentKind.allCases.map { _ in
      SectorState(repeating: Stake(), rows: roster.sectorCount, width: roster.stateCount)
    }
    memberships = Table(
      repeating: Stake(), rows: roster.moduleCodes.count, width: roster.stateCount)
  }

  public subscript(state: StateID, subject: ChoiceSubject) -> Stake {
    get {
      switch subject {
      case .alignment(let pole): alignment[state, pole]
      case .control(let instrument, let sector, let target):
        controls[instrument.index][sector, state, target]
      case .investment(let kind, let sector): investments[kind.place][sector, state]
      case .membership(let module): memberships[module, state]
      // Nobody's application or proposal is known from the start.
      case .admission, .answer, .proposal: Stake()
      }
    }
    set {
      switch subject {
      case .alignment(let pole): alignment[state, pole] = newValue
      case .control(let instrument, let sector, let target):
        controls[instrument.index][sector, state, target] = newValue
      case .investment(let kind, let sector): investments[kind.place][sector, state] = newValue
      case .membership(let module): memberships[module, state] = newValue
      case .admission, .answer, .proposal: break
      }
    }
  }

  /// The share of the stakes that is left in a turn, in `0...1`: all of it in turn 1.
  public func share(in turn: Int) -> Double {
    halfLife.map { Math.power(0.5, Double(turn - 1) / $0) } ?? 1
  }
}

/// A state's own part of the ``Motives``, as they weigh in a turn.
public struct OwnMotives: Sendable {
  private let motives: Motives
  private let state: StateID
  private let share: Double

  init(_ motives: Motives, of state: StateID, in turn: Int) {
    self.motives = motives
    self.state = state
    share = motives.share(in: turn)
  }

  public subscript(subject: ChoiceSubject) -> Stake {
    var stake = motives[state, subject]
    stake.slope *= share
    stake.attachment *= share
    return stake
  }
}
