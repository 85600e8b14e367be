/// Something said at the table that belongs to a game's record, though no rule reads it: a ruling in
/// words, why orders were corrected, a message.
public struct Remark: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable {
    /// What an umpire decided, and why. What it does to the world is an inject.
    case ruling
    /// Why an umpire changed a seat's orders before the turn was closed.
    case correction
    /// What one seat told others.
    case message
  }

  public let kind: Kind
  /// Who said it: a state's code, or `umpire`.
  public let from: String
  /// The codes of those to whom it was said; everybody when empty.
  public let to: [String]
  public let text: String

  public init(_ kind: Kind, from: String, to: [String] = [], _ text: String) {
    self.kind = kind
    self.from = from
    self.to = to
    self.text = text
  }

  /// The name under which an umpire speaks.
  public static let umpire = "umpire"
}
