internal import GSL
internal import StatecraftCore

// What theory says of the distributions that nature draws from.
extension StatecraftCore.Distribution {
  /// Without its parameters.
  var name: String {
    switch self {
    case .uniform: "uniform"
    case .normal: "normal"
    case .exponential: "exponential"
    case .gamma: "gamma"
    case .beta: "beta"
    case .lognormal: "lognormal"
    case .bernoulli: "bernoulli"
    case .poisson: "poisson"
    case .gumbel: "gumbel"
    }
  }

  var mean: Double {
    switch self {
    case .uniform(let lower, let upper): (lower + upper) / 2
    case .normal(let mean, _), .exponential(let mean), .poisson(let mean): mean
    case .gamma(let shape, let scale): shape * scale
    case .beta(let alpha, let beta): alpha / (alpha + beta)
    case .lognormal(let zeta, let sigma): Math.exp(zeta + sigma * sigma / 2)
    case .bernoulli(let probability): probability
    case .gumbel(let location, let scale): location + Self.eulerGamma * scale
    }
  }

  var variance: Double {
    switch self {
    case .uniform(let lower, let upper): (upper - lower) * (upper - lower) / 12
    case .normal(_, let deviation): deviation * deviation
    case .exponential(let mean): mean * mean
    case .gamma(let shape, let scale): shape * scale * scale
    case .beta(let alpha, let beta):
      alpha * beta / ((alpha + beta) * (alpha + beta) * (alpha + beta + 1))
    case .lognormal(let zeta, let sigma):
      (Math.exp(sigma * sigma) - 1) * Math.exp(2 * zeta + sigma * sigma)
    case .bernoulli(let probability): probability * (1 - probability)
    case .poisson(let mean): mean
    case .gumbel(_, let scale): Double.pi * Double.pi / 6 * scale * scale
    }
  }

  /// Whether draws are whole numbers.
  var isDiscrete: Bool {
    switch self {
    case .bernoulli, .poisson: true
    default: false
    }
  }

  /// Whether a value can be drawn at all.
  func canGive(_ value: Double) -> Bool {
    guard value.isFinite else { return false }
    if variance == 0 { return value == mean }
    return switch self {
    case .uniform(let lower, let upper): lower <= value && value < upper
    case .normal, .gumbel: true
    case .exponential, .gamma, .lognormal: value >= 0
    case .beta: (0...1).contains(value)
    case .bernoulli: value == 0 || value == 1
    case .poisson: value >= 0 && value == value.rounded()
    }
  }

  /// The probability that a draw is at most `value`, which can be drawn.
  ///
  /// - Throws: ``GSLError`` for parameters so far out that GSL has no answer.
  func cumulativeProbability(at value: Double) throws -> Double {
    switch self {
    case .uniform(let lower, let upper): (value - lower) / (upper - lower)
    case .normal(let mean, let deviation):
      try CumulativeProbability.normal((value - mean) / deviation)
    case .exponential(let mean): 1 - Math.exp(-value / mean)
    // A gamma of twice the scale and half the degrees of freedom is a chi-square.
    case .gamma(let shape, let scale):
      try CumulativeProbability.chiSquare(2 * value / scale, degreesOfFreedom: 2 * shape)
    case .beta(let alpha, let beta):
      try CumulativeProbability.beta(value, alpha: alpha, beta: beta)
    case .lognormal(let zeta, let sigma):
      value > 0 ? try CumulativeProbability.normal((Math.log(value) - zeta) / sigma) : 0
    case .bernoulli(let probability): value < 1 ? 1 - probability : 1
    // At most k events happen exactly when the (k + 1)-th waits longer than the mean.
    case .poisson(let mean):
      1 - (try CumulativeProbability.chiSquare(2 * mean, degreesOfFreedom: 2 * (value + 1)))
    case .gumbel(let location, let scale): Math.exp(-Math.exp(-(value - location) / scale))
    }
  }

  private static let eulerGamma = 0.577_215_664_901_532_9
}
