import Foundation
import StatecraftEconomy
import Testing

struct ExposureTests {
  @Test(arguments: [1e-12, 1e-6, 0.01, 0.3, 0.999])
  func `An importer's loss is the design's formula, for small cuts as for large`(cut: Double) {
    let loss = Exposure.importerLoss(
      sourcingShare: 0.8, spendingWeight: 0.05, elasticity: 4, cut: cut)
    let formula = -0.05 / 4 * log1p(-cut * 0.8)
    #expect(abs(loss - formula) <= 4e-16 * formula + 1e-300)
  }

  @Test func `Losing all supply is an infinite loss, unless nothing is bought`() {
    #expect(
      Exposure.importerLoss(sourcingShare: 1, spendingWeight: 0.1, elasticity: 2, cut: 1)
        == .infinity)
    #expect(
      Exposure.importerLoss(sourcingShare: 1, spendingWeight: 0, elasticity: 2, cut: 1) == 0)
  }

  @Test func `An exporter loses the rents of the sales that are cut`() {
    #expect(Exposure.exporterLoss(rentShare: 0.25, salesWeight: 0.08, cut: 0.5) == 0.01)
  }
}
