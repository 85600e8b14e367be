internal import StatecraftCore

/// Weighs one choice after another, and explains each when asked.
///
/// It reuses its memory from choice to choice: policies weigh some 20,000 in a flagship game.
struct Deliberator {
  /// What two utilities may differ by and count as equal, in bp: sums in another order differ by
  /// less.
  private static let rounding = 1e-9

  let state: StateID
  let rule: ChoiceRule
  private var numbers: [Double] = []

  init(for state: StateID, by rule: ChoiceRule) {
    self.state = state
    self.rule = rule
  }

  /// Takes one of the levels.
  mutating func choose(
    _ choice: Choice, in roster: Roster, _ context: inout PolicyContext
  ) throws -> Double {
    let levels = choice.levels
    numbers.removeAll(keepingCapacity: true)
    for level in levels { numbers.append(choice.terms(level).total) }
    settleTies(choice)
    rule.turnIntoProbabilities(&numbers)
    let draw =
      rule.isRandom
      ? try context.source.draw(.unit, choice.purpose, for: state, about: choice.subject.matter)
      : nil
    let chosen = rule.choose(numbers, draw: draw ?? 0)
    if context.explains {
      context.deliberations.append(
        Deliberation(
          subject: choice.subject.notation(in: roster),
          options: levels.indices.map {
            .init(level: levels[$0], terms: choice.terms(levels[$0]), probability: numbers[$0])
          },
          chosen: chosen, draw: draw))
    }
    return levels[chosen]
  }

  /// Of equals best reply takes what stands: a stake is the least that makes it best, so that
  /// another level may be worth as much.
  private mutating func settleTies(_ choice: Choice) {
    guard !rule.isRandom, let standing = choice.levels.firstIndex(of: choice.standing),
      let best = numbers.max(), numbers[standing] >= best - Self.rounding * max(1, abs(best))
    else { return }
    for index in numbers.indices where index != standing {
      numbers[index] = min(numbers[index], numbers[standing] - 1)
    }
  }
}
