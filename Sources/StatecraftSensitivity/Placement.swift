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
      for level in factor.levels(levels) {
        var (values, coordinates) = (none, nowhere)
        values[place] = level.value
        coordinates[place] = level.coordinate
        points.append(Point(index: points.count, values: values, coordinates: coordinates))
      }
    }
    return points
  }

  /// Every combination, the last factor's levels changing fastest.
  static func fullFactorial(_ factors: [Factor], levels: Int) -> [Point] {
    var rows: [[(value: String, coordinate: Double)]] = [[]]
    for factor in factors {
      let levels = factor.levels(levels)
      rows = rows.flatMap { row in levels.map { row + [$0] } }
    }
    return points(rows)
  }

  private static func points(_ rows: [[(value: String, coordinate: Double)]]) -> [Point] {
    rows.enumerated().map { index, row in
      Point(index: index, values: row.map(\.value), coordinates: row.map(\.coordinate))
    }
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
  /// its levels (Morris 1991), rounded down where their number is odd.
  ///
  /// Of a continuous range each trajectory draws its start by itself. Where values are counted,
  /// starts go through all of them, in an order that is drawn, before one comes again: with as many
  /// trajectories as values each is tried.
  static func morris(
    _ factors: [Factor], _ trajectories: Int, _ levels: Int, _ seed: UInt64
  ) -> [Point] {
    let starts = DesignDraws(seed: seed, purpose: "design.morris.start")
    let orders = DesignDraws(seed: seed, purpose: "design.morris.order")
    let ways = DesignDraws(seed: seed, purpose: "design.morris.way")
    let ladders = factors.map { $0.levels(levels) }
    let columns = zip(factors, ladders).map { factor, ladder in
      factor.valueCount == ladder.count
        ? balancedStarts(factor.path, count: ladder.count, trajectories, starts)
        : (0..<trajectories).map {
          min(Int(starts.uniform(factor.path, row: $0) * Double(ladder.count)), ladder.count - 1)
        }
    }
    var rows: [[(value: String, coordinate: Double)]] = []
    for trajectory in 0..<trajectories {
      var places = columns.map { $0[trajectory] }
      let keys = factors.map { orders.bits($0.path, row: trajectory) }
      let order = factors.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
      func add() { rows.append(zip(ladders, places).map { $0[$1] }) }
      add()
      for factor in order {
        let (place, count) = (places[factor], ladders[factor].count)
        let step = max(count / 2, 1)
        // Of an even number of levels each has one partner: up from the lower half, down from the
        // upper. Of an odd one the middle has two.
        let (isUp, isDown) = (place + step < count, place >= step)
        let goesUp =
          isUp && (!isDown || ways.uniform(factors[factor].path, row: trajectory) < 0.5)
        places[factor] += goesUp ? step : -step
        add()
      }
    }
    return points(rows)
  }

  /// Where trajectories start on counted values: block by block each value once.
  private static func balancedStarts(
    _ path: String, count: Int, _ trajectories: Int, _ draws: DesignDraws
  ) -> [Int] {
    var starts: [Int] = []
    while starts.count < trajectories {
      let first = starts.count
      let keys = (0..<count).map { draws.bits(path, row: first + $0) }
      starts += (0..<count).sorted { (keys[$0], $0) < (keys[$1], $1) }
    }
    return Array(starts.prefix(trajectories))
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
