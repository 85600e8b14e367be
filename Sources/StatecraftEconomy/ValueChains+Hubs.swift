extension ValueChains {
  /// The share of the others' value chains that passes through each state, in `0...1`.
  ///
  /// Of the value that other states add for final users in yet other states, the part that
  /// is worked on or finished in state h on its way:
  ///
  ///     Σ v[a] (B[a,·] f[·,b] − B°[a,·] f°[·,b]) / Σ v[a] B[a,·] f[·,b]      a, b, h all different
  ///
  /// B° and f° leave out the industries of h (hypothetical extraction: Miller and Blair 2009,
  /// chapter 12). It is betweenness on weighted chains rather than on shortest paths. Zero for
  /// each of two states, as no one is between them.
  public var hubCentrality: [Double] {
    (0..<table.stateCount).map { hub in
      let extracted = contentWithout(hub)
      var all = 0.0
      var past = 0.0
      for origin in 0..<table.stateCount where origin != hub {
        for product in 0..<table.industryCount {
          let content = content(ofState: origin, in: product)
          let rest = extracted[origin * table.industryCount + product]
          for user in 0..<table.stateCount where user != hub && user != origin {
            let sale = table.final[product * table.stateCount + user]
            all += content * sale
            past += rest * sale
          }
        }
      }
      return all > 0 ? max(0, 1 - past / all) : 0
    }
  }

  /// What each state adds to a unit of each product when a hub's industries are left out.
  ///
  /// B° = B − B[·,h] B[h,h]⁻¹ B[h,·], the inverse without the rows and columns of h. Nothing for
  /// the hub's own products.
  private func contentWithout(_ hub: Int) -> [Double] {
    let count = table.industryCount
    let sectors = table.sectorCount
    var system = DenseSystem(size: sectors)
    var right = [Double](repeating: 0, count: sectors * count)
    for row in 0..<sectors {
      let industry = hub * sectors + row
      for column in 0..<sectors {
        system[row, column] = leontiefInverse[industry * count + hub * sectors + column]
      }
      for product in 0..<count {
        right[row * count + product] = leontiefInverse[industry * count + product]
      }
    }
    guard let through = system.solve(right, count: count) else {
      preconditionFailure("A diagonal block of a Leontief inverse is regular.")
    }
    var result = [Double](repeating: 0, count: table.stateCount * count)
    for origin in 0..<table.stateCount where origin != hub {
      for product in 0..<count where product / sectors != hub {
        var sum = content(ofState: origin, in: product)
        for sector in 0..<sectors {
          sum -=
            content(ofState: origin, in: hub * sectors + sector)
            * through[sector * count + product]
        }
        result[origin * count + product] = sum
      }
    }
    return result
  }
}
