internal import Foundation
internal import StatecraftCore

extension ScenarioLibrary {
  /// Reads a study of the library by name, or of any place by path.
  ///
  /// A scenario that it names by path is meant relative to the study.
  ///
  /// - Parameter nameOrPath: the name of a file in `Scenarios/studies`, without its ending, or a
  ///   path.
  /// - Throws: ``ScenarioFaults`` with every fault.
  public func study(_ nameOrPath: String) throws(ScenarioFaults) -> Study {
    let isPath =
      Self.isPath(nameOrPath) || !studyNames.contains(nameOrPath) && Self.isFile(nameOrPath)
    let path = isPath ? nameOrPath : "\(root)/Scenarios/studies/\(nameOrPath).yaml"
    if !isPath, !studyNames.contains(nameOrPath) {
      let guess = suggestion(for: nameOrPath, among: studyNames)
      let message =
        "there is no study of this name, nor such a file" + guess
        + (guess.isEmpty && !studyNames.isEmpty
          ? "; there are: \(studyNames.joined(separator: ", "))" : "")
      throw ScenarioFaults(faults: [
        ScenarioFault(file: nameOrPath, line: 0, column: 0, path: "", message: message)
      ])
    }
    let (main, files) = locate(file: path)
    var study = try StudyReader().read(main, from: files)
    if Self.isPath(study.scenario) {
      let folder = URL(fileURLWithPath: path).standardizedFileURL.deletingLastPathComponent()
      study.scenario =
        URL(fileURLWithPath: study.scenario, relativeTo: folder).standardizedFileURL
        .path
    }
    return study
  }

  /// The names of the library's studies, in order.
  public var studyNames: [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: root + "/Scenarios/studies"))
    return (files ?? []).filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
  }
}
