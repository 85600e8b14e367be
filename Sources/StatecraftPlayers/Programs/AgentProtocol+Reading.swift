internal import StatecraftCore
internal import StatecraftReplay

/// What a program says.
enum ProgramMessage {
  case greeting(version: Int)
  case decision(Decision, turn: Int)
}

extension AgentProtocol {
  /// Reads a program's line: what is expected in it and nothing else.
  static func read(_ line: [UInt8], in roster: Roster) throws(ProgramFault) -> ProgramMessage {
    let message: ProgramMessage
    do throws(Malformed) {
      message = try self.message(in: line, roster)
    } catch {
      throw .malformed(error.reason + (error.column.map { " (at byte \($0))" } ?? ""))
    }
    if case .greeting(let version) = message, version != self.version {
      throw .otherVersion(version)
    }
    return message
  }

  private static func message(
    in line: [UInt8], _ roster: Roster
  ) throws(Malformed) -> ProgramMessage {
    let node = JSONNode(try JSONValue(line[...]))
    switch try node.get("type").string() {
    case "greeting":
      let version = try node.get("protocol").integer(Int.self)
      // Another version may have other keys.
      if version == self.version { try node.refuse(except: ["type", "protocol", "name"]) }
      return .greeting(version: version)
    case "decision":
      try node.refuse(except: ["type", "turn", "orders"])
      let turn = try node.get("turn").integer(Int.self)
      let orders = try node.get("orders").strings()
      do throws(NotationError) {
        return .decision(try Decision(notation: orders, in: roster), turn: turn)
      } catch {
        throw Malformed(
          error.faults.map { "‘\($0.line.prefix(80))’: \($0.reason)" }.joined(separator: "; "))
      }
    case let type:
      throw Malformed("‘type’ should be greeting or decision, not ‘\(type.prefix(40))’")
    }
  }
}

extension JSONNode {
  /// Refuses keys that mean nothing: a misspelt one would go unnoticed.
  fileprivate func refuse(except known: [String]) throws(Malformed) {
    for (key, _) in try members() where !known.contains(key) {
      throw Malformed(
        "‘\(key.prefix(40))’ is no key here" + suggestion(for: key, among: known))
    }
  }
}
