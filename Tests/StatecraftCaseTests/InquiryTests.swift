import Foundation
import StatecraftCore
import StatecraftReplay
import StatecraftScenario
import Testing

@Suite struct `Why something happened` {
  private func game(_ name: String) throws -> ReplayedGame {
    let file = "Replays/golden/\(name).jsonl"
    let replay = try ReplayReader.read(path: Repository.root + "/" + file)
    return try ReplayedGame(
      replay, scenario: try ScenarioLoader().load(replay.header.bundle).scenario)
  }

  private func label(
    _ game: ReplayedGame, _ isWanted: (LabelledEvent) -> Bool
  ) throws -> EventLabel {
    try #require(game.replay.events().first(where: isWanted)?.label)
  }

  private func texts(_ reason: Reason, _ kind: String) -> [String] {
    reason.all.filter { $0.kind == kind }.map(\.text)
  }

  @Test(arguments: ["logit", "scripted", "best-reply"])
  func `Every event has a reason, in 80 columns`(_ name: String) throws {
    let game = try game(name)
    let inquiry = EventInquiry(game)
    for found in game.replay.events() {
      let reason = try #require(inquiry.reason(for: found.label))
      #expect(reason.text.hasPrefix("\(found.label) \(found.event.kind)"))
      #expect(!reason.causes.isEmpty, "\(found.line)")
      #expect(reason.lines().allSatisfy { $0.count <= 80 }, "\(found.line)")
      if found.event.kind != "decision.rejected" {
        #expect(texts(reason, "rule").count == 1, "\(found.line)")
        #expect(texts(reason, "rule")[0].hasPrefix(found.event.rule + " (phase of "))
      }
    }
    let beyond = EventLabel(turn: game.replay.turns.count + 1, position: 1)
    #expect(inquiry.reason(for: beyond) == nil)
  }

  @Test func `A retaliation is led back to the controls it answers, and what they answered`() throws
  {
    let game = try game("scripted")
    // BBB answers AAA, who had tightened in turn 1 and again in turn 3.
    let answer = try label(game) {
      $0.event.kind == "control.tightened" && $0.event.state == "BBB" && $0.label.turn == 4
    }
    let reason = try #require(EventInquiry(game).reason(for: answer))
    #expect(texts(reason, "order").first == "BBB ordered ‘control export textiles AAA 1.0’")
    #expect(
      texts(reason, "answers") == [
        "AAA's export control on BBB in equipment at 0.8, set in T3.1",
        "BBB's export control on AAA in textiles at 0.3, set in T2.1",
        "AAA's export control on BBB in equipment at 0.3, set in T1.1",
        "AAA's tariff on BBB in textiles at 0.25, set in T3.4",
        "BBB's export control on AAA in textiles at 0.3, set in T2.1, as told above",
      ])
    let grievance = game.worlds[3].grievance[StateID(index: 1), StateID(index: 0)]
    #expect(grievance > 100)
    #expect(
      texts(reason, "memory").first?.hasPrefix(
        "BBB remembered harm by AAA of \(String(format: "%.4g", grievance)) bp of GDP") == true)
    // Turn by turn back, never forth.
    let short = EventInquiry(game, depth: 1).reason(for: answer)
    #expect(texts(try #require(short), "answers").count < texts(reason, "answers").count)
  }

  @Test func `An illegal decision is explained by what was illegal`() throws {
    let game = try game("scripted")
    let rejected = try label(game) { $0.event.kind == "decision.rejected" }
    let reason = try #require(EventInquiry(game).reason(for: rejected))
    #expect(texts(reason, "reason").first?.contains("the treasury allows 0.6 %") == true)
  }

  @Test func `A state that joins is explained by its order, its options and its luck`() throws {
    let game = try game("logit")
    let joined = try label(game) { $0.event.kind == "alignment.joined" }
    let event = try #require(game.replay.event(joined))
    let state = try #require(event.state)
    let reason = try #require(EventInquiry(game).reason(for: joined))
    #expect(texts(reason, "order").first?.hasPrefix("\(state) ordered ‘align ") == true)
    let motive = try #require(reason.all.first { $0.kind == "motive" })
    #expect(motive.text.hasPrefix("\(state) weighed align \(event.target ?? ""): drew 0."))
    #expect(motive.details.count { $0.hasPrefix("→ ") } == 1)
    let drift = try #require(
      game.replay.turns[joined.turn - 1].draws.first {
        $0.purpose == "alignment.drift" && $0.actor == state
          && $0.item == .name(event.target ?? "")
      })
    #expect(
      texts(reason, "draw") == [
        "‘alignment.drift’ of \(state), item \(event.target ?? ""), is \(String(format: "%.4g", drift.value)), from normal 0.0 "
          + "0.02"
      ])
    #expect(texts(reason, "degree").first?.hasSuffix("the threshold is 0.5") == true)
  }

  @Test func `A disruption hangs on its draw, and an election is its draw`() throws {
    let game = try game("logit")
    let struck = try label(game) { $0.event.kind == "supply.disrupted" }
    let reason = try #require(EventInquiry(game).reason(for: struck))
    #expect(texts(reason, "draw").count == 3)
    #expect(texts(reason, "hung on").first?.hasPrefix("the draw ‘supply-shock.occurrence’") == true)
    let election = try label(game) { $0.event.kind == "election.changed" }
    let vote = try #require(EventInquiry(game).reason(for: election))
    #expect(texts(vote, "draw").first?.hasPrefix("‘election.result’ of AAA is ") == true)
    #expect(texts(vote, "hung on").isEmpty)
  }

  @Test func `What income came to is split among its causes in the turn`() throws {
    let game = try game("scripted")
    for found in game.replay.events() where found.event.kind == "income.fell" {
      let reason = try #require(EventInquiry(game).reason(for: found.label))
      let shares = try #require(reason.all.first { $0.kind == "made by" }).details
      let sum = shares.compactMap { Double($0.prefix { $0 != " " }) }.reduce(0, +)
      // Each is rounded to a hundredth of a percent.
      #expect(abs(sum - 100 * found.event.value) < 0.005 * Double(shares.count + 1), "\(shares)")
      // The order's share is what the turn lacks without it.
      let turn = game.replay.turns[found.label.turn - 1]
      let victim = try #require(found.event.state.flatMap(game.replay.header.roster.state))
      for (index, decision) in turn.decisions.enumerated() where decision != .hold {
        let state = StateID(index: index)
        let other = try #require(
          game.resolution(of: found.label.turn, with: [state: .hold]))
        let effect =
          game.worlds[found.label.turn].realIncome[victim] - other.world.realIncome[victim]
        let code = game.replay.header.roster.code(state)
        let told = shares.first { $0.hasSuffix(" the orders of \(code)") }
        if abs(effect) > 1e-4 && shares.count < 6 {
          #expect(told?.hasPrefix(String(format: "%+.2f", 100 * effect)) == true, "\(shares)")
        }
      }
    }
  }

  @Test func `A project that comes to work is led back to the money`() throws {
    let game = try game("scripted")
    let finished = try label(game) { $0.event.kind == "project.finished" }
    let event = try #require(game.replay.event(finished))
    let reason = try #require(EventInquiry(game).reason(for: finished))
    let begun = try #require(texts(reason, "begun").first)
    #expect(begun.contains(" % of GDP, in T"))
    let order = try #require(texts(reason, "order").first)
    #expect(order.contains("‘invest subsidy \(event.sector ?? "")"))
  }
}
