/// The states, sectors and poles of a scenario, with the codes by which people name them.
///
/// States are kept in order of their code, whatever the order in which a file lists them: so
/// the order of a file can't reach a result, not even through the order of a sum.
///
/// It's a class for the reason that ``Setting`` is one.
public final class Roster: Sendable, Equatable {
  /// ISO 3166-1 alpha-3 codes where there is one, in ascending order.
  public let stateCodes: [String]
  public let stateNames: [String]
  public let sectorCodes: [String]
  public let sectorNames: [String]
  /// The moves of the scenario's game, by number; empty where there is no game, or moves are
  /// quantities.
  public let moveNames: [String]
  /// The leading state of each pole; a pole goes by its leader's code.
  public let poleLeaders: [StateID]
  /// All states, in order: kept, because loops over them are everywhere.
  public let states: [StateID]
  public let sectors: [SectorID]
  public let poles: [PoleID]

  /// What states may do to each other's dealings, those of every scenario first.
  public let instruments: [Instrument]
  /// Kinds of orders that rules bring along.
  public let acts: [Act]
  /// The institutions in play: `quad`.
  public let institutionCodes: [String]
  /// Their modules, by institution and own name: `quad.technology`.
  public let moduleCodes: [String]

  /// The addresses of draws about a sector, and about a state in it.
  private let sectorAddresses: [UInt64]
  private let pairAddresses: [UInt64]
  private let moduleAddresses: [UInt64]
  private let statesByCode: [String: StateID]
  private let sectorsByCode: [String: SectorID]
  private let modulesByCode: [String: ModuleID]

  /// Makes a roster; codes must be unique, and pole leaders must be among the states.
  public init(
    states: [(code: String, name: String)], sectors: [(code: String, name: String)],
    poles: [String], moves: [String] = [], instruments: [Instrument] = Instrument.standard,
    acts: [Act] = [], institutions: [String] = [], modules: [String] = []
  ) {
    precondition(
      instruments.map(\.word).starts(with: Instrument.standard.map(\.word)),
      "A roster's instruments begin with those of every scenario")
    precondition(
      Set(acts.map(\.word) + Decision.words).count == acts.count + Decision.words.count,
      "Two kinds of orders begin with one word: \(acts.map(\.word))")
    self.acts = acts
    institutionCodes = institutions
    moduleAddresses = modules.map(stableHash)
    moduleCodes = modules
    modulesByCode = Dictionary(
      uniqueKeysWithValues: modules.enumerated().map { ($1, ModuleID(index: $0)) })
    self.instruments = instruments
    let sorted = states.sorted { $0.code < $1.code }
    stateCodes = sorted.map(\.code)
    stateNames = sorted.map(\.name)
    sectorCodes = sectors.map(\.code)
    sectorAddresses = sectorCodes.map(stableHash)
    let codes = stateCodes
    pairAddresses = sectorCodes.flatMap { sector in
      codes.map { stableHash(sector + " " + $0) }
    }
    sectorNames = sectors.map(\.name)
    moveNames = moves
    statesByCode = Dictionary(
      uniqueKeysWithValues: stateCodes.enumerated().map { ($1, StateID(index: $0)) })
    sectorsByCode = Dictionary(
      uniqueKeysWithValues: sectorCodes.enumerated().map { ($1, SectorID(index: $0)) })
    let byCode = statesByCode
    poleLeaders = poles.map { code in
      guard let leader = byCode[code] else {
        preconditionFailure("Pole ‘\(code)’ is not a state of the roster")
      }
      return leader
    }
    self.states = sorted.indices.map(StateID.init(index:))
    self.sectors = sectors.indices.map(SectorID.init(index:))
    self.poles = poles.indices.map(PoleID.init(index:))
  }

  public static func == (left: Roster, right: Roster) -> Bool {
    left === right
      || (left.stateCodes == right.stateCodes && left.stateNames == right.stateNames
        && left.sectorCodes == right.sectorCodes && left.sectorNames == right.sectorNames
        && left.moveNames == right.moveNames && left.poleLeaders == right.poleLeaders
        && left.instruments == right.instruments && left.acts == right.acts
        && left.institutionCodes == right.institutionCodes
        && left.moduleCodes == right.moduleCodes)
  }

  public var stateCount: Int { stateCodes.count }
  public var sectorCount: Int { sectorCodes.count }
  public var poleCount: Int { poleLeaders.count }

  public func state(_ code: String) -> StateID? { statesByCode[code] }
  public func sector(_ code: String) -> SectorID? { sectorsByCode[code] }

  /// A module by its code; an institution's code is enough where it has no other module.
  public func module(_ code: String) -> ModuleID? {
    if let module = modulesByCode[code] { return module }
    let own = moduleCodes.indices.filter { moduleCodes[$0].hasPrefix(code + ".") }
    return own.count == 1 ? ModuleID(index: own[0]) : nil
  }
  public func code(_ module: ModuleID) -> String { moduleCodes[module.index] }
  public func code(_ institution: InstitutionID) -> String {
    institutionCodes[institution.index]
  }

  /// The address of a draw about a sector: the stable hash of its code.
  func drawAddress(_ sector: SectorID) -> UInt64 { sectorAddresses[sector.index] }

  /// The address of a draw about a module.
  func drawAddress(_ module: ModuleID) -> UInt64 { moduleAddresses[module.index] }

  /// The address of a draw about a state in a sector.
  func drawAddress(_ sector: SectorID, _ state: StateID) -> UInt64 {
    pairAddresses[sector.index * stateCount + state.index]
  }

  /// The pole that a state leads, if it leads one.
  public func pole(ledBy state: StateID) -> PoleID? {
    poleLeaders.firstIndex(of: state).map(PoleID.init(index:))
  }

  /// The instruments in order, for loops.
  public var instrumentIDs: [InstrumentID] { instruments.indices.map(InstrumentID.init(index:)) }
  public subscript(instrument: InstrumentID) -> Instrument { instruments[instrument.index] }
  /// The instrument of a word in orders and files.
  public func instrument(_ word: String) -> InstrumentID? {
    instruments.firstIndex { $0.word == word }.map(InstrumentID.init(index:))
  }

  public func code(_ instrument: InstrumentID) -> String { instruments[instrument.index].word }
  public func code(_ state: StateID) -> String { stateCodes[state.index] }
  public func code(_ sector: SectorID) -> String { sectorCodes[sector.index] }
  public func code(_ pole: PoleID) -> String { code(poleLeaders[pole.index]) }
  /// The move of a name, in any case of letters, or of a quantity where moves have no names.
  public func move(_ word: String) -> Double? {
    if moveNames.isEmpty { return Double(word) }
    let word = word.lowercased()
    return moveNames.firstIndex { $0.lowercased() == word }.map(Double.init)
  }
  /// A move's name, or its quantity where moves have no names.
  public func name(move: Double) -> String {
    Int(exactly: move).flatMap { moveNames.indices.contains($0) ? moveNames[$0] : nil } ?? "\(move)"
  }
  public func name(_ state: StateID) -> String { stateNames[state.index] }
  public func name(_ sector: SectorID) -> String { sectorNames[sector.index] }
  public func leader(of pole: PoleID) -> StateID { poleLeaders[pole.index] }
}
