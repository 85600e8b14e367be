extension ScenarioLibrary {
  /// Where the tables of institutions lie in a library.
  static let institutionsPath = "Scenarios/data/institutions"

  /// The institutions of the world, as this library's tables record them.
  ///
  /// - Throws: ``ScenarioFaults`` with every fault of every table.
  public func institutions() throws(ScenarioFaults) -> InstitutionLibrary {
    try InstitutionReader.read(
      from: disk(["\(root)/\(Self.institutionsPath)"]))
  }
}
