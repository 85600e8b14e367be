internal import Elementary

extension Workspace {
  /// Takes in a counterfactual: checks it and computes all that no sweep changes.
  func load(_ baseline: Baseline, _ counterfactual: Counterfactual) throws(EquilibriumError) {
    let states = shape.states
    let flows = sectors * states * states
    guard counterfactual.sourcing.values.count == flows,
      counterfactual.tariffs.values.count == flows,
      counterfactual.productivity.values.count == sectors * states,
      counterfactual.capacity.values.count == sectors * states,
      counterfactual.transfers.count == states,
      fillWeights(baseline, counterfactual), fillRows(baseline, counterfactual)
    else { throw faults(baseline, counterfactual) }
    absent = counterfactual.starved
    try coverCutOffMarkets(baseline, counterfactual)
  }

  /// Starts at the baseline.
  func begin(_ prepared: PreparedBaseline) {
    let goods = (1 + sectors) * shape.lanes
    point.rows.clear(lanes: goods)
    for lane in goods..<rowCount * shape.lanes { point.rows[lane] = Lane(repeating: 1) }
    for row in (1 + sectors)..<rowCount {
      for state in shape.states..<shape.width { point.rows[number: row * shape.width + state] = 0 }
    }
  }

  /// Starts at a given point.
  func begin(at start: WarmStart, _ prepared: PreparedBaseline) throws(EquilibriumError) {
    var collector = FaultCollector(sectors: sectors, states: shape.states)
    if collector.count(.warmStart, start.wages.count, shape.states) {
      for (state, wage) in start.wages.enumerated() {
        collector.check(.warmStart, .positive, wage, state: state)
      }
    }
    collector.check(.warmStart, .positive, start.prices)
    collector.check(.warmStart, .notNegative, start.expenditures)
    guard collector.faults.isEmpty else { throw .violations(collector.faults) }
    for state in 0..<shape.states {
      point.rows[number: state] = logarithm(start.wages[state])
      for sector in 0..<sectors {
        let index = sector * shape.width + state
        let source = sector * shape.states + state
        point.rows[number: shape.width + index] = logarithm(start.prices.values[source])
        point.rows[number: (1 + sectors) * shape.width + index] =
          start.expenditures.values[source] * prepared.inverseExpenditures.rows[number: index]
      }
    }
  }

  /// Fills the sourcing weights; returns whether multipliers and tariffs are sound.
  private func fillWeights(_ baseline: Baseline, _ counterfactual: Counterfactual) -> Bool {
    let prepared = baseline.prepared
    let states = shape.states
    // Nothing times a finite number is nothing; times anything else it is not a number.
    var nothing = Lane.zero
    var leastMultiplier = Lane.zero
    var leastTariff = Lane.zero
    counterfactual.sourcing.values.withUnsafeBytes { multipliers in
      baseline.shares.tariffs.values.withUnsafeBytes { before in
        counterfactual.tariffs.values.withUnsafeBytes { after in
          var source = 0
          for sector in 0..<sectors { isTaxed[sector] = false }
          for row in 0..<sectors * states {
            let sector = row / states
            let theta = prepared.elasticities[sector]
            var target = (row + sector * (shape.width - states)) * shape.lanes
            for first in stride(from: 0, to: states, by: 4) {
              let offset = (row * states + first) * 8
              let multiplier = multipliers.lane(at: offset)
              let tariff = after.lane(at: offset)
              let old = before.lane(at: offset)
              nothing += 0 * multiplier
              leastMultiplier = smaller(leastMultiplier, multiplier)
              var weight = prepared.sourcing.rows[source] * multiplier
              if tariff == old {
                netWeights.rows[target] = weight * prepared.inverseTariffs.rows[source]
              } else {
                nothing += 0 * tariff
                leastTariff = smaller(leastTariff, tariff)
                let inverse = 1 / (1 + tariff)
                let dearer = (1 + tariff) * prepared.inverseTariffs.rows[source]
                weight *= exponential(-theta * logarithm(dearer))
                netWeights.rows[target] = weight * inverse
              }
              weights.rows[target] = weight
              if weight != netWeights.rows[target] { isTaxed[sector] = true }
              source += 1
              target += 1
            }
          }
        }
      }
    }
    return total(nothing) == 0 && leastMultiplier.min() >= 0 && leastTariff.min() > -1
  }

  /// Fills productivity and transfers; returns whether they are sound.
  private func fillRows(_ baseline: Baseline, _ counterfactual: Counterfactual) -> Bool {
    var sound = isCapacitySound(baseline, counterfactual)
    var sum = 0.0
    for state in 0..<shape.states {
      for sector in 0..<sectors {
        let advance = counterfactual.productivity.values[sector * shape.states + state]
        sound = sound && advance.isFinite
        productivity.rows[number: sector * shape.width + state] = advance
      }
      transfers.rows[number: state] = counterfactual.transfers[state]
      sum += counterfactual.transfers[state]
    }
    return sound && abs(sum) <= FaultCollector.tolerance * baseline.prepared.worldValueAdded
  }

  /// Whether capacities are positive, and unchanged where nothing bounds output.
  private func isCapacitySound(_ baseline: Baseline, _ counterfactual: Counterfactual) -> Bool {
    counterfactual.capacity.values.withUnsafeBufferPointer { capacity in
      if capacity.allSatisfy({ $0 == 1 }) { return true }
      let installed = baseline.shares.technology.installedCapacity.values
      return capacity.indices.allSatisfy {
        capacity[$0] == 1
          || capacity[$0] > 0 && capacity[$0].isFinite && installed[$0] < .infinity
      }
    }
  }

  /// Refuses markets that need a sector and have no supplier; lets those that never buy it be.
  private func coverCutOffMarkets(
    _ baseline: Baseline, _ counterfactual: Counterfactual
  ) throws(EquilibriumError) {
    let lanes = shape.lanes
    for sector in 0..<sectors {
      for market in 0..<shape.states {
        let row = weights.rows + (sector * shape.width + market) * lanes
        var sum = Lane.zero
        for lane in 0..<lanes { sum += row[lane] }
        guard total(sum) == 0 else { continue }
        if counterfactual.starved.contains(market) {
          // Its books close as if it made this itself.
          row[number: market] = 1
          netWeights.rows[number: (sector * shape.width + market) * shape.width + market] = 1
          continue
        }
        if baseline.expenditures[sector, market] > 0 {
          throw .noSupplier(sector: sector, market: market)
        }
        for supplier in 0..<shape.states {
          row[number: supplier] = baseline.shares.sourcing[sector, market, supplier]
        }
      }
    }
  }

  /// Lists everything that is wrong with a counterfactual.
  private func faults(_ baseline: Baseline, _ counterfactual: Counterfactual) -> EquilibriumError {
    var collector = FaultCollector(sectors: sectors, states: shape.states)
    collector.check(.sourcingMultiplier, .notNegative, counterfactual.sourcing)
    collector.check(.tariff, .above(-1), counterfactual.tariffs)
    collector.check(.productivity, .finite, counterfactual.productivity)
    collector.checkCapacity(counterfactual.capacity, baseline.shares.technology)
    collector.checkTransfers(
      counterfactual.transfers, worldValueAdded: baseline.prepared.worldValueAdded)
    return .violations(collector.faults)
  }
}

extension UnsafeRawBufferPointer {
  /// Four numbers at a byte offset; beyond the end of the table, zeros.
  ///
  /// At the end of a row they reach into the next, where the shares' padding makes them nothing.
  @inline(__always)
  fileprivate func lane(at offset: Int) -> Lane {
    if offset &+ 32 <= count { return loadUnaligned(fromByteOffset: offset, as: Lane.self) }
    var lane = Lane.zero
    for index in 0..<(count - offset) / 8 {
      lane[index] = loadUnaligned(fromByteOffset: offset + index * 8, as: Double.self)
    }
    return lane
  }
}
