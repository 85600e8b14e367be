import StatecraftCore
import StatecraftScenario

/// Small scenario files of games, made in place.
enum GameFile {
  /// A prisoner's dilemma among three, each meeting each.
  static let dilemma = """
    format: 1
    name: dilemma
    title: A dilemma
    turns: 12
    states: [{code: A}, {code: B}, {code: C}]
    game:
      matrix:
        moves: [cooperate, defect]
        payoffs: [[3, 0], [5, 1]]
    rules:
      moves: {}
      payoffs: {}
    profiles:
      default: {policy: logit, parameters: {precision: 0.5}}
    """

  static func bundle(_ yaml: String = dilemma, set: [String] = []) -> ScenarioBundle {
    ScenarioBundle(main: "game.yaml", files: [.init(path: "game.yaml", text: yaml)], set: set)
  }

  static func load(
    _ yaml: String = dilemma, set: [String] = []
  ) throws(ScenarioFaults) -> LoadedScenario {
    try ScenarioLoader().load(bundle(yaml, set: set))
  }

  /// The faults of a file, with their places.
  static func faults(_ yaml: String) -> [String] {
    do throws(ScenarioFaults) {
      _ = try load(yaml)
      return []
    } catch {
      return error.faults.map { "\($0.line) \($0.path): \($0.message)" }
    }
  }
}
