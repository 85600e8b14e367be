internal import StatecraftAgents
internal import StatecraftCore

/// Reads who each state is: the scenario's entries and the profiles that they name.
struct ProfileReader {
  /// Where the library keeps its profiles.
  private static let folder = "Agents/Profiles"

  let root: Value
  let main: String
  let schema: ScenarioSchema
  let files: UsedFiles
  let log: FaultLog

  /// How each state judges and decides, nil for a state without a profile; and what each profile
  /// that is named says.
  func read(
    _ roster: Roster, check: inout SchemaCheck
  ) -> (conducts: [Conduct?], profiles: [String: Value]) {
    let entries = root.entries("profiles")
    var loaded: [String: Value?] = [:]
    for value in entries.map(\.value) {
      guard let name = value["profile"], let text = name.text, loaded[text] == nil else { continue }
      loaded[text] = .some(profile(name, text, check: &check))
    }
    func layers(_ entry: Value) -> [Value] {
      [entry.text("profile").flatMap { loaded[$0] ?? nil }, entry].compactMap(\.self)
    }
    let common = entries.first { $0.key == "default" }?.value
    let conducts = roster.states.map { state -> Conduct? in
      let own = entries.first { $0.key == roster.code(state) }?.value
      guard let entry = own ?? common else {
        if let profiles = root["profiles"] {
          log.add("\(roster.code(state)) has no profile, and there is no ‘default’", at: profiles)
        }
        return nil
      }
      var all = layers(entry)
      var named = entry.text("profile")
      if own != nil, named == nil, let common {
        all = layers(common) + all
        named = common.text("profile")
      }
      let title = named.flatMap { loaded[$0] ?? nil }?.text("name") ?? named
      let conduct = Conduct(layers: all, profile: title ?? "own")
      for layer in all where layer["snidal_r"] != nil {
        if let second = layer["grieco_k"] {
          log.add("relative gains are written as ‘snidal_r’ or as ‘grieco_k’: keep one", at: second)
        }
      }
      if conduct["policy"] == nil, named == nil {
        log.add("neither a profile nor a policy is named", at: entry)
      }
      return conduct
    }
    return (conducts, loaded.compactMapValues(\.self))
  }

  private func profile(_ name: Value, _ text: String, check: inout SchemaCheck) -> Value? {
    let isPath = text.hasSuffix(".yaml")
    if !isPath, !TextForm.slug.accepts(text) {
      log.add("expected a profile's name, or a path ending in .yaml", at: name)
      return nil
    }
    let path =
      isPath ? UsedFiles.resolve(text, relativeTo: main) : "\(Self.folder)/\(text).yaml"
    guard let path else {
      log.add("a path must be relative to the scenario file", at: name)
      return nil
    }
    guard let source = files.text(of: path, namedAt: name.origin, in: name.path),
      let node = YAMLComposer.compose(source, file: files.displayName(of: path), log: log),
      let value = check.check(node, schema.profile, path: "")
    else { return nil }
    if !isPath, let own = value["name"], own.text != text {
      log.add("the file is called ‘\(text)’, so must the profile be", at: own)
    }
    if value["policy"] == nil {
      log.add("‘policy’ is missing: how it decides", at: value.origin, path: "policy")
    }
    return value
  }
}

/// Makes a policy of what a profile says.
struct SeatMaker {
  let roster: Roster
  /// Whether a game of moves is played.
  let isGame: Bool
  let log: FaultLog

  func seat(_ conduct: Conduct) -> Seat? {
    guard let named = conduct["policy"], let name = named.text,
      let entry = PolicyCatalogue.entry(name)
    else { return nil }
    guard entry.field != (isGame ? .economies : .games) else {
      log.add(
        isGame
          ? "the policy ‘\(name)’ is for scenarios with an economy, and a game of moves is played here"
          : "the policy ‘\(name)’ plays games of moves, and this scenario has an economy", at: named
      )
      return nil
    }
    var policy = entry.make()
    for entry in conduct.parameters {
      guard let number = entry.value.number else { continue }
      do {
        try policy.set(entry.key, to: number)
      } catch {
        log.add("\(error.description)", at: entry.value)
      }
    }
    if let script = conduct["script"] {
      if var scripted = policy as? ScriptedPolicy {
        scripted.script = decisions(script)
        policy = scripted
      } else {
        log.add("a script is for the policy ‘scripted’, and this state's is ‘\(name)’", at: script)
      }
    }
    return Seat(profile: conduct.profile, policyName: name, policy: policy)
  }

  private func decisions(_ script: Value) -> [Int: Decision] {
    var decisions: [Int: Decision] = [:]
    for item in script.list {
      guard let turn = item.whole("turn") else { continue }
      if decisions[turn] != nil { log.add("turn \(turn) is in the script already", at: item) }
      var decision = Decision.hold
      for order in item.list("orders") {
        do {
          let read = try Decision(notation: [order.text ?? ""], in: roster)
          decision.alignment += read.alignment
          decision.controls += read.controls
          decision.investments += read.investments
          decision.moves += read.moves
        } catch {
          for fault in error.faults { log.add(fault.reason, at: order) }
        }
      }
      decisions[turn] = decision
    }
    return decisions
  }
}
