import Foundation
import StatecraftEconomy

/// The model's equations, written down plainly and iterated until nothing moves.
///
/// Slow and independent: it shares nothing with the solver but the baseline's numbers.
struct ReferenceSolver {
  private(set) var wages: [Double]
  private(set) var prices: [[Double]]
  private(set) var spending: [[Double]]
  private(set) var realIncome: [Double]
  private(set) var flows: [[[Double]]]

  init(_ baseline: Baseline, _ change: Counterfactual, damping: Double = 0.15) {
    let shares = baseline.shares
    let states = 0..<baseline.stateCount
    let sectors = 0..<baseline.sectorCount
    let world = baseline.valueAdded.reduce(0, +)
    wages = states.map { _ in 1 }
    prices = sectors.map { _ in states.map { _ in 1 } }
    spending = sectors.map { s in states.map { n in baseline.expenditures[s, n] } }
    realIncome = wages
    flows = []
    for _ in 0..<20_000 {
      var moved = 0.0
      let costs = sectors.map { s in
        states.map { i in
          sectors.reduce(pow(wages[i], shares.valueAdded[s, i])) { product, k in
            product * pow(prices[k][i], shares.recipes[sector: s, input: k, state: i])
          } / exp(change.productivity[s, i])
        }
      }
      let terms = sectors.map { s in
        states.map { n in
          states.map { i in
            shares.sourcing[s, n, i] * change.sourcing[s, n, i]
              * pow(costs[s][i] * (1 + change.tariffs[s, n, i]), -shares.elasticities[s])
              / pow(1 + shares.tariffs[s, n, i], -shares.elasticities[s])
          }
        }
      }
      let newPrices = sectors.map { s in
        states.map { n in pow(terms[s][n].reduce(0, +), -1 / shares.elasticities[s]) }
      }
      flows = sectors.map { s in
        states.map { n in
          let total = terms[s][n].reduce(0, +)
          return states.map { i in terms[s][n][i] / total * spending[s][n] }
        }
      }
      let output = sectors.map { s in
        states.map { i in
          states.reduce(0) { $0 + flows[s][$1][i] / (1 + change.tariffs[s, $1, i]) }
        }
      }
      let revenue = states.map { n in
        sectors.reduce(0.0) { sum, s in
          states.reduce(sum) {
            let tariff = change.tariffs[s, n, $1]
            return $0 + flows[s][n][$1] * tariff / (1 + tariff)
          }
        }
      }
      let income = states.map {
        wages[$0] * baseline.valueAdded[$0] + revenue[$0] + change.transfers[$0]
      }
      let newSpending = sectors.map { s in
        states.map { n in
          sectors.reduce(shares.finalSpending[s, n] * income[n]) {
            $0 + shares.recipes[sector: $1, input: s, state: n] * output[$1][n]
          }
        }
      }
      var newWages = states.map { i in
        let paid = sectors.reduce(0) { $0 + shares.valueAdded[$1, i] * output[$1][i] }
        return wages[i] * pow(paid / (wages[i] * baseline.valueAdded[i]), damping)
      }
      let scale = zip(newWages, baseline.valueAdded).reduce(0) { $0 + $1.0 * $1.1 } / world
      newWages = newWages.map { $0 / scale }
      for n in states {
        moved = max(moved, abs(newWages[n] / wages[n] - 1) / damping)
        for s in sectors {
          moved = max(moved, abs(newPrices[s][n] / prices[s][n] - 1))
          moved = max(moved, abs(newSpending[s][n] - spending[s][n]))
        }
      }
      realIncome = states.map { n in
        income[n] / baseline.finalSpending(n)
          / sectors.reduce(1) { $0 * pow(newPrices[$1][n], shares.finalSpending[$1, n]) }
      }
      wages = newWages
      prices = newPrices
      spending = newSpending
      if moved < 1e-12 { return }
    }
    wages = [.nan]
  }
}
