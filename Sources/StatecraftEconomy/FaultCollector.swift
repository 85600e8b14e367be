/// Collects the faults of an economy's numbers, so that all are reported at once.
struct FaultCollector {
  /// How far a row may be from its sum, and value added from what the shares imply.
  static let tolerance = 1e-9

  let sectors: Int
  let states: Int
  private(set) var faults: [EconomyFault] = []

  /// Starts with no faults, unless there is nothing to speak of.
  init(sectors: Int, states: Int) {
    self.sectors = sectors
    self.states = states
    if sectors == 0 || states == 0 {
      add(EconomyFault(.finalShare, value: 0, .count(1)))
    }
  }

  mutating func add(_ fault: EconomyFault) { faults.append(fault) }

  /// Reports a table of the wrong size; returns whether the size was right.
  mutating func count(
    _ quantity: EconomyFault.Quantity, _ count: Int, _ expected: Int
  ) -> Bool {
    if count != expected {
      add(EconomyFault(quantity, value: Double(count), .count(expected)))
    }
    return count == expected
  }

  mutating func check(
    _ quantity: EconomyFault.Quantity, _ requirement: EconomyFault.Requirement, _ value: Double,
    sector: Int? = nil, state: Int? = nil, partner: Int? = nil
  ) {
    let broken: EconomyFault.Requirement?
    if !value.isFinite {
      broken = .finite
    } else {
      let holds =
        switch requirement {
        case .positive: value > 0
        case .notNegative: value >= 0
        case .above(let bound): value > bound
        case .atLeast(let bound): value >= bound
        case .below(let bound): value < bound
        case .oneWithoutBound: value == 1
        case .zero: value == 0
        case .sumsTo(let total): abs(value - total) <= Self.tolerance * max(1, abs(total))
        case .agreesWith(let other): abs(value - other) <= Self.tolerance * abs(other)
        case .finite, .count, .indexBelow: true
        }
      broken = holds ? nil : requirement
    }
    if let broken {
      add(
        EconomyFault(
          quantity, sector: sector, state: state, partner: partner, value: value, broken))
    }
  }

  mutating func check(
    _ quantity: EconomyFault.Quantity, _ requirement: EconomyFault.Requirement,
    _ table: SectorTable
  ) {
    guard count(quantity, table.values.count, sectors * states) else { return }
    for sector in 0..<sectors {
      for state in 0..<states {
        check(quantity, requirement, table[sector, state], sector: sector, state: state)
      }
    }
  }

  mutating func check(
    _ quantity: EconomyFault.Quantity, _ requirement: EconomyFault.Requirement, _ table: FlowTable
  ) {
    guard count(quantity, table.values.count, sectors * states * states) else { return }
    for sector in 0..<sectors {
      for market in 0..<states {
        for supplier in 0..<states {
          check(
            quantity, requirement, table[sector, market, supplier],
            sector: sector, state: market, partner: supplier)
        }
      }
    }
  }

  /// Checks tariffs: above −100 %, none at home.
  mutating func checkTariffs(
    _ tariffs: FlowTable, _ quantity: EconomyFault.Quantity = .tariff
  ) {
    check(quantity, .above(-1), tariffs)
    guard tariffs.values.count == sectors * states * states else { return }
    for sector in 0..<sectors {
      for state in 0..<states where tariffs[sector, state, state] > -1 {
        check(
          quantity, .zero, tariffs[sector, state, state],
          sector: sector, state: state, partner: state)
      }
    }
  }

  /// Checks recipes, value-added, rent and final-spending shares, elasticities and capacities.
  mutating func checkTechnology(
    finalSpending: SectorTable, valueAdded: SectorTable, recipes: RecipeTable,
    elasticities: [Double], technology: Technology
  ) {
    let rentShares = technology.rentShares
    let rentsFit = rentShares.values.count == sectors * states
    check(.finalShare, .notNegative, finalSpending)
    if finalSpending.values.count == sectors * states {
      for state in 0..<states {
        var sum = 0.0
        for sector in 0..<sectors { sum += finalSpending[sector, state] }
        check(.finalShare, .sumsTo(1), sum, state: state)
      }
    }
    check(.rentShare, .notNegative, rentShares)
    if count(.valueAddedShare, valueAdded.values.count, sectors * states) {
      for sector in 0..<sectors {
        for state in 0..<states {
          // Rent may take labour's place.
          let hasRent = rentsFit && rentShares[sector, state] > 0
          check(
            .valueAddedShare, hasRent ? .notNegative : .positive, valueAdded[sector, state],
            sector: sector, state: state)
        }
      }
    }
    if count(.recipeShare, recipes.values.count, sectors * sectors * states) {
      for sector in 0..<sectors {
        for state in 0..<states {
          var sum = 0.0
          for input in 0..<sectors {
            let share = recipes[sector: sector, input: input, state: state]
            check(.recipeShare, .notNegative, share, sector: sector, state: state, partner: input)
            sum += share
          }
          guard valueAdded.values.count == sectors * states, rentsFit else { continue }
          let paid = valueAdded[sector, state] + rentShares[sector, state]
          if paid.isFinite {
            check(.recipeShare, .sumsTo(1 - paid), sum, sector: sector, state: state)
          }
        }
      }
    }
    if count(.elasticity, elasticities.count, sectors) {
      for sector in 0..<sectors {
        check(.elasticity, .positive, elasticities[sector], sector: sector)
      }
    }
    checkFlexibility(technology)
    checkScale(technology, elasticities)
  }

  /// Checks elasticities of scale: below 1/θ, and none where capacity bounds output.
  private mutating func checkScale(_ technology: Technology, _ elasticities: [Double]) {
    let scale = technology.scaleElasticities
    guard count(.scaleElasticity, scale.count, sectors), elasticities.count == sectors,
      technology.installedCapacity.values.count == sectors * states
    else { return }
    for sector in 0..<sectors {
      check(.scaleElasticity, .notNegative, scale[sector], sector: sector)
      guard scale[sector] > 0 else { continue }
      check(.scaleElasticity, .below(1 / elasticities[sector]), scale[sector], sector: sector)
      for state in 0..<states where technology.installedCapacity[sector, state] != .infinity {
        check(.scaleElasticity, .zero, scale[sector], sector: sector, state: state)
      }
    }
  }

  /// Checks elasticities of substitution and installed capacities.
  private mutating func checkFlexibility(_ technology: Technology) {
    if count(.inputElasticity, technology.inputElasticities.count, sectors) {
      for sector in 0..<sectors {
        check(
          .inputElasticity, .notNegative, technology.inputElasticities[sector], sector: sector)
      }
    }
    if count(.finalElasticity, technology.finalElasticities.count, states) {
      for state in 0..<states {
        check(.finalElasticity, .notNegative, technology.finalElasticities[state], state: state)
      }
    }
    if count(.labourSupply, technology.labourSupply.count, states) {
      for state in 0..<states {
        check(.labourSupply, .notNegative, technology.labourSupply[state], state: state)
      }
    }
    let capacity = technology.installedCapacity
    guard count(.installedCapacity, capacity.values.count, sectors * states),
      technology.rentShares.values.count == sectors * states
    else { return }
    for sector in 0..<sectors {
      for state in 0..<states {
        let binds = technology.rentShares[sector, state] > 0
        if binds || capacity[sector, state] != .infinity {
          check(
            .installedCapacity, binds ? .agreesWith(1) : .atLeast(1), capacity[sector, state],
            sector: sector, state: state)
        }
      }
    }
  }

  /// Checks changes of capacity: positive, and one where nothing bounds output.
  mutating func checkCapacity(_ capacity: SectorTable, _ technology: Technology) {
    guard count(.capacity, capacity.values.count, sectors * states) else { return }
    for sector in 0..<sectors {
      for state in 0..<states {
        let bounded = technology.installedCapacity[sector, state] != .infinity
        check(
          .capacity, bounded ? .positive : .oneWithoutBound, capacity[sector, state],
          sector: sector, state: state)
      }
    }
  }

  /// Checks transfers: they sum to zero, relative to world value added.
  mutating func checkTransfers(_ transfers: [Double], worldValueAdded: Double) {
    guard count(.transfer, transfers.count, states) else { return }
    var sum = 0.0
    for state in 0..<states {
      check(.transfer, .finite, transfers[state], state: state)
      sum += transfers[state]
    }
    if sum.isFinite, worldValueAdded > 0, abs(sum) > Self.tolerance * worldValueAdded {
      add(EconomyFault(.transfer, value: sum, .sumsTo(0)))
    }
  }

  /// Checks value added: one positive number for each state.
  mutating func checkValueAdded(_ valueAdded: [Double]) {
    guard count(.valueAdded, valueAdded.count, states) else { return }
    for state in 0..<states {
      check(.valueAdded, .positive, valueAdded[state], state: state)
    }
  }
}
