extension FlexibleEconomy {
  /// How residuals move when unknowns move in a direction: the Jacobian at the point last
  /// evaluated, times the direction.
  ///
  /// Costs about as much as an evaluation, and no exponentials. The direction has to be zero in
  /// what is no unknown.
  ///
  /// - Parameter advancing: a state whose productivity rises as well, one log point in every
  ///   sector; nobody's where there is none. Only where nothing bounds output.
  func differentiate(
    _ prepared: PreparedBaseline, _ flexible: FlexibleBaseline, along direction: LaneRows,
    advancing: Int? = nil, into result: LaneRows
  ) {
    let rows = Differentials(self)
    moveCosts(direction, rows)
    if let advancing {
      precondition(!hasBounds, "Bounds are not moved by productivity.")
      for sector in 0..<sectors { rows.price[number: sector * shape.width + advancing] -= 1 }
    }
    moveSales(prepared, flexible, direction, rows)
    moveIncomes(flexible, direction, rows)
    moveSpending(prepared, direction, rows, into: result)
    moveWages(prepared, direction, rows, into: result)
    moveBounds(flexible, direction, rows, into: result)
  }

  /// Where changes go: rows over states by sector, and single rows.
  private struct Differentials {
    /// Of log cost.
    let cost: LaneRows
    /// Of log producer price.
    let price: LaneRows
    /// Of output.
    let output: LaneRows
    /// Of variable cost.
    let variable: LaneRows
    /// Of log Φ.
    let demand: LaneRows
    /// Of final spending, revenue and rents; two more to work with.
    let finalSpending: LaneRows
    let revenue: LaneRows
    let rents: LaneRows
    let pull: LaneRows
    let net: LaneRows
    /// Of the log cost of final spending, and of wages in all.
    let basket: LaneRows
    let wageBill: LaneRows
    /// Of what export taxes take of Φ.
    let levy: LaneRows

    init(_ economy: FlexibleEconomy) {
      let lanes = economy.shape.lanes
      let table = economy.sectors * lanes
      let all = economy.scratch.rows
      cost = all
      price = all + table
      output = all + 2 * table
      variable = all + 3 * table
      demand = all + 4 * table
      finalSpending = all + 5 * table
      revenue = finalSpending + lanes
      rents = revenue + lanes
      pull = rents + lanes
      net = pull + lanes
      basket = net + lanes
      wageBill = basket + lanes
      levy = wageBill + lanes
    }
  }

  private func moveCosts(_ direction: LaneRows, _ moved: Differentials) {
    let lanes = shape.lanes
    for sector in 0..<sectors {
      let shares = costShares.rows + sector * (sectors + 1) * lanes
      for lane in 0..<lanes {
        let index = sector * lanes + lane
        let cost = dot(
          shares + lane, stride: lanes, direction + lane, stride: lanes, rows: sectors + 1)
        moved.cost[index] = cost
        moved.price[index] = cost
        if hasBounds {
          moved.price[index] = cost.replacing(
            with: direction[boundsStart + index],
            where: active.rows[boundsStart + index] .== 1)
        }
      }
    }
  }

  private func moveSales(
    _ prepared: PreparedBaseline, _ flexible: FlexibleBaseline, _ direction: LaneRows,
    _ moved: Differentials
  ) {
    let lanes = shape.lanes
    moved.revenue.clear(lanes: lanes)
    for sector in 0..<sectors {
      let rows = sector * lanes
      let theta = prepared.elasticities[sector]
      let attraction = appeal.rows + rows
      let net = trade.netWeights.rows + rows * shape.width
      for lane in 0..<lanes {
        moved.pull[lane] = -theta * moved.price[rows + lane] * attraction[lane]
      }
      multiply(
        trade.weights.rows + rows * shape.width, moved.pull, into: moved.demand + rows)
      multiply(net, moved.pull, into: moved.net)
      let matrix = levies.rows + rows * shape.width
      if hasLevies { multiply(matrix, moved.pull, into: moved.levy) }
      let sales = moved.output + rows
      sales.clear(lanes: lanes)
      for lane in 0..<lanes {
        let index = rows + lane
        moved.demand[index] /= demand.rows[index]
        let grows = direction[spendingStart + index]
        let pull = perPull.rows[index]
        let pulled = pull * (grows - moved.demand[index])
        moved.revenue[lane] +=
          pull * demand.rows[index] * grows * prepared.presence.rows[lane]
          - pulled * netDemand.rows[index] - pull * moved.net[lane]
        addCombination(of: net + 4 * lane * lanes, pulled, to: sales, lanes: lanes)
        if hasLevies {
          moved.revenue[lane] -= pulled * levyDemand.rows[index] + pull * moved.levy[lane]
        }
      }
      if hasLevies {
        // What is earned of them at the gate; the row of pulls isn't needed any more.
        moved.pull.clear(lanes: lanes)
        for lane in 0..<lanes {
          let index = rows + lane
          let pulled =
            perPull.rows[index] * (direction[spendingStart + index] - moved.demand[index])
          addCombination(of: matrix + 4 * lane * lanes, pulled, to: moved.pull, lanes: lanes)
        }
        for lane in 0..<lanes {
          moved.revenue[lane] +=
            moved.pull[lane] * attraction[lane]
            - levied.rows[rows + lane] * theta * moved.price[rows + lane]
        }
      }
      for lane in 0..<lanes {
        let index = rows + lane
        sales[lane] =
          sales[lane] * attraction[lane] - output.rows[index] * theta * moved.price[index]
        moved.variable[index] = variableShares.rows[index] * sales[lane]
        // Where nothing bounds output the price is the cost.
        if hasBounds {
          let isScaled = flexible.scaled.rows[index] .== 1
          moved.variable[index] +=
            (variableCost.rows[index] * (moved.cost[index] - moved.price[index]))
            .replacing(with: 0, where: isScaled)
        }
      }
    }
  }

  private func moveIncomes(
    _ flexible: FlexibleBaseline, _ direction: LaneRows, _ moved: Differentials
  ) {
    let lanes = shape.lanes
    for lane in 0..<lanes {
      moved.rents[lane] = .zero
      if hasBounds {
        for sector in 0..<sectors {
          let index = sector * lanes + lane
          moved.rents[lane] +=
            fullSales.rows[index]
            * (moved.price[index] - variableShares.rows[index] * moved.cost[index])
        }
      }
      moved.basket[lane] = dot(
        finalShares.rows + lane, stride: lanes, direction + (lanes + lane), stride: lanes,
        rows: sectors)
      let supplied =
        flexible.labourSupply.rows[lane] * (direction[lane] - moved.basket[lane])
      moved.wageBill[lane] = wageBill.rows[lane] * (direction[lane] + supplied)
      moved.finalSpending[lane] = moved.wageBill[lane] + moved.rents[lane] + moved.revenue[lane]
    }
    if spendsInProportion { moveSpendingInProportion(moved) }
  }

  /// Spending moves with income, and with what scales all of it.
  private func moveSpendingInProportion(_ moved: Differentials) {
    var earned = [Double](repeating: 0, count: partCount)
    var (wanted, moreEarned, moreWanted) = (earned, earned, earned)
    for state in 0..<shape.states {
      let (part, share) = (parts[state], spendingShares.rows[number: state])
      earned[part] += incomes.rows[number: state]
      wanted[part] += share * incomes.rows[number: state]
      moreEarned[part] += moved.finalSpending[number: state]
      moreWanted[part] += share * moved.finalSpending[number: state]
    }
    for state in 0..<shape.states {
      let part = parts[state]
      let scaled = moreEarned[part] / earned[part] - moreWanted[part] / wanted[part]
      moved.finalSpending[number: state] =
        spendingScale.rows[number: state] * spendingShares.rows[number: state]
        * moved.finalSpending[number: state] + finalSpending.rows[number: state] * scaled
    }
  }

  private func moveSpending(
    _ prepared: PreparedBaseline, _ direction: LaneRows, _ moved: Differentials,
    into result: LaneRows
  ) {
    let lanes = shape.lanes
    // What variable cost moves beyond the cost of what it buys.
    for sector in 0..<sectors {
      for lane in 0..<lanes {
        let index = sector * lanes + lane
        moved.variable[index] -=
          inputPowers[sector] * variableCost.rows[index] * moved.cost[index]
      }
    }
    for lane in 0..<lanes {
      let basket = moved.basket[lane]
      for input in 0..<sectors {
        let index = input * lanes + lane
        let price = direction[lanes + index]
        let bend = finalPowers.rows[lane] * (price - basket) * finalSpending.rows[lane]
        var change = finalShares.rows[index] * (moved.finalSpending[lane] + bend)
        change += bends.rows[lanes + index] * price
        change += dot(
          costShares.rows + ((1 + input) * lanes + lane), stride: (sectors + 1) * lanes,
          moved.variable + lane, stride: lanes, rows: sectors)
        let isBuying = active.rows[spendingStart + index] .== 1
        let spending = wanted.rows[index].replacing(with: 1, where: .!isBuying)
        result[spendingStart + index] = (change / spending - direction[spendingStart + index])
          .replacing(with: 0, where: .!isBuying)
        result[lanes + index] =
          (moved.demand[index] * (-1 / prepared.elasticities[input]) - price)
          * active.rows[lanes + index]
      }
    }
  }

  private func moveWages(
    _ prepared: PreparedBaseline, _ direction: LaneRows, _ moved: Differentials,
    into result: LaneRows
  ) {
    let lanes = shape.lanes
    var more = [Double](repeating: 0, count: partCount)
    var before = more
    for state in 0..<shape.states {
      more[parts[state]] += moved.rents[number: state] + moved.wageBill[number: state]
      before[parts[state]] += prepared.valueAdded.rows[number: state]
    }
    for state in 0..<shape.states {
      moved.net[number: state] = more[parts[state]] / before[parts[state]]
    }
    for lane in 0..<lanes {
      let numeraire = moved.net[lane]
      let isActive = active.rows[lane] .== 1
      let labour =
        bends.rows[lane] * direction[lane]
        + dot(
          costShares.rows + lane, stride: (sectors + 1) * lanes, moved.variable + lane,
          stride: lanes, rows: sectors)
      let isUsed = paid.rows[lane] .> 0
      let supply =
        moved.wageBill[lane] / wageBill.rows[lane].replacing(with: 1, where: .!isActive)
      let slack = supply - labour / paid.rows[lane].replacing(with: 1, where: .!isUsed)
      let gap = byHeight.rows[lane] * direction[lane] + bySlack.rows[lane] * slack
      result[lane] = (-gap - numeraire)
        .replacing(with: 0, where: .!isActive)
    }
  }

  private func moveBounds(
    _ flexible: FlexibleBaseline, _ direction: LaneRows, _ moved: Differentials,
    into result: LaneRows
  ) {
    guard hasBounds else { return }
    let lanes = shape.lanes
    for index in 0..<sectors * lanes {
      let numeraire = moved.net[index % lanes]
      let isActive = active.rows[boundsStart + index] .== 1
      let isUsed = output.rows[index] .> 0
      let sales = output.rows[index].replacing(with: 1, where: .!isUsed)
      let height = moved.price[index] - floorShares.rows[index] * moved.cost[index]
      let slack = moved.price[index] - moved.output[index] / sales
      let gap = byHeight.rows[lanes + index] * height + bySlack.rows[lanes + index] * slack
      let scale = flexible.scale[index / lanes]
      let excess =
        moved.price[index] - (1 + scale) * moved.cost[index] + scale * moved.output[index] / sales
      result[boundsStart + index] = (-gap - numeraire)
        .replacing(with: -excess, where: flexible.scaled.rows[index] .== 1)
        .replacing(with: 0, where: .!isActive)
    }
  }
}
