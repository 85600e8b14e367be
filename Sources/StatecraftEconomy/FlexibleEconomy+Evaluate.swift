internal import Elementary

extension FlexibleEconomy {
  /// Evaluates all equations at the point and leaves what is missing in `residuals`.
  ///
  /// - Returns: The largest excess demand or broken equation, not a number when any is not: of a
  ///   pair whatever is closer to zero, the height of the price or the supply left idle.
  func evaluate(_ prepared: PreparedBaseline, _ flexible: FlexibleBaseline) -> Double {
    priceCosts(flexible)
    sell(prepared)
    priceBaskets(flexible)
    earn(flexible)
    spend(prepared)
    let wages = pairWages(prepared)
    let bounds = pairBounds(flexible)
    return isFinite ? max(wages, bounds, largestGap()) : .nan
  }

  /// Costs follow from wages and the prices of inputs, producer prices from costs and scarcity.
  private func priceCosts(_ flexible: FlexibleBaseline) {
    let lanes = shape.lanes
    for sector in 0..<sectors {
      let shares = sector * (sectors + 1) * lanes
      let power = Lane(repeating: inputPowers[sector])
      for lane in 0..<lanes {
        let index = sector * lanes + lane
        let cost = aggregate(
          flexible.costShares.rows + (shares + lane), point.rows + lane, rows: sectors + 1,
          stride: lanes, power: power, into: costShares.rows + (shares + lane))
        logCosts.rows[index] = cost
        let variable = cost - trade.productivity.rows[index]
        guard hasBounds else {
          logProducerPrices.rows[index] = variable
          variableShares.rows[index] = Lane(repeating: 1)
          continue
        }
        let isScaled = flexible.scaled.rows[index] .== 1
        let isUnknown = flexible.bounded.rows[index] .== 1 .| isScaled
        let price = variable.replacing(with: point.rows[boundsStart + index], where: isUnknown)
        logProducerPrices.rows[index] = price
        variableShares.rows[index] =
          (flexible.variableShares.rows[index] * exponential(variable - price))
          .replacing(with: 1, where: isScaled)
      }
    }
  }

  /// Markets spread their spending over suppliers, who sell, and governments levy tariffs.
  private func sell(_ prepared: PreparedBaseline) {
    let lanes = shape.lanes
    revenue.rows.clear(lanes: lanes)
    for sector in 0..<sectors {
      let rows = sector * lanes
      let theta = prepared.elasticities[sector]
      let prices = logProducerPrices.rows + rows
      let attraction = appeal.rows + rows
      var cheapest = Double.infinity
      for state in 0..<shape.states { cheapest = min(cheapest, prices[number: state]) }
      references[sector] = cheapest
      for lane in 0..<lanes { attraction[lane] = exponential(-theta * (prices[lane] - cheapest)) }
      let sales = output.rows + rows
      let net = trade.netWeights.rows + rows * shape.width
      multiply(trade.weights.rows + rows * shape.width, attraction, into: demand.rows + rows)
      multiply(net, attraction, into: netDemand.rows + rows)
      sales.clear(lanes: lanes)
      for lane in 0..<lanes {
        let index = rows + lane
        demand.rows[index] += 1 - prepared.presence.rows[lane]
        let bought =
          exponential(point.rows[spendingStart + index]) * prepared.expenditures.rows[index]
        let pull = bought / demand.rows[index]
        perPull.rows[index] = pull
        revenue.rows[lane] += bought - pull * netDemand.rows[index]
        addCombination(of: net + 4 * lane * lanes, pull, to: sales, lanes: lanes)
      }
      if hasLevies { levy(sector) }
      for lane in 0..<lanes {
        sales[lane] *= attraction[lane]
        variableCost.rows[rows + lane] = sales[lane] * variableShares.rows[rows + lane]
      }
    }
  }

  /// Suppliers tax what they sell abroad: what tariffs don't take isn't all theirs at the gate.
  private func levy(_ sector: Int) {
    let lanes = shape.lanes
    let rows = sector * lanes
    let matrix = levies.rows + rows * shape.width
    multiply(matrix, appeal.rows + rows, into: levyDemand.rows + rows)
    let earned = levied.rows + rows
    earned.clear(lanes: lanes)
    for lane in 0..<lanes {
      let pull = perPull.rows[rows + lane]
      revenue.rows[lane] -= pull * levyDemand.rows[rows + lane]
      addCombination(of: matrix + 4 * lane * lanes, pull, to: earned, lanes: lanes)
    }
    for lane in 0..<lanes {
      earned[lane] *= appeal.rows[rows + lane]
      revenue.rows[lane] += earned[lane]
    }
  }

  /// A matrix of rows over suppliers, one for each market, times a row over suppliers.
  func multiply(_ matrix: LaneRows, _ row: LaneRows, into result: LaneRows) {
    let lanes = shape.lanes
    for market in stride(from: 0, to: shape.width, by: 2) {
      let first = matrix + market * lanes
      var even = Lane.zero
      var odd = Lane.zero
      for lane in 0..<lanes {
        even += first[lane] * row[lane]
        odd += first[lanes + lane] * row[lane]
      }
      result[number: market] = total(even)
      result[number: market + 1] = total(odd)
    }
  }

  /// The cost of final spending follows from prices.
  private func priceBaskets(_ flexible: FlexibleBaseline) {
    let lanes = shape.lanes
    for lane in 0..<lanes {
      logBasket.rows[lane] = aggregate(
        flexible.finalShares.rows + lane, point.rows + (lanes + lane), rows: sectors,
        stride: lanes, power: finalPowers.rows[lane], into: finalShares.rows + lane)
    }
  }

  /// Incomes follow from what is owned: labour and installed capacity, idle or not.
  private func earn(_ flexible: FlexibleBaseline) {
    let lanes = shape.lanes
    bends.rows.clear(lanes: (1 + sectors) * lanes)
    for lane in 0..<lanes {
      var labour = Lane.zero
      var owned = Lane.zero
      for sector in 0..<sectors {
        let index = sector * lanes + lane
        let share = costShares.rows[sector * (sectors + 1) * lanes + lane]
        labour += share * variableCost.rows[index]
        if hasBounds {
          let isBounded = flexible.bounded.rows[index] .== 1
          let full = exponential(logProducerPrices.rows[index] + logCapacity.rows[index])
          fullSales.rows[index] = full.replacing(with: 0, where: .!isBounded)
          owned += (1 - variableShares.rows[index]) * fullSales.rows[index]
        }
        bends.rows[lane] += inputPowers[sector] * share * variableCost.rows[index]
      }
      paid.rows[lane] = labour
      let wage = point.rows[lane]
      let supplied = flexible.labourSupply.rows[lane] * (wage - logBasket.rows[lane])
      wageBill.rows[lane] = exponential(wage + supplied) * flexible.wageBill.rows[lane]
      rents.rows[lane] = owned
      incomes.rows[lane] = wageBill.rows[lane] + owned + revenue.rows[lane]
      finalSpending.rows[lane] = incomes.rows[lane] + trade.transfers.rows[lane]
    }
    if spendsInProportion { spendInProportion() }
  }

  /// Scales spending shares so that each part of the world spends what it earns.
  private func spendInProportion() {
    var earned = [Double](repeating: 0, count: partCount)
    var wanted = earned
    for state in 0..<shape.states {
      let income = incomes.rows[number: state]
      earned[parts[state]] += income
      wanted[parts[state]] += spendingShares.rows[number: state] * income
    }
    for state in 0..<shape.states {
      let scale = earned[parts[state]] / wanted[parts[state]]
      spendingScale.rows[number: state] = scale
      finalSpending.rows[number: state] =
        scale * spendingShares.rows[number: state] * incomes.rows[number: state]
    }
  }

  /// Spending follows from incomes and sales; the difference is the residual.
  private func spend(_ prepared: PreparedBaseline) {
    let lanes = shape.lanes
    let logPrices = point.rows + lanes
    for input in 0..<sectors {
      let inverse = -1 / prepared.elasticities[input]
      for lane in 0..<lanes {
        let index = input * lanes + lane
        var bought = finalShares.rows[index] * finalSpending.rows[lane]
        var bend = Lane.zero
        for sector in 0..<sectors {
          let share = costShares.rows[(sector * (sectors + 1) + 1 + input) * lanes + lane]
          let used = share * variableCost.rows[sector * lanes + lane]
          bought += used
          bend += inputPowers[sector] * used
        }
        wanted.rows[index] = bought
        bends.rows[lanes + index] = bend
        let priceGap =
          references[input] + inverse * logarithm(demand.rows[index]) - logPrices[index]
        residuals.rows[lanes + index] = priceGap * active.rows[lanes + index]
        // A state that would owe more than it earns wants to spend less than nothing.
        let share = bought * prepared.inverseExpenditures.rows[index]
        let isBuying = active.rows[spendingStart + index] .== 1
        let isAble = share .> 0
        let gap =
          logarithm(share.replacing(with: 1, where: .!isAble)) - point.rows[spendingStart + index]
        residuals.rows[spendingStart + index] =
          gap
          .replacing(with: .nan, where: .!isAble).replacing(with: 0, where: .!isBuying)
      }
    }
  }

  /// Pairs each wage with idle labour, and holds world value added to its baseline.
  private func pairWages(_ prepared: PreparedBaseline) -> Double {
    let lanes = shape.lanes
    // By Walras' law one equation follows from the others. With this added to every pair, all
    // of them hold only where it's zero.
    var after = [Double](repeating: 0, count: partCount)
    var before = after
    for state in 0..<shape.states {
      after[parts[state]] += wageBill.rows[number: state] + rents.rows[number: state]
      before[parts[state]] += prepared.valueAdded.rows[number: state]
    }
    for state in 0..<shape.states {
      numeraireGaps.rows[number: state] = after[parts[state]] / before[parts[state]] - 1
    }
    var largest = Lane.zero
    for lane in 0..<lanes {
      let numeraireGap = numeraireGaps.rows[lane]
      largest = larger(largest, magnitude(numeraireGap))
      let isActive = active.rows[lane] .== 1
      let ratio = paid.rows[lane] / wageBill.rows[lane].replacing(with: 1, where: .!isActive)
      let isUsed = (ratio .> Self.leastUse) .& isActive
      let height = point.rows[lane] - Self.floor
      let slack = -logarithm(ratio.replacing(with: Self.leastUse, where: .!isUsed))
      let (gap, byHeight, bySlack) = pair(height, slack)
      self.byHeight.rows[lane] = byHeight
      self.bySlack.rows[lane] = bySlack.replacing(with: 0, where: .!isUsed)
      residuals.rows[lane] = (-gap - numeraireGap)
        .replacing(with: 0, where: .!isActive)
      let open = height.replacing(with: slack, where: slack .< height)
      largest = larger(largest, magnitude(open.replacing(with: 0, where: .!isActive)))
    }
    return largest.max()
  }

  /// Pairs each price above variable cost with idle capacity, or says how it falls with scale.
  private func pairBounds(_ flexible: FlexibleBaseline) -> Double {
    guard hasBounds else { return 0 }
    let lanes = shape.lanes
    var largest = Lane.zero
    for index in 0..<sectors * lanes {
      let isActive = active.rows[boundsStart + index] .== 1
      let price = logProducerPrices.rows[index]
      let variable = variableShares.rows[index] * exponential(price)
      let least = variable + Self.leastPrice
      floorShares.rows[index] = variable / least
      let sales = output.rows[index].replacing(with: 1, where: .!isActive)
      let isUsed = sales .> 0
      let used = logarithm(sales.replacing(with: 1, where: .!isUsed)) - price
      let height = price - logarithm(least)
      let slack = (logCapacity.rows[index] - used).replacing(with: 50, where: .!isUsed)
      let (gap, byHeight, bySlack) = pair(height, slack)
      self.byHeight.rows[lanes + index] = byHeight
      self.bySlack.rows[lanes + index] = bySlack.replacing(with: 0, where: .!isUsed)
      // ln p̂ − (1 + ψ) ln ĉ + a + ψ ln Ŷ, where scale matters.
      let isScaled = flexible.scaled.rows[index] .== 1
      let scale = flexible.scale[index / lanes]
      let excess =
        price - (1 + scale) * logCosts.rows[index] + trade.productivity.rows[index]
        + scale * (used + price - logCapacity.rows[index])
      residuals.rows[boundsStart + index] = (-gap - numeraireGaps.rows[index % lanes])
        .replacing(with: -excess, where: isScaled)
        .replacing(with: 0, where: .!isActive)
      let open = height.replacing(with: slack, where: slack .< height)
        .replacing(with: excess, where: isScaled)
      largest = larger(largest, magnitude(open.replacing(with: 0, where: .!isActive)))
    }
    return largest.max()
  }

  /// Fischer and Burmeister's function of two numbers, and its derivatives.
  private func pair(_ a: Lane, _ b: Lane) -> (Lane, Lane, Lane) {
    let length = (a * a + b * b).squareRoot()
    let inverse = 1 / length.replacing(with: 1, where: length .== 0)
    // Where both are zero any direction between them will do.
    let atZero = Lane(repeating: 0.2928932188134524)
    let byA = (1 - a * inverse).replacing(with: atZero, where: length .== 0)
    let byB = (1 - b * inverse).replacing(with: atZero, where: length .== 0)
    // a + b − √(a² + b²), without loss where one is much larger than the other.
    let isSafe = a + b .> 0
    let sum = a + b
    let precise = 2 * a * b / (sum + length).replacing(with: 1, where: .!isSafe)
    return ((sum - length).replacing(with: precise, where: isSafe), byA, byB)
  }

  /// The largest gap of prices and spending.
  private func largestGap() -> Double {
    var largest = Lane.zero
    for index in shape.lanes..<boundsStart {
      largest = larger(largest, magnitude(residuals.rows[index]))
    }
    return largest.max()
  }

  /// Whether every equation has a number.
  private var isFinite: Bool {
    var sum = Lane.zero
    for index in 0..<rowCount * shape.lanes { sum += residuals.rows[index] }
    return total(sum).isFinite
  }

  /// Less of a state's labour in use counts as none.
  private static let leastUse = 1e-22
  /// e to the power of `floor`.
  private static let leastPrice = exponential(floor)
}
