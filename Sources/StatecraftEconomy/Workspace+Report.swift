internal import Elementary

extension Workspace {
  /// Writes what the last sweep found.
  func report(_ prepared: PreparedBaseline, into equilibrium: inout Equilibrium) {
    let states = shape.states
    let width = shape.width
    deflate(prepared)
    for state in 0..<states {
      equilibrium.wages[state] = wages.rows[number: state]
      equilibrium.tariffRevenue[state] = revenue.rows[number: state]
      equilibrium.realIncome[state] = step.rows[number: state]
      equilibrium.termsOfTrade[state] = exponential(logTermsOfTrade(prepared, state))
    }
    let prices = step.rows + shape.lanes
    let producerPrices = prices + sectors * shape.lanes
    equilibrium.producerPrices.withValues { values in
      for sector in 0..<sectors {
        for state in 0..<states {
          values[sector * states + state] = producerPrices[number: sector * width + state]
        }
      }
    }
    equilibrium.prices.withValues { values in
      for sector in 0..<sectors {
        for state in 0..<states {
          values[sector * states + state] = prices[number: sector * width + state]
        }
      }
    }
    equilibrium.expenditures.withValues { values in
      for sector in 0..<sectors {
        for state in 0..<states {
          values[sector * states + state] = spending(prepared, sector, state)
        }
      }
    }
    equilibrium.output.withValues { values in
      for sector in 0..<sectors {
        for state in 0..<states {
          values[sector * states + state] = output.rows[number: sector * width + state]
        }
      }
    }
  }

  /// Refuses a world in which a state hands over more than it earns.
  func refuseOverspending() throws(EquilibriumError) {
    for state in 0..<shape.states where !(finalSpending.rows[number: state] > 0) {
      let transfer = transfers.rows[number: state]
      guard transfer < 0 else { continue }
      throw .overspent(
        state: state, income: finalSpending.rows[number: state] - transfer, transfer: transfer)
    }
  }

  /// Writes the flows of the last sweep: what markets pay suppliers, tariffs included.
  func writeFlows(_ prepared: PreparedBaseline, into flows: inout FlowTable) {
    let states = shape.states
    flows.withValues { values in
      for sector in 0..<sectors {
        let attraction = appeal.rows + sector * shape.lanes
        for market in 0..<states {
          let row = weights.rows + (sector * shape.width + market) * shape.lanes
          let perPull =
            spending(prepared, sector, market)
            / demand.rows[number: sector * shape.width + market]
          for supplier in 0..<states {
            values[(sector * states + market) * states + supplier] =
              perPull * row[number: supplier] * attraction[number: supplier]
          }
        }
      }
    }
  }

  /// Leaves real incomes, price levels and producer prices in the rows of `step`.
  private func deflate(_ prepared: PreparedBaseline) {
    for lane in 0..<shape.lanes {
      var logBasket = Lane.zero
      for sector in 0..<sectors {
        let index = sector * shape.lanes + lane
        let logPrice = logarithm(demand.rows[index]) * (-1 / prepared.elasticities[sector])
        logBasket += prepared.finalShares.rows[index] * logPrice
        step.rows[shape.lanes + index] = exponential(logPrice)
        step.rows[(1 + sectors) * shape.lanes + index] = exponential(costs.rows[index])
      }
      step.rows[lane] =
        finalSpending.rows[lane] * prepared.inverseFinalSpending.rows[lane]
        * exponential(-logBasket)
    }
  }

  func spending(_ prepared: PreparedBaseline, _ sector: Int, _ state: Int) -> Double {
    let index = sector * shape.width + state
    return point.rows[number: (1 + sectors) * shape.width + index]
      * prepared.expenditures.rows[number: index]
  }

  private func logTermsOfTrade(_ prepared: PreparedBaseline, _ state: Int) -> Double {
    var sum = Lane.zero
    for sector in 0..<sectors {
      let row = prepared.termsOfTrade.rows + (sector * shape.states + state) * shape.lanes
      let cost = costs.rows + sector * shape.lanes
      for lane in 0..<shape.lanes { sum += row[lane] * cost[lane] }
    }
    return total(sum)
  }
}
