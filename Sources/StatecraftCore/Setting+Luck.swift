extension Setting {
  /// What a draw is about, as its record says it.
  public func item(of subject: DrawSubject) -> DrawItem {
    guard luck == .names else {
      return .place(UInt32(truncatingIfNeeded: place(of: subject)))
    }
    switch subject {
    case .nothing: return .nothing
    case .sector(let sector): return .name(roster.code(sector))
    case .pole(let pole): return .name(roster.code(pole))
    case .state(let state): return .name(roster.code(state))
    case .sectorState(let sector, let state):
      return .name(roster.code(sector) + " " + roster.code(state))
    case .institution(let institution): return .name(roster.code(institution))
    case .module(let module): return .name(roster.code(module))
    case .moduleState(let module, let state):
      return .name(roster.code(module) + " " + roster.code(state))
    case .states(let one, let other): return .name(roster.code(one) + " " + roster.code(other))
    case .project(let sector, let kind, let ready):
      return .name("\(roster.code(sector)) \(kind.rawValue) \(ready)")
    }
  }

  /// The address of what a draw is about: that of its ``item(of:)``, found without making words.
  public func address(of subject: DrawSubject) -> UInt64 {
    guard luck == .names else {
      return UInt64(truncatingIfNeeded: place(of: subject)) & 0xFFFF_FFFF
    }
    switch subject {
    case .nothing: return 0
    case .sector(let sector): return roster.drawAddress(sector)
    case .pole(let pole): return actorIDs[roster.leader(of: pole).index]
    case .state(let state): return actorIDs[state.index]
    case .sectorState(let sector, let state): return roster.drawAddress(sector, state)
    case .module(let module): return roster.drawAddress(module)
    case .institution, .moduleState, .states, .project: return item(of: subject).address
    }
  }

  private func place(of subject: DrawSubject) -> Int {
    switch subject {
    case .nothing: 0
    case .sector(let sector): sector.index
    case .pole(let pole): pole.index
    case .state(let state): Int(actorIDs[state.index] & 0xFFFF_FFFF)
    case .sectorState(let sector, let state):
      sector.index << 24 | Int(actorIDs[state.index] & 0xFF_FFFF)
    case .institution(let institution): institution.index
    case .module(let module): module.index
    case .moduleState(let module, let state):
      module.index << 24 | Int(actorIDs[state.index] & 0xFF_FFFF)
    case .states(let one, let other):
      Int(actorIDs[one.index] & 0xFFFF) << 16 | Int(actorIDs[other.index] & 0xFFFF)
    case .project(let sector, let kind, let ready):
      sector.index << 24 | kind.place << 16 | ready & 0xFFFF
    }
  }
}
