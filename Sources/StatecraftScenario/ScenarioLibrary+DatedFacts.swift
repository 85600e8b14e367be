internal import Foundation
public import StatecraftCore

extension ScenarioLibrary {
  /// Reads dated facts of the library by name, or of any place by path.
  ///
  /// - Parameters:
  ///   - nameOrPath: the name of a file in `Scenarios/backtest`, without its ending, or a path
  ///     of a CSV file.
  ///   - setting: of the game against which they are held.
  /// - Throws: ``ScenarioFaults`` with every fault.
  public func datedFacts(
    _ nameOrPath: String, for setting: Setting
  ) throws(ScenarioFaults) -> [DatedFact] {
    let isPath =
      Self.isPath(nameOrPath) || nameOrPath.hasSuffix(".csv")
      || !datedFactNames.contains(nameOrPath) && Self.isFile(nameOrPath)
    if !isPath, !datedFactNames.contains(nameOrPath) {
      let guess = suggestion(for: nameOrPath, among: datedFactNames)
      let known =
        guess.isEmpty && !datedFactNames.isEmpty
        ? "; there are: \(datedFactNames.joined(separator: ", "))" : ""
      let message =
        "there are no facts of this name, nor such a file" + guess + known
      throw ScenarioFaults(faults: [
        ScenarioFault(file: nameOrPath, line: 0, column: 0, path: "", message: message)
      ])
    }
    let path = isPath ? nameOrPath : "\(root)/Scenarios/backtest/\(nameOrPath).csv"
    let (main, files) = locate(file: path)
    return try DatedFactReader().read(main, from: files, for: setting)
  }

  /// The names of the library's tables of dated facts, in order.
  public var datedFactNames: [String] {
    let files = try? FileManager.default.contentsOfDirectory(atPath: root + "/Scenarios/backtest")
    return (files ?? []).filter { $0.hasSuffix(".csv") }.map { String($0.dropLast(4)) }.sorted()
  }
}
