internal import Foundation
package import StatecraftCore
internal import StatecraftReplay

/// What a page sent, read with care: whatever isn't as it should be is refused with its reason.
package struct Posted {
  private let node: JSONNode

  package init(_ bytes: [UInt8]) throws(Room.Refusal) {
    do throws(Malformed) {
      node = JSONNode(try JSONValue(bytes[...]))
      _ = try node.members()
    } catch {
      throw Room.Refusal("That can't be read: \(error.reason).", status: 400)
    }
  }

  package func text(_ key: String) throws(Room.Refusal) -> String {
    try read { (node) throws(Malformed) in try node.get(key).string() }
  }

  package func texts(_ key: String) throws(Room.Refusal) -> [String] {
    try read { (node) throws(Malformed) in try node.optional(key)?.strings() ?? [] }
  }

  package func integer(_ key: String) throws(Room.Refusal) -> Int {
    try read { (node) throws(Malformed) in try node.get(key).integer() }
  }

  private func number(_ key: String) throws(Room.Refusal) -> Double {
    try read { (node) throws(Malformed) in try node.get(key).number() }
  }

  private func flag(_ key: String) throws(Room.Refusal) -> Bool {
    try read { (node) throws(Malformed) in try node.get(key).bool() }
  }

  private func read<Value>(
    _ body: (JSONNode) throws(Malformed) -> Value
  ) throws(Room.Refusal) -> Value {
    do throws(Malformed) {
      return try body(node)
    } catch {
      throw Room.Refusal("That can't be read: \(error.reason).", status: 400)
    }
  }

  /// An order that was put together from a form, as the line that says it.
  package func order() throws(Room.Refusal) -> String {
    func word(_ key: String) throws(Room.Refusal) -> String {
      let word = try text(key).inOneLine
      guard !word.isEmpty, !word.contains(" ") else {
        throw Room.Refusal("‘\(key)’ should be one word.", status: 400)
      }
      return word
    }
    switch try text("kind") {
    case "align": return "align \(try word("pole")) \(try number("level"))"
    case "control":
      return "control \(try word("instrument")) \(try word("sector")) \(try word("target")) "
        + "\(try number("level"))"
    case "invest":
      return "invest \(try word("purpose")) \(try word("sector")) \(try number("level"))%gdp"
    case let other:
      throw Room.Refusal("There is no kind of order ‘\(other.inOneLine)’.", status: 400)
    }
  }

  /// What an umpire's page asks for.
  package func act(in roster: Roster) throws(Room.Refusal) -> Room.Act {
    func state() throws(Room.Refusal) -> StateID {
      let code = try text("state")
      guard let state = roster.state(code) else {
        throw Room.Refusal("There is no state ‘\(code.inOneLine)’.")
      }
      return state
    }
    func seconds() throws(Room.Refusal) -> Duration {
      let seconds = try number("seconds")
      guard (-86_400...86_400).contains(seconds) else {
        throw Room.Refusal("A turn takes at most a day.")
      }
      return .seconds(seconds)
    }
    switch try text("act") {
    case "begin": return .begin
    case "close": return .close
    case "pause": return .pause
    case "resume": return .resume
    case "extend": return .extend(try seconds())
    case "limit":
      let limit = try seconds()
      return .limit(limit > .zero ? limit : nil)
    case "closing": return .closing(byUmpire: try flag("on"))
    case "talk": return .talk(try flag("on"))
    case "rule": return .rule(try text("text"))
    case "correct":
      return .correct(try state(), orders: try texts("orders"), reason: try text("reason"))
    case "uncorrect": return .uncorrect(try state())
    case "staff": return .staff(try state(), try flag("on"))
    case "ready": return .ready(try state(), try flag("on"))
    case let other: throw Room.Refusal("There is no act ‘\(other.inOneLine)’.", status: 400)
    }
  }
}
