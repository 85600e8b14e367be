internal import StatecraftCore

/// What a seat's staff has to say: pure functions from what the seat may know to lines of at most
/// 80 columns.
///
/// The facts behind the lines are values of their own, for those who want them without the words:
/// ``SeatView/partnerships(_:)``, ``SeatView/measures(by:on:)``, ``SeatView/estimates(of:)``,
/// ``SeatView/record(of:)``, ``SeatView/motive(of:toward:)``.
public struct Advice: Sendable {
  public let view: SeatView

  public init(_ view: SeatView) { self.view = view }

  var roster: Roster { view.roster }
  var me: StateID { view.me }
  var now: Observation { view.now }
  /// What the seat saw before the last turn; nil before any is closed.
  var before: Observation? { view.last?.before }

  /// The other states.
  var others: [StateID] { roster.states.filter { $0 != me } }

  /// Those against whom the seat measures its gains: poles' leaders, and whose gains its
  /// government minds.
  var competitors: [StateID] {
    others.filter { roster.pole(ledBy: $0) != nil || now.relativeGains[$0] > 0 }
  }

  /// A state's gain of real income since the start, as a fraction.
  func gain(_ state: StateID) -> Double { now.realIncome[state] - 1 }

  /// A state's gain in the last turn, as a fraction; nil before any is closed.
  func lastGain(_ state: StateID) -> Double? {
    before.map { now.realIncome[state] / $0.realIncome[state] - 1 }
  }

  /// The states of a pole's system: its leader, and those aligned past the threshold.
  func system(of pole: PoleID, in observation: Observation? = nil) -> [StateID] {
    let alignment = (observation ?? now).alignment
    return roster.states.filter {
      roster.leader(of: pole) == $0
        || roster.pole(ledBy: $0) == nil
          && alignment[$0, pole] >= view.facts.outcome.allyAlignment
    }
  }

  /// The poles that the seat may side with.
  var polesToJoin: [PoleID] { roster.poles.filter { roster.leader(of: $0) != me } }

  func codes(_ states: some Sequence<StateID>) -> String {
    states.map(roster.code).joined(separator: " ")
  }

  /// Such as `batteries 55 %, refining 38 %`, the most important first.
  func shares(_ items: [Partnership.Item], atMost count: Int = 3) -> String {
    items.filter { $0.share >= 0.005 }.prefix(count).map {
      "\(roster.code($0.sector)) \(wholePercent($0.share))"
    }
    .joined(separator: ", ")
  }
}

/// A share in whole percent, without a sign: `55 %`.
func wholePercent(_ share: Double) -> String {
  let text = percent(share, decimals: 0)
  return text.hasPrefix("+") ? String(text.dropFirst()) : text
}

/// A count of things: `1 turn`, `3 turns`.
func count(_ number: Int, _ thing: String) -> String {
  "\(number) \(thing)\(number == 1 ? "" : "s")"
}
