internal import ArgumentParser
// The C library's `stdout` is a variable there; nobody here assigns it.
@preconcurrency internal import Foundation
internal import StatecraftCore

/// The program: parses the command line, calls a command, and maps faults to exit codes.
@main
struct Statecraft: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "statecraft",
    abstract: "Simulate economic statecraft: alignment, controls and investment among states.",
    discussion: """
      Start with one of these:

        statecraft scenarios                     what there is to play
        statecraft check small-yard-2023         what a scenario will run
        statecraft run small-yard-2023 --seed 7  one game, told turn by turn
        statecraft batch small-yard-2023         a thousand games, with intervals

      Results go to standard output, progress and faults to standard error. Exit codes: 0 done, \
      1 the run failed, 2 wrong usage, 3 the scenario is missing or faulty, 4 a replay diverged.
      """,
    version: programVersion + commit,
    subcommands: [
      BatchCommand.self, CompareCommand.self, SweepCommand.self, BacktestCommand.self,
      RunCommand.self, PlayCommand.self, ServeCommand.self, LessonCommand.self,
      RoleCommand.self, ExploitCommand.self, EstimatesCommand.self, ExclusionCommand.self,
      PredictionsCommand.self,
      ContinueCommand.self, CheckCommand.self, ReplayCommand.self, AnalyseCommand.self,
      AuditCommand.self, MergeCommand.self, ExportCommand.self, CounterfactualCommand.self,
      StressCommand.self, DependenceCommand.self, PowerCommand.self, CoalitionCommand.self,
      LiteratureCommand.self,
      ScenariosCommand.self,
      AgentsCommand.self, RulesCommand.self, SchemaCommand.self,
      CatalogueCommand.self, InstitutionsCommand.self,
    ])

  static func main() async {
    // A reader that goes away, such as `head`, shouldn't look like a crash.
    signal(SIGPIPE, SIG_DFL)
    do {
      try checkCommand(CommandLine.arguments.dropFirst())
      do {
        var command = try parseAsRoot(try words())
        if var asynchronous = command as? any AsyncParsableCommand {
          try await asynchronous.run()
        } else {
          try command.run()
        }
      } catch let error where exitCode(for: error).isSuccess {
        // Help and the version come this way.
        print(fullMessage(for: error))
      }
      // A full disk, say, must not go unnoticed because output is buffered.
      if fflush(stdout) != 0 || ferror(stdout) != 0 {
        throw Failure(.failed, "The results can't be written to standard output.")
      }
    } catch {
      end(with: error)
    }
  }

  /// Says why the program ends, and ends it with the exit code that fits.
  private static func end(with error: any Error) -> Never {
    do {
      // Whatever came of it: the reason why a file wasn't read.
      try CommandFiles.shared.check()
      throw error
    } catch let failure as Failure {
      if !failure.message.isEmpty { printError(failure.message) }
      Foundation.exit(failure.code.rawValue)
    } catch {
      printError(fullMessage(for: error))
      Foundation.exit(
        (exitCode(for: error) == .validationFailure ? ExitStatus.usage : .failed).rawValue)
    }
  }
}

extension Statecraft {
  /// The command line. A number below zero belongs to the option before it: by itself it would be
  /// taken for an option.
  private static func words() throws -> [String] {
    for index in 0..<Int(CommandLine.argc) {
      guard let argument = CommandLine.unsafeArgv[index], String(validatingCString: argument) == nil
      else { continue }
      throw Failure(
        .usage,
        "‘\(String(cString: argument))’ isn't UTF-8, so no file of that name can be found or made: "
          + "rename it, or give it another name by a link.")
    }
    var words: [String] = []
    for word in CommandLine.arguments.dropFirst() {
      let isNegative = word.hasPrefix("-") && word.dropFirst().first?.isNumber == true
      if isNegative, let last = words.last, last.hasPrefix("--"), last != "--",
        !last.contains("=")
      {
        words[words.count - 1] = last + "=" + word
      } else {
        words.append(word)
      }
    }
    return words
  }

  /// Refuses a command that there isn't, with the nearest that there is.
  private static func checkCommand(_ words: ArraySlice<String>) throws {
    var known = configuration.subcommands
    var path = "statecraft"
    for word in words where !known.isEmpty {
      if word.hasPrefix("-") || word == "help" { return }
      guard let next = known.first(where: { $0.configuration.commandName == word }) else {
        throw unknown(
          "command", word, among: known.compactMap { $0.configuration.commandName },
          otherwise: "‘\(path) --help’ lists them.")
      }
      path += " \(word)"
      known = next.configuration.subcommands
    }
  }
}

/// The version that replays and results name.
let programVersion = "0.1.0"

/// The commit that a released program was made from, in parentheses; nothing for others.
private let commit: String = {
  let file = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appendingPathComponent("../share/statecraft/COMMIT")
  guard let text = try? String(contentsOf: file, encoding: .utf8) else { return "" }
  return " (\(text.prefix(60).filter { !$0.isNewline }))"
}()

/// What the program's exit code means.
enum ExitStatus: Int32 {
  case done = 0
  case failed = 1
  case usage = 2
  case faultyScenario = 3
  case diverged = 4
}

/// A reason to stop, told to a person.
struct Failure: Error {
  let code: ExitStatus
  let message: String

  init(_ code: ExitStatus, _ message: String) {
    self.code = code
    self.message = message
  }
}

/// A refusal of a word that names nothing here.
func unknown(
  _ kind: String, _ word: String, among known: [String], otherwise: String
) -> Failure {
  let guess = suggestion(for: word, among: known)
  return Failure(
    .usage, "There is no \(kind) ‘\(word)’" + (guess.isEmpty ? ". \(otherwise)" : guess))
}
