internal import GSL
internal import StatecraftScenario

/// Where each kind of design puts its points, in coordinates of `0...1` for each factor.
enum Placement {
  static func points(_ factors: [Factor], _ rows: [[Double]]) -> [Point] {
    rows.enumerated().map { index, row in
      Point(
        index: index, values: zip(factors, row).map { $0.value(at: $1) }, coordinates: row)
    }
  }

  /// The scenario as it is, then each factor's levels in turn.
  static func oneAtATime(_ factors: [Factor], levels: Int) -> [Point] {
    let none = [String?](repeating: nil, count: factors.count)
    let nowhere = [Double?](repeating: nil, count: factors.count)
    var points = [Point(index: 0, values: none, coordinates: nowhere)]
    for (place, factor) in factors.enumerated() {
      for coordinate in factor.levelCoordinates(levels) {
        var (values, coordinates) = (none, nowhere)
        values[place] = factor.value(at: coordinate)
        coordinates[place] = coordinate
        points.append(Point(index: points.count, values: values, coordinates: coordinates))
      }
    }
    return points
  }

  /// Every combination, the last factor's levels changing fastest.
  static func fullFactorial(_ factors: [Factor], levels: Int) -> [Point] {
    var rows: [[Double]] = [[]]
    for factor in factors {
      let coordinates = factor.levelCoordinates(levels)
      rows = rows.flatMap { row in coordinates.map { row + [$0] } }
    }
    return points(factors, rows)
  }

  /// One point in each of `count` slices of each factor, at a random place of the slice.
  static func latinHypercube(_ factors: [Factor], _ count: Int, _ seed: UInt64) -> [[Double]] {
    let slices = DesignDraws(seed: seed, purpose: "design.latin-hypercube.slice")
    let places = DesignDraws(seed: seed, purpose: "design.latin-hypercube.place")
    let columns = factors.map { factor in
      slices.permutation(factor.path, count: count).enumerated().map { row, slice in
        (Double(slice) + places.uniform(factor.path, row: row)) / Double(count)
      }
    }
    return (0..<count).map { row in columns.map { $0[row] } }
  }

  /// The first points of the Sobol' sequence with the origin, under a random digital shift.
  ///
  /// With the origin, which GSL leaves out, 2ᵏ points are a whole net: each factor's range in 2ᵏ
  /// slices has one point in each. The shift keeps that, and makes averages unbiased.
  ///
  /// - Parameter names: one for each dimension, which address its shift.
  static func sobol(
    _ names: [String], _ count: Int, _ seed: UInt64
  ) throws(GSLError) -> [[Double]] {
    let draws = DesignDraws(seed: seed, purpose: "design.sobol.shift")
    let shifts = names.map { draws.bits($0, row: 0) }
    let sequence = try QuasiRandomSequence(.sobol, dimension: names.count)
    let origin = [Double](repeating: 0, count: names.count)
    return ([origin] + sequence.prefix(count - 1)).map { point in
      zip(point, shifts).map { coordinate, shift in
        Double(UInt64(coordinate * 0x1p53) ^ shift) * 0x1p-53
      }
    }
  }

  /// Trajectories of a point for each factor and one more; each step moves one factor by half of
  /// the levels (Morris 1991).
  static func morris(
    _ factors: [Factor], _ trajectories: Int, _ levels: Int, _ seed: UInt64
  ) -> [[Double]] {
    let starts = DesignDraws(seed: seed, purpose: "design.morris.start")
    let orders = DesignDraws(seed: seed, purpose: "design.morris.order")
    let half = levels / 2
    var rows: [[Double]] = []
    for trajectory in 0..<trajectories {
      var places = factors.map {
        min(Int(starts.uniform($0.path, row: trajectory) * Double(levels)), levels - 1)
      }
      let keys = factors.map { orders.bits($0.path, row: trajectory) }
      let order = factors.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
      func add() { rows.append(places.map { Double($0) / Double(levels - 1) }) }
      add()
      for factor in order {
        // Each level has one partner, half of the levels away: up from the lower half, down from
        // the upper.
        places[factor] += places[factor] < half ? half : -half
        add()
      }
    }
    return rows
  }

  /// For each row the point of A, that of B, and A's with each coordinate of B in turn.
  static func saltelli(
    _ factors: [Factor], _ base: Int, _ seed: UInt64
  ) throws(GSLError) -> [[Double]] {
    let names = factors.map(\.path) + factors.map { $0.path + " in B" }
    return try sobol(names, base, seed).flatMap { row in
      let (a, b) = (Array(row[..<factors.count]), Array(row[factors.count...]))
      return [a, b]
        + factors.indices.map { factor in
          var mixed = a
          mixed[factor] = b[factor]
          return mixed
        }
    }
  }
}
