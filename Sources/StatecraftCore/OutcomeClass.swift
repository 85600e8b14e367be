/// The four end states of the source paper (literature 003-004, section B2.6).
///
/// Exhaustive and exclusive by construction.
public enum OutcomeClass: String, CaseIterable, Sendable {
  /// The rival is excluded in all sectors.
  case s1 = "S1"
  /// In all key sectors, not in all.
  case s2 = "S2"
  /// In some key sectors.
  case s3 = "S3"
  /// In no key sector.
  case s4 = "S4"

  /// - Parameters:
  ///   - excluded: whether the rival is excluded, by sector.
  ///   - isKey: whether a sector is a key field.
  public init(excluded: PerSector<Bool>, isKey: PerSector<Bool>) {
    let key = excluded.indices.filter { isKey[$0] }
    if excluded.storage.allSatisfy(\.self) && !excluded.storage.isEmpty {
      self = .s1
    } else if !key.isEmpty && key.allSatisfy({ excluded[$0] }) {
      self = .s2
    } else if key.contains(where: { excluded[$0] }) {
      self = .s3
    } else {
      self = .s4
    }
  }
}

extension Setting {
  /// The leader and the states whose alignment makes them part of its system; never the rival.
  public func system(in world: World) -> [StateID] {
    guard let pole = roster.pole(ledBy: leader) else { return [leader] }
    return roster.states.filter { state in
      state == leader
        || (state != rival && world.alignment[state, pole] >= outcome.allyAlignment)
    }
  }

  public var isKey: PerSector<Bool> { PerSector(sectors.map(\.isKey)) }

  /// The sectors in which the leader alone has been secure for long enough.
  public func excludedByLeader(in world: World) -> PerSector<Bool> {
    PerSector(world.securedByLeader.storage.map { $0 >= Double(outcome.turns) })
  }

  /// The sectors in which the leader's system has been secure for long enough.
  public func excludedBySystem(in world: World) -> PerSector<Bool> {
    PerSector(world.securedBySystem.storage.map { $0 >= Double(outcome.turns) })
  }
}
