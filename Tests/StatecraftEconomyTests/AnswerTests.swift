import Foundation
import StatecraftEconomy
import Testing

/// Economies that nobody made on purpose get an answer, or a refusal that says why.
struct AnswerTests {
  /// How many are tried: `STATECRAFT_ECONOMIES=1000` for the whole number.
  private static let count =
    ProcessInfo.processInfo.environment["STATECRAFT_ECONOMIES"].flatMap { Int($0) } ?? 60

  /// From 2 to 60 states, with missing links, tariffs, transfers and all closures; cut off, banned
  /// and taxed at random.
  @Test func `A random economy settles or is refused with the cause, and nothing is not a number`()
    throws
  {
    var (settled, refused, unsettled) = (0, 0, 0)
    for seed in 1...Self.count {
      var random = RandomNumbers(seed: 7 * seed)
      let states = 2 + Int(58 * pow(random.uniform(), 3))
      let economy = RandomEconomy(
        states: states, sectors: 1 + random.index(below: 5), seed: seed,
        inputs: random.uniform() < 0.8, transfers: random.uniform() < 0.7)
      guard let baseline = try? economy.baseline() else {
        // What makes no baseline says why; the faults are its own.
        #expect(throws: BaselineError.self) { try economy.baseline() }
        refused += 1
        continue
      }
      let closure = Closure.allCases[seed % Closure.allCases.count]
      do throws(EquilibriumError) {
        let start = try closure.start(of: baseline)
        var change = Self.change(start, &random)
        closure.close(&change)
        _ = try change.endUnpaidTrade(start)
        let equilibrium = try EquilibriumSolver().solve(start, change)
        settled += 1
        let numbers =
          equilibrium.realIncome + equilibrium.wages + equilibrium.termsOfTrade
          + equilibrium.transfers + equilibrium.prices.values + equilibrium.output.values
        #expect(numbers.allSatisfy { $0.isFinite }, "economy \(seed)")
        #expect(equilibrium.realIncome.allSatisfy { $0 > 0 }, "economy \(seed)")
      } catch {
        if case .notConverged = error { unsettled += 1 } else { refused += 1 }
      }
    }
    print("\(Self.count) economies: \(settled) settled, \(refused) refused, \(unsettled) gave up")
    #expect(unsettled * 50 <= Self.count)
    #expect(settled > Self.count / 2)
  }

  private static func change(
    _ baseline: Baseline, _ random: inout RandomNumbers
  ) -> Counterfactual {
    var change = Counterfactual(baseline)
    let cut = random.index(below: baseline.stateCount)
    let manner = random.index(below: 4)
    for sector in 0..<baseline.sectorCount {
      for market in 0..<baseline.stateCount {
        change.productivity[sector, market] = random.uniform(-0.3...0.3)
        for supplier in 0..<baseline.stateCount where market != supplier {
          switch manner {
          case 0 where supplier == cut: change.sourcing[sector, market, supplier] = 0
          case 1 where supplier == cut || market == cut:
            change.sourcing[sector, market, supplier] = 0
          case 2 where random.uniform() < 0.5:
            change.sourcing[sector, market, supplier] = 0
          default: change.sourcing[sector, market, supplier] = random.uniform(0...2)
          }
          if random.uniform() < 0.3 {
            change.tariffs[sector, market, supplier] = random.uniform(0...3)
          }
        }
      }
    }
    return change
  }
}
