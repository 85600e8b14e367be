internal import Foundation
internal import StatecraftAnalysis
internal import StatecraftScenario

extension BacktestReport {
  func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(document()) + Data("\n".utf8)
  }

  private func document() -> Document {
    Document(
      scenario: scenario.name, scenarioHash: scenario.hash, facts: items(), file: file,
      startYear: scenario.setting.startYear, turns: scenario.setting.turns, seed: "\(seed)",
      runs: count, digest: digest, scores: scores.map(Document.Scores.init),
      order: orders.map { item in
        let agreement = item.order.agreement
        return Document.Order(
          group: item.group.name, period: item.period.rawValue,
          states: item.group.members.map { roster.code(ledger.facts[$0.fact].who) },
          leftOut: item.group.leftOut.map { roster.code(ledger.facts[$0].who) },
          pairs: agreement.pairs, tiedInModel: agreement.tiedInFirst,
          tiedInHistory: agreement.tiedInSecond, kendall: agreement.kendall,
          kendallInterval: item.order.kendallInterval.map { [$0.lower, $0.upper] },
          spearman: agreement.spearman,
          spearmanInterval: item.order.spearmanInterval.map { [$0.lower, $0.upper] })
      },
      reliability: reliability?.map {
        Document.Bin(
          from: $0.from, to: $0.to, facts: $0.count, happened: $0.happened,
          meanProbability: $0.meanProbability, interval: [$0.interval.lower, $0.interval.upper])
      })
  }

  private func items() -> [Document.Fact] {
    zip(ledger.facts, ledger.standings).enumerated().map { position, item in
      let (fact, standing) = item
      var found: Document.Found?
      if let event = ledger.scored.firstIndex(of: position) {
        let (share, interval) = probabilities[event]
        found = Document.Found(
          probability: share, interval: [interval.lower, interval.upper],
          meanYear: meanYear(of: event))
      }
      var reason: String?
      if case .unscored(let why) = standing { reason = why.rawValue }
      return Document.Fact(
        fact: fact.notation(in: roster), by: fact.by.description,
        happened: fact.happened != nil, date: fact.happened?.description,
        period: fact.period.rawValue, group: fact.group, status: fact.status.rawValue,
        source: fact.source, model: found, unscored: reason)
    }
  }

  private struct Document: Encodable {
    struct Fact: Encodable {
      let fact, by: String
      let happened: Bool
      let date: String?
      let period: String
      let group: String?
      let status, source: String
      /// Absent where it isn't scored.
      let model: Found?
      /// Why it isn't scored.
      let unscored: String?
    }

    struct Found: Encodable {
      let probability: Double
      let interval: [Double]
      let meanYear: Double

      enum CodingKeys: String, CodingKey {
        case probability
        case interval = "ci95"
        case meanYear = "mean_year"
      }
    }

    struct Scores: Encodable {
      let period: String
      let group: String?
      let facts, happened: Int
      let brier, ranked: Score

      init(_ scored: BacktestReport.Scored) {
        period = scored.period.rawValue
        group = scored.group
        facts = scored.facts
        happened = scored.happened
        brier = Score(scored.brier)
        ranked = Score(scored.ranked)
      }
    }

    struct Score: Encodable {
      let model: Double
      let interval: [Double]?
      let nothing, everything: Double
      let skillOverNothing, skillOverEverything: Double?

      init(_ score: BackTest.Score) {
        model = score.model
        interval = score.interval.map { [$0.lower, $0.upper] }
        nothing = score.nothing
        everything = score.everything
        skillOverNothing = score.skillOverNothing
        skillOverEverything = score.skillOverEverything
      }

      enum CodingKeys: String, CodingKey {
        case model, nothing, everything
        case interval = "ci95"
        case skillOverNothing = "skill_over_nothing"
        case skillOverEverything = "skill_over_everything"
      }
    }

    struct Order: Encodable {
      let group, period: String
      let states, leftOut: [String]
      let pairs, tiedInModel, tiedInHistory: Int
      let kendall: Double?
      let kendallInterval: [Double]?
      let spearman: Double?
      let spearmanInterval: [Double]?

      enum CodingKeys: String, CodingKey {
        case group, period, states, pairs
        case leftOut = "left_out"
        case tiedInModel = "tied_in_model"
        case tiedInHistory = "tied_in_history"
        case kendall = "kendall_tau_b"
        case kendallInterval = "kendall_ci95"
        case spearman = "spearman_rho"
        case spearmanInterval = "spearman_ci95"
      }
    }

    struct Bin: Encodable {
      let from, to: Double
      let facts, happened: Int
      let meanProbability: Double
      let interval: [Double]

      enum CodingKeys: String, CodingKey {
        case from, to, facts, happened
        case meanProbability = "mean_probability"
        case interval = "ci95"
      }
    }

    let scenario, scenarioHash: String
    let facts: [Fact]
    let file: String
    let startYear, turns: Int
    /// As text: a seed may have more digits than a JSON reader keeps.
    let seed: String
    let runs: Int
    let digest: String
    let scores: [Scores]
    let order: [Order]
    /// Absent with too few facts.
    let reliability: [Bin]?

    enum CodingKeys: String, CodingKey {
      case scenario, facts, file, turns, seed, runs, digest, scores, order, reliability
      case scenarioHash = "scenario_hash"
      case startYear = "start_year"
    }
  }
}
