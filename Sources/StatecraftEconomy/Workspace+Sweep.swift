internal import Elementary

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
        let own = valueAddedShare[lane] * logWages[lane] - advance[lane]
        let sum =
          own
          + dot(
            recipe + lane, stride: lanes, logPrices + lane, stride: lanes, rows: sectors)
        cost[lane] = sum
        attraction[lane] = exponential(-theta * sum)
      }
    }
  }

  /// Markets spread their spending over suppliers, who sell, and governments levy tariffs.
  private func trade(_ prepared: PreparedBaseline) {
    let lanes = shape.lanes
    let revenue = revenue.rows
    revenue.clear(lanes: lanes)
    for sector in 0..<sectors {
      let rows = sector &* lanes
      let attraction = appeal.rows + rows
      let sales = output.rows + rows
      let gross = weights.rows + rows &* shape.width
      let net = netWeights.rows + rows &* shape.width
      sales.clear(lanes: lanes)
      let markets = demand.rows + rows
      let isTaxed = isTaxed[sector]
      addUp(gross, attraction, into: partialSums.rows)
      if isTaxed { addUp(net, attraction, into: partialNetSums.rows) }
      let netSums = isTaxed ? partialNetSums.rows : partialSums.rows
      for lane in 0..<lanes {
        // Markets in the padding have no weights and spend nothing: one keeps the quotient zero.
        let total =
          totals(partialSums.rows + 4 &* lane) + (1 - prepared.presence.rows[lane])
        markets[lane] = total
        let bought =
          point.rows[(1 &+ sectors) &* lanes &+ rows &+ lane]
          * prepared.expenditures.rows[rows &+ lane]
        let perPull = bought / total
        revenue[lane] += bought - perPull * totals(netSums + 4 &* lane)
        addCombination(of: net + 4 &* lane &* lanes, perPull, to: sales, lanes: lanes)
      }
      for lane in 0..<lanes { sales[lane] *= attraction[lane] }
    }
  }

  /// For each market a lane whose numbers sum to what its suppliers' weights come to.
  @inline(__always)
  private func addUp(_ weights: LaneRows, _ attraction: LaneRows, into sums: LaneRows) {
    let lanes = shape.lanes
    // Four markets at a time, so that what suppliers ask is fetched a quarter as often.
    for market in stride(from: 0, to: shape.width, by: 4) {
      let first = market &* lanes
      var (a, b, c, d) = (Lane.zero, Lane.zero, Lane.zero, Lane.zero)
      for lane in 0..<lanes {
        let pull = attraction[lane]
        a += weights[first &+ lane] * pull
        b += weights[first &+ lanes &+ lane] * pull
        c += weights[first &+ 2 &* lanes &+ lane] * pull
        d += weights[first &+ 3 &* lanes &+ lane] * pull
      }
      sums[market] = a
      sums[market &+ 1] = b
      sums[market &+ 2] = c
      sums[market &+ 3] = d
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
      residuals.rows[lane] =
        paid * prepared.inverseValueAdded.rows[lane] / wage - prepared.presence.rows[lane]
      finalSpending.rows[lane] = earned + revenue.rows[lane] + transfers.rows[lane]
    }
    for sector in 0..<sectors {
      let inverse = -1 / prepared.elasticities[sector]
      for lane in 0..<lanes {
        let index = sector &* lanes &+ lane
        priceGap[index] = inverse * logarithm(demand.rows[index]) - logPrices[index]
        let bought =
          prepared.finalShares.rows[index] * finalSpending.rows[lane]
          + dot(
            prepared.recipes.rows + index, stride: sectors &* lanes,
            output.rows + lane, stride: lanes, rows: sectors)
        goodsGap[index] = bought * prepared.inverseExpenditures.rows[index] - spending[index]
      }
    }
  }
}
