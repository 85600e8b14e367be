public import StatecraftCore

/// A fact about the real economy of the start, for comparison and never for fitting.
public struct BaselineFact: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable {
    /// (Exports + imports) over GDP.
    case openness
    /// The partner's share in the state's imports.
    case importShare = "import_share"
    /// The state's share in the world's purchases.
    case demandShare = "demand_share"
    /// What the state buys from the partner, in billion US dollars.
    case bilateralGoods = "bilateral_goods"
  }

  public let kind: Kind
  public let state: StateID
  public let partner: StateID?
  /// What the fact is about in the file's words: a sector, `all_goods` or `all`.
  public let scope: String
  /// The sectors over which it's summed.
  public let sectors: [SectorID]
  public let value: Double
}

extension BaselineFact {
  /// Reads the scenario's table of facts.
  static func read(_ root: Value, roster: Roster, log: FaultLog) -> [BaselineFact] {
    let residual = root["economy"]?.text("residual_sector")
    return root.list("facts").compactMap { row in
      guard let kind = row.text("kind").flatMap(Kind.init(rawValue:)),
        let state = roster.state(row["state"]), let scope = row["sector"],
        let word = scope.text, let value = row.number("value")
      else { return nil }
      let partner = row["partner"].flatMap { roster.state($0) }
      if partner == nil && (kind == .importShare || kind == .bilateralGoods) {
        log.add("this kind of fact needs a partner", at: row)
      }
      let sectors: [SectorID]
      switch word {
      case "all": sectors = roster.sectors
      case "all_goods": sectors = roster.sectors.filter { roster.code($0) != residual }
      default:
        guard let sector = roster.sector(word) else {
          let words = roster.sectorCodes + ["all", "all_goods"]
          log.add(
            "‘\(word)’ is no sector, and neither all nor all_goods"
              + suggestion(for: word, among: words), at: scope)
          return nil
        }
        sectors = [sector]
      }
      return BaselineFact(
        kind: kind, state: state, partner: partner, scope: word, sectors: sectors, value: value)
    }
  }
}
