/// A distribution from which nature draws.
public enum Distribution: Sendable, Hashable {
  /// Uniform on `[lower, upper)`.
  case uniform(lower: Double, upper: Double)
  case normal(mean: Double, standardDeviation: Double)
  case exponential(mean: Double)
  case gamma(shape: Double, scale: Double)
  case beta(alpha: Double, beta: Double)
  /// exp of a normal with mean `zeta` and standard deviation `sigma`.
  case lognormal(zeta: Double, sigma: Double)
  /// 1 with the given probability, otherwise 0.
  case bernoulli(probability: Double)
  case poisson(mean: Double)
  /// Type I, of maxima.
  case gumbel(location: Double, scale: Double)

  /// Uniform on `[0, 1)`.
  public static let unit = Distribution.uniform(lower: 0, upper: 1)
}

extension Distribution {
  /// A draw in which nothing happens: 0 of a Bernoulli, the middle of a uniform, the mean of a
  /// normal, exponential, gamma, beta or Poisson, the median of a lognormal, the location of a
  /// Gumbel.
  public var neutral: Double {
    switch self {
    case .uniform(let lower, let upper): (lower + upper) / 2
    case .normal(let mean, _), .exponential(let mean), .poisson(let mean): mean
    case .gamma(let shape, let scale): shape * scale
    case .beta(let alpha, let beta): alpha / (alpha + beta)
    case .lognormal(let zeta, _): Math.exp(zeta)
    case .bernoulli: 0
    case .gumbel(let location, _): location
    }
  }
}

/// Chance that does nothing: every draw is its distribution's neutral value.
public struct NeutralChance: Chance {
  public init() {}

  public func value(of distribution: Distribution, at key: DrawKey) -> Double {
    distribution.neutral
  }
}

/// What a draw is for: a stable name such as `election.result`.
///
/// The name, not the order of calls, addresses the random stream: a draw added elsewhere never
/// moves this one. A test keeps the ids of all purposes unique.
public struct Purpose: Sendable, Hashable {
  public let name: String
  public let id: UInt64

  public init(_ name: String) {
    self.name = name
    id = stableHash(name)
  }
}

/// What a draw is about, when one purpose needs several draws a turn.
public enum DrawSubject: Sendable, Hashable {
  /// Nothing besides the purpose.
  case nothing
  case sector(SectorID)
  case pole(PoleID)
  case state(StateID)
  /// A state in a sector: whom a control is aimed at, or where a plant is.
  case sectorState(SectorID, StateID)
  /// An institution, a module of one, and a state that's to be admitted to it.
  case institution(InstitutionID)
  case module(ModuleID)
  case moduleState(ModuleID, StateID)
  /// Two states: whom one asks, and toward whom.
  case states(StateID, StateID)
  /// A public project, by its sector, its kind and the turn in which it's to be ready.
  case project(SectorID, InvestmentKind, ready: Int)
}

/// What a draw is about, by the names of what it's about: `equipment CHN`.
///
/// Its stable hash addresses the draw, so that luck doesn't depend on the order in which a file
/// lists sectors, poles or states, nor on how many there are.
public enum DrawItem: Sendable, Hashable, CustomStringConvertible {
  case name(String)
  /// A place in a list, by which draws were addressed before names were; 0 for nothing.
  case place(UInt32)

  /// Nothing besides the purpose.
  public static let nothing = place(0)

  /// Its part of the draw's address.
  public var address: UInt64 {
    switch self {
    case .name(let name): stableHash(name)
    case .place(let place): UInt64(place)
    }
  }

  public var description: String {
    switch self {
    case .name(let name): name
    case .place(let place): "\(place)"
    }
  }
}

/// How draws are addressed that are about something.
public enum Luck: String, Sendable, CaseIterable {
  /// By names.
  case names
  /// By places in lists, as before there were names: for games that are to be the ones they were.
  case places
}

/// The address of a draw: what for, for whom, about what, when.
public struct DrawKey: Sendable, Hashable {
  public let purpose: Purpose
  /// The stable hash of the acting state's code, so that the roster's size doesn't matter; 0
  /// for nature herself.
  public let actor: UInt64
  /// What the draw is about (a sector, an option), when one purpose needs several draws a turn:
  /// ``DrawItem/address``; 0 for nothing.
  public let item: UInt64
  public let turn: Int

  public init(purpose: Purpose, actor: UInt64, item: UInt64, turn: Int) {
    self.purpose = purpose
    self.actor = actor
    self.item = item
    self.turn = turn
  }
}

/// A draw that was made.
public struct Draw: Sendable, Equatable {
  public let purpose: String
  /// The state's code, or an empty string for nature herself.
  public let actor: String
  public let item: DrawItem
  public let distribution: Distribution
  public let value: Double

  public init(
    purpose: String, actor: String, item: DrawItem, distribution: Distribution, value: Double
  ) {
    self.purpose = purpose
    self.actor = actor
    self.item = item
    self.distribution = distribution
    self.value = value
  }
}

/// Where draws come from: a seeded generator, or a recording.
public protocol Chance {
  /// The value at an address. The same address gives the same value, whenever it's asked.
  mutating func value(of distribution: Distribution, at key: DrawKey) throws -> Double
}

/// A source of draws that keeps what was drawn, in order, when asked to.
public struct DrawSource {
  private var chance: any Chance
  private let setting: Setting
  public let turn: Int
  /// The draws made so far; stays empty unless recording.
  public private(set) var record: [Draw] = []
  private let isRecording: Bool

  public init(_ chance: any Chance, setting: Setting, turn: Int, isRecording: Bool) {
    self.chance = chance
    self.setting = setting
    self.turn = turn
    self.isRecording = isRecording
  }

  /// Draws for a state, or for nature when no state is named.
  public mutating func draw(
    _ distribution: Distribution, _ purpose: Purpose, for state: StateID? = nil,
    about subject: DrawSubject = .nothing
  ) throws -> Double {
    let key = DrawKey(
      purpose: purpose, actor: state.map { setting.actorIDs[$0.index] } ?? 0,
      item: setting.address(of: subject), turn: turn)
    let value = try chance.value(of: distribution, at: key)
    if isRecording {
      record.append(
        Draw(
          purpose: purpose.name, actor: state.map(setting.roster.code) ?? "",
          item: setting.item(of: subject), distribution: distribution, value: value))
    }
    return value
  }

}
