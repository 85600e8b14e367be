public import StatecraftCore

extension ReplayEncoder {
  /// A turn as a replay would give it back: what tellers and checkers of live games work on.
  ///
  /// It has the record's deliberations even where the replay's header leaves them out.
  public mutating func turn(of record: TurnRecord) throws -> ReplayTurn {
    let line = line(for: record)
    let node = JSONNode(try JSONValue(line.dropLast()))
    var turn = try ReplayTurn(node, number: record.number, header: header)
    guard !header.hasDeliberations else { return turn }
    turn.deliberations = zip(header.roster.states, record.answers.storage).flatMap { pair in
      pair.1.deliberations.map {
        ReplayDeliberation(state: header.roster.code(pair.0), deliberation: $0)
      }
    }
    return turn
  }
}
