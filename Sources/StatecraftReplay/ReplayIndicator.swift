internal import StatecraftCore

/// An indicator that turns of replays tell: its key, whose numbers they are, where they're kept.
///
/// Reading and comparing both go by ``all``: what is read is compared. A test holds the list to
/// what is written and to the properties of ``ReplayIndicators``.
struct ReplayIndicator: Sendable {
  /// The key in a turn's line.
  let key: String
  let subject: Column.Subject
  /// What each of a subject's numbers is called; nil where a subject has one number.
  let parts: (@Sendable (Roster) -> [String])?
  /// Whether turns of some games have none.
  let isOptional: Bool
  /// The numbers, by subject and part.
  let rows: @Sendable (ReplayIndicators) -> [[Double]]
  let set: @Sendable (inout ReplayIndicators, [[Double]]) -> Void

  static let all: [ReplayIndicator] = [
    numbers("real_income", .state, \.realIncome),
    ReplayIndicator(
      key: "alignment", subject: .state,
      parts: { roster in roster.poles.map { "alignment toward \(roster.code($0))" } },
      isOptional: false, rows: { $0.alignment }, set: { $0.alignment = $1 }),
    numbers("exclusion_by_leader", .sector, \.exclusionByLeader),
    numbers("exclusion_by_system", .sector, \.exclusionBySystem),
    numbers("secured_by_leader", .sector, \.securedByLeader),
    numbers("secured_by_system", .sector, \.securedBySystem),
    numbers("payoffs", .state, \.payoffs, isOptional: true),
    numbers("scores", .state, \.scores, isOptional: true),
    ReplayIndicator(
      key: "utility", subject: .state,
      parts: { _ in UtilityTerm.allCases.map { "utility_\($0.name)" } }, isOptional: true,
      rows: { $0.utility.map { terms in UtilityTerm.allCases.map { terms[$0] } } },
      set: { indicators, rows in
        indicators.utility = rows.map { row in
          var terms = UtilityTerms()
          for term in UtilityTerm.allCases { terms[term] = row[term.index] }
          return terms
        }
      }),
  ]

  private static func numbers(
    _ key: String, _ subject: Column.Subject,
    _ path: any WritableKeyPath<ReplayIndicators, [Double]> & Sendable, isOptional: Bool = false
  ) -> ReplayIndicator {
    ReplayIndicator(
      key: key, subject: subject, parts: nil, isOptional: isOptional,
      rows: { $0[keyPath: path].map { [$0] } },
      set: { $0[keyPath: path] = $1.map { $0[0] } })
  }

  /// The codes of those whose numbers they are, in order.
  func subjects(in roster: Roster) -> [String] {
    subject == .sector ? roster.sectorCodes : roster.stateCodes
  }

  /// The name of a part in sentences.
  func name(of part: Int, in roster: Roster) -> String {
    parts.map { $0(roster) }.flatMap { $0.indices.contains(part) ? $0[part] : nil } ?? key
  }

  /// Reads the numbers from a turn's line.
  func read(
    _ node: JSONNode, _ roster: Roster, into indicators: inout ReplayIndicators
  ) throws(Malformed) {
    guard let own = isOptional ? try node.optional(key) : try node.get(key) else { return }
    let count = subjects(in: roster).count
    guard let width = parts?(roster).count else {
      set(&indicators, try own.numbers(count: count).map { [$0] })
      return
    }
    var rows: [[Double]] = []
    for row in try own.elements(count: count) { rows.append(try row.numbers(count: width)) }
    set(&indicators, rows)
  }
}
