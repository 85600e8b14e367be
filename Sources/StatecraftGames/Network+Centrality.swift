public import StatecraftCore

/// How far apart tied states are.
public enum TieLength: Sendable, Equatable {
  /// Every tie is one step.
  case step
  /// A tie is the shorter the stronger it is: one over its strength.
  case inverseStrength
}

/// Centrality: which states others are tied through. A hub is a state through which many shortest
/// ways between others lead (Freeman 1977, 1979).
extension Network {
  /// Whether every tie is as strong in both directions.
  public var isUndirected: Bool {
    weights.states.allSatisfy { row in
      weights.states.allSatisfy { weights[row, $0] == weights[$0, row] }
    }
  }

  /// The share of all other states to which each is tied, in `0...1`.
  public var degreeCentrality: PerState<Double> {
    PerState(
      weights.states.map { Double(neighbours(of: $0).count) / Double(max(1, stateCount - 1)) })
  }

  /// The share of all possible ties that there are, in `0...1`.
  public var density: Double {
    let ties = weights.states.reduce(0) { $0 + neighbours(of: $1).count }
    return stateCount < 2 ? 0 : Double(ties) / Double(stateCount * (stateCount - 1))
  }

  /// The share of the shortest ways between other states that lead through each, in `0...1`.
  ///
  /// Where there are several shortest ways between two, each counts as much. Summed over pairs of
  /// others and divided by their number: (n−1)(n−2)/2, or (n−1)(n−2) where ties have a direction.
  /// By Brandes' algorithm (2001).
  public func betweenness(_ length: TieLength = .step) -> PerState<Double> {
    var sums = PerState(repeating: 0.0, count: stateCount)
    for source in weights.states {
      let ways = ShortestWays(in: self, from: source, length)
      var dependence = PerState(repeating: 0.0, count: stateCount)
      for state in ways.order.reversed() {
        for before in ways.predecessors[state] {
          dependence[before] +=
            ways.counts[before] / ways.counts[state] * (1 + dependence[state])
        }
        if state != source { sums[state] += dependence[state] }
      }
    }
    // Undirected pairs are met from both ends, so one divisor serves both kinds.
    let pairs = Double(max(1, (stateCount - 1) * (stateCount - 2)))
    return PerState(sums.storage.map { $0 / pairs })
  }

  /// How near each state is to those that it reaches, in `0...1` where ties are steps.
  ///
  /// One over the mean length of the shortest ways to those it reaches, times the share of others
  /// that it reaches (Wasserman and Faust 1994): in a connected network Freeman's
  /// (n−1) / Σ_j length(i, j). Where ties have a direction, ways are followed along it. A state
  /// without ties has 0.
  public func closeness(_ length: TieLength = .step) -> PerState<Double> {
    PerState(
      weights.states.map { source in
        let ways = ShortestWays(in: self, from: source, length)
        let reached = Double(ways.order.count - 1)
        let sum = ways.order.reduce(0.0) { $0 + ways.distances[$1] }
        return reached == 0 ? 0 : reached / sum * reached / Double(stateCount - 1)
      })
  }

  /// How central the states tied to each are: the leading eigenvector of the strengths of ties
  /// (Bonacich 1972), of length 1, nothing negative.
  ///
  /// Where ties have a direction, a state is central by the ties that lead to it. By the power
  /// method; in a network of several components the one with the largest eigenvalue takes all.
  ///
  /// - Returns: nil where there are no ties, or the leading eigenvector isn't told from the next.
  public var eigenvectorCentrality: PerState<Double>? {
    guard weights.storage.contains(where: { $0 > 0 }) else { return nil }
    let largest = weights.storage.reduce(0, max)
    var vector = PerState(
      repeating: 1 / Double(stateCount).squareRoot(), count: stateCount)
    for _ in 0..<100_000 {
      // A is shifted by a multiple of the identity: otherwise two-sided networks would swing.
      var next = vector
      for from in weights.states {
        for to in weights.states { next[to] += weights[from, to] / largest * vector[from] }
      }
      let length = next.storage.reduce(0) { $0 + $1 * $1 }.squareRoot()
      var change = 0.0
      for state in weights.states {
        next[state] /= length
        change = max(change, abs(next[state] - vector[state]))
      }
      vector = next
      if change < 1e-15 { return vector }
    }
    return nil
  }

  /// The parts of the network between which there are no ties in either direction, each in roster
  /// order, in the order of their first states.
  public var components: [[StateID]] {
    var parts = PerState<Int?>(repeating: nil, count: stateCount)
    var found: [[StateID]] = []
    for first in weights.states where parts[first] == nil {
      parts[first] = found.count
      var front = [first]
      while let state = front.popLast() {
        for other in weights.states
        where parts[other] == nil && (weights[state, other] > 0 || weights[other, state] > 0) {
          parts[other] = found.count
          front.append(other)
        }
      }
      found.append(weights.states.filter { parts[$0] == found.count })
    }
    return found
  }
}

extension Table where Outer == StateID, Inner == StateID {
  fileprivate var states: [StateID] { (0..<width).map(StateID.init(index:)) }
}

/// The shortest ways from a state to those it reaches (Dijkstra 1959).
private struct ShortestWays {
  /// The states that are reached, nearest first, the source itself at the head.
  private(set) var order: [StateID] = []
  /// How far each is; infinite where it isn't reached.
  private(set) var distances: PerState<Double>
  /// How many shortest ways lead to each.
  private(set) var counts: PerState<Double>
  /// The states before each on shortest ways to it.
  private(set) var predecessors: PerState<[StateID]>

  init(in network: Network, from source: StateID, _ length: TieLength) {
    let count = network.stateCount
    distances = PerState(repeating: .infinity, count: count)
    counts = PerState(repeating: 0, count: count)
    predecessors = PerState(repeating: [], count: count)
    distances[source] = 0
    counts[source] = 1
    var isDone = PerState(repeating: false, count: count)
    while true {
      var nearest: StateID?
      for state in network.weights.states where !isDone[state] && distances[state] < .infinity {
        if let best = nearest, distances[best] <= distances[state] { continue }
        nearest = state
      }
      guard let state = nearest else { return }
      isDone[state] = true
      order.append(state)
      for next in network.neighbours(of: state) where !isDone[next] {
        let step = length == .step ? 1 : 1 / network.weights[state, next]
        let distance = distances[state] + step
        // Sums of lengths that differ by rounding alone are equally long ways.
        if distance < distances[next] * (1 - 1e-12) || distances[next] == .infinity {
          (distances[next], counts[next], predecessors[next]) = (distance, counts[state], [state])
        } else if distance <= distances[next] * (1 + 1e-12) {
          counts[next] += counts[state]
          predecessors[next].append(state)
        }
      }
    }
  }
}
