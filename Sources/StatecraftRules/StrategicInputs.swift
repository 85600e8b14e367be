internal import StatecraftCore
internal import StatecraftEconomy

/// What the key sectors deliver to other sectors, by the baseline's recipes.
struct StrategicInputs {
  private let baseline: Baseline

  init(baseline: Baseline) { self.baseline = baseline }

  /// The share of a state's strategic inputs for a sector that controls withhold, in `0...1`.
  ///
  /// Weighted by the recipe and by where the state bought at the start, at home included, so that
  /// a control doesn't seem milder once its victim has stopped buying.
  func withheld(
    from state: StateID, for sector: SectorID, in world: World, setting: Setting
  ) -> Double {
    var (needed, missing) = (0.0, 0.0)
    let closed = world.measures.together(.goods, .outbound, in: setting.roster)
    for input in setting.roster.sectors where setting[input].isKey && input != sector {
      let cost = baseline.shares.recipes[
        sector: sector.index, input: input.index, state: state.index]
      var (bought, denied) = (0.0, 0.0)
      for seller in setting.roster.states {
        let flow = setting.startFlows[input, state, seller]
        bought += flow
        denied += flow * closed[input, seller, state]
      }
      needed += cost
      if bought > 0 { missing += cost * denied / bought }
    }
    return needed > 0 ? missing / needed : 0
  }
}
