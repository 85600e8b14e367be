internal import StatecraftCore

/// Weighs one choice after another, and explains each when asked.
///
/// It reuses its memory from choice to choice: policies weigh some 20,000 in a flagship game.
struct Deliberator {
  let state: StateID
  let rule: ChoiceRule
  private var numbers: [Double] = []

  init(for state: StateID, by rule: ChoiceRule) {
    self.state = state
    self.rule = rule
  }

  /// Takes one of the levels.
  ///
  /// - Parameters:
  ///   - levels: from mildest to strictest.
  ///   - matter: what the choice is about, by which its draw is addressed: a choice added
  ///     elsewhere must not move this one's.
  ///   - subject: made only when the choice is explained.
  ///   - terms: what a level is worth; asked again when the choice is explained.
  mutating func choose(
    _ levels: [Double], _ purpose: Purpose, about matter: DrawSubject,
    _ context: inout PolicyContext, subject: @autoclosure () -> String,
    terms: (Double) -> UtilityTerms
  ) throws -> Double {
    numbers.removeAll(keepingCapacity: true)
    for level in levels { numbers.append(terms(level).total) }
    rule.turnIntoProbabilities(&numbers)
    let draw =
      rule.isRandom
      ? try context.source.draw(.unit, purpose, for: state, about: matter) : nil
    let chosen = rule.choose(numbers, draw: draw ?? 0)
    if context.explains {
      context.deliberations.append(
        Deliberation(
          subject: subject(),
          options: levels.indices.map {
            .init(level: levels[$0], terms: terms(levels[$0]), probability: numbers[$0])
          },
          chosen: chosen, draw: draw))
    }
    return levels[chosen]
  }
}
