/// A kind of event, declared by the rule that reports it: told, explained and kept to whom it
/// concerns by this description alone.
///
/// Kinds are the same when their names are. One that is made of a name alone is told as it stands,
/// and only its state gets to know of it.
public final class EventKind: Sendable, Hashable, CustomStringConvertible,
  ExpressibleByStringLiteral
{
  /// Who gets to know of it in the game.
  public enum Audience: Sendable {
    case everyone
    /// The state that it happens to.
    case owner
  }

  /// What brings it about.
  public enum Origin: Sendable, Equatable {
    /// An order that is carried out: in decision notation, without its level, with
    /// `{instrument}`, `{sector}` and `{target}` for what the event is about.
    case order(String, Step? = nil)
    /// A course that follows from the orders of several turns.
    case course(String)
    /// A move in a game in strategic form.
    case move
    /// An election.
    case polls
    /// What rules make of the world.
    case consequence
    /// A seat that held although it hadn't decided to.
    case seat
  }

  /// Whether a standing measure became stricter or milder.
  public enum Step: Sendable { case tighter, milder }

  /// How the size of what happened is told.
  public enum Unit: Sendable {
    case nothing
    /// Four digits at most.
    case number
    /// Two decimals.
    case degree
    /// A share, in percent with a sign.
    case share
    /// A share, in whole percent.
    case wholeShare
    /// A change in logarithms, in percent.
    case log
    /// A loss in logarithms, in percent.
    case logLoss
    /// A move, by its name.
    case move
  }

  /// What in the worlds around the turn explains it.
  public enum Evidence: Sendable {
    /// How far the state sides with the target.
    case alignment
    /// What others withhold from the state.
    case starvation
    /// What the state's system and the target withhold from each other.
    case exclusion
    /// What each cause made of the state's real income.
    case income
  }

  /// In replays and filters, such as `control.tightened`.
  public let name: StaticName
  /// What happened, with `{state}`, `{target}`, `{sector}`, `{measure}`, `{value}` in their
  /// places. Like events share a sentence where it has `{measures}` (targets and sectors with
  /// levels), `{places}` (states and sectors with sizes), `{modules}` (of institutions, with
  /// depths), `{partners}` (toward targets) or `{targets}` (their codes). Nil: as it stands.
  public let sentence: String?
  /// The sentence where the size is 0.
  public let sentenceOfZero: String?
  public let unit: Unit
  public let origin: Origin
  public let audience: Audience
  public let evidence: Evidence?
  /// The kind of public project that it's about.
  public let project: InvestmentKind?
  /// Whether states that have no part in it are told of it unasked.
  public let isNews: Bool
  /// How much room it deserves when a game is told in a page, 0 to 100; nil where that follows from
  /// whom it's about.
  public let weight: Int?

  public init(
    _ name: StaticName, _ sentence: String?, ofZero sentenceOfZero: String? = nil,
    unit: Unit = .nothing, origin: Origin = .consequence, audience: Audience,
    evidence: Evidence? = nil, project: InvestmentKind? = nil, isNews: Bool = false,
    weight: Int? = nil
  ) {
    self.weight = weight
    self.name = name
    self.sentence = sentence
    self.sentenceOfZero = sentenceOfZero
    self.unit = unit
    self.origin = origin
    self.audience = audience
    self.evidence = evidence
    self.project = project
    self.isNews = isNews
  }

  /// A kind of which nothing but the name is known.
  public convenience init(unknown name: String) {
    self.init(StaticName(stringLiteral: name), nil, audience: .owner)
  }

  public convenience init(stringLiteral name: String) { self.init(unknown: name) }

  public var description: String { name.description }
  /// What comes before the dot: `control`.
  public var family: Substring { name.description.prefix { $0 != "." } }

  public static func == (left: EventKind, right: EventKind) -> Bool {
    left === right || left.name == right.name
  }
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension EventKind: CustomReflectable {
  /// Nothing but the name, by which kinds are the same.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension EventKind {
  /// How a standing measure changed, if that's what happened.
  public var step: Step? { if case .order(_, let step) = origin { step } else { nil } }
  /// Whether a standing measure changed.
  public var isMeasure: Bool { step != nil }
  /// Whether an order was carried out.
  public var isOrder: Bool { if case .order = origin { true } else { false } }
  /// Whether it follows from the orders of several turns.
  public var isCourse: Bool { if case .course = origin { true } else { false } }
  /// Whether it follows from what a state chose, so that the rule's reason is only that it did.
  public var isChoice: Bool {
    isOrder || isCourse
  }
  /// Whether a producer lost productivity to a disruption.
  public var isDisruption: Bool { unit == .logLoss }

  // MARK: What the core, the engine and all instruments report

  /// An illegal decision was held back.
  public static let rejected = EventKind(
    "decision.rejected", nil, origin: .seat, audience: .owner)
  /// A seat threw an error.
  public static let seatFailed = EventKind("seat.failed", nil, origin: .seat, audience: .owner)
  /// A seat gave no answer before the deadline.
  public static let seatLate = EventKind("seat.late", nil, origin: .seat, audience: .owner)

  public static let controlTightened = EventKind(
    "control.tightened", "{state} tightened its {measure} {measures}", unit: .number,
    origin: .order(measure, .tighter), audience: .everyone)
  public static let controlLoosened = EventKind(
    "control.loosened", "{state} eased its {measure} {measures}",
    ofZero: "{state} lifted its {measure} {measures}", unit: .number,
    origin: .order(measure, .milder), audience: .everyone)
  public static let tariffRaised = EventKind(
    "tariff.raised", "{state} raised its {measure} {measures}", unit: .number,
    origin: .order(measure, .tighter), audience: .everyone)
  public static let tariffLowered = EventKind(
    "tariff.lowered", "{state} lowered its {measure} {measures}",
    ofZero: "{state} lifted its {measure} {measures}", unit: .number,
    origin: .order(measure, .milder), audience: .everyone)

  private static let measure = "control {instrument} {sector} {target}"

  /// The kinds that no rule declares for itself alone.
  public static let common: [EventKind] = [rejected, seatFailed, seatLate] + measures
  /// How standing measures change.
  public static let measures: [EventKind] = [
    controlTightened, controlLoosened, tariffRaised, tariffLowered,
  ]
}

extension Rulebook {
  /// The kinds of events that may happen under it, each once.
  public var eventKinds: [EventKind] {
    var kinds = EventKind.common
    for rule in rules {
      for kind in type(of: rule).events where !kinds.contains(kind) { kinds.append(kind) }
    }
    return kinds
  }
}
