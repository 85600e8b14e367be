internal import StatecraftCore
internal import StatecraftScenario

/// A scenario with changes, or another scenario, that is compared with a base.
struct Variant {
  let name: String
  /// Another scenario's file; nil for the base's own scenario.
  let file: String?
  let changes: Changes

  /// Edits of a scenario.
  struct Changes {
    var set: [String] = []
    var without: [String] = []

    /// Reads edits that are separated by semicolons.
    ///
    /// - Throws: ``Failure`` with every fault.
    init(_ text: String, option: String) throws {
      var faults: [String] = []
      for part in text.split(separator: ";").map(Self.trimmed) where !part.isEmpty {
        let words = part.split(separator: " ")
        if words.count == 2, words[0] == "without" {
          without.append(String(words[1]))
        } else if part.contains("=") {
          set.append(part)
        } else {
          faults.append(
            "‘\(option) \(text)’: ‘\(part)’ is neither path=value nor ‘without’ and a rule.")
        }
      }
      if faults.isEmpty, set.isEmpty, without.isEmpty {
        faults.append("‘\(option) \(text)’ changes nothing: give path=value or ‘without’ a rule.")
      }
      guard faults.isEmpty else { throw Failure(.usage, faults.joined(separator: "\n")) }
    }

    init(set: [String] = [], without: [String] = []) {
      self.set = set
      self.without = without
    }

    var text: String {
      (set + without.map { "without \($0)" }).joined(separator: "; ")
    }

    static func trimmed(_ text: some StringProtocol) -> String {
      var text = text.drop { $0 == " " }
      while text.last == " " { text = text.dropLast() }
      return String(text)
    }
  }

  init(_ changes: Changes) {
    name = changes.text
    file = nil
    self.changes = changes
  }

  /// Reads a variant such as `no-r: profiles.USA.r.CHN=0; without retaliation`, or the path of a
  /// scenario's file; the name may be left out.
  init(argument: String) throws {
    let option = "--variant"
    // A colon before any equals sign ends a name.
    let head = argument.prefix { $0 != ":" && $0 != "=" }
    let isNamed = head.endIndex < argument.endIndex && argument[head.endIndex] == ":"
    let body = Changes.trimmed(
      isNamed ? argument[argument.index(after: head.endIndex)...] : argument[...])
    let given = isNamed ? Changes.trimmed(head) : ""
    if isNamed, given.isEmpty || given == Self.baseName {
      throw Failure(
        .usage, "‘\(option) \(argument)’ needs a name before its colon, other than ‘base’.")
    }
    if ScenarioLibrary.isPath(body), !body.contains("=") {
      file = body
      changes = Changes()
      name = given.isEmpty ? body : given
    } else {
      file = nil
      changes = try Changes(body, option: option)
      name = given.isEmpty ? changes.text : given
    }
  }

  static let baseName = "base"

  /// What it is, for the list of variants.
  var telling: String { file ?? changes.text }

  /// Reads the scenario with the base's changes and its own.
  func load(_ scenario: String, base: Changes) throws -> LoadedScenario {
    do {
      return try ScenarioLibrary.ours.load(
        file ?? scenario, set: base.set + changes.set, without: base.without + changes.without)
    } catch {
      throw Failure(.faultyScenario, "\(error)")
    }
  }
}
