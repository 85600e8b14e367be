public import StatecraftCore

/// A state moves toward each pole as it decided, a part of the way each turn.
///
/// What makes it decide (protection, dependence, affinity, inducement, coercion) is weighed by
/// its policy; this rule is the inertia of real alignments, and chance. Literature F-36, F-37,
/// C4-13, C4-14.
///
/// Cases C-101 to C-108.
public struct Alignment: Rule {
  public static let name = "alignment"
  public static let phase = Phase.orders
  public static let writes: Set<Column> = [.alignment]
  public static let orders = [OrderKind.alignment]
  public static let purposes = [drift]
  public static let sources = ["F-36", "F-37", "C4-13", "C4-14"]
  public static let summary = "Alignment moves a part of the way toward what a state decided."
  public static let parameters = [
    Parameter<Alignment>(
      "speed", \.speed, in: 0...1, unit: "share",
      "Part of the way from present to intended alignment covered in a turn."),
    Parameter<Alignment>(
      "noise", \.noise, in: 0...0.5, unit: "alignment",
      "Standard deviation of chance moves in a turn."),
  ]

  static let drift = Purpose("alignment.drift")

  public var speed = 0.25
  public var noise = 0.02

  public init() {}

  public func apply(to turn: inout Turn) throws {
    for state in turn.roster.states {
      let isLeader = turn.roster.pole(ledBy: state) != nil
      for order in turn.decisions[state].alignment {
        turn.after.alignment[state, order.pole] +=
          speed * (order.degree - turn.before.alignment[state, order.pole])
      }
      for pole in turn.roster.poles {
        // A leader's course isn't moved by chance; it can still seek another pole by decision.
        if noise > 0 && !isLeader {
          turn.after.alignment[state, pole] += try turn.draw(
            .normal(mean: 0, standardDeviation: noise), Self.drift, for: state, about: .pole(pole))
        }
        let now = Math.unit(turn.after.alignment[state, pole])
        turn.after.alignment[state, pole] = now
        report(state, pole, now, &turn)
      }
    }
  }

  private func report(_ state: StateID, _ pole: PoleID, _ now: Double, _ turn: inout Turn) {
    let threshold = turn.setting.outcome.allyAlignment
    let was = turn.before.alignment[state, pole]
    let leader = turn.roster.leader(of: pole)
    if was < threshold && now >= threshold {
      turn.report(
        "alignment.joined", state: state, target: leader, value: now,
        why: "its alignment rose past the threshold of the pole's system")
    } else if was >= threshold && now < threshold {
      turn.report(
        "alignment.left", state: state, target: leader, value: now,
        why: "its alignment fell below the threshold of the pole's system")
    }
  }
}
