/// World outputs and spending that agree with supply shares, for a given take of tariffs.
struct CalibrationBooks {
  /// Y[s][n].
  let output: SectorTable
  /// X[s][n], tariffs included.
  let expenditures: SectorTable
  /// The states whose residual sector would have to produce less than nothing.
  ///
  /// Their residual output is taken as nothing, and the others' makes up for it.
  let overfull: [CalibrationError.Overfull]

  /// Solves one linear equation a sector: what markets pay suppliers is what the world sells.
  ///
  /// The residual sector's equation follows from the others.
  init(_ calibration: SupplyCalibration, netShares: SectorTable) throws(CalibrationError) {
    let sectors = calibration.finalSpending.sectorCount
    let given = (0..<sectors).filter { $0 != calibration.residualSector }
    let size = given.count
    var world = [Double](repeating: 0, count: sectors)
    // Everything is affine in world outputs: probe it at zero and at a step of each.
    let origin = Self.books(calibration, netShares, world)
    let step = Self.probe(ofWorld: calibration.valueAdded.reduce(0, +))
    var system = DenseSystem(size: size)
    for (column, probed) in given.enumerated() {
      world[probed] = step
      let probe = Self.books(calibration, netShares, world)
      world[probed] = 0
      for (row, sector) in given.enumerated() {
        system[row, column] =
          (sector == probed ? 1 : 0) - (probe.net[sector] - origin.net[sector]) / step
      }
    }
    guard let solution = system.solve(given.map { origin.net[$0] }) else {
      throw .noOutput(sectors: given)
    }
    for (row, sector) in given.enumerated() { world[sector] = solution[row] }
    // A difference of two large numbers has lost digits: what is left over is solved for again.
    for _ in 0..<Self.refinementLimit {
      let net = Self.books(calibration, netShares, world).net
      let left = given.map { net[$0] - world[$0] }
      var gap = 0.0
      for (row, sector) in given.enumerated() { gap = max(gap, abs(left[row] / world[sector])) }
      guard gap > Self.refinementMin, gap.isFinite, let correction = system.solve(left) else {
        break
      }
      for (row, sector) in given.enumerated() { world[sector] += correction[row] }
    }
    let starved = given.filter { !(world[$0] > 0) }
    guard starved.isEmpty else { throw .noOutput(sectors: starved) }
    let books = Self.books(calibration, netShares, world)
    overfull = Self.overfull(calibration, books.output)
    var output = books.output
    let residual = calibration.residualSector
    if !overfull.isEmpty {
      var before = 0.0
      for state in 0..<output.stateCount { before += output[residual, state] }
      for overfull in overfull { output[residual, overfull.state] = 0 }
      var after = 0.0
      for state in 0..<output.stateCount { after += output[residual, state] }
      guard before > 0 else { throw .overfull(overfull) }
      for state in 0..<output.stateCount { output[residual, state] *= before / after }
    }
    self.output = output
    expenditures = books.expenditures
  }

  /// How often what is left of the linear system is solved for again.
  private static let refinementLimit = 4
  /// The gap between what a sector sells and makes, relative to it, that needs no more of it.
  private static let refinementMin = 1e-11

  /// How far world outputs are moved to see what follows: a power of two, so that it costs no
  /// digits, which is the same share of the world's value added in any unit of money.
  private static func probe(ofWorld valueAdded: Double) -> Double {
    Double(sign: .plus, exponent: valueAdded.exponent - 16, significand: 1)
  }

  private typealias Books = (output: SectorTable, expenditures: SectorTable, net: [Double])

  /// What is made, bought and received when the world makes so much of each given sector.
  private static func books(
    _ calibration: SupplyCalibration, _ netShares: SectorTable, _ world: [Double]
  ) -> Books {
    let sectors = calibration.finalSpending.sectorCount
    let states = calibration.finalSpending.stateCount
    let residual = calibration.residualSector
    var output = SectorTable(sectors: sectors, states: states, repeating: 0)
    var expenditures = output
    var net = [Double](repeating: 0, count: sectors)
    for state in 0..<states {
      var left = calibration.valueAdded[state]
      for sector in 0..<sectors where sector != residual {
        let made = calibration.supplyShares[sector, state] * world[sector]
        output[sector, state] = made
        left -= calibration.paidOut(sector, state) * made
      }
      output[residual, state] = left / calibration.paidOut(residual, state)
      var taxed = 0.0
      var finalTax = 0.0
      for input in 0..<sectors {
        var uses = 0.0
        for sector in 0..<sectors {
          uses +=
            calibration.recipes[sector: sector, input: input, state: state]
            * output[sector, state]
        }
        expenditures[input, state] = uses
        let tax = 1 - netShares[input, state]
        taxed += tax * uses
        finalTax += tax * calibration.finalSpending[input, state]
      }
      // Revenue is rebated to final spending, which is taxed again.
      let income =
        (calibration.valueAdded[state] + calibration.transfers[state] + taxed) / (1 - finalTax)
      for input in 0..<sectors {
        expenditures[input, state] += calibration.finalSpending[input, state] * income
        net[input] += netShares[input, state] * expenditures[input, state]
      }
    }
    return (output, expenditures, net)
  }

  private static func overfull(
    _ calibration: SupplyCalibration, _ output: SectorTable
  ) -> [CalibrationError.Overfull] {
    (0..<output.stateCount).compactMap { state in
      let residual =
        output[calibration.residualSector, state]
        * calibration.paidOut(calibration.residualSector, state)
      let valueAdded = calibration.valueAdded[state]
      guard !(residual >= 0) else { return nil }
      return CalibrationError.Overfull(
        state: state, valueAdded: valueAdded, needed: valueAdded - residual)
    }
  }
}

extension SupplyCalibration {
  /// The share of a sector's sales that it pays out to labour and capacity.
  fileprivate func paidOut(_ sector: Int, _ state: Int) -> Double {
    valueAddedShares[sector, state] + technology.rentShares[sector, state]
  }
}
