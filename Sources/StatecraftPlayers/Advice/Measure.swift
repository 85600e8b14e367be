public import StatecraftCore

/// A measure that one state has on another: what is ordered, and how much of it is in force.
public struct Measure: Sendable, Equatable {
  public let instrument: InstrumentID
  public let sector: SectorID
  public let imposer: StateID
  public let target: StateID
  /// The strictness or the rate that was ordered.
  public let ordered: Double
  /// The strictness or the rate in force, which follows with delay.
  public let inForce: Double
}

extension SeatView {
  /// The measures that stand between two states, by instrument and sector: export controls and
  /// import restrictions, and tariffs that differ from those of the start, which nearly everybody
  /// has on nearly everything.
  public func measures(by imposer: StateID, on target: StateID) -> [Measure] {
    measures(by: imposer, on: target, roster.instrumentIDs) {
      roster[$0.instrument].channel != .price
        || $0.ordered != start.ordered($0.instrument, $0.sector, $0.imposer, $0.target)
    }
  }

  /// The measures that stand between two states of some instruments, those above 0.
  func measures(
    by imposer: StateID, on target: StateID, _ instruments: [InstrumentID],
    where isWanted: (Measure) -> Bool = { _ in true }
  ) -> [Measure] {
    instruments.flatMap { instrument in
      roster.sectors.compactMap { sector in
        let measure = Measure(
          instrument: instrument, sector: sector, imposer: imposer, target: target,
          ordered: now.ordered(instrument, sector, imposer, target),
          inForce: now.inForce(instrument, sector, imposer, target))
        return (measure.ordered > 0 || measure.inForce > 0) && isWanted(measure) ? measure : nil
      }
    }
  }
}

extension [Measure] {
  /// Such as `export refining 0.05, chips 0.3 (0.5 next turn); tariff energy 0.25`.
  func told(in roster: Roster) -> String {
    roster.instrumentIDs.compactMap { instrument in
      let parts = filter { $0.instrument == instrument }.map { measure in
        "\(roster.code(measure.sector)) \(short(measure.inForce))"
          + (measure.inForce == measure.ordered
            ? "" : " (\(short(measure.ordered)) next turn)")
      }
      return parts.isEmpty ? nil : "\(roster.code(instrument)) \(parts.joined(separator: ", "))"
    }.joined(separator: "; ")
  }
}
