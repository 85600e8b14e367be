internal import Elementary

extension FlexibleEconomy {
  /// Writes what the last evaluation found.
  func report(
    _ prepared: PreparedBaseline, _ flexible: FlexibleBaseline, into equilibrium: inout Equilibrium
  ) {
    let states = shape.states
    let width = shape.width
    for state in 0..<states {
      equilibrium.wages[state] = exponential(point.rows[number: state])
      equilibrium.tariffRevenue[state] = revenue.rows[number: state]
      equilibrium.transfers[state] =
        finalSpending.rows[number: state] - incomes.rows[number: state]
      equilibrium.labour[state] = exponential(
        flexible.labourSupply.rows[number: state]
          * (point.rows[number: state] - logBasket.rows[number: state]))
      equilibrium.realIncome[state] =
        finalSpending.rows[number: state] * prepared.inverseFinalSpending.rows[number: state]
        * exponential(-logBasket.rows[number: state])
      equilibrium.termsOfTrade[state] = exponential(logTermsOfTrade(prepared, state))
      for sector in 0..<sectors {
        let index = sector * width + state
        let price = logProducerPrices.rows[number: index]
        let output = output.rows[number: index]
        let isBounded = flexible.bounded.rows[number: index] == 1
        equilibrium.producerPrices[sector, state] = exponential(price)
        equilibrium.prices[sector, state] = exponential(point.rows[number: width + index])
        equilibrium.expenditures[sector, state] = spending(prepared, index)
        equilibrium.output[sector, state] = output
        equilibrium.rents[sector, state] =
          isBounded ? max(0, output - variableCost.rows[number: index]) : 0
        equilibrium.capacityUse[sector, state] =
          isBounded
          ? output * exponential(-price - logCapacity.rows[number: index]) : 0
      }
    }
  }

  /// Writes the flows of the last evaluation: what markets pay suppliers, tariffs included.
  func writeFlows(_ prepared: PreparedBaseline, into flows: inout FlowTable) {
    let states = shape.states
    flows.withValues { values in
      for sector in 0..<sectors {
        let attraction = appeal.rows + sector * shape.lanes
        for market in 0..<states {
          let index = sector * shape.width + market
          let row = trade.weights.rows + index * shape.lanes
          for supplier in 0..<states {
            values[(sector * states + market) * states + supplier] =
              perPull.rows[number: index] * row[number: supplier] * attraction[number: supplier]
          }
        }
      }
    }
  }

  /// Where the economy is furthest from balance at the point: the state with the widest gap in
  /// its labour market, the sector with the widest in its prices, spending or capacity.
  ///
  /// The residual is infinite where a state would have to spend less than nothing.
  func obstacle(
    _ prepared: PreparedBaseline, _ flexible: FlexibleBaseline
  ) -> (residual: Double, state: Int, sector: Int) {
    let residual = evaluate(prepared, flexible)
    var state = 0
    var sector = 0
    var widestWage = -1.0
    var widest = -1.0
    for row in 0..<rowCount {
      for candidate in 0..<shape.states {
        let number = residuals.rows[number: row * shape.width + candidate]
        let gap = number.isNaN ? .infinity : abs(number)
        if row == 0 && gap > widestWage {
          widestWage = gap
          state = candidate
        } else if row > 0 && gap > widest {
          widest = gap
          sector = (row - 1) % sectors
        }
      }
    }
    return (residual.isNaN ? .infinity : residual, state, sector)
  }

  /// A state that hands over more than it earns at the point, if there is one.
  func overspent() -> EquilibriumError? {
    for state in 0..<shape.states where !(finalSpending.rows[number: state] > 0) {
      let transfer = trade.transfers.rows[number: state]
      guard transfer < 0, incomes.rows[number: state].isFinite else { continue }
      return .overspent(
        state: state, income: incomes.rows[number: state], transfer: transfer)
    }
    return nil
  }

  private func spending(_ prepared: PreparedBaseline, _ index: Int) -> Double {
    exponential(point.rows[number: spendingStart * 4 + index])
      * prepared.expenditures.rows[number: index]
  }

  private func logTermsOfTrade(_ prepared: PreparedBaseline, _ state: Int) -> Double {
    var sum = Lane.zero
    for sector in 0..<sectors {
      let row = prepared.termsOfTrade.rows + (sector * shape.states + state) * shape.lanes
      let prices = logProducerPrices.rows + sector * shape.lanes
      for lane in 0..<shape.lanes { sum += row[lane] * prices[lane] }
    }
    return total(sum)
  }
}
