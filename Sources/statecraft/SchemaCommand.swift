internal import ArgumentParser
internal import StatecraftScenario

/// `statecraft schema`: what may stand in a file, for editors.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of scenario files, or of others.",
    discussion: """
      An editor that knows it completes keys and marks mistakes as you write:

        statecraft schema > scenario.schema.json
        statecraft schema game > game.schema.json
        statecraft schema profile > profile.schema.json
        statecraft schema economy > economy.schema.json
        statecraft schema study > study.schema.json
        statecraft schema injects > injects.schema.json
      """)

  /// A kind of file that people write.
  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case scenario, game, economy, shocks, profile, study, injects
  }

  @Argument(help: "Which kind of file.")
  var kind = Kind.scenario

  func run() {
    let schema = ScenarioSchema()
    let text =
      switch kind {
      case .scenario: schema.json()
      case .game: schema.gameJSON()
      case .economy: schema.economyJSON()
      case .shocks: schema.shocksJSON()
      case .profile: schema.profileJSON()
      case .study: StudySchema().json()
      case .injects: InjectReader.schemaJSON()
      }
    print(text, terminator: "")
  }
}
