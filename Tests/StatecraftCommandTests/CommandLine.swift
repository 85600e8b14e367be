import Foundation
import Testing

/// What the program says of its own command line, from the argument parser's dump.
struct CommandLineDump: Decodable {
  struct Command: Decodable {
    let commandName: String
    let subcommands: [Command]?
    let arguments: [Argument]?
  }

  struct Argument: Decodable {
    struct Name: Decodable {
      let kind: String
      let name: String
    }

    let kind: String
    let valueName: String?
    let names: [Name]?
    let shouldDisplay: Bool

    /// Such as `--runs` or `<scenario>`.
    var label: String {
      kind == "positional"
        ? "<\(valueName ?? "")>" : "--" + (names?.first { $0.kind == "long" }?.name ?? "")
    }
  }

  let command: Command

  /// The paths of all commands that do something, such as `replay show`, with their arguments.
  static func commands() async throws -> [(path: [String], arguments: [Argument])] {
    let dump = try await Program.run(["--experimental-dump-help"])
    let root = try JSONDecoder().decode(Self.self, from: Data(dump.output.utf8)).command
    func leaves(_ command: Command, _ path: [String]) -> [(path: [String], arguments: [Argument])] {
      let below = (command.subcommands ?? []).filter { $0.commandName != "help" }
      if below.isEmpty { return [(path, (command.arguments ?? []).filter(\.shouldDisplay))] }
      return below.flatMap { leaves($0, path + [$0.commandName]) }
    }
    return leaves(root, [])
  }
}
