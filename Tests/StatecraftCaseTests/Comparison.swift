import StatecraftCore

/// Two sums of numbers and cells, and how they stand to each other:
/// `expenditure[services, AAA] = 134 * wage[AAA] + 0.134 * flows[textiles, AAA, BBB]`.
struct Comparison: Sendable, CustomStringConvertible {
  enum Relation: String, Sendable, CaseIterable {
    case equal = "="
    case less = "<"
    case greater = ">"
  }

  /// A factor, or a factor times a cell.
  struct Term: Sendable {
    var factor: Double
    var cell: Cell?
    /// Whether the cell is the twin's.
    var isTwins = false
    /// The turn after which it's read; nil for the check's turn.
    var turn: Int?
  }

  let description: String
  let left: [Term]
  let relation: Relation
  let right: [Term]
  /// Relative to the larger side, or absolute below 1.
  let tolerance: Double

  var asksTwin: Bool { (left + right).contains(where: \.isTwins) }

  /// The last turn that it looks at, besides its own.
  var latestTurn: Int { (left + right).compactMap(\.turn).max() ?? 0 }

  init(_ text: String, tolerance: Double?) throws(CaseFault) {
    description = text
    let signs = text.filter { "=<>".contains($0) }
    guard signs.count == 1, let sign = signs.first, let relation = Relation(rawValue: "\(sign)")
    else { throw CaseFault("‘\(text)’ needs one of =, < and >") }
    self.relation = relation
    // What an equilibrium leaves open mustn't pass for a difference.
    self.tolerance = tolerance ?? (relation == .equal ? 1e-9 : 1e-6)
    let sides = text.split(separator: sign, omittingEmptySubsequences: false)
    left = try Self.sum(String(sides[0]))
    right = try Self.sum(String(sides[1]))
  }

  static func agree(_ a: Double, _ b: Double, tolerance: Double) -> Bool {
    abs(a - b) <= tolerance * max(1, abs(a), abs(b))
  }

  func holds(_ left: Double, _ right: Double) -> Bool {
    let isEqual = Self.agree(left, right, tolerance: tolerance)
    return switch relation {
    case .equal: isEqual
    case .less: left < right && !isEqual
    case .greater: left > right && !isEqual
    }
  }

  private static func sum(_ text: String) throws(CaseFault) -> [Term] {
    var terms: [Term] = []
    // Signs stand between spaces, so that numbers such as 1e-6 stay whole.
    var sign = 1.0
    var words: [Substring] = []
    for word in text.split(separator: " ") {
      if word == "+" || word == "-" {
        terms.append(try term(words, sign))
        (sign, words) = (word == "+" ? 1 : -1, [])
      } else {
        words.append(word)
      }
    }
    terms.append(try term(words, sign))
    return terms
  }

  private static func term(_ words: [Substring], _ sign: Double) throws(CaseFault) -> Term {
    var words = words[...]
    var term = Term(factor: sign)
    guard let first = words.first else { throw CaseFault("a sum lacks a term") }
    if let number = Double(String(first)) {
      term.factor *= number
      words.removeFirst()
      if words.isEmpty { return term }
      guard words.removeFirst() == "*" else { throw CaseFault("after \(first) comes * or nothing") }
    }
    if words.first == "twin" {
      term.isTwins = true
      words.removeFirst()
    }
    var cell = words.joined(separator: " ")
    if let at = cell.lastIndex(of: "@") {
      guard let turn = Int(cell[cell.index(after: at)...]) else {
        throw CaseFault("‘\(cell)’ lacks the turn after @")
      }
      term.turn = turn
      cell = String(cell[..<at])
    }
    term.cell = try Cell(cell)
    return term
  }
}
