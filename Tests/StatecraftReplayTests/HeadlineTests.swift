import StatecraftCore
import StatecraftReplay
import StatecraftTestSupport
import Testing

struct HeadlineTests {
  private static let quiet = EventKind(
    "club.asked", "{state} asked", audience: .everyone, weight: 0)
  private static let loud = EventKind(
    "club.joined", "{state} joined", audience: .everyone, isNews: true, weight: 40)

  @Test func `What weighs nothing is no news, even of a leader, and its news comes first`() throws {
    let roster = Toy.scenario(turns: 1, rules: []) { _ in ScriptedPolicy { _ in .hold } }
      .setting.roster
    let leader = try #require(roster.poleLeaders.first)
    let other = try #require(roster.states.first { roster.pole(ledBy: $0) == nil })
    func event(_ kind: EventKind, _ state: StateID) -> Event {
      Event(kind, by: "clubs", state: state, why: "a test")
    }
    let headlines = Headlines(roster)
    #expect(headlines.items(of: [event(Self.quiet, leader), event(Self.quiet, other)]).isEmpty)
    let told = headlines.items(of: [event(Self.loud, other), event(Self.loud, leader)])
    #expect(told.map(\.weight) == [50, 40])
    #expect(told.first?.states == [roster.code(leader)])
  }
}
