public import StatecraftCore
public import StatecraftEconomy

/// Knowledge spreads from the frontier to those who can absorb it, and controls hold it back.
///
/// In key sectors a laggard closes part of its gap each turn through purchases from more advanced
/// suppliers, in proportion to its own level (absorptive capacity, Cohen and Levinthal 1990):
/// logistic catching-up. What withholds goods or knowledge cuts that channel (deprivation), and the
/// denied part calls forth an effort of its own (self-reliance, V-31). Whether controls *delay* or *lower the
/// ceiling* is disputed (literature 002, section G.3): `ceiling` is 0 for delay and 1 for a
/// ceiling in proportion to what is denied. Also: security externality of diffusion V-28,
/// low-end lock-in V-32, technology containment F-57; a rival's purchases fund the leader's
/// research. Knowledge of a sector also comes with the tools and designs that it takes: what is
/// withheld upstream holds back the gain downstream, one missing input being enough (`upstream`;
/// V-29, 2D-33).
///
/// Members of an institution that do research together learn faster from a partner who is further on
/// (`shared_research`; F-08, 000-27).
///
/// Cases C-703 to C-708.
public struct Diffusion: Rule {
  public static let name = "diffusion"
  public static let phase = Phase.technology
  public static let writes: Set<Column> = [.technology]
  public static let sources = ["V-28", "V-31", "V-32", "F-57", "2D-69", "2D-75", "2G-H1"]
  public static let summary =
    "Technology spreads through purchases; controls hold it back and call forth self-reliance."
  public static let parameters = [
    Parameter<Diffusion>(
      "rate", \.rate, in: 0...1, unit: "share per turn",
      "Part of the gap to the frontier that open purchases close in a turn."),
    Parameter<Diffusion>(
      "self_reliance", \.selfReliance, in: 0...1, unit: "share per turn",
      "Part of the gap that own effort closes in a turn when everything is denied."),
    Parameter<Diffusion>(
      "ceiling", \.ceiling, in: 0...1, unit: "switch",
      "0: controls delay; 1: controls lower the level that can be reached by the share denied."),
    Parameter<Diffusion>(
      "revenue_effect", \.revenueEffect, in: 0...0.2, unit: "level per turn",
      "Gain of a leading producer's level for a unit of ln(output over output at the start)."),
    Parameter<Diffusion>(
      "shared_research", \.sharedResearch, in: 0...10, unit: "1",
      "How much faster knowledge comes by research that is shared in full with a better partner."),
    Parameter<Diffusion>(
      "upstream", \.upstream, in: 0...1, unit: "share",
      "How much of the knowledge of a sector is lost with one strategic input that is withheld."),
  ]

  public var rate = 0.06
  public var selfReliance = 0.04
  public var ceiling = 0
  public var revenueEffect = 0.01
  public var upstream = 0.0
  public var sharedResearch = 1.0

  private let strategicInputs: StrategicInputs?

  public init() { strategicInputs = nil }
  public init(baseline: Baseline) { strategicInputs = StrategicInputs(baseline: baseline) }

  public func apply(to turn: inout Turn) throws {
    let denials = denials(in: turn)
    let shared = turn.setting.institutions.sharedResearch(in: turn.before, turn.roster)
    for sector in turn.roster.sectors where turn.setting[sector].isKey {
      var frontier = 0.0
      for state in turn.roster.states {
        frontier = max(frontier, turn.before.technology[sector, state])
      }
      guard frontier > 0 else { continue }
      for state in turn.roster.states {
        let level = turn.before.technology[sector, state]
        let denied = deniedByAdvanced(sector, to: state, level: level, denials, in: turn)
        let top = frontier * (1 - Double(ceiling) * denied)
        // Who has no base can't absorb: the gain is largest half-way.
        var gain =
          level / frontier * max(top - level, 0)
          * (rate * (1 - denied) + selfReliance * denied * turn.setting[sector].criticality)
        if upstream > 0, gain > 0, let strategicInputs {
          gain *= strategicInputs.knowledgeLeft(
            to: state, for: sector, in: turn.before, setting: turn.setting, strength: upstream)
        }
        if let shared { gain *= 1 + sharedResearch * shared[sector, state] }
        let (now, start) = (
          turn.before.output[sector, state], turn.setting.startOutput[sector, state]
        )
        if level >= frontier, now > 0, start > 0 {
          gain += revenueEffect * min(max(Math.log(now / start), -1), 1)
        }
        turn.after.technology[sector, state] = max(level + gain, 0)
      }
    }
  }

  /// What sources of knowledge hold back from others by withholding goods and by all instruments
  /// on knowledge: [sector, source, from whom].
  private func denials(in turn: Turn) -> SectorDyadic<Double> {
    let (measures, roster) = (turn.before.measures, turn.roster)
    var denials = measures.together(.goods, .outbound, in: roster)
    for side in Instrument.Side.allCases where roster.has(.knowledge, side) {
      denials = denials.together(with: measures.together(.knowledge, side, in: roster))
    }
    return denials
  }

  /// The share of more advanced suppliers, weighted by their market at the start, that withhold
  /// their goods from a state.
  private func deniedByAdvanced(
    _ sector: SectorID, to state: StateID, level: Double, _ denials: SectorDyadic<Double>,
    in turn: Turn
  ) -> Double {
    var (supply, denied) = (0.0, 0.0)
    for supplier in turn.roster.states
    where supplier != state && turn.before.technology[sector, supplier] > level {
      let weight = turn.setting.startOutput[sector, supplier]
      supply += weight
      denied += weight * denials[sector, supplier, state]
    }
    return supply > 0 ? denied / supply : 0
  }
}
