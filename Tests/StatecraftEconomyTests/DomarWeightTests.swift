import Foundation
import StatecraftEconomy
import Testing

struct DomarWeightTests {
  @Test func `The oil shocks of the seventies cost what Baqaee and Farhi say`() {
    // Crude oil fell by 13 %, its Domar weight rose from 1.8 % to 7.6 %.
    let first = DomarWeights.firstOrder(weight: 0.018, shock: -0.13)
    let second = DomarWeights.secondOrder(before: 0.018, after: 0.076, shock: -0.13)
    #expect(abs(100 * first + 0.234) < 1e-9)
    #expect(abs(100 * second + 0.611) < 1e-9)
  }

  @Test(arguments: [0.2, 1, 3])
  func `Estimates close in on the exact loss as the shock shrinks`(elasticity: Double) throws {
    let economy = try EndowmentEconomy(share: 0.1, elasticity: elasticity)
    let before = DomarWeights(economy.baseline)
    #expect(abs(before.capacity[0, 0] - 0.1) < 1e-14 && before.productivity[0, 0] == 0)
    var firstErrors: [Double] = []
    var secondErrors: [Double] = []
    for shock in [-0.08, -0.04] {
      let found = try economy.equilibrium(endowment: exp(shock), tolerance: 1e-13)
      let after = DomarWeights(found, of: economy.baseline)
      let exact = log(found.realIncome[0])
      firstErrors.append(
        abs(DomarWeights.firstOrder(weight: before.capacity[0, 0], shock: shock) - exact))
      secondErrors.append(
        abs(
          DomarWeights.secondOrder(
            before: before.capacity[0, 0], after: after.capacity[0, 0], shock: shock) - exact))
    }
    // Half the shock leaves a quarter of one error and an eighth of the other.
    if elasticity == 1 {
      #expect(firstErrors[0] < 1e-12 && secondErrors[0] < 1e-12)
    } else {
      #expect(abs(firstErrors[0] / firstErrors[1] - 4) < 0.5)
      #expect(abs(secondErrors[0] / secondErrors[1] - 8) < 1)
      #expect(secondErrors[0] < firstErrors[0])
    }
  }

  @Test func `Sales weigh what productivity does, at home and in the world`() throws {
    let economy = RandomEconomy(states: 3, sectors: 3, seed: 2, tariffs: false, transfers: false)
      .flexible(seed: 2, bounded: 40)
    let baseline = try economy.baseline()
    let world = DomarWeights(baseline)
    let own = DomarWeights(baseline, scope: .state)
    #expect(
      abs(world.sales[1, 2] * baseline.valueAdded.reduce(0, +) - baseline.output[1, 2]) < 1e-14)
    #expect(abs(own.sales[1, 2] * baseline.valueAdded[2] - baseline.output[1, 2]) < 1e-14)
    // World income weighted by final spending moves by the weights (Hulten 1978).
    let shock = 1e-4
    var productivity = Counterfactual(baseline)
    productivity.productivity[1, 2] = shock
    #expect(
      abs(try worldGain(baseline, productivity) / (world.productivity[1, 2] * shock) - 1) < 1e-3)
    let bound = try #require(
      (0..<9).first { baseline.rents.values[$0] > 0 && baseline.output.values[$0] > 0 })
    var capacity = Counterfactual(baseline)
    capacity.capacity[bound / 3, bound % 3] = exp(-shock)
    #expect(
      abs(try worldGain(baseline, capacity) / (-world.capacity.values[bound] * shock) - 1) < 1e-3)
  }

  /// The change of real income of all states together.
  private func worldGain(_ baseline: Baseline, _ change: Counterfactual) throws -> Double {
    let found = try EquilibriumSolver(tolerance: 1e-13).solve(baseline, change)
    var gain = 0.0
    for state in 0..<baseline.stateCount {
      gain += baseline.finalSpending(state) * (found.realIncome[state] - 1)
    }
    return gain / baseline.valueAdded.reduce(0, +)
  }
}
