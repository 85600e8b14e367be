internal import StatecraftCore

/// What solving the market tells a seat: what moved the last turn, what its orders were forecast
/// to do, and what others would.
struct SolvedTurns: Sendable {
  private let forecaster: Forecaster
  /// The world before the turn that is open.
  private let now: World
  let me: StateID
  /// What moved the last turn that was closed; nil before any is.
  private(set) var causes: TurnCauses?
  /// What the seat's orders in it were forecast to do.
  private(set) var lastForecast: Forecast?

  /// - Parameters:
  ///   - now: the world before the turn that is open.
  ///   - last: the turn that was closed last, and the world before it.
  init(
    _ forecaster: Forecaster, now: World, for me: StateID,
    last: (record: TurnRecord, before: World)?
  ) {
    self.forecaster = forecaster
    self.now = now
    self.me = me
    guard let (record, before) = last else { return }
    causes = forecaster.causes(of: record, before: before, for: me)
    if record.notes.allSatisfy({ $0.state != me }) {
      lastForecast = forecaster.forecast(record.answers[me].decision, by: me, in: before)
    }
  }

  /// What orders of the seat would do in the turn that is open.
  func forecast(_ decision: Decision) -> Forecast? {
    forecaster.forecast(decision, by: me, in: now)
  }
}
