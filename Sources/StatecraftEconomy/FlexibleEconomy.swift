/// The equations of an economy with CES shares and bounds on output, and their derivatives.
///
/// The unknowns are logs, rows over states: wages; price levels by sector; spending by sector over
/// its baseline; producer prices of bounded sectors. Wages and prices lie next to each other, as
/// cost functions read them as one list.
///
/// *Scale.* Where a sector's cost falls with its size, its producer price is an unknown as well, and
/// its equation says what it is: ĉ^(1+ψ) e^−a Ŷ^−ψ.
///
/// *Scarcity.* A wage and the price of a bounded sector are each paired with a supply: either the
/// price is above its floor and demand is what there is, or it's at the floor and some is idle.
/// The floor of a price is variable cost, that of a wage `floor`, which is nothing to speak of.
/// Pairs are written as Fischer and Burmeister's function, φ(a, b) = a + b − √(a² + b²), which is
/// zero when both are not negative and one is zero (Fischer 1992).
final class FlexibleEconomy {
  let shape: LaneShape
  let sectors: Int
  /// How many rows the unknowns take.
  let rowCount: Int
  /// Weights, productivity and transfers of the counterfactual, and sales' tables.
  let trade: Workspace
  /// 1 − σ[s] in force.
  var inputPowers: [Double]
  /// 1 − ε, one row, in force.
  let finalPowers: LaneBuffer
  /// ln(K̂ κ Y) by sector, rows of lanes.
  let logCapacity: LaneBuffer

  /// The unknowns.
  let point: LaneBuffer
  /// What is left of each equation.
  let residuals: LaneBuffer
  /// One for each unknown, zero for what is no unknown: padding, states without wages, markets
  /// that never buy, sectors without bounds.
  let active: LaneBuffer
  /// Whether final spending is proportional to income, and not income and a given transfer.
  var spendsInProportion = false
  /// In which proportion, before it's scaled so that sums agree, one row.
  let spendingShares: LaneBuffer
  /// Sets of states between which there's no trade at all: the one of each state, and how many.
  ///
  /// Each has a numeraire of its own: its value added at baseline.
  var parts: [Int] = []
  var partCount = 1
  /// Where the unknowns lie in the rows.
  var unknowns: [Int] = []
  /// A point to return to.
  let kept: LaneBuffer

  // What the last evaluation found; rows over states by sector unless stated otherwise.

  /// ln ĉ, before productivity.
  let logCosts: LaneBuffer
  /// Shares in variable cost of labour and each input: S + 1 rows for each sector.
  let costShares: LaneBuffer
  /// ln p̂.
  let logProducerPrices: LaneBuffer
  /// Variable cost over sales.
  let variableShares: LaneBuffer
  /// p̂^−θ over the cheapest supplier's.
  let appeal: LaneBuffer
  /// The log producer price of each sector's cheapest supplier.
  var references: [Double]
  /// Φ over its reference.
  let demand: LaneBuffer
  /// X / Φ.
  let perPull: LaneBuffer
  /// What is left of Φ after tariffs.
  let netDemand: LaneBuffer
  /// Y.
  let output: LaneBuffer
  /// What export taxes take of each unit of pull: rows over suppliers for each sector and market.
  let levies: LaneBuffer
  /// Whether there are any.
  var hasLevies = false
  /// What they take of Φ, by market.
  let levyDemand: LaneBuffer
  /// What they earn, by supplier.
  let levied: LaneBuffer
  /// Y less rents.
  let variableCost: LaneBuffer
  /// Shares in final spending.
  let finalShares: LaneBuffer
  /// The log cost of the final basket, one row.
  let logBasket: LaneBuffer
  /// What states spend on final use, one row.
  let finalSpending: LaneBuffer
  /// What they earn and levy, one row.
  let incomes: LaneBuffer
  /// What scales spending shares, one row.
  let spendingScale: LaneBuffer
  /// ŵ L̂ times the wages of the baseline, one row.
  let wageBill: LaneBuffer
  /// What output at capacity would sell for, at its price.
  let fullSales: LaneBuffer
  /// What capacity earns its owners, one row.
  let rents: LaneBuffer
  /// What sectors pay to labour, one row.
  let paid: LaneBuffer
  /// The revenue of tariffs and export taxes, one row.
  let revenue: LaneBuffer
  /// Spending that incomes and recipes make.
  let wanted: LaneBuffer
  /// Σ_s (1 − σ) share × variable cost, for labour and each input.
  let bends: LaneBuffer
  /// How the residual of each pair moves with its price's height above the floor.
  let byHeight: LaneBuffer
  /// How it moves with its log excess supply.
  let bySlack: LaneBuffer
  /// How much of a bounded price's floor is variable cost.
  let floorShares: LaneBuffer

  /// The value added of each state's part of the world over its baseline, less one, one row.
  let numeraireGaps: LaneBuffer

  /// Memory for derivatives: rows by sector, five of them, and eight single rows.
  let scratch: LaneBuffer

  /// The lowest log wage, and the log of the least that a bounded price can be.
  static let floor = -34.5

  init(shape: LaneShape, sectors: Int, hasBounds: Bool) {
    self.shape = shape
    self.sectors = sectors
    let lanes = shape.lanes
    let table = sectors * lanes
    rowCount = (hasBounds ? 3 : 2) * sectors + 1
    trade = Workspace(shape: shape, sectors: sectors)
    inputPowers = Array(repeating: 0, count: sectors)
    references = inputPowers
    finalPowers = LaneBuffer(lanes: lanes)
    spendingShares = LaneBuffer(lanes: lanes)
    incomes = LaneBuffer(lanes: lanes)
    spendingScale = LaneBuffer(lanes: lanes)
    numeraireGaps = LaneBuffer(lanes: lanes)
    logCapacity = LaneBuffer(lanes: table)
    point = LaneBuffer(lanes: rowCount * lanes)
    residuals = LaneBuffer(lanes: rowCount * lanes)
    active = LaneBuffer(lanes: rowCount * lanes)
    kept = LaneBuffer(lanes: rowCount * lanes)
    logCosts = LaneBuffer(lanes: table)
    costShares = LaneBuffer(lanes: (sectors + 1) * table)
    logProducerPrices = LaneBuffer(lanes: table)
    variableShares = LaneBuffer(lanes: table)
    appeal = LaneBuffer(lanes: table)
    demand = LaneBuffer(lanes: table)
    perPull = LaneBuffer(lanes: table)
    netDemand = LaneBuffer(lanes: table)
    output = LaneBuffer(lanes: table)
    variableCost = LaneBuffer(lanes: table)
    levies = LaneBuffer(lanes: table * shape.width)
    levyDemand = LaneBuffer(lanes: table)
    levied = LaneBuffer(lanes: table)
    finalShares = LaneBuffer(lanes: table)
    logBasket = LaneBuffer(lanes: lanes)
    finalSpending = LaneBuffer(lanes: lanes)
    wageBill = LaneBuffer(lanes: lanes)
    fullSales = LaneBuffer(lanes: table)
    rents = LaneBuffer(lanes: lanes)
    paid = LaneBuffer(lanes: lanes)
    revenue = LaneBuffer(lanes: lanes)
    wanted = LaneBuffer(lanes: table)
    bends = LaneBuffer(lanes: table + lanes)
    byHeight = LaneBuffer(lanes: table + lanes)
    bySlack = LaneBuffer(lanes: table + lanes)
    floorShares = LaneBuffer(lanes: table)
    scratch = LaneBuffer(lanes: 5 * table + 8 * lanes)
  }

  /// The lane at which the rows of log spending begin.
  var spendingStart: Int { (1 + sectors) * shape.lanes }

  /// The lane at which the rows of bounded producer prices begin.
  var boundsStart: Int { (1 + 2 * sectors) * shape.lanes }

  var hasBounds: Bool { rowCount > 2 * sectors + 1 }
}
