internal import ArgumentParser
internal import StatecraftScenario

/// `statecraft scenarios`: what there is to play.
struct ScenariosCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scenarios", abstract: "List the scenarios that are here.")

  func run() throws {
    let library = ScenarioLibrary.find()
    let entries = library.entries()
    guard !entries.isEmpty else {
      throw Failure(
        .failed,
        "There are no scenarios in ‘\(library.root)/Scenarios’. Set STATECRAFT_HOME to the "
          + "folder that holds Scenarios/ and Agents/.")
    }
    for entry in entries {
      print("\(entry.name)")
      print("  \(entry.title). \(entry.path)")
      for line in wrapped(entry.summary, width: 76) { print("  \(line)") }
    }
  }
}

/// Text broken into lines at spaces.
func wrapped(_ text: String, width: Int) -> [String] {
  var lines: [String] = []
  var line = ""
  for word in text.split(whereSeparator: \.isWhitespace) {
    if !line.isEmpty && line.count + 1 + word.count > width {
      lines.append(line)
      line = ""
    }
    line += (line.isEmpty ? "" : " ") + word
  }
  return line.isEmpty ? lines : lines + [line]
}
