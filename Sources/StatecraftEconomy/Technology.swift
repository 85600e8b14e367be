/// How easily inputs and products replace each other, and how much can be made at once.
///
/// The default is Cobb-Douglas with as much capacity as anyone wants: every elasticity one, no
/// rents, no bounds. Elasticities say nothing about a baseline, only about changes: its shares
/// are what they are. All shares are of value at baseline.
public struct Technology: Sendable, Equatable {
  /// The elasticity of substitution among labour and all inputs of each sector, σ[s] ≥ 0.
  ///
  /// Zero is fixed proportions (Leontief), one constant cost shares (Cobb-Douglas), anything else
  /// the CES function in between or above. Suppliers of one input replace each other by θ[s].
  public var inputElasticities: [Double]

  /// The elasticity of substitution among sectors in each state's final spending, ε[n] ≥ 0.
  public var finalElasticities: [Double]

  /// How labour supply answers to the real wage, κ[n] ≥ 0: L̂ = (ŵ/P̂F)^κ. Zero is a fixed supply.
  ///
  /// Without inputs it's the supply elasticity ψ of Campos and others (2023): output is
  /// proportional to (p/P)^ψ.
  public var labourSupply: [Double]

  /// How a sector's productivity rises with its size in a state, ψ[s] ≥ 0: unit cost is ĉ x̂^−ψ, x̂ what
  /// it uses of labour and inputs. Zero is constant returns.
  ///
  /// External to firms, as in Kucheryavyy, Lyn and Rodríguez-Clare (2023), who show one equilibrium
  /// where ψ θ is below one; that's the bound here.
  public var scaleElasticities: [Double]

  /// The share of a sector's sales that is rent on its installed capacity, ρ[s][n] in `0...1`.
  ///
  /// With the shares of value added (labour) and of inputs it sums to one. A share of one is an
  /// endowment: no labour, no inputs, like a deposit. Where it's above zero capacity binds at
  /// baseline. Rents are income of the state.
  public var rentShares: SectorTable

  /// Installed capacity over baseline output, κ[s][n] ≥ 1; infinite where nothing bounds output.
  ///
  /// One where there is a rent; above one there is slack.
  public var installedCapacity: SectorTable

  /// Cobb-Douglas everywhere, and nothing that bounds output.
  public init(sectors: Int, states: Int) {
    inputElasticities = Array(repeating: 1, count: sectors)
    finalElasticities = Array(repeating: 1, count: states)
    labourSupply = Array(repeating: 0, count: states)
    scaleElasticities = Array(repeating: 0, count: sectors)
    rentShares = SectorTable(sectors: sectors, states: states, repeating: 0)
    installedCapacity = SectorTable(sectors: sectors, states: states, repeating: .infinity)
  }

  /// Gathers elasticities and bounds; they are proven when a `Baseline` is made with them.
  ///
  /// - Parameters:
  ///   - inputElasticities: σ[s].
  ///   - finalElasticities: ε[n].
  ///   - rentShares: ρ[s][n].
  ///   - installedCapacity: κ[s][n]; when there is none, one where there is a rent and infinite
  ///     elsewhere.
  public init(
    inputElasticities: [Double], finalElasticities: [Double], rentShares: SectorTable,
    installedCapacity: SectorTable? = nil
  ) {
    self.inputElasticities = inputElasticities
    self.finalElasticities = finalElasticities
    labourSupply = Array(repeating: 0, count: finalElasticities.count)
    scaleElasticities = Array(repeating: 0, count: inputElasticities.count)
    self.rentShares = rentShares
    self.installedCapacity =
      installedCapacity
      ?? SectorTable(
        rentShares.values.map { $0 > 0 ? 1 : .infinity }, sectors: rentShares.sectorCount,
        states: rentShares.stateCount)
  }

  /// Whether all shares stay constant, labour supply is fixed, returns to scale are constant and
  /// nothing bounds output.
  public var isCobbDouglas: Bool {
    inputElasticities.allSatisfy { $0 == 1 } && finalElasticities.allSatisfy { $0 == 1 }
      && labourSupply.allSatisfy { $0 == 0 } && scaleElasticities.allSatisfy { $0 == 0 }
      && installedCapacity.values.allSatisfy { $0 == .infinity }
  }
}
