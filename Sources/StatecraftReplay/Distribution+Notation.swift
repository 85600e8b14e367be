public import StatecraftCore

extension Distribution {
  /// The distribution's name and parameters, such as `normal 0.0 0.02`.
  public var notation: String {
    switch self {
    case .uniform(let lower, let upper): "uniform \(lower) \(upper)"
    case .normal(let mean, let deviation): "normal \(mean) \(deviation)"
    case .exponential(let mean): "exponential \(mean)"
    case .gamma(let shape, let scale): "gamma \(shape) \(scale)"
    case .beta(let alpha, let beta): "beta \(alpha) \(beta)"
    case .lognormal(let zeta, let sigma): "lognormal \(zeta) \(sigma)"
    case .bernoulli(let probability): "bernoulli \(probability)"
    case .poisson(let mean): "poisson \(mean)"
    case .gumbel(let location, let scale): "gumbel \(location) \(scale)"
    }
  }

  /// Reads notation; `nil` when it names no distribution or its parameters don't fit.
  init?(notation: String) {
    let words = notation.split(separator: " ")
    let numbers = words.dropFirst().compactMap { Double($0) }
    guard let name = words.first, numbers.count == words.count - 1 else { return nil }
    switch (name, numbers.count) {
    case ("uniform", 2): self = .uniform(lower: numbers[0], upper: numbers[1])
    case ("normal", 2): self = .normal(mean: numbers[0], standardDeviation: numbers[1])
    case ("exponential", 1): self = .exponential(mean: numbers[0])
    case ("gamma", 2): self = .gamma(shape: numbers[0], scale: numbers[1])
    case ("beta", 2): self = .beta(alpha: numbers[0], beta: numbers[1])
    case ("lognormal", 2): self = .lognormal(zeta: numbers[0], sigma: numbers[1])
    case ("bernoulli", 1): self = .bernoulli(probability: numbers[0])
    case ("poisson", 1): self = .poisson(mean: numbers[0])
    case ("gumbel", 2): self = .gumbel(location: numbers[0], scale: numbers[1])
    default: return nil
    }
  }
}
