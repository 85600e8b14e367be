/// One thing that is wrong with the numbers of an economy.
///
/// Checks report all faults at once, in a fixed order, each with its place and value.
public struct EconomyFault: Sendable, Equatable {
  /// What the number is.
  public enum Quantity: String, Sendable {
    case sourcingShare = "sourcing share"
    case finalShare = "final-spending share"
    case valueAddedShare = "value-added share"
    case recipeShare = "recipe share"
    case elasticity = "trade elasticity"
    case inputElasticity = "input elasticity"
    case finalElasticity = "final-demand elasticity"
    case labourSupply = "labour-supply elasticity"
    case scaleElasticity = "scale elasticity"
    case rentShare = "rent share"
    case installedCapacity = "installed capacity"
    case capacity = "capacity over its baseline"
    case valueAdded = "value added"
    case transfer = "transfer"
    case tariff = "tariff"
    case exportTax = "export tax"
    case supplyShare = "world supply share"
    case friction = "trade-ease weight"
    case residualSector = "residual sector"
    case finalSpending = "final spending"
    case sourcingMultiplier = "sourcing multiplier"
    case productivity = "log productivity"
    case warmStart = "warm start"
    case intermediateFlow = "intermediate flow"
    case finalFlow = "final flow"
    case grossOutput = "output"
  }

  /// What the number has to be.
  public enum Requirement: Sendable, Equatable {
    case finite
    case positive
    case notNegative
    case above(Double)
    case atLeast(Double)
    case below(Double)
    case zero
    /// Nothing bounds the sector's output, so there is no capacity to change.
    case oneWithoutBound
    /// The numbers of a row have to sum to this; the value is their sum.
    case sumsTo(Double)
    /// The table needs this many numbers; the value is how many it has.
    case count(Int)
    /// Other numbers imply this.
    case agreesWith(Double)
    /// An index has to be below this.
    case indexBelow(Int)
  }

  /// What the number is.
  public let quantity: Quantity

  /// The sector it belongs to, where it has one.
  public let sector: Int?

  /// The state it belongs to, where it has one: for bilateral numbers the market.
  public let state: Int?

  /// The supplier of a bilateral number, or the input of a recipe.
  public let partner: Int?

  /// The number found.
  public let value: Double

  /// What it has to be.
  public let requirement: Requirement

  init(
    _ quantity: Quantity, sector: Int? = nil, state: Int? = nil, partner: Int? = nil,
    value: Double, _ requirement: Requirement
  ) {
    self.quantity = quantity
    self.sector = sector
    self.state = state
    self.partner = partner
    self.value = value
    self.requirement = requirement
  }

  /// Faults of non-finite value are equal when everything else is.
  public static func == (a: EconomyFault, b: EconomyFault) -> Bool {
    a.quantity == b.quantity && a.sector == b.sector && a.state == b.state
      && a.partner == b.partner && a.requirement == b.requirement
      && (a.value == b.value || (a.value.isNaN && b.value.isNaN))
  }
}

extension EconomyFault: CustomStringConvertible {
  public var description: String {
    var place = ""
    if let sector { place += " of sector \(sector)" }
    if let state { place += " in state \(state)" }
    if let partner { place += quantity == .recipeShare ? ", input \(partner)" : " from \(partner)" }
    let needed =
      switch requirement {
      case .finite: "is \(value): it must be a finite number"
      case .positive: "is \(value): it must be above zero"
      case .notNegative: "is \(value): it must not be negative"
      case .above(let bound): "is \(value): it must be above \(bound)"
      case .atLeast(let bound): "is \(value): it must be at least \(bound)"
      case .below(let bound): "is \(value): it must be below \(bound)"
      case .zero: "is \(value): it must be zero"
      case .oneWithoutBound:
        "is \(value): it must be 1, as no installed capacity bounds the sector"
      case .sumsTo(let total): "sums to \(value): it must sum to \(total)"
      case .count(let count): "has \(Int(value)) numbers: it needs \(count)"
      case .agreesWith(let other): "is \(value): the other numbers imply \(other)"
      case .indexBelow(let bound): "is \(Int(value)): it must lie in 0..<\(bound)"
      }
    return "\(quantity.rawValue)\(place) \(needed)"
  }
}
