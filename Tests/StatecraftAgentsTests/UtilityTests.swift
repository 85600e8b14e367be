import StatecraftAgents
import StatecraftCore
import StatecraftRules
import StatecraftWorldSupport
import Testing

@Suite struct UtilityTests {
  private let small: SmallWorld
  private let (nor, sud, mid): (StateID, StateID, StateID)

  init() throws {
    small = try SmallWorld(rivalry: 0.5)
    (nor, sud, mid) = (small.state("NOR"), small.state("SUD"), small.state("MID"))
  }

  private func terms(
    of state: StateID, after decision: Decision = .hold, _ change: (inout World) -> Void = { _ in }
  ) -> UtilityTerms {
    var world = small.start
    change(&world)
    return Utility().terms(of: state, in: world, after: decision, setting: small.setting)
  }

  /// The terms that a change of the world moves, with the sign of the move.
  private func moves(of state: StateID, _ change: (inout World) -> Void) -> [UtilityTerm: Double] {
    let (before, after) = (terms(of: state), terms(of: state, change))
    var moves: [UtilityTerm: Double] = [:]
    for term in UtilityTerm.allCases where after[term] != before[term] {
      moves[term] = after[term] > before[term] ? 1 : -1
    }
    return moves
  }

  @Test func `Gains are real income in basis points, less r times the rival's`() {
    let terms = terms(of: nor) {
      $0.realIncome[nor] = 1.01
      $0.realIncome[sud] = 1.02
    }
    let size = small.setting.gdp[sud] / small.setting.gdp[nor]
    #expect(abs(terms[.gains] - (100 - 0.5 * 200 * size)) < 1e-9)
  }

  @Test func `Each term moves in its direction, and no other with it`() {
    #expect(moves(of: nor) { $0.realIncome[nor] += 0.01 } == [.gains: 1])
    #expect(moves(of: nor) { $0.realIncome[sud] += 0.01 } == [.gains: -1])
    #expect(moves(of: nor) { $0.realIncome[mid] += 0.01 } == [:])
    // More threat makes protection worth more, and dependence on the feared worse.
    #expect(moves(of: mid) { $0.threat[mid, sud] += 0.1 } == [.security: 1, .autonomy: -1])
    let pole = PoleID(index: 0)
    #expect(moves(of: mid) { $0.alignment[mid, pole] += 0.1 } == [.security: 1, .affinity: 1])
    #expect(moves(of: mid) { $0.alignment[mid, PoleID(index: 1)] += 0.1 } == [.affinity: -1])
    let chips = small.sector("chips")
    #expect(moves(of: nor) { $0.flows[chips, nor, sud] *= 0.5 } == [.autonomy: 1])
    #expect(moves(of: nor) { $0.flows[chips, mid, nor] *= 0.5 } == [.influence: -1])
    // Depending on nobody feared costs no autonomy.
    #expect(moves(of: nor) { $0.flows[chips, nor, mid] *= 0.5 } == [:])
  }

  @Test func `Weights multiply terms, and nought switches one off`() {
    for term in [UtilityTerm.security, .autonomy, .influence, .affinity] {
      let plain = terms(of: mid)[term]
      #expect(plain != 0)
      #expect(abs(terms(of: mid) { $0.weights[mid, term] = 2 }[term] - 2 * plain) < 1e-12)
      #expect(terms(of: mid) { $0.weights[mid, term] = 0 }[term] == 0)
    }
  }

  @Test func `Public money counts once, in the turn in which it's spent`() throws {
    let order = InvestmentOrder(kind: .subsidy, sector: small.sector("tools"), percentOfGDP: 0.3)
    let spending = Decision(investments: [order])
    #expect(abs(terms(of: mid, after: spending)[.domestic] + 30) < 1e-12)
    // Three turns of building cost nothing more.
    var game = TestGame(small, try Rulebook([Investment()]))
    try game.play(["MID": spending.notation(in: small.setting.roster)])
    try game.play()
    #expect(!game.world.projects.isEmpty)
    let later = Utility().terms(of: mid, in: game.world, after: .hold, setting: small.setting)
    #expect(later[.domestic] == 0)
  }
}
