internal import StatecraftCore

/// Two strategies that meet again and again, with mistakes: what comes of it, computed from the
/// Markov chain of their joint states, without playing.
public struct RepeatedGame: Sendable {
  /// How many joint states are reckoned with at most.
  public static let stateMax = 400

  /// How often each joint move comes about: CC, CD, DC, DD, one's own move first.
  public typealias Frequencies = SIMD4<Double>

  private struct Joint {
    /// How likely each joint move is carried out, CC, CD, DC, DD.
    var chances: Frequencies
    /// Where each leads.
    var next: [Int]
  }

  /// The joint states that can be reached, the first one first.
  private let joints: [Joint]

  /// - Parameter noise: ε, the chance that a move is carried out as the other one, in `0...1`.
  /// - Returns: nil where there are more than ``stateMax`` joint states.
  public init?(_ own: RepeatedStrategy, against other: RepeatedStrategy, noise: Double) {
    // The other sees CD as DC.
    let mirrored = [0, 2, 1, 3]
    var numbers: [[Int]: Int] = [[0, 0]: 0]
    var pairs = [[0, 0]]
    var joints: [Joint] = []
    while joints.count < pairs.count {
      let (node, opposite) = (
        own.nodes[pairs[joints.count][0]], other.nodes[pairs[joints.count][1]]
      )
      let p = node.cooperation * (1 - noise) + (1 - node.cooperation) * noise
      let q = opposite.cooperation * (1 - noise) + (1 - opposite.cooperation) * noise
      let chances = Frequencies(p * q, p * (1 - q), (1 - p) * q, (1 - p) * (1 - q))
      var next: [Int] = []
      for outcome in 0..<4 {
        guard chances[outcome] > 0 else {
          next.append(0)
          continue
        }
        let pair = [node.next[outcome], opposite.next[mirrored[outcome]]]
        if let number = numbers[pair] {
          next.append(number)
        } else {
          guard pairs.count < Self.stateMax else { return nil }
          numbers[pair] = pairs.count
          next.append(pairs.count)
          pairs.append(pair)
        }
      }
      joints.append(Joint(chances: chances, next: next))
    }
    self.joints = joints
  }

  /// Σ_t δ^(t−1) times the chance of each joint move in round t, over so many rounds.
  public func frequencies(rounds: Int, discount: Double = 1) -> Frequencies {
    var sum = Frequencies.zero
    var distribution = Array(repeating: 0.0, count: joints.count)
    distribution[0] = 1
    var weight = 1.0
    for _ in 0..<rounds {
      var following = Array(repeating: 0.0, count: joints.count)
      var outcomes = Frequencies.zero
      for (joint, share) in zip(joints, distribution) where share > 0 {
        for outcome in 0..<4 where joint.chances[outcome] > 0 {
          let chance = share * joint.chances[outcome]
          outcomes[outcome] += chance
          following[joint.next[outcome]] += chance
        }
      }
      sum += weight * outcomes
      distribution = following
      weight *= discount
    }
    return sum
  }

  /// Σ_t δ^(t−1) times the chance of each joint move in round t, without end.
  ///
  /// - Parameter discount: δ in `0..<1`.
  public func discountedFrequencies(discount: Double) -> Frequencies {
    precondition((0..<1).contains(discount), "a discount factor below 1, not \(discount)")
    let matrix = joints.indices.map { row in
      var line = Array(repeating: 0.0, count: joints.count)
      for (column, chance) in transitions(from: row) { line[column] -= discount * chance }
      line[row] += 1
      return line
    }
    return perOutcome { outcome in
      solved(matrix, joints.map { $0.chances[outcome] })[0]
    }
  }

  /// The share of rounds in which each joint move comes about in the long run: the limit of means,
  /// from the first round on.
  ///
  /// Of the chain's recurrent classes each has its own shares; from the first state they are
  /// reached with certain chances.
  public func longRunFrequencies() -> Frequencies {
    let reach = reachability()
    let isRecurrent = joints.indices.map { state in
      joints.indices.allSatisfy { !reach[state][$0] || reach[$0][state] }
    }
    var values = Array(repeating: Frequencies.zero, count: joints.count)
    var isDone = isRecurrent.map { !$0 }
    for first in joints.indices where !isDone[first] {
      let members = joints.indices.filter { reach[first][$0] }
      let shares = stationary(members)
      var mean = Frequencies.zero
      for (member, share) in zip(members, shares) { mean += share * joints[member].chances }
      for member in members {
        values[member] = mean
        isDone[member] = true
      }
    }
    guard !isRecurrent[0] else { return values[0] }
    let transient = joints.indices.filter { !isRecurrent[$0] }
    let matrix = transient.map { row in
      var line = Array(repeating: 0.0, count: transient.count)
      for (column, chance) in transitions(from: row) where !isRecurrent[column] {
        if let place = transient.firstIndex(of: column) { line[place] -= chance }
      }
      if let place = transient.firstIndex(of: row) { line[place] += 1 }
      return line
    }
    return perOutcome { outcome in
      let right = transient.map { row in
        transitions(from: row).reduce(0) {
          $0 + (isRecurrent[$1.state] ? $1.chance * values[$1.state][outcome] : 0)
        }
      }
      return solved(matrix, right)[0]
    }
  }

  /// The stationary distribution over a recurrent class: π P = π, Σ π = 1.
  private func stationary(_ members: [Int]) -> [Double] {
    var matrix = Array(
      repeating: Array(repeating: 0.0, count: members.count), count: members.count)
    for (place, member) in members.enumerated() {
      for (state, chance) in transitions(from: member) {
        if let target = members.firstIndex(of: state) { matrix[target][place] += chance }
      }
      matrix[place][place] -= 1
    }
    // One balance follows from the others; in its place the sum is 1.
    matrix[members.count - 1] = Array(repeating: 1, count: members.count)
    var right = Array(repeating: 0.0, count: members.count)
    right[members.count - 1] = 1
    return solved(matrix, right)
  }

  private func transitions(from state: Int) -> [(state: Int, chance: Double)] {
    (0..<4).compactMap { outcome in
      let chance = joints[state].chances[outcome]
      return chance > 0 ? (joints[state].next[outcome], chance) : nil
    }
  }

  /// Which states can be reached from which, in any number of steps; each from itself in none.
  private func reachability() -> [[Bool]] {
    joints.indices.map { start in
      var isReached = Array(repeating: false, count: joints.count)
      var waiting = [start]
      isReached[start] = true
      while let state = waiting.popLast() {
        for (next, _) in transitions(from: state) where !isReached[next] {
          isReached[next] = true
          waiting.append(next)
        }
      }
      return isReached
    }
  }

  private func perOutcome(_ value: (Int) -> Double) -> Frequencies {
    Frequencies(value(0), value(1), value(2), value(3))
  }

  private func solved(_ matrix: [[Double]], _ right: [Double]) -> [Double] {
    guard let solution = Math.solve(matrix, right) else {
      preconditionFailure("a Markov chain's own equations have one solution")
    }
    return solution
  }
}
