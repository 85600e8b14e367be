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

  /// The probability of each option, from its utility.
  func probabilities(_ utilities: [Double]) -> [Double] {
    var numbers = utilities
    turnIntoProbabilities(&numbers)
    return numbers
  }

  /// Turns utilities into probabilities in place.
  func turnIntoProbabilities(_ numbers: inout [Double]) {
    var best = 0
    for index in numbers.indices where numbers[index] > numbers[best] { best = index }
    switch self {
    case .bestReply:
      for index in numbers.indices { numbers[index] = index == best ? 1 : 0 }
    case .logit(let precision):
      let highest = numbers[best]
      var sum = 0.0
      for index in numbers.indices {
        numbers[index] = Math.exp(precision * (numbers[index] - highest))
        sum += numbers[index]
      }
      for index in numbers.indices { numbers[index] /= sum }
    }
  }

  func choose(_ probabilities: [Double], draw: Double) -> Int {
    var remaining = draw
    var last = 0
    for index in probabilities.indices where probabilities[index] > 0 {
      last = index
      remaining -= probabilities[index]
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
