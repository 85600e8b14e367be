/// The memory of a solver for economies of one size.
///
/// Rows over states are padded to lanes; the padding buys and sells nothing.
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

  /// The residuals of one lane of states, in single precision.
  let narrowed: LaneBuffer

  /// π m ((1 + t') / (1 + t))^−θ: rows over suppliers for each sector and market, in fours.
  let weights: LaneBuffer
  /// Weights before tariffs: over 1 + t'.
  let netWeights: LaneBuffer
  /// Whether anybody taxes anything of a sector: elsewhere the two weights are the same.
  var isTaxed: [Bool]
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
  /// One lane for each market, whose numbers sum to Φ of one sector.
  let partialSums: LaneBuffer
  /// One lane for each market, whose numbers sum to what is left of Φ after tariffs.
  let partialNetSums: LaneBuffer
  /// Y[s], rows of lanes.
  let output: LaneBuffer
  /// ŵ, one row.
  let wages: LaneBuffer
  /// R, one row.
  let revenue: LaneBuffer
  /// ŵ L + R + D, one row.
  let finalSpending: LaneBuffer

  /// States that stay where they start: who can't do without what nobody sells it any more, and
  /// trades with nobody.
  var absent: [Int] = []

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
    narrowed = LaneBuffer(lanes: rowCount / 2 + 1)
    weights = LaneBuffer(lanes: sectors * shape.width * lanes)
    netWeights = LaneBuffer(lanes: sectors * shape.width * lanes)
    isTaxed = Array(repeating: false, count: sectors)
    productivity = LaneBuffer(lanes: sectors * lanes)
    transfers = LaneBuffer(lanes: lanes)
    costs = LaneBuffer(lanes: sectors * lanes)
    appeal = LaneBuffer(lanes: sectors * lanes)
    demand = LaneBuffer(lanes: sectors * lanes)
    partialSums = LaneBuffer(lanes: shape.width)
    partialNetSums = LaneBuffer(lanes: shape.width)
    output = LaneBuffer(lanes: sectors * lanes)
    wages = LaneBuffer(lanes: lanes)
    revenue = LaneBuffer(lanes: lanes)
    finalSpending = LaneBuffer(lanes: lanes)
    mixing = AndersonMixing(lanes: rowCount * lanes, memory: 5)
  }
}
