internal import Foundation
internal import StatecraftCore

/// The folder that holds `Scenarios/` and `Agents/`, and what is in it.
public struct ScenarioLibrary: Sendable {
  /// The folder's path.
  public let root: String
  /// What is told of every file before it's read.
  let opening: DiskFiles.Opening?

  public init(root: String, opening: DiskFiles.Opening? = nil) {
    self.root = URL(fileURLWithPath: root).standardizedFileURL.path
    self.opening = opening
  }

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
  /// one, from the working directory upward and then from the executable's folder upward, or
  /// `share/statecraft` there, where an installed program has it.
  ///
  /// Where there is none, it's the working directory, which serves for scenarios that need no
  /// profiles of the library. What isn't given is that of the process.
  ///
  /// - Parameter opening: is told of every file before it's read.
  public static func find(
    environment: [String: String]? = nil, workingDirectory: String? = nil,
    executable: String? = nil, opening: DiskFiles.Opening? = nil
  ) -> ScenarioLibrary {
    let environment = environment ?? ProcessInfo.processInfo.environment
    let workingDirectory = workingDirectory ?? FileManager.default.currentDirectoryPath
    // Found through PATH, the program's first word is its name alone.
    let executable = executable ?? "/proc/self/exe"
    if let home = environment["STATECRAFT_HOME"], !home.isEmpty {
      return ScenarioLibrary(root: home, opening: opening)
    }
    let program = URL(fileURLWithPath: executable).resolvingSymlinksInPath()
    let starts = [(workingDirectory, [""]), (program.deletingLastPathComponent().path, Self.below)]
    for (start, below) in starts {
      var folder = URL(fileURLWithPath: start).standardizedFileURL
      while true {
        for place in below.map({ folder.appendingPathComponent($0) }) where holdsLibrary(place) {
          return ScenarioLibrary(root: place.path, opening: opening)
        }
        let parent = folder.deletingLastPathComponent().standardizedFileURL
        guard parent.path != folder.path, parent.path.count < folder.path.count else { break }
        folder = parent
      }
    }
    return ScenarioLibrary(root: workingDirectory, opening: opening)
  }

  /// Where a folder above the program has the library.
  private static let below = ["", "share/statecraft"]

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
      guard let text = try? disk([root]).text(of: path) else { return true }
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
    guard let text = try? disk([root]).text(of: path),
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
      ? (path, disk([root])) : locate(file: path)
  }

  /// Reads a file of shocks for an economy, by its path.
  ///
  /// - Throws: ``ScenarioFaults`` with every fault.
  public func experiment(
    _ path: String, for economy: LoadedEconomy
  ) throws(ScenarioFaults) -> Experiment {
    let (main, files) = locate(file: path)
    return try ScenarioLoader().experiment(main, from: files, for: economy)
  }

  /// Where a scenario of the library, by name, or of any place, by path, is read from.
  ///
  /// - Returns: its path in the files.
  /// - Throws: ``ScenarioFaults`` when no scenario has the name.
  public func locate(
    _ nameOrPath: String
  ) throws(ScenarioFaults) -> (main: String, files: DiskFiles) {
    if Self.isPath(nameOrPath) { return locate(file: nameOrPath) }
    do {
      return (try path(ofScenario: nameOrPath), disk([root]))
    } catch {
      if Self.isFile(nameOrPath) { return locate(file: nameOrPath) }
      throw error
    }
  }

  /// Whether a word can't be a name: a path of YAML, one with a folder, or `-` for standard input.
  public static func isPath(_ word: String) -> Bool {
    word == "-" || word.contains("/") || word.hasSuffix(".yaml") || word.hasSuffix(".yml")
  }

  /// Whether a word is the path of something that can be read.
  public static func isFile(_ word: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: word, isDirectory: &isFolder)
      && !isFolder.boolValue
  }

  /// Where a file is read from, and what it names relative to itself or in the library.
  ///
  /// - Parameter path: ‘-’ is standard input, which names files relative to the working folder.
  func locate(file path: String) -> (main: String, files: DiskFiles) {
    if path == "-" { return (DiskFiles.standardInput, disk([".", root])) }
    let file = URL(fileURLWithPath: path).standardizedFileURL
    if file.path.hasPrefix(root + "/") {
      return (String(file.path.dropFirst(root.count + 1)), disk([root]))
    }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    // Not made absolute, which the name of the working folder might not allow.
    let folder = path.contains("/") ? String(path.dropLast(name.count)) : "."
    // What a pipe names is relative to the working folder: its own has nothing but pipes.
    let isPipe = ["/dev/", "/proc/"].contains { path.hasPrefix($0) }
    return (name, disk([folder] + (isPipe ? ["."] : []) + [root]))
  }

  /// The files of the library.
  public var files: DiskFiles { disk([root]) }

  func disk(_ folders: [String]) -> DiskFiles {
    DiskFiles(folders: folders, opening: opening)
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
    let guess = suggestion(for: name, among: entries.map(\.name))
    log.add(
      entries.isEmpty
        ? "there is no scenario of this name, nor any other: \(Self.advice)"
        : "there is no scenario of this name, nor such a file"
          + (guess.isEmpty
            ? "; ‘statecraft scenarios’ lists the \(entries.count) that there are" : guess),
      at: Origin(file: name, line: 0, column: 0))
    try log.throwIfAny(main: name)
    return name
  }

  /// What to do where no library is found.
  public static let advice =
    "set STATECRAFT_HOME to the folder that holds Scenarios/ and Agents/"
}
