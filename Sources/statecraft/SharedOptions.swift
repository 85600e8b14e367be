internal import ArgumentParser
internal import Foundation

/// `--jobs`: how many games to play at the same time.
struct JobsOptions: ParsableArguments {
  @Option(
    name: .customLong("jobs"),
    help: "How many games to play at the same time (default: one for each core).")
  var wanted: Int?

  func validate() throws {
    if let wanted, !(1...1024).contains(wanted) {
      throw ValidationError("‘--jobs’ is from 1 to 1024, not \(wanted).")
    }
  }

  var count: Int { wanted ?? ProcessInfo.processInfo.activeProcessorCount }
}

/// `--json`: where results go as JSON.
struct JSONOptions: ParsableArguments {
  @Option(
    name: .customLong("json"),
    help: ArgumentHelp(
      "Also write the results as JSON to this file; ‘-’ prints JSON instead of tables.",
      valueName: "file"))
  var place: String?

  /// A place that can't be written is refused before the work.
  func open() throws -> Output {
    let isPrinted = place == "-"
    return Output(
      isPrinted: isPrinted,
      file: try isPrinted ? nil : place.map { try OutputFile($0, option: "--json") })
  }

  struct Output {
    fileprivate let isPrinted: Bool
    fileprivate let file: OutputFile?

    /// Prints results in one form, and writes the file where one is asked for.
    func write(text: @autoclosure () throws -> String, json: @autoclosure () throws -> Data) throws
    {
      if isPrinted {
        printData(String(decoding: try json(), as: UTF8.self))
      } else {
        print(try text())
        try file?.write(json())
      }
    }
  }
}
