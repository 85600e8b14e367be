import Foundation
import StatecraftEconomy
import Testing

/// How much a cut of a critical input costs, by how well it can be replaced.
struct InputShockTests {
  /// Bachmann et al. (2022), table of losses: the share and cut of energy and of gas.
  static let published: [(share: Double, elasticity: Double, cut: Double, lossPercent: Double)] = [
    (0.04, 0, 0.1, 10),
    (0.04, 0.04, 0.1, 1.568562370330484),
    (0.04, 0.1, 0.1, 0.6790994685499596),
    (0.04, 0.5, 0.1, 0.4424778761061954),
    (0.04, 1, 0.1, 0.4205552418199088),
    (0.012, 0, 0.3, 30),
    (0.012, 0.04, 0.3, 15.889744716262765),
    (0.012, 0.1, 0.3, 2.750872074126487),
    (0.012, 0.5, 0.3, 0.5116543490619629),
    (0.012, 1, 0.3, 0.427095275620315),
  ]

  @Test(arguments: published.indices)
  func `Losses from a cut of energy are the published ones`(row: Int) throws {
    let (share, elasticity, cut, lossPercent) = Self.published[row]
    let economy = try EndowmentEconomy(share: share, elasticity: elasticity)
    let equilibrium = try economy.equilibrium(endowment: 1 - cut)
    #expect(abs(100 * (1 - equilibrium.realIncome[0]) - lossPercent) < 1e-9)
  }
}
