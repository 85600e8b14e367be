public import StatecraftCore

extension ReplayEncoder {
  /// A turn as a replay would give it back: what tellers and checkers of live games work on.
  public mutating func turn(of record: TurnRecord) throws -> ReplayTurn {
    let line = line(for: record)
    let node = JSONNode(try JSONValue(line.dropLast()))
    return try ReplayTurn(node, number: record.number, header: header)
  }
}
