/// A line for a person: its text, at most 80 columns, and what it is.
///
/// How it looks is the terminal's business: in colour, or plain.
public struct Line: Sendable, Equatable, ExpressibleByStringInterpolation {
  /// What a line is, which a terminal may show by a colour.
  public enum Style: Sendable, CaseIterable {
    case plain
    /// The beginning of a part.
    case heading
    /// Something that went as wanted.
    case good
    /// Something that went against the seat, or that it got wrong.
    case bad
    /// Something to be weighed, such as an estimate.
    case caution
    /// Something that most readers skip.
    case quiet
  }

  public var text: String
  public var style: Style

  public init(_ text: String, _ style: Style = .plain) {
    self.text = text
    self.style = style
  }

  public init(stringLiteral value: String) { self.init(value) }
}

extension [Line] {
  /// The lines' text.
  public var texts: [String] { map(\.text) }
}
