public import StatecraftCore

/// The institutions of the world, as the tables of a library record them.
public struct InstitutionLibrary: Sendable {
  /// In the order of the table.
  public let institutions: [Institution]
  /// Groups of states that are members as one, with their own members.
  public let groups: [String: [Membership]]

  /// Which states lie in a region; one that isn't here, such as the globe, is everybody's.
  public let regions: [Institution.Region: Set<String>]

  init(
    institutions: [Institution], groups: [String: [Membership]],
    regions: [Institution.Region: Set<String>] = [:]
  ) {
    self.institutions = institutions
    self.groups = groups
    self.regions = regions
  }

  public subscript(code: String) -> Institution? { institutions.first { $0.code == code } }

  /// The codes of all who are members of anything.
  public var parties: [String] {
    Set(institutions.flatMap { $0.members.map(\.member) }).union(groups.keys).sorted()
  }

  /// The institutions in force in which a state or a group takes part, itself or by a group.
  public func memberships(of party: String, at month: Month) -> [Institution] {
    institutions.filter { institution in
      institution.stage(at: month) == .inForce
        && institution.members(at: month).contains { member in
          member == party
            || groups[member]?.contains { $0.member == party && $0.holds(at: month) } ?? false
        }
    }
  }

  /// How many institutions two parties share by name, of those given.
  public static func coMembership(
    of first: String, and second: String, in institutions: [Institution], at month: Month
  ) -> Int {
    institutions.count {
      let members = $0.members(at: month)
      return members.contains(first) && members.contains(second)
    }
  }
}
