/// The institutions in play: those of a scenario's tables in which states of the roster take part.
///
/// Who is a member, and how deeply, is in the world (``Column/membership``); what an institution is
/// and what its modules do is here, and stays.
public struct Institutions: Sendable, Equatable {
  /// An institution, with the states of the roster that its table names.
  public struct Entry: Sendable, Equatable {
    private let kept: Kept<Institution>
    public var record: Institution { _read { yield kept.value } }
    /// Nil where nobody leads it, or none of the roster does.
    public let leader: StateID?
    public let target: StateID?
    public let modules: [ModuleID]
    /// How many standing bodies it has.
    public let bodies: Int
    /// Whether it begins with a standing body or a common policy (000-15).
    public let isHighlyInstitutionalised: Bool
    /// Whether it's between two: a third isn't admitted to it.
    public let isBilateral: Bool
    /// Whether a state lies where the institution works, so that policies think of joining.
    public let neighbours: PerState<Bool>

    public init(
      record: Institution, leader: StateID?, target: StateID?, modules: [ModuleID],
      bodies: Int, isHighlyInstitutionalised: Bool, isBilateral: Bool, neighbours: PerState<Bool>
    ) {
      self.bodies = bodies
      self.isHighlyInstitutionalised = isHighlyInstitutionalised
      self.isBilateral = isBilateral
      self.neighbours = neighbours
      kept = Kept(record)
      self.leader = leader
      self.target = target
      self.modules = modules
    }
  }

  /// A module, with the sectors of the roster that it's about.
  public struct Part: Sendable, Equatable {
    public let module: ModuleID
    public let institution: InstitutionID
    private let kept: Kept<Module>
    public var record: Module { _read { yield kept.value } }
    /// All of the roster where its table names none.
    public let sectors: [SectorID]
    public let obligations: [Due]
    /// How deeply each state takes part at the start, in `0...1`.
    public let depthAtStart: PerState<Double>

    public init(
      module: ModuleID, institution: InstitutionID, record: Module, sectors: [SectorID],
      obligations: [Due], depthAtStart: PerState<Double>
    ) {
      self.module = module
      self.institution = institution
      kept = Kept(record)
      self.sectors = sectors
      self.obligations = obligations
      self.depthAtStart = depthAtStart
    }
  }

  /// A measure that members owe against a target, at full depth.
  public struct Due: Sendable, Equatable {
    public let instrument: InstrumentID
    public let sector: SectorID
    public let target: StateID
    /// The level that's owed; nil where members follow the leader's own as far as the module's
    /// size says.
    public let level: Double?

    public init(
      instrument: InstrumentID, sector: SectorID, target: StateID, level: Double?
    ) {
      self.instrument = instrument
      self.sector = sector
      self.target = target
      self.level = level
    }
  }

  /// A record kept in one place, as rules and policies look at institutions thousands of times a game
  /// and a record has a dozen references to count.
  private final class Kept<Record: Sendable & Equatable>: Sendable, Equatable {
    let value: Record

    init(_ value: Record) { self.value = value }

    static func == (left: Kept, right: Kept) -> Bool {
      left === right || left.value == right.value
    }
  }

  /// In the order of ``Roster/institutionCodes``.
  public let entries: [Entry]
  /// In the order of ``Roster/moduleCodes``.
  public let parts: [Part]

  public init(entries: [Entry] = [], parts: [Part] = []) {
    self.entries = entries
    self.parts = parts
  }

  public var isEmpty: Bool { parts.isEmpty }
  public subscript(institution: InstitutionID) -> Entry { entries[institution.index] }
  public subscript(module: ModuleID) -> Part { parts[module.index] }
  public var modules: [ModuleID] { parts.indices.map(ModuleID.init(index:)) }
  public func entry(of module: ModuleID) -> Entry { self[self[module].institution] }

  /// Why a state can never take part in a module; nil where it can.
  public func refusal(of state: StateID, in module: ModuleID, _ roster: Roster) -> String? {
    let entry = entry(of: module)
    if entry.target == state { return "it names \(roster.code(state)) as the threat" }
    guard entry.isBilateral else { return nil }
    let two = entry.modules.flatMap { module in
      roster.states.filter { self[module].depthAtStart[$0] > 0 }
    }
    if two.contains(state) || entry.leader == state { return nil }
    return "it's between two, and \(roster.code(state)) is neither"
  }

  /// How deeply states take part at the start: [module, state].
  public var membershipAtStart: [Double] { parts.flatMap(\.depthAtStart.storage) }
}

/// How deeply each state takes part in each module, in `0...1`: a look at the column.
public struct Memberships: Sendable {
  @usableFromInline let depths: [Double]
  @usableFromInline let states: Int

  /// - Parameter depths: [module, state].
  public init(_ depths: [Double], states: Int) {
    self.depths = depths
    self.states = states
  }

  @inlinable public subscript(module: ModuleID, state: StateID) -> Double {
    depths[module.index * states + state.index]
  }

  /// Who takes part in a module, in order.
  public func members(of module: ModuleID) -> [StateID] {
    (0..<states).map(StateID.init(index:)).filter { self[module, $0] > 0 }
  }

  /// A module works for its members as soon as there are two.
  public func isInForce(_ module: ModuleID) -> Bool {
    let first = module.index * states
    var count = 0
    for place in first..<first + states where depths[place] > 0 { count += 1 }
    return count > 1
  }
}

extension Column {
  /// How deeply a state takes part in a module: 0 for none, 1 for fully.
  public static let membership = added("membership", [.module, .state], .share, .everyone)
  /// The depth for which a state has asked to be admitted, on which members decide next turn.
  public static let application = added("application", [.module, .state], .share, .everyone)
  /// How firmly an institution is organised, in `0...1`: what makes leaving it dear.
  public static let institutionalisation = added(
    "institutionalisation", [.institution], .share, .everyone)
  /// The part of what it owes that a member has kept to of late; 1 where nothing is owed.
  public static let delivery = added("delivery", [.module, .state], .share, .everyone, start: 1)
  /// The government of its leader that last confirmed an institution, by its place among those that
  /// may come.
  public static let mandate = added("mandate", [.institution], .atLeastZero, .everyone)
}

extension World {
  /// Who takes part in what; empty in a world without institutions.
  public var memberships: Memberships {
    Memberships(self[Column.membership], states: realIncome.count)
  }
}

extension Institutions {
  /// Hands on every measure that a member owes by the modules in which it takes part.
  ///
  /// A leader owes nothing where members follow its own measures.
  ///
  /// - Parameter body: gets the obligation, the level that's owed at the member's depth, and the
  ///   module.
  public func visitObligations(
    of state: StateID, _ memberships: Memberships, _ measures: Measures,
    _ body: (_ due: Due, _ level: Double, _ module: ModuleID) -> Void
  ) {
    for part in parts where !part.obligations.isEmpty {
      let depth = memberships[part.module, state]
      guard depth > 0, memberships.isInForce(part.module) else { continue }
      let leader = self[part.institution].leader
      for due in part.obligations where due.target != state {
        // A leader that has left sets no example.
        if due.level == nil,
          leader.map({ $0 == state || memberships[part.module, $0] == 0 }) ?? true
        {
          continue
        }
        let level = level(of: due, part, leader: leader, measures)
        if level > 0 { body(due, depth * level, part.module) }
      }
    }
  }

  /// What is owed by one obligation at full depth.
  public func level(
    of due: Due, _ part: Part, leader: StateID?, _ measures: Measures
  ) -> Double {
    if let level = due.level { return level }
    guard let leader else { return 0 }
    return part.record.size * measures[ordered: due.instrument][due.sector, leader, due.target]
  }

  /// The access to each other's markets that members of trade agreements have: [importer,
  /// exporter]. It goes as far as the less deep of the two takes part.
  ///
  /// Modules of some sectors only open no market here, since access is to a market as a whole.
  public func access(_ memberships: Memberships, states: Int) -> Dyadic<Double> {
    var access = Dyadic(repeating: 0.0, rows: states, width: states)
    for (index, part) in parts.enumerated() where part.opensMarkets {
      let module = ModuleID(index: index)
      let members = memberships.members(of: module)
      for importer in members {
        for exporter in members where exporter != importer {
          let depth = min(memberships[module, importer], memberships[module, exporter])
          access[importer, exporter] = max(
            access[importer, exporter], part.record.size * depth)
        }
      }
    }
    return access
  }

  /// The share by which knowledge comes faster to a member than to others: [sector, state], for
  /// research that's shared with a member who is further on.
  public func sharedResearch(in world: World, _ roster: Roster) -> SectorState<Double>? {
    guard parts.contains(where: { $0.record.effect == .research }) else { return nil }
    var boost = SectorState(
      repeating: 0.0, rows: roster.sectorCount, width: roster.stateCount)
    let memberships = world.memberships
    for (index, part) in parts.enumerated() where part.record.effect == .research {
      let members = memberships.members(of: ModuleID(index: index))
      for sector in part.sectors {
        for state in members {
          let level = world.technology[sector, state]
          var partner = 0.0
          for other in members where world.technology[sector, other] > level {
            partner = max(partner, memberships[ModuleID(index: index), other])
          }
          boost[sector, state] +=
            part.record.size * memberships[ModuleID(index: index), state] * partner
        }
      }
    }
    return boost
  }

  /// The part of a disruption that warning and clearing together spare members: [sector, state].
  public func sharedWarning(_ memberships: Memberships, _ roster: Roster) -> SectorState<Double> {
    var spared = SectorState(
      repeating: 0.0, rows: roster.sectorCount, width: roster.stateCount)
    for (index, part) in parts.enumerated() where part.record.effect == .information {
      let module = ModuleID(index: index)
      guard memberships.isInForce(module) else { continue }
      for state in memberships.members(of: module) {
        for sector in part.sectors {
          // Two warnings of one thing are worth little more than one.
          let own = part.record.size * memberships[module, state]
          spared[sector, state] = 1 - (1 - spared[sector, state]) * (1 - own)
        }
      }
    }
    return spared
  }
}

extension Institutions.Part {
  /// Whether it gives members access to each other's markets.
  public var opensMarkets: Bool {
    record.effect == .access && record.sectors.isEmpty
  }

  /// Whether a rule carries out what it does. Of the other effects it's only known that they're
  /// there: they weigh with members as company and as ties do.
  public var isEffective: Bool {
    switch record.effect {
    case .control: !obligations.isEmpty
    case .access: opensMarkets
    case .research, .information, .protection: true
    case .standards, .commonPolicy, .finance, .infrastructure, .skills, .stock: false
    }
  }
}
