import Foundation
import StatecraftEconomy

extension RandomEconomy {
  /// The same world, with elasticities of substitution and bounds on some of its output.
  ///
  /// - Parameters:
  ///   - seed: Where the numbers come from.
  ///   - bounded: How many sectors of a hundred are bounded; half of them have slack at baseline.
  ///   - elasticities: Between which numbers elasticities of substitution lie.
  func flexible(
    seed: Int, bounded: Int = 30, elasticities: ClosedRange<Double> = 0.1...3
  ) -> RandomEconomy {
    var random = RandomNumbers(seed: seed &+ 4241)
    var rents = SectorTable(sectors: sectors, states: states, repeating: 0)
    var capacity = SectorTable(sectors: sectors, states: states, repeating: .infinity)
    var other = self
    for sector in 0..<sectors {
      for state in 0..<states where random.index(below: 100) < bounded {
        guard random.uniform() < 0.5 else {
          capacity[sector, state] = random.uniform(1...1.5)
          continue
        }
        let rent = random.uniform(0.02...0.4)
        rents[sector, state] = rent
        capacity[sector, state] = 1
        other.shares.valueAdded[sector, state] *= 1 - rent
        for input in 0..<sectors {
          other.shares.recipes[sector: sector, input: input, state: state] *= 1 - rent
        }
      }
    }
    other.shares.technology = Technology(
      inputElasticities: (0..<sectors).map { _ in random.uniform(elasticities) },
      finalElasticities: (0..<states).map { _ in random.uniform(elasticities) },
      rentShares: rents, installedCapacity: capacity)
    return other
  }
}

extension Counterfactual {
  /// A counterfactual in which capacities differ, too.
  static func squeezed(_ baseline: Baseline, seed: Int) -> Counterfactual {
    var counterfactual = Counterfactual.random(baseline, seed: seed)
    var random = RandomNumbers(seed: seed &+ 31)
    for sector in 0..<baseline.sectorCount {
      for state in 0..<baseline.stateCount
      where baseline.shares.technology.installedCapacity[sector, state] < .infinity {
        counterfactual.capacity[sector, state] = random.uniform(0.7...1.2)
      }
    }
    return counterfactual
  }
}
