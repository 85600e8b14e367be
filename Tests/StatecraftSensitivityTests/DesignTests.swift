import StatecraftScenario
import StatecraftSensitivity
import Testing

@Suite struct `Designs` {
  private let factors = [
    Factor(path: "a", levels: .linear(-1...3)),
    Factor(path: "b", levels: .logarithmic(1...10_000)),
    Factor(path: "c", levels: .values(["low", "middle", "high"])),
  ]

  private func plan(
    _ design: Design, _ factors: [Factor]? = nil, seed: UInt64 = 7
  ) throws -> Plan {
    try Plan(
      Study(
        name: "s", seed: seed, runs: 3, metrics: ["y"], factors: factors ?? self.factors,
        design: design))
  }

  private func coordinates(_ plan: Plan, _ factor: Int) -> [Double] {
    plan.points.map { $0.coordinates[factor] ?? .nan }
  }

  @Test func `One at a time sets one factor, and first none`() throws {
    let plan = try plan(.oneAtATime(levels: 3))
    #expect(
      plan.points.map(\.values) == [
        [nil, nil, nil], ["-1", nil, nil], ["1", nil, nil], ["3", nil, nil], [nil, "1", nil],
        [nil, "100", nil], [nil, "10000", nil], [nil, nil, "low"], [nil, nil, "middle"],
        [nil, nil, "high"],
      ])
    #expect(plan.study.design.pointCount(factors) == plan.points.count)
  }

  @Test func `A full factorial has every combination once`() throws {
    let plan = try plan(.fullFactorial(levels: 2))
    #expect(plan.points.count == 12)
    #expect(Set(plan.points.map { $0.values.map { $0 ?? "" } }).count == 12)
    #expect(plan.points[0].values == ["-1", "1", "low"])
    #expect(plan.points[11].values == ["3", "10000", "high"])
  }

  @Test func `A Latin hypercube hits each slice of each factor once`() throws {
    let plan = try plan(.latinHypercube(points: 50))
    for factor in 0..<3 {
      #expect(coordinates(plan, factor).map { Int($0 * 50) }.sorted() == Array(0..<50))
    }
    // Each of three values gets a third of the slices.
    #expect(plan.points.count { $0.values[2] == "low" } == 17)
  }

  @Test func `Sobol' points are a net: boxes of equal size hold equally many`() throws {
    let plan = try plan(.sobol(points: 256))
    for factor in 0..<3 {
      #expect(coordinates(plan, factor).map { Int($0 * 256) }.sorted() == Array(0..<256))
    }
    // The first two dimensions are a (0, 8, 2)-net: without the origin a box would be empty.
    for (wide, high) in [(16, 16), (4, 64), (128, 2)] {
      let boxes = zip(coordinates(plan, 0), coordinates(plan, 1)).map {
        Int($0 * Double(wide)) * high + Int($1 * Double(high))
      }
      #expect(boxes.sorted() == Array(0..<256))
    }
  }

  @Test func `A trajectory moves each factor once, by half of the levels`() throws {
    let levels = 6
    let plan = try plan(.morris(trajectories: 40, levels: levels))
    #expect(plan.points.count == 160)
    for start in stride(from: 0, to: 160, by: 4) {
      var moved: [Int] = []
      for step in start..<start + 3 {
        let (from, to) = (plan.points[step].coordinates, plan.points[step + 1].coordinates)
        let changed = (0..<3).filter { from[$0] != to[$0] }
        moved += changed
        for factor in changed {
          // Of three listed values a step is one, whatever the levels of ranges.
          let size = factor == 2 ? 0.5 : 0.6
          #expect(abs(abs((to[factor] ?? 0) - (from[factor] ?? 0)) - size) < 1e-12)
        }
      }
      #expect(moved.sorted() == [0, 1, 2])
    }
    // All levels and both directions come up.
    let places = Set(coordinates(plan, 0).map { ($0 * 5).rounded() })
    #expect(places == [0, 1, 2, 3, 4, 5])
  }

  @Test(arguments: 2...9)
  func `Of listed values each is tried, and steps are over half of them`(count: Int) throws {
    let values = (0..<count).map { "v\($0)" }
    let factors = [
      Factor(path: "a", levels: .values(values)), Factor(path: "b", levels: .linear(0...1)),
    ]
    let plan = try plan(.morris(trajectories: count, levels: 4), factors)
    #expect(Set(plan.points.map { $0.values[0] ?? "" }) == Set(values))
    // As a start each comes once.
    let starts = stride(from: 0, to: plan.points.count, by: 3).map { plan.points[$0].values[0] }
    #expect(Set(starts).count == count)
    for (from, to) in zip(plan.points, plan.points.dropFirst())
    where to.index % 3 != 0 && from.values[0] != to.values[0] {
      let places = [from, to].map { values.firstIndex(of: $0.values[0] ?? "") ?? -1 }
      #expect(abs(places[1] - places[0]) == max(count / 2, 1))
      let distance = (to.coordinates[0] ?? 0) - (from.coordinates[0] ?? 0)
      #expect(abs(distance - Double(places[1] - places[0]) / Double(count - 1)) < 1e-12)
    }
  }

  @Test(arguments: [
    Design.latinHypercube(points: 400), .sobol(points: 512), .saltelli(base: 256),
    .morris(trajectories: 60, levels: 4), .fullFactorial(levels: 8), .oneAtATime(levels: 8),
  ])
  func `A range of whole numbers gives whole numbers, its ends among them`(
    design: Design
  ) throws {
    let factors = [
      Factor(path: "few", levels: .linear(1...3), isWhole: true),
      Factor(path: "many", levels: .linear(-10...1000), isWhole: true),
      Factor(path: "log", levels: .logarithmic(1...100), isWhole: true),
      Factor(path: "broken", levels: .linear(0.5...2.5), isWhole: true),
    ]
    let plan = try plan(design, factors)
    func numbers(_ factor: Int) -> [Int] {
      plan.points.compactMap { $0.values[factor].flatMap { Int($0) } }
    }
    for (factor, range) in [1...3, -10...1000, 1...100, 1...2].enumerated() {
      let found = numbers(factor)
      #expect(found.count == plan.points.compactMap { $0.values[factor] }.count)
      #expect(found.allSatisfy(range.contains))
      if factor != 1 || [.morris, .fullFactorial, .oneAtATime].contains(design.kind) {
        #expect(found.min() == range.lowerBound && found.max() == range.upperBound)
      }
    }
    #expect(Set(numbers(0)) == [1, 2, 3] && Set(numbers(3)) == [1, 2])
    if design.kind == .latinHypercube {
      // Each whole number gets an equal part of the slices.
      #expect((1...3).allSatisfy { number in abs(numbers(0).count { $0 == number } - 133) <= 1 })
    }
    #expect(plan.study.design.pointCount(factors) == plan.points.count)
  }

  @Test func `Rows of Saltelli are A, B, and A with each column of B`() throws {
    let plan = try plan(.saltelli(base: 16))
    #expect(plan.points.count == 16 * 5)
    for row in stride(from: 0, to: plan.points.count, by: 5) {
      let points = plan.points[row..<row + 5].map(\.coordinates)
      #expect((0..<3).allSatisfy { points[0][$0] != points[1][$0] })
      for factor in 0..<3 {
        for place in 0..<3 {
          #expect(points[2 + factor][place] == points[place == factor ? 1 : 0][place])
        }
      }
    }
  }

  @Test func `A logarithmic range is even in the logarithm, and meets its bounds`() throws {
    let plan = try plan(.fullFactorial(levels: 5), [factors[1]])
    #expect(plan.points.map { $0.numbers[0] ?? 0 } == [1, 10, 100, 1000, 10_000])
  }

  @Test(arguments: [
    Design.latinHypercube(points: 20), .sobol(points: 16), .morris(trajectories: 5, levels: 4),
    .saltelli(base: 8),
  ])
  func `A seed gives the same points each time, another seed others`(design: Design) throws {
    #expect(try plan(design).points == plan(design).points)
    #expect(try plan(design).points != plan(design, seed: 8).points)
  }

  @Test(arguments: [Design.latinHypercube(points: 20), .sobol(points: 16)])
  func `A factor that is added leaves the places of those before it`(design: Design) throws {
    let (few, many) = (try plan(design, Array(factors[..<2])), try plan(design))
    for factor in 0..<2 { #expect(coordinates(few, factor) == coordinates(many, factor)) }
  }

  @Test func `Luck is shared between points or not`() throws {
    var study = try plan(.sobol(points: 4)).study
    #expect(study.luck == .independent)
    #expect(try Plan(study).replicates(of: 2) == 6..<9)
    study.luck = .shared
    #expect(try Plan(study).replicates(of: 2) == 0..<3)
    #expect(try plan(.morris(trajectories: 2, levels: 4)).study.luck == .shared)
  }

  @Test func `Whatever decides a result is in the fingerprint`() throws {
    let study = try plan(.sobol(points: 8)).study
    func print(_ change: (inout Study) -> Void, scenario: String = "s") throws -> String {
      var study = study
      change(&study)
      return try Plan(study).fingerprint(scenario: scenario, version: "1")
    }
    let prints = [
      try print { _ in }, try print({ _ in }, scenario: "t"), try print { $0.seed = 8 },
      try print { $0.runs = 4 }, try print { $0.luck = .shared }, try print { $0.metrics = ["z"] },
      try print { $0.factors[0].path = "d" }, try print { $0.design = .sobol(points: 16) },
      try print { $0.factors[0].levels = .linear(-1...4) },
    ]
    #expect(Set(prints).count == prints.count)
    #expect(try print { $0.title = "Another title" } == prints[0])
  }

  @Test func `Rules off in turn come after all on`() throws {
    let plan = try plan(.without(["learning", "threat"]), [])
    #expect(plan.points.map(\.values) == [[nil], ["learning"], ["threat"]])
    #expect(plan.points[2].options(plan.factors) == ["--without threat"])
  }
}
