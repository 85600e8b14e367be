internal import ArgumentParser
internal import StatecraftAgents
internal import StatecraftCore
internal import StatecraftReplay
internal import StatecraftRules

/// `statecraft rules`: every mechanism with its parameters and sources.
struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "List the mechanisms, or explain one.",
    discussion: """
      A scenario names the rules in force; ‘--without RULE’ switches one off:

        statecraft rules trade
        statecraft batch small-yard-2023 --without retaliation
        statecraft batch small-yard-2023 --set rules.trade.leakage=0.3
      """)

  @Argument(help: "A rule to explain.")
  var rule: String?

  func run() throws {
    let economic = RuleCatalogue.entries.map(\.description)
    let ofGames = RuleCatalogue.gameEntries.map(\.description)
    let entries = economic + ofGames
    guard let rule else {
      list(economic)
      print("\nIn games in strategic form, which have no economy:\n")
      list(ofGames)
      return
    }
    guard let entry = entries.first(where: { $0.name == rule }) else {
      throw unknown(
        "rule", rule, among: entries.map(\.name), otherwise: "‘statecraft rules’ lists them.")
    }
    for line in wrapped("\(entry.name): \(entry.summary)") { print(line) }
    let columns = entry.writes.map(\.name).sorted().joined(separator: ", ")
    for line in wrapped("phase \(entry.phase.name); writes \(columns)", rest: "  ") { print(line) }
    if !entry.sources.isEmpty {
      let sources = entry.sources.joined(separator: ", ")
      for line in wrapped("literature \(sources)", rest: "  ") { print(line) }
    }
    describe(entry.parameters)
  }

  private func list(_ entries: [RuleDescription]) {
    for entry in entries {
      print("\(entry.name) (\(entry.phase.name))")
      for line in wrapped(entry.summary, first: "  ", rest: "  ") { print(line) }
    }
  }
}

/// `statecraft agents`: the policies and their parameters.
struct AgentsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agents",
    abstract: "List the policies by which states decide, or explain one.",
    discussion: """
      A scenario seats a profile for each state; a profile names a policy:

        statecraft agents logit
        statecraft batch small-yard-2023 --set profiles.USA.r.CHN=0
        statecraft batch small-yard-2023 --set profiles.KOR.profile=hedger
      """)

  @Argument(help: "A policy to explain.")
  var policy: String?

  func run() throws {
    let entries = PolicyCatalogue.entries
    guard let policy else {
      for entry in entries {
        print(entry.name)
        for line in wrapped(entry.summary, first: "  ", rest: "  ") { print(line) }
      }
      return
    }
    guard let entry = PolicyCatalogue.entry(policy) else {
      throw unknown(
        "policy", policy, among: entries.map(\.name), otherwise: "‘statecraft agents’ lists them.")
    }
    for line in wrapped("\(entry.name): \(entry.summary)") { print(line) }
    describe(entry.parameters)
  }
}

private func describe(_ parameters: [ParameterInfo]) {
  guard !parameters.isEmpty else {
    print("It has no parameters.")
    return
  }
  for parameter in parameters {
    print("")
    print(
      "  \(parameter.name) (\(parameter.unit), \(parameter.range.lowerBound) to "
        + "\(parameter.range.upperBound))")
    for line in wrapped(parameter.meaning, first: "    ", rest: "    ") { print(line) }
  }
}
