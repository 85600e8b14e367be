/// The memory of a solver for economies of one size.
///
/// Rows over states are padded to lanes. The padding of every row keeps its first value (zero, or
/// one for `demand`), so it adds nothing to any sum.
final class Workspace {
  let shape: LaneShape
  let sectors: Int

  /// How many rows the unknowns take: wages, prices by sector, spending by sector.
  let rowCount: Int

  /// Log wages, log prices, spending over baseline.
  let point: LaneBuffer
  /// The point with the smallest residual so far.
  let best: LaneBuffer
  /// The point before the last step.
  let previous: LaneBuffer
  /// What is left of each equation: excess demand for labour, of prices, of goods.
  let residuals: LaneBuffer
  /// Residuals turned into a step.
  let step: LaneBuffer

  /// π m ((1 + t') / (1 + t))^−θ: rows over suppliers for each sector and market.
  let weights: LaneBuffer
  /// Weights before tariffs: over 1 + t'.
  let netWeights: LaneBuffer
  /// a[s], rows of lanes.
  let productivity: LaneBuffer
  /// D', one row.
  let transfers: LaneBuffer

  /// ln ĉ[s], rows of lanes.
  let costs: LaneBuffer
  /// ĉ^−θ, rows of lanes.
  let appeal: LaneBuffer
  /// Φ[s], rows of lanes.
  let demand: LaneBuffer
  /// Y[s], rows of lanes.
  let output: LaneBuffer
  /// ŵ, one row.
  let wages: LaneBuffer
  /// R, one row.
  let revenue: LaneBuffer
  /// ŵ L + R + D, one row.
  let finalSpending: LaneBuffer

  var mixing: AndersonMixing

  init(shape: LaneShape, sectors: Int) {
    self.shape = shape
    self.sectors = sectors
    rowCount = 2 * sectors + 1
    let lanes = shape.lanes
    point = LaneBuffer(lanes: rowCount * lanes)
    best = LaneBuffer(lanes: rowCount * lanes)
    previous = LaneBuffer(lanes: rowCount * lanes)
    residuals = LaneBuffer(lanes: rowCount * lanes)
    step = LaneBuffer(lanes: rowCount * lanes)
    weights = LaneBuffer(lanes: sectors * shape.states * lanes)
    netWeights = LaneBuffer(lanes: sectors * shape.states * lanes)
    productivity = LaneBuffer(lanes: sectors * lanes)
    transfers = LaneBuffer(lanes: lanes)
    costs = LaneBuffer(lanes: sectors * lanes)
    appeal = LaneBuffer(lanes: sectors * lanes)
    demand = LaneBuffer(lanes: sectors * lanes)
    output = LaneBuffer(lanes: sectors * lanes)
    wages = LaneBuffer(lanes: lanes)
    revenue = LaneBuffer(lanes: lanes)
    finalSpending = LaneBuffer(lanes: lanes)
    mixing = AndersonMixing(lanes: rowCount * lanes, memory: 5)
    for lane in 0..<sectors * lanes { demand.rows[lane] = Lane(repeating: 1) }
  }
}
