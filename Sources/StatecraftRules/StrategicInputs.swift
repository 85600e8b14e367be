public import StatecraftCore
public import StatecraftEconomy

/// What the key sectors deliver to other sectors, by the baseline's recipes.
public struct StrategicInputs: Sendable {
  private let baseline: Baseline

  public init(baseline: Baseline) { self.baseline = baseline }

  /// The share of a state's strategic inputs for a sector that controls withhold, in `0...1`.
  ///
  /// Weighted by the recipe and by where the state bought at the start, at home included, so that
  /// a control doesn't seem milder once its victim has stopped buying.
  func withheld(
    from state: StateID, for sector: SectorID, in world: World, setting: Setting
  ) -> Double {
    var (needed, missing) = (0.0, 0.0)
    for input in setting.roster.sectors where setting[input].isKey && input != sector {
      let cost = baseline.shares.recipes[
        sector: sector.index, input: input.index, state: state.index]
      var (bought, denied) = (0.0, 0.0)
      for seller in setting.roster.states {
        let flow = setting.startFlows[input, state, seller]
        bought += flow
        denied += flow * world.exportControl[input, seller, state]
      }
      needed += cost
      if bought > 0 { missing += cost * denied / bought }
    }
    return needed > 0 ? missing / needed : 0
  }

  /// The share of a supplier in a state's strategic inputs for a sector, in `0...1`, weighted by
  /// the recipe and by where the state bought at the start.
  public func share(
    of supplier: StateID, in sector: SectorID, of state: StateID, setting: Setting
  ) -> Double {
    var (needed, supplied) = (0.0, 0.0)
    for input in setting.roster.sectors where setting[input].isKey && input != sector {
      let cost = baseline.shares.recipes[
        sector: sector.index, input: input.index, state: state.index]
      let bought = setting.roster.states.reduce(0) { $0 + setting.startFlows[input, state, $1] }
      needed += cost
      if bought > 0 { supplied += cost * setting.startFlows[input, state, supplier] / bought }
    }
    return needed > 0 ? supplied / needed : 0
  }

  /// What controls leave of the knowledge that comes with inputs, in `0...1`: the product over
  /// strategic inputs of 1 − `strength` × share withheld, so that one missing input is enough.
  func knowledgeLeft(
    to state: StateID, for sector: SectorID, in world: World, setting: Setting, strength: Double
  ) -> Double {
    var left = 1.0
    for input in setting.roster.sectors where setting[input].isKey && input != sector {
      let cost = baseline.shares.recipes[
        sector: sector.index, input: input.index, state: state.index]
      guard cost > 0 else { continue }
      var (bought, denied) = (0.0, 0.0)
      for seller in setting.roster.states where seller != state {
        let flow = setting.startFlows[input, state, seller]
        bought += flow
        denied += flow * world.exportControl[input, seller, state]
      }
      if bought > 0 { left *= 1 - strength * denied / bought }
    }
    return left
  }
}
