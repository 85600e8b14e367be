internal import Foundation
internal import StatecraftCore

extension ReplayContrast {
  /// What was played otherwise: a sentence each.
  public var differencesOfSetup: [String] {
    let (one, other) = (first.header, second.header)
    var lines: [String] = []
    func compare<Value: Equatable>(_ what: String, _ left: Value, _ right: Value) {
      if left != right { lines.append("\(what): A \(left), B \(right).") }
    }
    func list(_ what: String, _ items: OneSided<String>) {
      for (side, items) in [("A", items.first), ("B", items.second)] where !items.isEmpty {
        lines.append("Only \(side) \(what) \(items.joined(separator: ", ")).")
      }
    }
    compare("Scenario", one.scenarioName, other.scenarioName)
    compare("Seed", one.seed, other.seed)
    compare("Replicate", one.replicate, other.replicate)
    list("sets", Self.difference(one.bundle.set, other.bundle.set))
    list("has the rules", Self.difference(one.rules, other.rules))
    list(
      "has the files", Self.difference(one.bundle.files.map(\.path), other.bundle.files.map(\.path))
    )
    for file in one.bundle.files {
      if let twin = other.bundle.files.first(where: { $0.path == file.path }), twin != file {
        lines.append("The file ‘\(file.path)’ differs.")
      }
    }
    for (state, (left, right)) in zip(one.roster.stateCodes, zip(one.seats, other.seats))
    where left != right {
      lines.append(
        "\(state)'s seat: A \(left.profile) (\(left.policy)), B \(right.profile) "
          + "(\(right.policy)).")
    }
    compare("Turns of the scenario", one.turns, other.turns)
    compare("Program", one.programVersion, other.programVersion)
    compare("Generator", one.generator, other.generator)
    return lines
  }
}

extension TurnContrast {
  /// What differs in the turn, from causes to effects; at most a few of each kind are spelt out.
  public var lines: [String] {
    var lines: [String] = []
    func add(_ text: String, indent: Int = 2) {
      let gap = String(repeating: " ", count: indent)
      lines += wrapped(text, first: gap, rest: gap + "  ")
    }
    if !draws.isEmpty {
      let values = draws.count { $0.first != nil && $0.second != nil }
      let (left, right) = (draws.count { $0.second == nil }, draws.count { $0.first == nil })
      add("Draws: \(values) differ, \(left) only in A, \(right) only in B.")
      for draw in draws.prefix(3) { add(draw.sentence, indent: 4) }
      if draws.count > 3 { add("and \(draws.count - 3) more", indent: 4) }
    }
    if !decisions.isEmpty {
      add(
        "Decisions: \(decisions.count == 1 ? "one state decides" : "\(decisions.count) states decide") otherwise."
      )
      for decision in decisions.prefix(6) {
        for (side, orders) in [("A", decision.orders.first), ("B", decision.orders.second)]
        where !orders.isEmpty {
          let told = orders.prefix(4).joined(separator: "; ")
          add(
            "\(decision.state) in \(side): \(told)"
              + (orders.count > 4 ? "; and \(orders.count - 4) more" : ""), indent: 4)
        }
      }
      if decisions.count > 6 {
        add("and " + decisions.dropFirst(6).map(\.state).joined(separator: " "), indent: 4)
      }
    }
    if !events.isEmpty {
      add("Events: \(events.first.count) only in A, \(events.second.count) only in B.")
      for (side, events) in [("A", events.first), ("B", events.second)] {
        for event in events.prefix(3) { add("\(side): \(event.line)", indent: 4) }
      }
    }
    if !columns.isEmpty {
      add("Columns of the world that differ:")
      for column in columns {
        let subjects = column.isWhole ? "all" : column.subjects.joined(separator: " ")
        add("\(column.column): \(subjects)", indent: 4)
      }
    }
    if let difference, !isListed(difference.part) {
      add(difference.sentence(first: "A", second: "B"))
    }
    return lines
  }
}

extension TurnContrast {
  /// Whether a list above tells of a part.
  private func isListed(_ part: ReplayDifference.Part) -> Bool {
    switch part {
    case .draw: !draws.isEmpty
    case .decision: !decisions.isEmpty
    case .event: !events.isEmpty
    case .column: !columns.isEmpty
    case .year, .inject, .heldDecision, .indicator, .deliberation, .digest, .other, .roster,
      .length, .outcome:
      false
    }
  }
}

extension DrawContrast {
  /// Such as `‘supply-shock.size’, item 2: A 0.31 from exponential 0.15, B nothing`.
  var sentence: String {
    func told(_ draw: Draw?) -> String {
      draw.map { "\(String(format: "%.4g", $0.value)) from \($0.distribution.notation)" }
        ?? "nothing"
    }
    return "\((first ?? second)?.name ?? ""): A \(told(first)), B \(told(second))"
  }
}
