internal import StatecraftCore

// The header line carries a seal: a fingerprint of everything before it. So an edited header is
// told apart from one that was written.

extension ReplayHeader {
  /// The line, with its line feed.
  func line() -> [UInt8] {
    var output = JSONOutput()
    output.object { line in
      line.key("statecraft_replay")
      line.integer(Self.formatVersion)
      line.key("program")
      line.string(programVersion)
      line.key("platform")
      line.string(platform)
      line.key("generator")
      line.string(generator)
      line.key("gsl")
      line.string(gslVersion)
      line.key("seed")
      line.string(String(seed))
      line.key("replicate")
      line.string(String(replicate))
      line.key("scenario")
      line.scenario(of: self)
      line.key("rules")
      line.strings(rules)
      line.key("states")
      line.array(zip(roster.stateCodes, roster.stateNames)) { $0.strings([$1.0, $1.1]) }
      line.key("sectors")
      line.array(zip(roster.sectorCodes, roster.sectorNames)) { $0.strings([$1.0, $1.1]) }
      line.key("poles")
      line.strings(roster.poles.map(roster.code))
      if !roster.moveNames.isEmpty {
        line.key("moves")
        line.strings(roster.moveNames)
      }
      if roster.instruments.count > Instrument.standard.count {
        line.key("instruments")
        line.array(roster.instruments.dropFirst(Instrument.standard.count)) { $0.instrument($1) }
      }
      if !roster.acts.isEmpty {
        line.key("acts")
        line.array(roster.acts) { $0.act($1) }
      }
      if !roster.moduleCodes.isEmpty {
        line.key("institutions")
        line.strings(roster.institutionCodes)
        line.key("modules")
        line.strings(roster.moduleCodes)
      }
      line.key("start_year")
      line.integer(startYear)
      line.key("turns")
      line.integer(turns)
      line.key("seats")
      line.array(seats) { $0.strings([$1.profile, $1.policy]) }
      line.key("utility_terms")
      line.strings(utilityTerms.map(\.name))
      line.key("has_draws")
      line.bool(hasDraws)
      line.key("has_deliberations")
      line.bool(hasDeliberations)
      line.key("keeps_motives_only")
      line.bool(keepsMotivesOnly)
      let seal = Self.seal(line.bytes[...])
      line.key("seal")
      line.string(seal)
    }
    output.lineFeed()
    return output.bytes
  }

  /// Reads the line.
  init(line: ArraySlice<UInt8>) throws(Malformed) {
    let node = JSONNode(try JSONValue(line))
    guard let format = try node.optional("statecraft_replay") else {
      throw Malformed("this is no replay: its first line has no ‘statecraft_replay’")
    }
    let version = try format.integer()
    guard version == Self.formatVersion else {
      throw Malformed(
        "the replay has format \(version), and this program reads format \(Self.formatVersion): "
          + "read it with the version of the program that wrote it")
    }
    try Self.checkSeal(line, seal: try node.get("seal").string())

    programVersion = try node.get("program").string()
    platform = try node.get("platform").string()
    generator = try node.get("generator").string()
    gslVersion = try node.get("gsl").string()
    seed = try node.get("seed").word(radix: 10)
    replicate = try node.get("replicate").word(radix: 10)
    let scenario = try node.get("scenario")
    scenarioName = try scenario.get("name").string()
    scenarioTitle = try scenario.get("title").string()
    scenarioHash = try scenario.get("hash").string()
    var files: [ScenarioBundle.File] = []
    for (path, text) in try scenario.get("files").members() {
      files.append(ScenarioBundle.File(path: path, text: try text.string()))
    }
    files.sort { $0.path < $1.path }
    bundle = ScenarioBundle(
      main: try scenario.get("main").string(), files: files,
      set: try scenario.get("set").strings(), without: try scenario.get("without").strings())
    rules = try node.get("rules").strings()
    roster = try Roster(header: node)
    startYear = try node.get("start_year").integer(Int32.self).asInt
    turns = try node.get("turns").integer(Int32.self).asInt
    let states = roster.stateCount
    seats = try node.get("seats").map { (seat) throws(Malformed) in
      let names = try seat.elements(count: 2)
      return SeatLabel(profile: try names[0].string(), policy: try names[1].string())
    }
    guard seats.count == states else {
      throw Malformed("‘seats’ should have one for each of \(states) states, not \(seats.count)")
    }
    let terms = try node.get("utility_terms").strings()
    guard
      let known = [UtilityTerm.allCases, UtilityTerm.weighted].first(where: {
        $0.map(\.name) == terms
      })
    else {
      throw Malformed("‘utility_terms’ are not those of this program")
    }
    utilityTerms = known
    hasDraws = try node.get("has_draws").bool()
    hasDeliberations = try node.get("has_deliberations").bool()
    keepsMotivesOnly = try node.get("keeps_motives_only").bool()
  }

  private static func seal(_ bytes: ArraySlice<UInt8>) -> String {
    var digest = Digest()
    for byte in bytes { digest.add(UInt64(byte)) }
    return digest.hexadecimal
  }

  private static func checkSeal(_ line: ArraySlice<UInt8>, seal: String) throws(Malformed) {
    let ending = #","seal":"\#(seal)"}"#.utf8
    let trimmed = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    guard trimmed.suffix(ending.count).elementsEqual(ending),
      Self.seal(trimmed.dropLast(ending.count)) == seal
    else {
      throw Malformed(
        "the header was changed after it was written: its seal ‘\(seal)’ doesn't match it")
    }
  }
}

extension JSONOutput {
  fileprivate mutating func scenario(of header: ReplayHeader) {
    object { object in
      object.key("name")
      object.string(header.scenarioName)
      object.key("title")
      object.string(header.scenarioTitle)
      object.key("hash")
      object.string(header.scenarioHash)
      object.key("main")
      object.string(header.bundle.main)
      object.key("files")
      object.object { files in
        for file in header.bundle.files {
          files.key(file.path)
          files.string(file.text)
        }
      }
      object.key("set")
      object.strings(header.bundle.set)
      object.key("without")
      object.strings(header.bundle.without)
    }
  }
}

extension Roster {
  /// Reads the roster, and makes sure of what it demands.
  fileprivate convenience init(header: JSONNode) throws(Malformed) {
    func pairs(_ key: String) throws(Malformed) -> [(code: String, name: String)] {
      let pairs = try header.get(key).map { (pair) throws(Malformed) in
        let texts = try pair.elements(count: 2)
        return (code: try texts[0].string(), name: try texts[1].string())
      }
      guard Set(pairs.map(\.code)).count == pairs.count else {
        throw Malformed("‘\(key)’ has a code twice")
      }
      return pairs
    }
    func listed(_ key: String) throws(Malformed) -> [String] {
      let codes = try header.optional(key)?.strings() ?? []
      guard Set(codes).count == codes.count else { throw Malformed("‘\(key)’ has a code twice") }
      return codes
    }
    let states = try pairs("states")
    let codes = states.map(\.code)
    guard codes == codes.sorted() else {
      throw Malformed("‘states’ should be in order of their codes")
    }
    let poles = try header.get("poles").strings()
    guard poles.allSatisfy(codes.contains) else {
      throw Malformed("‘poles’ should be among the states")
    }
    self.init(
      states: states, sectors: try pairs("sectors"), poles: poles,
      moves: try header.optional("moves")?.strings() ?? [],
      instruments: Instrument.standard
        + (try header.optional("instruments")?.map { (node) throws(Malformed) in
          try Instrument(node)
        } ?? []),
      acts: try header.optional("acts")?.map { (node) throws(Malformed) in try Act(node) } ?? [],
      institutions: try listed("institutions"), modules: try listed("modules"))
  }
}

extension Int32 {
  fileprivate var asInt: Int { Int(self) }
}
