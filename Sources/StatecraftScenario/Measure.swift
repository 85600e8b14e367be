internal import StatecraftCore

/// A number that can be read off an economy or an experiment, such as `real_income[USA]`.
public struct Measure: Sendable, Equatable, CustomStringConvertible {
  public let kind: MeasureKind
  public let sector: Int?
  /// The state that it's about: of trade, the buyer.
  public let state: Int?
  /// Of trade, the seller; of an encounter, the other state.
  public let supplier: Int?
  /// Of a game, the moves that it's about: one's own and the other's.
  public let move: Int?
  public let otherMove: Int?
  /// Of a game, what its form reads for itself, such as a configuration of sides.
  public let text: String?
  /// As the file writes it.
  public let description: String
}

/// What a measure measures.
public enum MeasureKind: String, Sendable, CaseIterable {
  case realIncome = "real_income"
  case realIncomeChangePercent = "real_income_change_percent"
  case realIncomeLossPercent = "real_income_loss_percent"
  case income, wage
  case price
  case producerPrice = "producer_price"
  case share, flow, spending, output
  case quantity
  case rent
  case capacityUse = "capacity_use"
  case tariffRevenue = "tariff_revenue"
  case termsOfTrade = "terms_of_trade"
  case tariff
  case optimalTariff = "optimal_tariff"
  case nashTariff = "nash_tariff"
  case domarWeight = "domar_weight"
  case firstOrderPercent = "first_order_percent"
  case secondOrderPercent = "second_order_percent"
  case exports
  case importsToExport = "imports_to_export"
  case backwardParticipation = "backward_participation"
  case forwardParticipation = "forward_participation"
  case revealedAdvantage = "revealed_advantage"
  case hubCentrality = "hub_centrality"
  case dependenceDirect = "dependence_direct"
  case dependenceIndirect = "dependence_indirect"
  case dependenceTotal = "dependence_total"
  case concentration
  case score
  case totalScore = "total_score"
  case payoff
  case finalMove = "final_move"
  case moveShare = "move_share"

  /// Whether it's of games in strategic form, and not of economies.
  public var isOfGames: Bool {
    switch self {
    case .score, .totalScore, .payoff, .finalMove, .moveShare: true
    default: false
    }
  }

  /// Whether only games that were played can tell it.
  public var isPlayed: Bool {
    switch self {
    case .score, .totalScore, .payoff, .finalMove, .moveShare: true
    default: false
    }
  }

  /// What it's of, such as `s,n` for a sector in a state, and what it means.
  public var explanation: (indices: String, meaning: String) {
    switch self {
    case .realIncome: ("n", "real income over that at the start")
    case .realIncomeChangePercent: ("n", "its change, in % of the start")
    case .realIncomeLossPercent: ("n", "its fall, in % of the start")
    case .income: ("n", "value added, world value added as at the start")
    case .wage: ("n", "wages over those at the start")
    case .price: ("s,n", "the buyers' price level over that at the start")
    case .producerPrice: ("s,n", "the sellers' price over that at the start")
    case .share: ("s,n,i", "the share of n's spending on s that goes to i")
    case .flow: ("s,n,i", "what n pays for s from i, tariffs included")
    case .spending: ("s,n", "what n spends on s for all uses")
    case .output: ("s,n", "what n sells of s")
    case .quantity: ("s,n", "the quantity of s that n makes over that at the start")
    case .rent: ("s,n", "the rent on installed capacity")
    case .capacityUse: ("s,n", "the share of installed capacity that is used")
    case .tariffRevenue: ("n", "the revenue of tariffs")
    case .termsOfTrade: ("n", "export over import prices, over those at the start")
    case .tariff: ("s,n,i", "the tariff of n on s from i")
    case .optimalTariff: ("n", "the rate that serves n best")
    case .nashTariff: ("n", "n's rate where all reply best to each other")
    case .domarWeight: ("s,n", "sales of s in n over the world's value added")
    case .firstOrderPercent: ("", "the change of world income by Domar weights before")
    case .secondOrderPercent: ("", "the same by the mean of weights before and after")
    case .exports: ("s,n", "what n sells of s abroad")
    case .importsToExport: ("s,n", "foreign value in n's exports of s")
    case .backwardParticipation: ("n", "foreign value in n's exports, over them")
    case .forwardParticipation: ("n", "n's value in others' exports, over its own")
    case .revealedAdvantage: ("s,n", "Balassa's ratio on value added in exports")
    case .hubCentrality: ("n", "the share of others' value chains through n")
    case .dependenceDirect: ("s,n,i", "the share of n's spending on s that goes to i")
    case .dependenceIndirect: ("s,n,i", "i's value in n's purchases of s from others, as a share")
    case .dependenceTotal: ("s,n,i", "i's value in all of n's purchases of s, as a share")
    case .score: ("n,i", "what n has got from i in all, averaged over played games")
    case .totalScore: ("n", "what n has got from all, averaged over played games")
    case .payoff: ("n", "what the last round paid n, averaged over played games")
    case .finalMove: ("n", "n's last move toward all (the number of a named one), averaged")
    case .moveShare: ("m,n", "the share of n's last moves that are m, over played games")
    case .concentration: ("s,n", "the Herfindahl-Hirschman index of n's suppliers of s")
    }
  }

  /// Whether it asks what changed, so that it needs an experiment.
  public var needsExperiment: Bool {
    switch self {
    case .optimalTariff, .nashTariff, .firstOrderPercent, .secondOrderPercent: true
    default: false
    }
  }
}

extension Measure {
  /// Reads `name[codes]`.
  ///
  /// - Returns: nil, and a fault, when it names nothing.
  init?(_ value: Value, ofGame: Bool, roster: Roster, log: FaultLog) {
    guard let text = value.text else { return nil }
    let pieces = text.split(separator: "[", maxSplits: 1, omittingEmptySubsequences: false)
    let name = pieces[0].filter { $0 != " " }
    guard let kind = MeasureKind(rawValue: name), kind.isOfGames == ofGame else {
      let names = MeasureKind.allCases.filter { $0.isOfGames == ofGame }.map(\.rawValue)
      let guess = suggestion(for: String(name.prefix(40)), among: names)
      log.add(
        "‘\(SourceNode.shortened(name))’ is no measure"
          + (guess.isEmpty ? "; there are \(names.joined(separator: ", "))" : guess), at: value)
      return nil
    }
    let (indices, _) = kind.explanation
    let wanted = indices.split(separator: ",")
    var codes: [String] = []
    if pieces.count == 2 {
      guard pieces[1].hasSuffix("]") else {
        log.add("a closing bracket is missing", at: value)
        return nil
      }
      codes = pieces[1].dropLast().split(separator: ",", omittingEmptySubsequences: false)
        .map { $0.filter { $0 != " " } }
    }
    guard codes.count == wanted.count else {
      log.add(
        wanted.isEmpty
          ? "‘\(name)’ is of the whole world: leave out what is in brackets"
          : "write \(name)[\(indices)], with \(Self.letters(of: wanted, ofGame: ofGame))", at: value
      )
      return nil
    }
    var found: [Substring: Int] = [:]
    var ownText: String?
    for (index, code) in zip(wanted, codes) {
      let candidates: (kind: String, names: [String])
      switch index {
      case "x":
        ownText = code
        continue
      case "s": candidates = ("sector", roster.sectorCodes)
      case "m", "k": candidates = ("move", roster.moveNames)
      default: candidates = ("state", roster.stateCodes)
      }
      if let position = candidates.names.firstIndex(of: code) {
        found[index] = position
      } else {
        log.add(
          "‘\(SourceNode.shortened(code))’ is no \(candidates.kind) of this file"
            + suggestion(for: String(code.prefix(40)), among: candidates.names), at: value)
      }
    }
    guard found.count + (ownText == nil ? 0 : 1) == wanted.count else { return nil }
    self.init(
      kind: kind, sector: found["s"], state: found["n"], supplier: found["i"], move: found["m"],
      otherMove: found["k"], text: ownText, description: text)
  }

  /// What the letters of a measure stand for.
  private static func letters(of wanted: [Substring], ofGame: Bool) -> String {
    wanted.map { letter in
      switch letter {
      case "s": "s a sector"
      case "n": "n a state"
      case "i": ofGame ? "i the other state" : "i a supplier"
      case "m": "m a move"
      case "k": "k the other's move"
      default: "\(letter) as the game's form says"
      }
    }.joined(separator: ", ")
  }
}
