/// A scenario as it was given: its files and what was changed on top of them.
///
/// A replay carries it whole, so that a game can be played again where the files are gone or have
/// changed.
public struct ScenarioBundle: Sendable, Equatable {
  /// The path, among ``files``, of the file that names the others.
  public var main: String
  /// The text of every file, by path.
  public var files: [String: String]
  /// Settings made on top, each `path=value`, in order.
  public var set: [String]
  /// The names of rules that are switched off.
  public var without: [String]

  public init(
    main: String, files: [String: String], set: [String] = [], without: [String] = []
  ) {
    self.main = main
    self.files = files
    self.set = set
    self.without = without
  }
}
