/// A finite Markov chain in which every state is reached from every other.
struct MarkovChain {
  private let size: Int
  private var chances: [Double]

  init(size: Int) {
    self.size = size
    chances = Array(repeating: 0, count: size * size)
  }

  /// The chance of a step: [from, to].
  subscript(from: Int, to: Int) -> Double {
    get { chances[from * size + to] }
    set { chances[from * size + to] = newValue }
  }

  /// The stationary distribution, by the elimination of one state after the other (Grassmann, Taksar
  /// and Heyman 1985): nothing is subtracted, so that rare states come out as precise as common ones.
  ///
  /// - Returns: nil where chances are so small that they are lost, and with them the way back.
  consuming func longRun() -> [Double]? {
    for last in stride(from: size - 1, to: 0, by: -1) {
      let leaving = (0..<last).reduce(0.0) { $0 + chances[last * size + $1] }
      guard leaving > 0 else { return nil }
      for from in 0..<last {
        chances[from * size + last] /= leaving
        let step = chances[from * size + last]
        guard step > 0 else { continue }
        for to in 0..<last { chances[from * size + to] += step * chances[last * size + to] }
      }
    }
    var shares = [Double](repeating: 0, count: size)
    shares[0] = 1
    var sum = 1.0
    for last in 1..<max(1, size) {
      shares[last] = (0..<last).reduce(0.0) { $0 + shares[$1] * chances[$1 * size + last] }
      sum += shares[last]
    }
    return shares.map { $0 / sum }
  }
}
