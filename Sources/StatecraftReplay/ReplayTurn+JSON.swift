internal import StatecraftCore

extension ReplayTurn {
  /// Reads a turn's line.
  init(
    _ node: JSONNode, number: Int, header: ReplayHeader, _ kinds: [String: EventKind]
  ) throws(Malformed) {
    let roster = header.roster
    self.number = number
    year = try node.get("year").integer()

    decisions = Array(repeating: .hold, count: roster.stateCount)
    for (code, orders) in try node.get("decisions").members() {
      let state = try roster.named(code, at: orders)
      let notation = try orders.strings()
      do throws(NotationError) {
        decisions[state.index] = try Decision(notation: notation, in: roster)
      } catch {
        throw Malformed("‘\(orders.path)’ can't be read: \(error.reasons)")
      }
    }

    injects = try node.optional("injects")?.injects(in: roster) ?? []

    notes = []
    for (code, reason) in try node.optional("held")?.members() ?? [] {
      let state = try roster.named(code, at: reason)
      notes.append(SeatNote(turn: number, state: state, reason: try reason.string()))
    }

    remarks = try node.optional("remarks")?.map(Remark.init) ?? []

    for entry in try node.optional("planned")?.elements() ?? [] {
      let parts = try entry.elements(count: 2)
      let turn = try parts[0].integer()
      guard turn > number else { throw parts[0].wrong("a turn after \(number)") }
      for inject in try parts[1].injects(in: roster) { planned.add(inject, from: turn) }
    }

    draws = header.hasDraws ? try node.get("draws").map(Draw.init) : []
    policyDraws = header.hasDraws ? try node.get("policy_draws").map(Draw.init) : []
    events = try node.get("events").map { (event) throws(Malformed) in
      try ReplayEvent(event, kinds)
    }
    indicators = try ReplayIndicators(node.get("indicators"), roster: roster)

    deliberations = []
    if header.hasDeliberations {
      for (code, list) in try node.get("deliberations").members() {
        _ = try roster.named(code, at: list)
        for element in try list.elements() {
          deliberations.append(
            ReplayDeliberation(state: code, deliberation: try Deliberation(element)))
        }
      }
    }

    fingerprints = []
    for (column, text) in try node.get("fingerprints").members() {
      fingerprints.append(ColumnFingerprints(column: column, parts: try text.fingerprints()))
    }
    digest = try node.get("digest").string()
  }
}

extension Roster {
  fileprivate func named(_ code: String, at node: JSONNode) throws(Malformed) -> StateID {
    guard let state = state(code) else {
      throw Malformed(
        "‘\(node.path)’: ‘\(code)’ is no state of the roster"
          + suggestion(for: code, among: stateCodes))
    }
    return state
  }
}

extension NotationError {
  /// All faults in one line.
  fileprivate var reasons: String {
    faults.map { "‘\($0.line)’: \($0.reason)" }.joined(separator: "; ")
  }
}

extension Remark {
  fileprivate init(_ node: JSONNode) throws(Malformed) {
    let parts = try node.elements(count: 4)
    let word = try parts[0].string()
    guard let kind = Kind(rawValue: word) else {
      throw parts[0].wrong("a kind of remark, not ‘\(word)’")
    }
    self.init(
      kind, from: try parts[1].string(), to: try parts[2].strings(), try parts[3].string())
  }
}

extension Draw {
  fileprivate init(_ node: JSONNode) throws(Malformed) {
    let parts = try node.elements(count: 5)
    let notation = try parts[3].string()
    guard let distribution = Distribution(notation: notation) else {
      throw parts[3].wrong("a distribution with its parameters, not ‘\(notation)’")
    }
    self.init(
      purpose: try parts[0].string(), actor: try parts[1].string(),
      item: try DrawItem(parts[2]), distribution: distribution,
      value: try parts[4].number())
  }
}

extension DrawItem {
  fileprivate init(_ node: JSONNode) throws(Malformed) {
    if let name = try? node.string() {
      self = .name(name)
    } else {
      self = .place(try node.integer(UInt32.self))
    }
  }
}

extension ReplayEvent {
  fileprivate init(_ node: JSONNode, _ kinds: [String: EventKind]) throws(Malformed) {
    let parts = try node.elements()
    guard parts.count == 7 || parts.count == 8 else { throw node.wrong("7 or 8 parts of an event") }
    let name = try parts[0].string()
    kind = kinds[name] ?? EventKind(unknown: name)
    rule = try parts[1].string()
    state = try parts[2].optionalString()
    target = try parts[3].optionalString()
    sector = try parts[4].optionalString()
    value = try parts[5].number()
    why = try parts[6].string()
    module = try parts.count > 7 ? parts[7].string() : nil
  }
}

extension ReplayIndicators {
  fileprivate init(_ node: JSONNode, roster: Roster) throws(Malformed) {
    for indicator in ReplayIndicator.all { try indicator.read(node, roster, into: &self) }
  }
}

extension Deliberation {
  fileprivate init(_ node: JSONNode) throws(Malformed) {
    let options = try node.get("options").map { (option) throws(Malformed) in
      let elements = try option.elements()
      guard elements.count >= 2 else { throw option.wrong("a level, a probability and terms") }
      return Option(
        level: try elements[0].number(), terms: try option.utilityTerms(after: 2),
        probability: try elements[1].number())
    }
    let chosen = try node.get("chosen")
    let position = try chosen.integer()
    guard options.indices.contains(position) else {
      throw chosen.wrong("the position of an option")
    }
    let draw = try node.get("draw")
    self.init(
      subject: try node.get("about").string(), options: options, chosen: position,
      draw: draw.value == .null ? nil : try draw.number())
  }
}

extension JSONNode {
  fileprivate func injects(in roster: Roster) throws(Malformed) -> [Inject] {
    try map { (line) throws(Malformed) in
      let notation = try line.string()
      do throws(InjectError) {
        return try Inject(notation: notation, in: roster)
      } catch {
        throw Malformed("‘\(line.path)’ can't be read: \(error)")
      }
    }
  }

  /// Terms of utility in their order; ``UtilityTerm/unexplained`` is left out where it's 0.
  fileprivate func utilityTerms(after count: Int = 0) throws(Malformed) -> UtilityTerms {
    let numbers = try elements().dropFirst(count)
    let all = UtilityTerm.allCases.count
    guard (UtilityTerm.weighted.count...all).contains(numbers.count) else {
      throw wrong("\(all) terms of utility")
    }
    var terms = UtilityTerms()
    for (term, number) in zip(UtilityTerm.allCases, numbers) { terms[term] = try number.number() }
    return terms
  }

  /// Words of eight hexadecimal digits each.
  fileprivate func fingerprints() throws(Malformed) -> [UInt32] {
    let digits = Array(try string().utf8)
    guard digits.count.isMultiple(of: 8) else { throw wrong("groups of eight digits") }
    var parts: [UInt32] = []
    for start in stride(from: 0, to: digits.count, by: 8) {
      let text = String(decoding: digits[start..<start + 8], as: UTF8.self)
      guard let part = UInt32(text, radix: 16) else { throw wrong("hexadecimal digits") }
      parts.append(part)
    }
    return parts
  }
}
