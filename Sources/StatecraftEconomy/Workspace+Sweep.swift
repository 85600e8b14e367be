extension Workspace {
  /// Evaluates all equations at the point and leaves what is missing in `residuals`.
  func sweep(_ prepared: PreparedBaseline) {
    priceCosts(prepared)
    trade(prepared)
    spend(prepared)
  }

  /// Costs follow from wages and the prices of inputs.
  private func priceCosts(_ prepared: PreparedBaseline) {
    let lanes = shape.lanes
    let logWages = point.rows
    let logPrices = point.rows + lanes
    for sector in 0..<sectors {
      let cost = costs.rows + sector &* lanes
      let attraction = appeal.rows + sector &* lanes
      let valueAddedShare = prepared.valueAddedShares.rows + sector &* lanes
      let recipe = prepared.recipes.rows + sector &* sectors &* lanes
      let advance = productivity.rows + sector &* lanes
      let theta = prepared.elasticities[sector]
      for lane in 0..<lanes {
        var sum = valueAddedShare[lane] * logWages[lane] - advance[lane]
        var input = lane
        for _ in 0..<sectors {
          sum += recipe[input] * logPrices[input]
          input &+= lanes
        }
        cost[lane] = sum
        attraction[lane] = exponential(-theta * sum)
      }
    }
  }

  /// Markets spread their spending over suppliers, who sell, and governments levy tariffs.
  private func trade(_ prepared: PreparedBaseline) {
    let lanes = shape.lanes
    let states = shape.states
    let revenue = revenue.rows
    revenue.clear(lanes: lanes)
    let spending = point.rows + (1 + sectors) &* lanes
    for sector in 0..<sectors {
      let attraction = appeal.rows + sector &* lanes
      let sales = output.rows + sector &* lanes
      let markets = demand.rows + sector &* lanes
      sales.clear(lanes: lanes)
      var row = sector &* states &* lanes
      for market in 0..<states {
        let gross = weights.rows + row
        let net = netWeights.rows + row
        row &+= lanes
        var grossSum = Lane.zero
        var netSum = Lane.zero
        for lane in 0..<lanes {
          let pull = attraction[lane]
          grossSum += gross[lane] * pull
          netSum += net[lane] * pull
        }
        let total = total(grossSum)
        let index = sector &* shape.width &+ market
        let bought = spending[number: index] * prepared.expenditures.rows[number: index]
        let perPull = bought / total
        markets[number: market] = total
        revenue[number: market] += bought - perPull * StatecraftEconomy.total(netSum)
        for lane in 0..<lanes { sales[lane] += perPull * net[lane] }
      }
      for lane in 0..<lanes { sales[lane] *= attraction[lane] }
    }
  }

  /// Incomes follow from sales, and spending from incomes; the difference is the residual.
  private func spend(_ prepared: PreparedBaseline) {
    let lanes = shape.lanes
    let logWages = point.rows
    let logPrices = point.rows + lanes
    let spending = point.rows + (1 + sectors) &* lanes
    let priceGap = residuals.rows + lanes
    let goodsGap = residuals.rows + (1 + sectors) &* lanes
    for lane in 0..<lanes {
      var paid = Lane.zero
      for sector in 0..<sectors {
        let index = sector &* lanes &+ lane
        paid += prepared.valueAddedShares.rows[index] * output.rows[index]
      }
      let wage = exponential(logWages[lane])
      wages.rows[lane] = wage
      let earned = wage * prepared.valueAdded.rows[lane]
      residuals.rows[lane] = paid * prepared.inverseValueAdded.rows[lane] / wage - 1
      finalSpending.rows[lane] = earned + revenue.rows[lane] + transfers.rows[lane]
    }
    // States in the padding earn nothing and owe nothing.
    for state in shape.states..<shape.width { residuals.rows[number: state] = 0 }
    for sector in 0..<sectors {
      let inverse = -1 / prepared.elasticities[sector]
      for lane in 0..<lanes {
        let index = sector &* lanes &+ lane
        priceGap[index] = inverse * logarithm(demand.rows[index]) - logPrices[index]
        var bought = prepared.finalShares.rows[index] * finalSpending.rows[lane]
        var use = lane
        for user in 0..<sectors {
          bought +=
            prepared.recipes.rows[(user &* sectors &+ sector) &* lanes &+ lane]
            * output.rows[use]
          use &+= lanes
        }
        goodsGap[index] = bought * prepared.inverseExpenditures.rows[index] - spending[index]
      }
    }
  }
}
