extension ValueChains {
  /// The foreign value in the exports of each sector of each state, in the table's unit.
  ///
  /// "Imports to export": Σ v[i] B[i,j] e[j] over industries i abroad, for exports e[j] (Hummels,
  /// Ishii and Yi 2001, in the inter-country form of Koopman, Wang and Wei 2014).
  public var importsToExport: SectorTable {
    SectorTable(sectors: table.sectorCount, states: table.stateCount) { sector, state in
      let product = table.industry(sector: sector, state: state)
      var foreign = 0.0
      for source in 0..<table.stateCount where source != state {
        foreign += content(ofState: source, in: product)
      }
      return foreign * exports[sector, state]
    }
  }

  /// The share of foreign value in each state's exports (backward participation), in `0...1`.
  ///
  /// Zero for a state without exports.
  public var backwardParticipation: [Double] {
    let foreign = importsToExport
    return perExports { state in
      var sum = 0.0
      for sector in 0..<table.sectorCount { sum += foreign[sector, state] }
      return sum
    }
  }

  /// A state's value in the exports of others, over its own exports (forward participation).
  ///
  /// Σ v[i] B[i,j] e[j] over its industries i and all industries j abroad, over Σ e of its own:
  /// the DVX of Koopman, Wang and Wei (2014). Zero for a state without exports; can exceed one.
  public var forwardParticipation: [Double] {
    perExports { state in
      var sum = 0.0
      for exporter in 0..<table.stateCount where exporter != state {
        for sector in 0..<table.sectorCount {
          let product = table.industry(sector: sector, state: exporter)
          sum += content(ofState: state, in: product) * exports[sector, exporter]
        }
      }
      return sum
    }
  }

  /// The value that each sector of a state adds to that state's exports, in the table's unit.
  ///
  /// By sector of origin: Σ_j v[i] B[i,j] e[j] over the state's own industries j. A sector that
  /// exports nothing itself can add much through others.
  public var domesticValueInExports: SectorTable {
    SectorTable(sectors: table.sectorCount, states: table.stateCount) { sector, state in
      let source = table.industry(sector: sector, state: state)
      var sum = 0.0
      for exporting in 0..<table.sectorCount {
        let product = table.industry(sector: exporting, state: state)
        sum += content(of: source, in: product) * exports[exporting, state]
      }
      return sum
    }
  }

  /// New revealed comparative advantage: Balassa's ratio on value added instead of gross exports.
  ///
  /// The sector's share of the domestic value in a state's exports, over its share in all states'
  /// (Koopman, Wang and Wei 2014). Above one: an advantage. Zero where nothing is exported.
  public var revealedComparativeAdvantage: SectorTable {
    let value = domesticValueInExports
    var byState = [Double](repeating: 0, count: table.stateCount)
    var bySector = [Double](repeating: 0, count: table.sectorCount)
    var world = 0.0
    for sector in 0..<table.sectorCount {
      for state in 0..<table.stateCount {
        byState[state] += value[sector, state]
        bySector[sector] += value[sector, state]
        world += value[sector, state]
      }
    }
    return SectorTable(sectors: table.sectorCount, states: table.stateCount) { sector, state in
      guard value[sector, state] > 0 else { return 0 }
      return value[sector, state] / byState[state] * (world / bySector[sector])
    }
  }

  private func perExports(_ value: (_ state: Int) -> Double) -> [Double] {
    (0..<table.stateCount).map { state in
      var total = 0.0
      for sector in 0..<table.sectorCount { total += exports[sector, state] }
      return total > 0 ? value(state) / total : 0
    }
  }
}
