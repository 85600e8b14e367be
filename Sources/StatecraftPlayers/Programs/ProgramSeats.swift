public import StatecraftCore
public import StatecraftReplay

/// A state's seat that somebody other than the scenario's policy takes: a program, or a record.
public struct SeatAssignment: Sendable, Equatable {
  public enum Sitter: Sendable, Equatable {
    /// An executable file.
    case program(path: String)
    /// A replay file, in which the same state's decisions are.
    case replay(path: String)
  }

  public let state: StateID
  public let sitter: Sitter

  public init(state: StateID, sitter: Sitter) {
    self.state = state
    self.sitter = sitter
  }

  /// The name in a replay's header: `program hedger.py`.
  public var label: String {
    let (kind, path) =
      switch sitter {
      case .program(let path): ("program", path)
      case .replay(let path): ("replay", path)
      }
    return "\(kind) \(path.split(separator: "/").last ?? "")"
  }
}

/// The programs of a game.
public struct ProgramSeats: Sendable {
  /// By state, in order.
  public let actors: [(state: StateID, actor: ProcessActor)]

  public init(_ actors: [(state: StateID, actor: ProcessActor)]) {
    self.actors = actors.sorted { $0.state < $1.state }
  }

  /// Tells every program what came of a turn.
  public func close(_ record: TurnRecord) async {
    for (_, actor) in actors { await actor.close(record) }
  }

  /// Lets every program go, all at the same time.
  public func leave() async {
    await withTaskGroup { group in
      for (_, actor) in actors { group.addTask { await actor.leave() } }
    }
  }
}

extension SeatLabel {
  /// Whether a program or a record decides there when the game goes on.
  public var isProgramOrRecord: Bool {
    sitter.hasPrefix("program ") || sitter.hasPrefix("replay ")
  }
}
