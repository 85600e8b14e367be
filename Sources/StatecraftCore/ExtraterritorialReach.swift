/// Export controls that bind goods made abroad.
///
/// A third state's level is at least the issuer's level times how far the issuer's law reaches into
/// that seller's goods: the United States' foreign direct product rules (85 FR 29849, 87 FR 62186).
/// Literature F-10, V-13, V-68.
public struct ExtraterritorialReach: Sendable {
  private let reach: SectorDyadic<Double>
  private let roster: Roster
  private let issuers: [StateID]

  /// - Returns: nil where no state's law reaches abroad.
  public init?(_ setting: Setting) {
    guard let reach = setting.reach else { return nil }
    self.reach = reach
    roster = setting.roster
    issuers = setting.lawsAbroad
  }

  init(_ reach: SectorDyadic<Double>, _ roster: Roster, issuers: [StateID]) {
    self.reach = reach
    self.roster = roster
    self.issuers = issuers
  }

  /// The level that others' orders bind a seller to, toward a target, in `0...1`.
  public func level(
    _ sector: SectorID, of seller: StateID, on target: StateID,
    in orders: SectorDyadic<Double>
  ) -> Double {
    var bound = 0.0
    for issuer in issuers where issuer != seller && issuer != target {
      let reach = reach[sector, issuer, seller]
      if reach > 0 { bound = max(bound, reach * orders[sector, issuer, target]) }
    }
    return bound
  }

  /// Levels in force, raised to what others' orders bind.
  public func bound(
    _ inForce: SectorDyadic<Double>, orders: SectorDyadic<Double>? = nil
  ) -> SectorDyadic<Double> {
    let orders = orders ?? inForce
    var result = inForce
    for sector in roster.sectors {
      for issuer in issuers {
        for target in roster.states
        where target != issuer && orders[sector, issuer, target] > 0 {
          for seller in roster.states where seller != issuer && seller != target {
            let bound = reach[sector, issuer, seller] * orders[sector, issuer, target]
            if bound > result[sector, seller, target] { result[sector, seller, target] = bound }
          }
        }
      }
    }
    return result
  }
}

extension Observation {
  /// Export controls that bind goods made abroad; nil where no state's law reaches abroad.
  public var extraterritorialReach: ExtraterritorialReach? {
    setting.reach.map {
      ExtraterritorialReach($0, setting.roster, issuers: setting.lawsAbroad)
    }
  }
}
