internal import ArgumentParser
internal import Foundation

/// The program: parses the command line, calls a command, and maps faults to exit codes.
@main
struct Statecraft: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "statecraft",
    abstract: "Simulate economic statecraft: alignment, controls and investment among states.",
    discussion: """
      Start with one of these:

        statecraft scenarios                          what there is to play
        statecraft check small-yard-2023              what a scenario will run
        statecraft run small-yard-2023 --seed 7       one game, told turn by turn
        statecraft batch small-yard-2023 --runs 1000  a thousand games, with intervals

      Results go to standard output, progress and faults to standard error. Exit codes: 0 done, \
      1 the run failed, 2 wrong usage, 3 the scenario is faulty, 4 a replay diverged.
      """,
    version: programVersion,
    subcommands: [
      BatchCommand.self, RunCommand.self, CheckCommand.self, ReplayCommand.self,
      ScenariosCommand.self, AgentsCommand.self, RulesCommand.self,
    ])

  static func main() async {
    // A reader that goes away, such as `head`, shouldn't look like a crash.
    signal(SIGPIPE, SIG_DFL)
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch let failure as Failure {
      if !failure.message.isEmpty { printError(failure.message) }
      Foundation.exit(failure.code.rawValue)
    } catch {
      let code = exitCode(for: error)
      let message = fullMessage(for: error)
      if code.isSuccess {
        print(message)
      } else {
        printError(message)
      }
      Foundation.exit(
        code.isSuccess ? 0 : (code == .validationFailure ? ExitStatus.usage : .failed).rawValue)
    }
  }
}

/// The version that replays and results name.
let programVersion = "0.1.0"

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

func printError(_ text: String) {
  FileHandle.standardError.write(Data((text + "\n").utf8))
}
