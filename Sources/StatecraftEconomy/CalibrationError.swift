/// Why supply shares and value added cannot both hold, or were not found to.
public enum CalibrationError: Error, Equatable {
  /// The inputs are wrong in these places: all of them.
  case violations([EconomyFault])

  /// In these states the sectors with given supply shares already pay out more than value added,
  /// so the residual sector would have to produce less than nothing.
  case overfull([Overfull])

  /// Spending on these sectors cannot be what the supply shares need: the recipes and final
  /// shares leave a sector's world output without a positive solution.
  case noOutput(sectors: [Int])

  /// A sector's exporter weights did not settle.
  ///
  /// The state is the one whose supply was furthest off, by the residual, as a share of its own.
  case notConverged(sector: Int, state: Int, sweeps: Int, residual: Double)

  /// Tariff revenue and sourcing did not settle against each other.
  case tariffsNotSettled(rounds: Int)

  /// The economy found is not a baseline.
  case baseline(BaselineError)

  /// A state whose given sectors exceed its value added.
  public struct Overfull: Sendable, Equatable {
    /// The state.
    public let state: Int

    /// Its value added, L[n].
    public let valueAdded: Double

    /// What the sectors with given supply shares would pay out.
    public let needed: Double
  }
}

extension CalibrationError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .violations(let faults):
      "The calibration's inputs are faulty:\n" + faults.map { "- \($0)" }.joined(separator: "\n")
    case .overfull(let states):
      "Supply shares need more value added than states have; lower the shares or the sectors' "
        + "value-added shares:\n"
        + states.map { "- state \($0.state): \($0.needed) of \($0.valueAdded)" }
        .joined(separator: "\n")
    case .noOutput(let sectors):
      """
      No positive world output of sectors \(sectors) fits recipes and final spending: give them \
      buyers.
      """
    case .notConverged(let sector, let state, let sweeps, let residual):
      """
      The exporter weights of sector \(sector) did not settle in \(sweeps) sweeps: state \
      \(state) is off by \(residual) of its supply. Are its frictions extreme?
      """
    case .tariffsNotSettled(let rounds):
      "Tariff revenue did not settle in \(rounds) rounds. Are tariffs extreme?"
    case .baseline(let error): "\(error)"
    }
  }
}
