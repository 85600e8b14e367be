import StatecraftAgents
import StatecraftCore
import StatecraftPlayers
import StatecraftWorldSupport

extension Seated {
  /// What a state may know now, as its staff sees it.
  ///
  /// - Parameter change: what is otherwise in the present world.
  func view(
    _ code: String, policy: any Policy = AssessingPolicy.bestReply(),
    change: (inout World) -> Void = { _ in }
  ) throws -> SeatView {
    let setting = scenario.setting
    guard let me = setting.roster.state(code) else { fatalError("No state \(code)") }
    var past: [PastTurn] = []
    var before = Observation(of: scenario.start, by: me, setting: setting)
    for record in records {
      past.append(PastTurn(record, for: before))
      before = Observation(of: record.world, by: me, setting: setting)
    }
    var world = records.last?.world ?? scenario.start
    change(&world)
    let now = Observation(of: world, by: me, setting: setting)
    var (asked, context) = (
      policy,
      PolicyContext(
        source: DrawSource(HashChance(), setting: setting, turn: now.turn, isRecording: false),
        explains: true)
    )
    let decision = try asked.decide(now, &context)
    return SeatView(
      facts: GameFacts(scenario), now: now, past: past, policy: policy,
      counsel: Answer(decision, deliberations: context.deliberations))
  }

  /// Everything that the staff of a seat has to say.
  func everything(_ view: SeatView) throws -> [Line] {
    let advice = Advice(view)
    let roster = view.roster
    let orders = try Decision(
      notation: [
        "align \(roster.code(roster.poles[view.roster.leader(of: roster.poles[0]) == view.me ? 1 : 0])) 0.3",
        "control export tools FAR 0.5", "control import chips ISL 1",
        "control tariff goods FAR 0.25", "invest subsidy tools 0.2%gdp",
        "invest research chips 0.1%gdp",
      ], in: roster)
    let chips = roster.sectors[1]
    let filters = [
      Filter(), Filter(states: [view.me]), Filter(states: Array(roster.states.suffix(2))),
      Filter(sectors: [chips]), Filter(states: [roster.states[0]], sectors: [chips]),
    ]
    return advice.briefing() + advice.advise() + advice.estimate(orders) + advice.rivals()
      + roster.states.flatMap(advice.explain) + filters.flatMap(advice.legal)
      + Advice.tables.flatMap { table in filters.flatMap { advice.show(table.name, $0) } }
  }
}
