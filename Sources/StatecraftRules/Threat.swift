public import StatecraftCore

/// Harm breeds fear, and fear fades without it.
///
/// Power shift and structural rivalry set the level at the start (F-31); measures feed it
/// (mistrust V-26, risk spills along the chain V-29). What set the level at the start (structure,
/// disputes, wars under way) may last: fear then calms to it, not to nothing (`anchor`).
///
/// An umpire's word raises it too, for what no rule makes: a war (inject `threat`).
///
/// Cases C-906 to C-910, C-1509.
public struct Threat: Rule {
  public static let name = "threat"
  public static let phase = Phase.relations
  public static let writes: Set<Column> = [.threat]
  public static let injects = [Inject.Kind.threat]
  public static let events = [injected]
  public static let sources = ["F-31", "V-26", "V-29"]
  public static let summary = "A grievance raises the threat a state sees; calm lowers it."
  public static let parameters = [
    Parameter<Threat>(
      "rise", \.rise, in: 0...1, unit: "share per turn",
      "Part of the distance to full threat covered in a turn under a large grievance."),
    Parameter<Threat>(
      "calm", \.calm, in: 0...1, unit: "share per turn",
      "Part of the threat that fades in a turn without any grievance."),
    Parameter<Threat>(
      "scale", \.scale, in: 0.01...1000, unit: "bp",
      "A grievance that counts as large."),
    Parameter<Threat>(
      "anchor", \.anchor, in: 0...1, unit: "share",
      "The part of the threat of the start to which it calms: 0 lets every fear fade."),
  ]

  static let injected = EventKind(
    "inject.threat", "Inject: {state} sees a threat in {target}, {value}", unit: .degree,
    audience: .everyone, isNews: true)

  public var rise = 0.1
  public var calm = 0.02
  public var scale = 10.0
  public var anchor = 0.0

  private let start: Dyadic<Double>?

  public init() { start = nil }
  /// - Parameter start: the world of the start, whose threats have causes that don't fade.
  public init(start: World) { self.start = start.threat }

  public func apply(to turn: inout Turn) throws {
    for state in turn.roster.states {
      for other in turn.roster.states where other != state {
        let now = turn.before.threat[state, other]
        let alarm = Math.tanh(turn.before.grievance[state, other] / scale)
        let rest = anchor * (start?[state, other] ?? 0)
        turn.after.threat[state, other] = Math.unit(
          now + rise * alarm * (1 - now) - calm * (1 - alarm) * (now - rest))
      }
    }
    for case .threat(let state, let other, let level) in turn.injects {
      turn.after.threat[state, other] = max(turn.after.threat[state, other], level)
      turn.report(
        Self.injected, state: state, target: other, value: level,
        why: "an umpire put it into the turn")
    }
  }
}
