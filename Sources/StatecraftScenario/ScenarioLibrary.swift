internal import Foundation
internal import StatecraftCore

/// The folder that holds `Scenarios/` and `Agents/`, and what is in it.
public struct ScenarioLibrary: Sendable {
  /// The folder's path.
  public let root: String

  public init(root: String) { self.root = URL(fileURLWithPath: root).standardizedFileURL.path }

  /// A scenario of the library.
  public struct Entry: Sendable, Equatable {
    /// The name by which the command line knows it.
    public let name: String
    public let title: String
    public let summary: String
    public let kind: Kind
    /// Whether it compares published numbers with ours.
    public let isClassic: Bool
    /// The path of its file, relative to the library.
    public let path: String

    /// What a file holds.
    public enum Kind: Sendable {
      /// A game with an economy.
      case scenario
      /// A game in strategic form, without an economy.
      case game
      /// An economy alone, without a game.
      case economy
    }
  }

  /// Finds the library: `STATECRAFT_HOME` where it's set, or else the first folder that holds
  /// one, from the working directory upward and then from the executable's folder upward.
  ///
  /// Where there is none, it's the working directory, which serves for scenarios that need no
  /// profiles of the library. What isn't given is that of the process.
  public static func find(
    environment: [String: String]? = nil, workingDirectory: String? = nil,
    executable: String? = nil
  ) -> ScenarioLibrary {
    let environment = environment ?? ProcessInfo.processInfo.environment
    let workingDirectory = workingDirectory ?? FileManager.default.currentDirectoryPath
    let executable = executable ?? CommandLine.arguments.first ?? ""
    if let home = environment["STATECRAFT_HOME"], !home.isEmpty {
      return ScenarioLibrary(root: home)
    }
    let program = URL(fileURLWithPath: executable).resolvingSymlinksInPath()
    for start in [workingDirectory, program.deletingLastPathComponent().path] {
      var folder = URL(fileURLWithPath: start).standardizedFileURL
      while true {
        if holdsLibrary(folder) { return ScenarioLibrary(root: folder.path) }
        let parent = folder.deletingLastPathComponent().standardizedFileURL
        guard parent.path != folder.path, parent.path.count < folder.path.count else { break }
        folder = parent
      }
    }
    return ScenarioLibrary(root: workingDirectory)
  }

  private static func holdsLibrary(_ folder: URL) -> Bool {
    ["Scenarios", "Agents"].allSatisfy { name in
      var isFolder: ObjCBool = false
      let path = folder.appendingPathComponent(name).path
      return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        && isFolder.boolValue
    }
  }

  /// The library's scenarios, in order of name.
  public func entries() -> [Entry] {
    paths().compactMap(entry).sorted { ($0.name, $0.path) < ($1.name, $1.path) }
  }

  /// Files below `Scenarios/` that are no YAML, so that nobody can tell what they hold.
  public func unreadableFiles() -> [String] {
    paths().filter { path in
      guard let text = try? DiskFiles(folders: [root]).text(of: path) else { return true }
      return YAMLComposer.compose(text, file: path, log: FaultLog()) == nil
    }.sorted()
  }

  private func paths() -> [String] {
    let folder = URL(fileURLWithPath: root).appendingPathComponent("Scenarios")
      .resolvingSymlinksInPath().path
    return (FileManager.default.subpaths(atPath: folder) ?? [])
      .filter { $0.hasSuffix(".yaml") }.map { "Scenarios/" + $0 }
  }

  /// What a file says about itself; nil when it's no scenario.
  private func entry(at path: String) -> Entry? {
    guard let text = try? DiskFiles(folders: [root]).text(of: path),
      let node = YAMLComposer.compose(text, file: path, log: FaultLog()),
      case .map(let keys) = node.content, keys.contains(where: { $0.key == "states" })
    else { return nil }
    func word(_ name: String) -> String {
      guard case .scalar(let text, _) = keys.first(where: { $0.key == name })?.value.content
      else { return "" }
      return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
    let file = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
    return Entry(
      name: word("name").isEmpty ? file : word("name"), title: word("title"),
      summary: word("summary"),
      kind: node.kindOfScenario,
      isClassic: keys.contains { $0.key == "literature" }, path: path)
  }

  /// Reads a scenario of the library by name, or of any place by path.
  ///
  /// - Parameters:
  ///   - nameOrPath: a name, or a path that ends in `.yaml`.
  ///   - set: edits as `path=value`.
  ///   - without: names of rules to be taken out.
  /// - Throws: ``ScenarioFaults`` with every fault.
  public func load(
    _ nameOrPath: String, set: [String] = [], without: [String] = [],
    catalogue: ScenarioCatalogue = .standard
  ) throws(ScenarioFaults) -> LoadedScenario {
    let (main, files) = try locate(nameOrPath)
    return try ScenarioLoader(catalogue: catalogue).load(
      main, from: files, set: set, without: without)
  }

  /// Reads an economy of the library by name, or of any place by path: a file that holds nothing
  /// else, or the start of a game.
  ///
  /// - Parameters: as for ``load(_:set:without:catalogue:)``.
  /// - Throws: ``ScenarioFaults`` with every fault.
  public func loadEconomy(
    _ nameOrPath: String, set: [String] = [], without: [String] = [],
    catalogue: ScenarioCatalogue = .standard
  ) throws(ScenarioFaults) -> LoadedEconomy {
    let (main, files) = try locate(nameOrPath)
    return try ScenarioLoader(catalogue: catalogue).loadEconomy(
      main, from: files, set: set, without: without)
  }

  /// What a file holds.
  ///
  /// - Parameter path: relative to the library, or to the working folder.
  /// - Throws: ``ScenarioFaults`` when the file can't be read.
  public func kind(ofFile path: String) throws(ScenarioFaults) -> Entry.Kind {
    let (main, files) = locate(libraryFile: path)
    return try ScenarioLoader().kind(main, from: files)
  }

  /// Reads an economy's file, relative to the library or to the working folder.
  ///
  /// - Parameters: as for ``load(_:set:without:catalogue:)``.
  /// - Throws: ``ScenarioFaults`` with every fault.
  public func loadEconomy(
    file path: String, set: [String] = []
  ) throws(ScenarioFaults) -> LoadedEconomy {
    let (main, files) = locate(libraryFile: path)
    return try ScenarioLoader().loadEconomy(main, from: files, set: set)
  }

  /// Reads a scenario's file and each of its cases, the file as it is first.
  ///
  /// - Parameters:
  ///   - path: relative to the library, or to the working folder.
  ///   - set: edits as `path=value`; those of cases come after them.
  /// - Throws: ``ScenarioFaults`` with every fault, those of all cases included.
  public func loadCases(
    file path: String, set: [String] = []
  ) throws(ScenarioFaults) -> [(variant: String?, loaded: LoadedScenario)] {
    let (main, files) = locate(libraryFile: path)
    return try ScenarioLoader().loadCases(main, from: files, set: set)
  }

  private func locate(libraryFile path: String) -> (main: String, files: DiskFiles) {
    path.hasPrefix("Scenarios/") && FileManager.default.fileExists(atPath: root + "/" + path)
      ? (path, DiskFiles(folders: [root])) : locate(file: path)
  }

  /// Reads a file of shocks for an economy, by its path.
  ///
  /// - Throws: ``ScenarioFaults`` with every fault.
  public func experiment(
    _ path: String, for economy: LoadedEconomy
  ) throws(ScenarioFaults) -> Experiment {
    let file = URL(fileURLWithPath: path).standardizedFileURL
    let source = DiskFiles(folders: [file.deletingLastPathComponent().path])
    return try ScenarioLoader().experiment(file.lastPathComponent, from: source, for: economy)
  }

  /// Where a scenario of the library, by name, or of any place, by path, is read from.
  ///
  /// - Returns: its path in the files.
  /// - Throws: ``ScenarioFaults`` when no scenario has the name.
  public func locate(
    _ nameOrPath: String
  ) throws(ScenarioFaults) -> (main: String, files: DiskFiles) {
    guard nameOrPath.hasSuffix(".yaml") else {
      return (try path(ofScenario: nameOrPath), DiskFiles(folders: [root]))
    }
    return locate(file: nameOrPath)
  }

  /// Where a file is read from, and what it names relative to itself or in the library.
  func locate(file path: String) -> (main: String, files: DiskFiles) {
    let file = URL(fileURLWithPath: path).standardizedFileURL
    if file.path.hasPrefix(root + "/") {
      return (String(file.path.dropFirst(root.count + 1)), DiskFiles(folders: [root]))
    }
    let folders = [file.deletingLastPathComponent().path, root]
    return (file.lastPathComponent, DiskFiles(folders: folders))
  }

  /// The scenarios of a name, in order of path, without composing files that can't have it.
  ///
  /// A file has its name in its text or in its file's name, unless it's spelt by escapes.
  func entries(named name: String) -> [Entry] {
    let bytes = Data(name.utf8)
    return paths().sorted().compactMap { path in
      let stem = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
      let text = FileManager.default.contents(atPath: root + "/" + path)
      guard stem == name || text?.range(of: bytes) != nil else { return nil }
      return entry(at: path).flatMap { $0.name == name ? $0 : nil }
    }
  }

  private func path(ofScenario name: String) throws(ScenarioFaults) -> String {
    if let entry = entries(named: name).first { return entry.path }
    let entries = entries()
    if let entry = entries.first(where: { $0.name == name }) { return entry.path }
    let log = FaultLog()
    let names = entries.map(\.name)
    let guess = suggestion(for: name, among: names)
    log.add(
      "there is no scenario of this name" + guess
        + (guess.isEmpty && !names.isEmpty ? "; there are: \(names.joined(separator: ", "))" : "")
        + (name.contains("/") || name.contains(".") ? " (a path ends in ‘.yaml’)" : ""),
      at: Origin(file: name, line: 0, column: 0))
    try log.throwIfAny(main: name)
    return name
  }
}
