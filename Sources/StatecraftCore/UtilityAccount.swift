/// Says what a turn was worth to a state, term by term, after the fact.
public protocol UtilityAccount: Sendable {
  /// - Parameters:
  ///   - world: the world after a turn.
  ///   - decision: what the state decided in that turn.
  func terms(
    of state: StateID, in world: World, after decision: Decision, setting: Setting
  ) -> UtilityTerms
}

extension Scenario {
  /// What a turn was worth to each state; nil where nobody keeps the account.
  public func utilities(
    in world: World, after decisions: PerState<Decision>
  ) -> PerState<UtilityTerms>? {
    account.map { account in
      PerState(
        setting.roster.states.map {
          account.terms(of: $0, in: world, after: decisions[$0], setting: setting)
        })
    }
  }
}
