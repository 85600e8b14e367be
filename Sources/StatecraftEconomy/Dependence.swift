/// How much states depend on each other's supplies, directly and through third countries.
///
/// Directly, a market depends on whom it buys from. Its suppliers depend on others in turn: what
/// is bought from a friend can be made of a rival's inputs (Baldwin, Freeman and Theodorakopoulos
/// 2022 call it hidden exposure).
public struct Dependence: Sendable {
  /// The share of a market's spending on a sector that a supplier receives, in `0...1`.
  ///
  /// q[s][n][i] = π, at purchasers' prices.
  public let direct: FlowTable

  /// The share of the value of a market's purchases of a sector that a state adds, in `0...1`.
  ///
  /// Σ_j q[s][n][j] Σ_k v B[k of i, s of j]: the value may come straight from state i or through
  /// any chain of others. Sums to one over states, home included.
  public let total: FlowTable

  /// The part of `total` that comes through other sellers than the state itself.
  ///
  /// Σ_{j≠i}: through third countries, and through the market's own industries.
  public let indirect: FlowTable

  private let spending: SectorTable

  /// Looks through the purchases of a baseline.
  ///
  /// - Throws: `InterCountryTableError.noLeontiefInverse`.
  public init(_ baseline: Baseline) throws(InterCountryTableError) {
    self.init(
      sourcing: baseline.shares.sourcing, expenditures: baseline.expenditures,
      chains: try ValueChains(InterCountryTable(baseline)))
  }

  /// Looks through purchases.
  ///
  /// - Parameters:
  ///   - sourcing: The shares of suppliers in each market's spending.
  ///   - expenditures: The spending of each market on each sector, X.
  ///   - chains: The value chains of the same economy.
  public init(sourcing: FlowTable, expenditures: SectorTable, chains: ValueChains) {
    let sectors = sourcing.sectorCount
    let states = sourcing.stateCount
    precondition(
      chains.table.sectorCount == sectors && chains.table.stateCount == states
        && expenditures.sectorCount == sectors && expenditures.stateCount == states,
      "Sourcing has \(sectors) sectors of \(states) states; spending or value chains do not.")
    // What each state adds to a unit from each seller: (sector, seller, origin).
    let content = FlowTable(sectors: sectors, states: states) { sector, seller, origin in
      chains.content(ofState: origin, in: chains.table.industry(sector: sector, state: seller))
    }
    direct = sourcing
    spending = expenditures
    let indirect = FlowTable(sectors: sectors, states: states) { sector, market, origin in
      var sum = 0.0
      for seller in 0..<states where seller != origin {
        sum += sourcing[sector, market, seller] * content[sector, seller, origin]
      }
      return sum
    }
    self.indirect = indirect
    total = FlowTable(sectors: sectors, states: states) { sector, market, origin in
      indirect[sector, market, origin]
        + sourcing[sector, market, origin] * content[sector, origin, origin]
    }
  }

  /// The concentration of each market's suppliers of each sector, in `0...1`: Σ_i q².
  ///
  /// The Herfindahl-Hirschman index, home counted as a supplier.
  public var concentration: SectorTable {
    SectorTable(sectors: direct.sectorCount, states: direct.stateCount) { sector, market in
      var sum = 0.0
      for supplier in 0..<direct.stateCount {
        sum += direct[sector, market, supplier] * direct[sector, market, supplier]
      }
      return sum
    }
  }

  /// The share of a market's critical purchases that each state supplies, in `0...1`.
  ///
  /// Σ_s c[s] X[s][n] q[s][n][i] / Σ_s c[s] X[s][n], with criticality c. Zero for a market that
  /// buys nothing critical.
  ///
  /// - Parameters:
  ///   - market: The state that buys.
  ///   - criticality: A weight for each sector, not negative.
  ///   - total: Whether suppliers count with the value they add, through whomever it comes,
  ///     instead of what they sell.
  /// - Returns: A share for each supplier, home included; they sum to one.
  public func importExposure(
    of market: Int, criticality: [Double], total looksThrough: Bool = false
  ) -> [Double] {
    precondition(
      criticality.count == direct.sectorCount,
      "\(criticality.count) weights for \(direct.sectorCount) sectors")
    let shares = looksThrough ? total : direct
    var weight = 0.0
    for sector in criticality.indices { weight += criticality[sector] * spending[sector, market] }
    return (0..<direct.stateCount).map { supplier in
      var sum = 0.0
      for sector in criticality.indices {
        sum += criticality[sector] * spending[sector, market] * shares[sector, market, supplier]
      }
      return weight > 0 ? sum / weight : 0
    }
  }
}
