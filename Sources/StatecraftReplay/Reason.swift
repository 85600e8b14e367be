/// Why something happened: a statement, and what stands behind it.
public struct Reason: Sendable, Equatable {
  /// What the statement is about, such as `order` or `draw`; empty for what is explained.
  public let kind: String
  public let text: String
  /// Lines that belong to the statement, such as the options of a choice.
  public var details: [String] = []
  public var causes: [Reason] = []

  public init(_ kind: String, _ text: String, details: [String] = [], causes: [Reason] = []) {
    self.kind = kind
    self.text = text
    self.details = details
    self.causes = causes
  }

  /// The whole chain in plain lines, causes under what they cause.
  ///
  /// - Parameter width: the columns of a terminal.
  public func lines(width: Int = Typesetting.width) -> [String] { lines(width: width, depth: 0) }

  private func lines(width: Int, depth: Int) -> [String] {
    let gap = String(repeating: "  ", count: depth)
    let mark = depth == 0 ? "" : "← " + (kind.isEmpty ? "" : kind + ": ")
    let rest = gap + (depth == 0 ? "  " : "    ")
    return wrapped(mark + text, width: width, first: gap, rest: rest)
      + details.flatMap { detail in
        let isTaken = detail.hasPrefix("→ ")
        return wrapped(
          isTaken ? String(detail.dropFirst(2)) : detail, width: width,
          first: gap + (isTaken ? "  → " : "    "), rest: gap + "      ")
      } + causes.flatMap { $0.lines(width: width, depth: depth + 1) }
  }

  /// Every statement of the chain, causes after what they cause.
  public var all: [Reason] { [self] + causes.flatMap(\.all) }
}
