internal import StatecraftCore

/// What a form says of each state, in a table `members` of its record.
extension GameFormContext {
  /// The row of each state; nil of those that the table doesn't list.
  func members(_ record: Value) -> PerState<Value?> {
    var rows = PerState<Value?>(repeating: nil, count: roster.stateCount)
    for row in record.list("members") {
      if let state = roster.state(row["state"]) { rows[state] = row }
    }
    return rows
  }

  /// A number of each state: its own of the table, or else the one that the record gives all.
  ///
  /// - Returns: nil, and faults, when a state has none.
  func number(_ name: String, of record: Value) -> PerState<Double>? {
    let (rows, common) = (members(record), record.number(name))
    let numbers = PerState(rows.storage.map { $0?.number(name) ?? common })
    let missing = roster.states.filter { numbers[$0] == nil }
    guard missing.isEmpty else {
      let parts = [record] + rows.storage.compactMap(\.self)
      if !parts.contains(where: { log.hasFaults(below: SchemaCheck.join($0.path, name)) }) {
        log.add(
          "no ‘\(name)’ of \(words(missing)): give it below ‘members’, or to all at once here",
          at: record)
      }
      return nil
    }
    return PerState(numbers.storage.compactMap(\.self))
  }

  /// The codes of the first states of a list.
  func words(_ states: [StateID]) -> String {
    states.prefix(5).map(roster.code).joined(separator: ", ")
      + (states.count > 5 ? " and \(states.count - 5) more" : "")
  }

  /// The move that the file starts a state with, as it names it; nil where it says nothing.
  func start(of state: StateID) -> String? {
    let entries = root["game"]?.entries("start") ?? []
    let entry =
      entries.first { $0.key == roster.code(state) } ?? entries.first { $0.key == "default" }
    return entry?.value.text?.lowercased()
  }
}

extension Value {
  /// The numbers of a list, or the one in its place.
  var numbers: [Double] { number.map { [$0] } ?? list.compactMap(\.number) }
}
