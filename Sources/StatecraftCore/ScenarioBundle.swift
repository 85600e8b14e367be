/// Everything that a scenario was made from: enough to make it again without a disk.
///
/// A replay embeds it. Paths are relative and use `/`, so that a bundle is the same on every
/// machine.
public struct ScenarioBundle: Sendable, Equatable {
  /// The path of the scenario file, which is one of ``files``.
  public var main: String
  /// The text of every file that the scenario used, in ascending order of path.
  public var files: [File]
  /// Overrides as `path=value`, in the order in which they were applied.
  public var set: [String]
  /// The names of the rules that were taken out.
  public var without: [String]

  public init(main: String, files: [File], set: [String] = [], without: [String] = []) {
    self.main = main
    self.files = files
    self.set = set
    self.without = without
  }

  /// A file that a scenario used.
  public struct File: Sendable, Equatable {
    public var path: String
    public var text: String

    public init(path: String, text: String) {
      self.path = path
      self.text = text
    }
  }
}
