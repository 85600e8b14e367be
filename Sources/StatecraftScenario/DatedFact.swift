public import StatecraftCore

/// Something that a state did by a date, or didn't, as history has it.
public struct DatedFact: Sendable, Equatable {
  /// What a state may have done: it can be read off a world.
  public enum Measure: Sendable, Hashable {
    /// A control on a target in any one of some sectors, at least as strict as this.
    case control(InstrumentID, [SectorID], target: StateID, atLeast: Double)
    /// Siding with a pole, at least so far.
    case alignment(PoleID, atLeast: Double)
  }

  /// How the fact came to be known.
  public enum Status: String, Sendable, CaseIterable {
    /// The text of the source was read.
    case seen
    /// Recalled, and to be checked before it's used.
    case memory
  }

  /// What a fact may be used for: it follows from its date.
  public enum Period: String, Sendable, CaseIterable {
    /// Known by the end of September 2023: the model may have been set with it in mind.
    case calibration
    /// Later: never used in setting the model.
    case validation
  }

  /// The last day of calibration: 30 September 2023.
  public static let calibrationEnd = CalendarDate(endOf: 9, 2023)

  public let who: StateID
  public let measure: Measure
  /// The date at which it's judged.
  public let by: CalendarDate
  /// The first day on which it was so; nil where it wasn't by then.
  public let happened: CalendarDate?
  /// A measure that several states may have joined; the order in which they did is compared.
  public let group: String?
  public let status: Status
  public let source: String

  public init(
    who: StateID, measure: Measure, by: CalendarDate, happened: CalendarDate?, group: String?,
    status: Status, source: String
  ) {
    self.who = who
    self.measure = measure
    self.by = by
    self.happened = happened
    self.group = group
    self.status = status
    self.source = source
  }

  /// By the date at which it's judged, since only then it's known.
  public var period: Period { by <= Self.calibrationEnd ? .calibration : .validation }

  /// Whether it's so in a world: what was ordered counts, even if it isn't all in force yet.
  public func holds(in world: World) -> Bool {
    switch measure {
    case .alignment(let pole, let degree): return world.alignment[who, pole] >= degree
    case .control(let instrument, let sectors, let target, let level):
      let table = world.measures[ordered: instrument]
      return sectors.contains { table[$0, who, target] >= level }
    }
  }

  /// Such as `NLD export equipment CHN ≥ 0.3` or `KOR align USA ≥ 0.5`.
  public func notation(in roster: Roster) -> String {
    switch measure {
    case .alignment(let pole, let degree):
      return "\(roster.code(who)) align \(roster.code(pole)) ≥ \(degree.plain)"
    case .control(let instrument, let sectors, let target, let level):
      let goods =
        sectors == roster.sectors ? "any" : sectors.map(roster.code).joined(separator: "/")
      return "\(roster.code(who)) \(roster.code(instrument)) \(goods) \(roster.code(target)) ≥ "
        + level.plain
    }
  }
}
