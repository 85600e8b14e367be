internal import Foundation
package import StatecraftCore
package import StatecraftPlayers

/// What can be done at a place.
extension Room {
  /// Why something can't be done, in words.
  package struct Refusal: Error, Sendable, Equatable {
    package let status: Int
    package let reason: String

    package init(_ reason: String, status: Int = 422) {
      self.reason = reason
      self.status = status
    }
  }

  /// Takes a line that was typed at a place.
  package func enter(_ line: String, at role: Role) throws(Refusal) -> [Line] {
    switch role {
    case .spectator: throw Refusal("Spectators look on.", status: 403)
    case .umpire: return try enterAtDesk(line)
    case .seat(let state): return try enter(line, at: state)
    }
  }

  private func enter(_ line: String, at state: StateID) throws(Refusal) -> [Line] {
    guard var place = places[state] else { throw Refusal("Nobody sits here.", status: 403) }
    if place.before != nil {
      if line.trimmingCharacters(in: .whitespaces).lowercased() == "undo" {
        try reopen(state)
        return [Line("Your orders are yours again.", .good)]
      }
      // Questions are answered all the same; orders would come too late.
      var open = place.before ?? place.session
      let output = Self.unwrapped { open.enter(line) }
      guard output.action == nil, open.draftDecision == place.session.draftDecision else {
        throw Refusal("Your orders are given: take them back first (‘undo’).", status: 409)
      }
      return output.lines
    }
    let asIs = place.session
    let output = Self.unwrapped { place.session.enter(line) }
    switch output.action {
    case .resolve:
      guard phase == .open || phase == .lobby else {
        throw Refusal("The turn is being carried out.", status: 409)
      }
      place.before = asIs
      places[state] = place
      changed()
      closeIfDue()
    case .goBack, .save, .leave:
      throw Refusal("At this table the host keeps the game: close the page to leave.")
    case nil:
      let hasChanged = place.session.draftDecision != asIs.draftDecision
      places[state] = place
      if hasChanged { changed() }
    }
    return output.lines
  }

  /// Gives a seat's orders, as ‘end’ does.
  ///
  /// - Parameter turn: the turn that is meant: a late click mustn't close the next one.
  package func ready(_ state: StateID, turn: Int) throws(Refusal) {
    guard turn == self.turn else {
      throw Refusal("Turn \(turn) isn't open: it's turn \(self.turn) now.", status: 409)
    }
    guard places[state]?.before == nil else { return }
    _ = try enter("end", at: state)
  }

  /// Takes given orders back, as long as the turn is open.
  package func reopen(_ state: StateID) throws(Refusal) {
    guard phase == .open || phase == .lobby, let before = places[state]?.before else {
      throw Refusal("The turn is closed.", status: 409)
    }
    places[state]?.session = before
    places[state]?.before = nil
    changed()
  }

  /// The longest message or ruling, in characters.
  static let textMax = 600
  /// How many things may be said in a turn, by all.
  static let remarksMax = 400

  /// Says something to others.
  package func say(_ text: String, to codes: [String], from role: Role) throws(Refusal) {
    guard role != .spectator else { throw Refusal("Spectators look on.", status: 403) }
    guard rules.allowsTalk || role == .umpire else {
      throw Refusal("There is no talk at this table.", status: 403)
    }
    for code in codes where roster.state(code) == nil && code != Remark.umpire {
      throw Refusal("There is nobody called ‘\(code)’ here.")
    }
    try add(.message, text, to: codes, from: role)
  }

  func add(
    _ kind: Remark.Kind, _ text: String, to codes: [String] = [], from role: Role
  ) throws(Refusal) {
    let text = text.inOneLine
    guard !text.isEmpty else { throw Refusal("There is nothing to say.") }
    guard text.count <= Self.textMax else {
      throw Refusal("Say it in \(Self.textMax) characters, or in two parts.")
    }
    guard remarks.count < Self.remarksMax else {
      throw Refusal("Enough is said in this turn.", status: 429)
    }
    guard phase != .over else { throw Refusal("The game is over, and its record closed.") }
    remarks.append(Remark(kind, from: role.name(in: roster), to: codes, text))
    changed()
  }

  /// What a place has been told, in order, with the turn in which it was said.
  func heard(by role: Role) -> [(turn: Int, remark: Remark)] {
    let name = role.name(in: roster)
    let all =
      records.flatMap { record in record.remarks.map { (record.number, $0) } }
      + remarks.map { (turn, $0) }
    let last = role == .spectator ? records.count - rules.spectatorDelay : turn
    return all.filter { said, remark in
      role == .umpire
        || said <= last
          && (remark.to.isEmpty || remark.from == name || remark.to.contains(name))
    }
  }
}

extension String {
  /// The text in one line without control characters and marks that turn text around: what one
  /// person types is shown to others, on terminals too.
  var inOneLine: String {
    let words = unicodeScalars.split { scalar in
      scalar.properties.isWhitespace
        || [.control, .format, .privateUse, .surrogate, .unassigned].contains(
          scalar.properties.generalCategory)
    }
    return words.map { String($0) }.joined(separator: " ")
  }
}
