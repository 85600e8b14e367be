internal import StatecraftCore
internal import StatecraftPlayers
internal import StatecraftReplay
internal import StatecraftServe

/// A seat of a served game at the host's own terminal, beside those in browsers.
struct SeatAtTerminal {
  private let room: Room
  private let state: StateID
  private let terminal: Terminal

  init(_ room: Room, _ state: StateID, _ terminal: Terminal) {
    self.room = room
    self.state = state
    self.terminal = terminal
  }

  /// Plays until the game is over or the terminal is left.
  func talk() async {
    let notices = await room.notices(for: .seat(state))
    var iterator = notices.makeAsyncIterator()
    var turn = 0
    while !Task.isCancelled {
      let now = await room.stand(of: state)
      if now.turn != turn {
        turn = now.turn
        terminal.show(now.opening.flatMap(\.wrappedForTerminal))
      }
      if now.isOver { return }
      guard now.isAsked else {
        // Others are awaited, or the turn is being carried out.
        if await iterator.next() == nil { return }
        continue
      }
      guard case .line(let line) = await terminal.ask(now.prompt, completing: now.completions)
      else { return }
      guard await room.stand(of: state).turn == turn else {
        terminal.show("The turn was closed meanwhile: that line wasn't taken.", .bad)
        continue
      }
      do {
        terminal.page(try await room.enter(line, at: .seat(state)).flatMap(\.wrappedForTerminal))
      } catch {
        terminal.show(error.reason, .bad)
      }
    }
  }
}

extension Line {
  /// A line as pages have it, in the columns of a terminal.
  fileprivate var wrappedForTerminal: [Line] {
    guard text.count > Typesetting.width else { return [self] }
    let margin = String(text.prefix { $0 == " " })
    return wrapped(text, first: margin, rest: margin + "  ").map { Line($0, style) }
  }
}
