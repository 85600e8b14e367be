internal import StatecraftCore

/// How options of known utility become a choice.
enum ChoiceRule: Sendable {
  /// The best option; of equals the first, and options are listed from mildest to strictest.
  case bestReply
  /// Logit, or quantal response: probability ∝ exp(β utility) (McKelvey and Palfrey 1995).
  ///
  /// One uniform draw decides by inverse distribution in the order of the options: as utilities
  /// move between variants that share their luck, the choice moves as little as it can.
  case logit(precision: Double)

  func probabilities(_ utilities: [Double]) -> [Double] {
    var bestIndex = 0
    for index in utilities.indices where utilities[index] > utilities[bestIndex] {
      bestIndex = index
    }
    switch self {
    case .bestReply:
      return utilities.indices.map { $0 == bestIndex ? 1 : 0 }
    case .logit(let precision):
      let weights = utilities.map { Math.exp(precision * ($0 - utilities[bestIndex])) }
      let sum = weights.reduce(0, +)
      return weights.map { $0 / sum }
    }
  }

  func choose(_ probabilities: [Double], draw: Double) -> Int {
    var remaining = draw
    var last = 0
    for (index, probability) in probabilities.enumerated() where probability > 0 {
      last = index
      remaining -= probability
      if remaining < 0 { break }
    }
    return last
  }

  /// Whether a draw is needed at all.
  var isRandom: Bool {
    switch self {
    case .bestReply: false
    case .logit: true
    }
  }
}
