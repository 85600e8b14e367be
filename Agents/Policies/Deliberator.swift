internal import StatecraftCore

/// Weighs one choice after another, and explains each when asked.
struct Deliberator {
  let observation: Observation
  let rule: ChoiceRule
  let purpose: Purpose

  /// Takes one of the levels.
  ///
  /// - Parameter item: the subject's own number, not a count of choices: a choice added elsewhere
  ///   must not move this one's draw.
  func choose(
    _ levels: [Double], subject: @autoclosure () -> String, item: Int,
    _ context: inout PolicyContext, terms: (Double) -> UtilityTerms
  ) throws -> Double {
    let options = levels.map(terms)
    let probabilities = rule.probabilities(options.map(\.total))
    let draw =
      rule.isRandom
      ? try context.source.draw(.unit, purpose, for: observation.me, item: item) : nil
    let chosen = rule.choose(probabilities, draw: draw ?? 0)
    if context.explains {
      context.deliberations.append(
        Deliberation(
          subject: subject(),
          options: levels.indices.map {
            .init(level: levels[$0], terms: options[$0], probability: probabilities[$0])
          },
          chosen: chosen, draw: draw))
    }
    return levels[chosen]
  }
}
