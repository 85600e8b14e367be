import StatecraftCore
import StatecraftGames
import Testing

@Suite struct CentralityTests {
  func network(
    _ count: Int, _ ties: [(Int, Int, Double)], isDirected: Bool = false
  ) -> Network {
    var weights = Dyadic(repeating: 0.0, rows: count, width: count)
    for (from, to, strength) in ties {
      weights[StateID(index: from), StateID(index: to)] = strength
      if !isDirected { weights[StateID(index: to), StateID(index: from)] = strength }
    }
    return Network(weights: weights)
  }

  func expectClose(_ found: PerState<Double>?, _ expected: [Double], within: Double = 1e-14) {
    #expect(found?.count == expected.count)
    for (found, expected) in zip(found?.storage ?? [], expected) {
      #expect(abs(found - expected) < within, "\(found) instead of \(expected)")
    }
  }

  @Test func `In a star the centre is everything`() {
    let star = network(5, [(0, 1, 1), (0, 2, 1), (0, 3, 1), (0, 4, 1)])
    expectClose(star.betweenness(), [1, 0, 0, 0, 0])
    expectClose(star.closeness(), [1, 4.0 / 7, 4.0 / 7, 4.0 / 7, 4.0 / 7])
    expectClose(star.degreeCentrality, [1, 0.25, 0.25, 0.25, 0.25])
    // λ = 2: the centre has 1/√2, each leaf half of it.
    let half = 0.5.squareRoot()
    expectClose(star.eigenvectorCentrality, [half] + Array(repeating: half / 2, count: 4))
    #expect(star.density == 0.4)
  }

  @Test func `In a path the middle lies between most`() {
    // i of n on a path lies between (i − 1)(n − i) pairs.
    let path = network(6, (0..<5).map { ($0, $0 + 1, 1) })
    expectClose(path.betweenness(), [0, 4, 6, 6, 4, 0].map { $0 / 10 })
    expectClose(path.closeness(), [15, 11, 9, 9, 11, 15].map { 5 / $0 })
  }

  @Test func `In a cycle all are alike, and ways that are equally short share`() {
    let cycle = network(6, (0..<6).map { ($0, ($0 + 1) % 6, 1) })
    // Each pair at distance 2 has one state between, each opposite pair two ways of two states.
    expectClose(cycle.betweenness(), Array(repeating: (1 + 2 * 0.5) / 10, count: 6))
    expectClose(
      cycle.eigenvectorCentrality, Array(repeating: 1 / 6.0.squareRoot(), count: 6))
    #expect(cycle.isUndirected)
  }

  // Expected values by another program (NetworkX 3.6.1).
  @Test func `Ties with a direction and strength are followed along it`() {
    let directed = network(
      6, [(0, 1, 2), (1, 2, 1), (2, 0, 4), (0, 3, 1), (3, 2, 0.5), (2, 4, 2)], isDirected: true)
    #expect(!directed.isUndirected)
    expectClose(directed.betweenness(), [0.2, 0.05, 0.35, 0.05, 0, 0])
    expectClose(directed.betweenness(.inverseStrength), [0.2, 0.1, 0.35, 0, 0, 0])
    expectClose(directed.closeness(), [16.0 / 35, 0.4, 8.0 / 15, 0.4, 0, 0])
    expectClose(
      directed.closeness(.inverseStrength),
      [0.64, 8.0 / 15, 1.1636363636363638, 0.3368421052631579, 0, 0])
    #expect(directed.density == 0.2)
    #expect(directed.components.map { $0.map(\.index) } == [[0, 1, 2, 3, 4], [5]])
  }

  @Test func `The strength of ties counts for eigenvector centrality`() {
    let weighted = network(4, [(0, 1, 2), (1, 2, 1), (2, 0, 4), (2, 3, 1)])
    expectClose(
      weighted.eigenvectorCentrality,
      [0.65958765286545, 0.38960186819423426, 0.6303070979009131, 0.12596616538871866],
      within: 1e-12)
    #expect(network(3, []).eigenvectorCentrality == nil)
  }
}
