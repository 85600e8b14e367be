/// A position in a dense table: states, sectors and poles are numbered `0..<count`.
///
/// The numbers have no meaning outside one ``Roster``; files and people use codes.
public protocol DenseIndex: Hashable, Comparable, Sendable {
  var index: Int { get }
  init(index: Int)
}

extension DenseIndex {
  @inlinable public static func < (left: Self, right: Self) -> Bool { left.index < right.index }
}

/// A polity of the roster.
@frozen public struct StateID: DenseIndex {
  public let index: Int
  @inlinable public init(index: Int) { self.index = index }
}

/// A sector or stage of production, such as chip-making equipment.
@frozen public struct SectorID: DenseIndex {
  public let index: Int
  @inlinable public init(index: Int) { self.index = index }
}

/// A great power around which others align, named by its leading state.
@frozen public struct PoleID: DenseIndex {
  public let index: Int
  @inlinable public init(index: Int) { self.index = index }
}

/// An institution in play: an alliance, a framework, a club.
@frozen public struct InstitutionID: DenseIndex {
  public let index: Int
  @inlinable public init(index: Int) { self.index = index }
}

/// A module of an institution in play, which states may take part in by itself.
@frozen public struct ModuleID: DenseIndex {
  public let index: Int
  @inlinable public init(index: Int) { self.index = index }
}
