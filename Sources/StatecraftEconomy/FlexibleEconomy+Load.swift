internal import Elementary

extension FlexibleEconomy {
  /// Takes in a counterfactual, with elasticities of substitution no lower than a number.
  func load(
    _ baseline: Baseline, _ flexible: FlexibleBaseline, _ counterfactual: Counterfactual,
    elasticityMin: Double
  ) throws(EquilibriumError) {
    try trade.load(baseline, counterfactual)
    let bound = Lane(repeating: 1 - elasticityMin)
    for sector in 0..<sectors {
      inputPowers[sector] = min(flexible.inputPowers[sector], bound[0])
    }
    for lane in 0..<shape.lanes {
      let powers = flexible.finalPowers.rows[lane]
      finalPowers.rows[lane] = powers.replacing(with: bound, where: powers .> bound)
    }
    for state in 0..<shape.states {
      for sector in 0..<sectors {
        let index = sector * shape.width + state
        logCapacity.rows[number: index] =
          flexible.logCapacity.rows[number: index]
          + logarithm(counterfactual.capacity[sector, state])
      }
    }
    try takeLevies(baseline, counterfactual)
    try takeSpending(baseline, flexible, counterfactual)
    findParts(baseline.prepared)
    markUnknowns(baseline.prepared, flexible, without: counterfactual.starved)
  }

  /// Takes export taxes into what things cost abroad, and out of what sellers receive.
  private func takeLevies(
    _ baseline: Baseline, _ counterfactual: Counterfactual
  ) throws(EquilibriumError) {
    hasLevies = counterfactual.exportTaxes != nil
    guard let taxes = counterfactual.exportTaxes else { return }
    var collector = FaultCollector(sectors: sectors, states: shape.states)
    collector.checkTariffs(taxes, .exportTax)
    guard collector.faults.isEmpty else { throw .violations(collector.faults) }
    levies.rows.clear(lanes: sectors * shape.width * shape.lanes)
    for sector in 0..<sectors {
      let theta = baseline.prepared.elasticities[sector]
      for market in 0..<shape.states {
        for supplier in 0..<shape.states where taxes[sector, market, supplier] != 0 {
          let tax = taxes[sector, market, supplier]
          let place = (sector * shape.width + market) * shape.width + supplier
          let dearer = exponential(-theta * logarithm(1 + tax))
          let net = trade.netWeights.rows[number: place] * dearer / (1 + tax)
          trade.weights.rows[number: place] *= dearer
          trade.netWeights.rows[number: place] = net
          levies.rows[number: place] = net * tax
        }
      }
    }
  }

  /// Takes in which proportion states spend what they earn.
  private func takeSpending(
    _ baseline: Baseline, _ flexible: FlexibleBaseline, _ counterfactual: Counterfactual
  ) throws(EquilibriumError) {
    spendsInProportion = counterfactual.spendsInProportion
    guard spendsInProportion else { return }
    for state in 0..<shape.states {
      let transfer = counterfactual.transfers[state]
      let share = 1 + transfer * flexible.inverseIncome.rows[number: state]
      guard share > 0 else {
        throw .overspent(
          state: state, income: baseline.valueAdded[state] + baseline.tariffRevenue[state],
          transfer: transfer)
      }
      spendingShares.rows[number: state] = share
    }
  }

  /// Finds the sets of states between which there's no trade at all.
  private func findParts(_ prepared: PreparedBaseline) {
    var parts = Array(0..<shape.states)
    for sector in 0..<sectors {
      for market in 0..<shape.states {
        let row = sector * shape.width + market
        guard prepared.expenditures.rows[number: row] > 0 else { continue }
        for supplier in 0..<shape.states
        where parts[supplier] != parts[market]
          && trade.weights.rows[number: row * shape.width + supplier] > 0
        {
          let (kept, gone) = (
            min(parts[supplier], parts[market]), max(parts[supplier], parts[market])
          )
          for state in parts.indices where parts[state] == gone { parts[state] = kept }
        }
      }
    }
    var number = [Int](repeating: -1, count: shape.states)
    partCount = 0
    for state in parts.indices {
      if number[parts[state]] < 0 {
        number[parts[state]] = partCount
        partCount += 1
      }
      parts[state] = number[parts[state]]
    }
    self.parts = parts
  }

  /// Starts at the baseline.
  func begin() { point.rows.clear(lanes: rowCount * shape.lanes) }

  /// Starts at a given point.
  func begin(
    at start: WarmStart, _ prepared: PreparedBaseline
  ) throws(EquilibriumError) {
    try trade.begin(at: start, prepared)
    if let prices = start.producerPrices {
      var collector = FaultCollector(sectors: sectors, states: shape.states)
      collector.check(.warmStart, .positive, prices)
      guard collector.faults.isEmpty else { throw .violations(collector.faults) }
    }
    point.rows.copy(from: trade.point.rows, lanes: boundsStart)
    for index in 0..<sectors * shape.width {
      let spending = spendingStart * 4 + index
      point.rows[number: spending] =
        active.rows[number: spending] == 1
        ? max(logarithm(point.rows[number: spending]), Self.floor) : 0
    }
    for state in 0..<shape.states {
      point.rows[number: state] =
        active.rows[number: state] == 1 ? max(point.rows[number: state], Self.floor) : 0
      guard hasBounds else { continue }
      for sector in 0..<sectors {
        let index = boundsStart * 4 + sector * shape.width + state
        guard active.rows[number: index] == 1 else { continue }
        // Unknown scarcity is taken as the market's own price.
        let price = start.producerPrices?[sector, state] ?? start.prices[sector, state]
        point.rows[number: index] = max(logarithm(price), Self.floor)
      }
    }
  }

  /// Lets prices and spending follow from wages and scarcity, once, at an unchanged numeraire.
  ///
  /// Far from the solution a long step that is right for wages and scarcity bends the rest so
  /// much that it would look as if it led astray.
  ///
  /// - Returns: Whether there's something to follow from.
  func settle() -> Bool {
    for state in 0..<shape.states {
      let scale = 1 + numeraireGaps.rows[number: state]
      guard scale > 0, scale < .infinity else { return false }
    }
    for lane in shape.lanes..<boundsStart where any(residuals.rows[lane] .!= residuals.rows[lane]) {
      return false
    }
    for lane in shape.lanes..<boundsStart { point.rows[lane] += residuals.rows[lane] }
    for column in 0..<shape.lanes {
      let shift = logarithm(1 + numeraireGaps.rows[column])
      for row in 0..<rowCount {
        let lane = row * shape.lanes + column
        point.rows[lane] -= shift * active.rows[lane]
      }
    }
    return true
  }

  /// Keeps the point, to be recalled.
  func remember() { kept.rows.copy(from: point.rows, lanes: rowCount * shape.lanes) }

  /// Returns to the point kept.
  func recall() { point.rows.copy(from: kept.rows, lanes: rowCount * shape.lanes) }

  private func markUnknowns(
    _ prepared: PreparedBaseline, _ flexible: FlexibleBaseline, without absent: [Int]
  ) {
    unknowns.removeAll(keepingCapacity: true)
    func mark(_ lane: Int, _ state: Int, _ isUnknown: Bool) {
      let isUnknown = isUnknown && !absent.contains(state)
      active.rows[number: lane * 4 + state] = isUnknown ? 1 : 0
      if isUnknown { unknowns.append(lane * 4 + state) }
    }
    for state in 0..<shape.states {
      mark(0, state, flexible.wageBill.rows[number: state] > 0)
      for sector in 0..<sectors {
        let row = sector * shape.lanes
        mark(shape.lanes + row, state, true)
        mark(
          spendingStart + row, state, prepared.expenditures.rows[number: row * 4 + state] > 0)
        if hasBounds {
          let place = row * 4 + state
          mark(
            boundsStart + row, state,
            flexible.bounded.rows[number: place] == 1 || flexible.scaled.rows[number: place] == 1)
        }
      }
    }
  }
}
