/// A file on its way to becoming a scenario: what is written in it, which files it uses, and its faults.
struct OpenedFile {
  /// As messages name it.
  let name: String
  let files: UsedFiles
  let log = FaultLog()
  var node: SourceNode

  /// The file as a whole, for what no line names.
  var whole: Origin { Origin(file: name, line: 0, column: 0) }

  /// Reads a file of YAML.
  ///
  /// - Throws: ``ScenarioFaults`` when it can't be read, or is no YAML.
  init(_ path: String, from source: any FileSource) throws(ScenarioFaults) {
    files = UsedFiles(source: source, log: log)
    name = files.displayName(of: path)
    guard
      let text = files.text(of: path, namedAt: Origin(file: name, line: 0, column: 0), in: ""),
      let node = YAMLComposer.compose(text, file: name, log: log)
    else {
      try log.throwIfAny(main: name)
      preconditionFailure("A file that can't be read has a fault")
    }
    self.node = node
  }
}
