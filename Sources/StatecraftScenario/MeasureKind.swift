/// What a measure measures.
public enum MeasureKind: String, Sendable, CaseIterable {
  case realIncome = "real_income"
  case realIncomeChangePercent = "real_income_change_percent"
  case realIncomeLossPercent = "real_income_loss_percent"
  case income, wage
  case realWage = "real_wage"
  case realEarnings = "real_earnings"
  case balance
  case linearTermsPercent = "linear_terms_percent"
  case linearVolumePercent = "linear_volume_percent"
  case linearWelfarePercent = "linear_welfare_percent"
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
  case optimalExportTax = "optimal_export_tax"
  case optimalControl = "optimal_control"
  case leastR = "least_r"
  case power
  case sectorPower = "sector_power"
  case netPower = "net_power"
  case incomeExposure = "income_exposure"
  case welfareExposure = "welfare_exposure"
  case opportunityCostOfWar = "opportunity_cost_of_war"
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
  case utility
  case grimThreshold = "grim_threshold"
  case titForTatThreshold = "tft_threshold"
  case expectedScore = "expected_score"
  case endlessScore = "endless_score"
  case longRunPayoff = "long_run_payoff"
  case equilibria
  case isEquilibrium = "is_equilibrium"
  case isDominant = "is_dominant"
  case mixedChance = "mixed_chance"
  case logitChance = "logit_chance"
  case moveSum = "move_sum"
  case nashContribution = "nash_contribution"
  case nashProvision = "nash_provision"
  case efficientProvision = "efficient_provision"
  case observedRankCorrelation = "observed_rank_correlation"
  case banzhaf
  case absoluteBanzhaf = "absolute_banzhaf"
  case shapleyShubik = "shapley_shubik"
  case winningCoalitions = "winning_coalitions"
  case powerToAct = "power_to_act"
  case passed
  case optimalOffer = "optimal_offer"
  case warProbability = "war_probability"
  case largestPeacefulBalance = "largest_peaceful_balance"
  case warShare = "war_share"
  case cascadeSize = "cascade_size"
  case cascadeRounds = "cascade_rounds"
  case leastEquilibrium = "least_equilibrium"
  case greatestEquilibrium = "greatest_equilibrium"
  case energy, frustration
  case weightedFrustration = "weighted_frustration"
  case minimumEnergy = "minimum_energy"
  case localMinima = "local_minima"
  case isLocalMinimum = "is_local_minimum"
  case restPoints = "rest_points"
  case isAtRest = "is_at_rest"
  case absorption, basin
  case longRunShare = "long_run_share"
  case meanEnergy = "mean_energy"
  case configurationShare = "configuration_share"
  case finalEnergy = "final_energy"
  case chiSquare = "chi_square"
  case degree, closeness, betweenness, eigenvector, density, components
  case weightedCloseness = "weighted_closeness"
  case weightedBetweenness = "weighted_betweenness"

  /// Of what it is, and what it means.
  public var explanation: Explanation {
    switch self {
    case .realIncome: .economy("n", "real income over that at the start")
    case .realIncomeChangePercent: .economy("n", "its change, in % of the start")
    case .realIncomeLossPercent: .economy("n", "its fall, in % of the start")
    case .income: .economy("n", "value added, world value added as at the start")
    case .wage: .economy("n", "wages over those at the start")
    case .realWage: .economy("n", "wages over the price of final spending, both over the start")
    case .realEarnings: .economy("n", "value added over the same price: real wages times labour")
    case .balance: .economy("n", "what n lends: income less final spending")
    case .linearTermsPercent: .economy("n", "terms of trade to first order, in % of income")
    case .linearVolumePercent: .economy("n", "volume of trade to first order, in % of income")
    case .linearWelfarePercent: .economy("n", "the sum of these two (Caliendo and Parro)")
    case .price: .economy("s,n", "the buyers' price level over that at the start")
    case .producerPrice: .economy("s,n", "the sellers' price over that at the start")
    case .share: .economy("s,n,i", "the share of n's spending on s that goes to i")
    case .flow: .economy("s,n,i", "what n pays for s from i, tariffs included")
    case .spending: .economy("s,n", "what n spends on s for all uses")
    case .output: .economy("s,n", "what n sells of s")
    case .quantity: .economy("s,n", "the quantity of s that n makes over that at the start")
    case .rent: .economy("s,n", "the rent on installed capacity")
    case .capacityUse: .economy("s,n", "the share of installed capacity that is used")
    case .tariffRevenue: .economy("n", "the revenue of tariffs and export taxes")
    case .termsOfTrade: .economy("n", "export over import prices, over those at the start")
    case .tariff: .economy("s,n,i", "the tariff of n on s from i")
    case .optimalTariff: .economy("n", "the rate that serves n best")
    case .nashTariff: .economy("n", "n's rate where all reply best to each other")
    case .optimalExportTax: .economy("n", "the tax on exports that serves n best")
    case .optimalControl: .economy("n", "the share of exports that it serves n best to withhold")
    case .leastR: .economy("n,i", "the r above which the change serves n, i's loss weighed by r")
    case .power: .economy("n,i", "what i loses without n's supplies, at given wages: 100 ln")
    case .sectorPower: .economy("s,n,i", "the same in one sector")
    case .netPower: .economy("n,i", "how much more i's imports hang on n than n's on i, in %")
    case .incomeExposure: .economy("n,i", "d ln income of n by d ln productivity of i")
    case .welfareExposure: .economy("n,i", "d ln real income of n by d ln productivity of i")
    case .opportunityCostOfWar:
      .economy("n,i", "what n loses of its real income if trade with i ends, in %")
    case .domarWeight: .economy("s,n", "sales of s in n over the world's value added")
    case .firstOrderPercent: .economy("", "the change of world income by Domar weights before")
    case .secondOrderPercent: .economy("", "the same by the mean of weights before and after")
    case .exports: .economy("s,n", "what n sells of s abroad")
    case .importsToExport: .economy("s,n", "foreign value in n's exports of s")
    case .backwardParticipation: .economy("n", "foreign value in n's exports, over them")
    case .forwardParticipation: .economy("n", "n's value in others' exports, over its own")
    case .revealedAdvantage: .economy("s,n", "Balassa's ratio on value added in exports")
    case .hubCentrality: .economy("n", "the share of others' value chains through n")
    case .dependenceDirect: .economy("s,n,i", "the share of n's spending on s that goes to i")
    case .dependenceIndirect:
      .economy("s,n,i", "i's value in n's purchases of s from others, as a share")
    case .dependenceTotal: .economy("s,n,i", "i's value in all of n's purchases of s, as a share")
    case .score: .play("n,i", "what n has got from i in all, averaged over played games")
    case .totalScore: .play("n", "what n has got from all, averaged over played games")
    case .payoff: .play("n", "what the last round paid n, averaged over played games")
    case .finalMove: .play("n", "n's last move toward all (the number of a named one), averaged")
    case .moveShare: .play("m,n", "the share of n's last moves that are m, over played games")
    case .utility: .theory("m,k,n,i", "what m is worth to n against i's k, i's gains weighed")
    case .grimThreshold: .theory("n,i", "least discount factor at which n cooperates with a Grim i")
    case .titForTatThreshold: .theory("n,i", "the same where i plays tit for tat")
    case .expectedScore:
      .theory("n,i", "what n may expect to get from i in all, by their strategies")
    case .endlessScore: .theory("n,i", "the same by the discount factor, were there no last turn")
    case .longRunPayoff: .theory("n,i", "what n may expect of i a round in the long run")
    case .equilibria: .theory("", "the number of Nash equilibria in pure moves")
    case .isEquilibrium:
      .theory("x", "1 where x, everybody's moves joined by /, is a Nash equilibrium")
    case .isDominant:
      .theory("m,n", "1 where m pays n more than its other moves, whatever others do")
    case .mixedChance: .theory("m,n,i", "chance of m in the equilibrium in which n and i both mix")
    case .logitChance:
      .theory("m,n,i,x", "chance of m for n against i in the logit equilibrium at precision x")
    case .moveSum: .play("", "the sum of all last moves toward all, averaged over played games")
    case .nashContribution: .theory("n", "what n contributes where all reply best to each other")
    case .nashProvision: .theory("", "the public good where all reply best to each other")
    case .efficientProvision: .theory("", "the public good that serves the sum of utilities best")
    case .observedRankCorrelation:
      .theory("", "Spearman's correlation of endowments and observed contributions in % of them")
    case .banzhaf: .theory("n", "n's share of all swings (Banzhaf)")
    case .absoluteBanzhaf: .theory("n", "the share of others' coalitions that n swings (Penrose)")
    case .shapleyShubik: .theory("n", "the share of orders of members in which n is the pivot")
    case .winningCoalitions: .theory("", "the number of coalitions that win")
    case .powerToAct: .theory("", "the share of coalitions that win (Coleman)")
    case .passed: .play("", "the share of played games in which the motion passes")
    case .optimalOffer: .theory("", "the share that the proposer offers")
    case .warProbability: .theory("", "the chance that the optimal offer is refused")
    case .largestPeacefulBalance: .theory("", "the highest later balance without a preventive war")
    case .warShare: .play("", "the share of played games in which the offer is refused")
    case .cascadeSize: .theory("", "how many join from the start on, all replying at once")
    case .cascadeRounds: .theory("", "in how many rounds")
    case .leastEquilibrium: .theory("", "how many join in the smallest equilibrium")
    case .greatestEquilibrium: .theory("", "how many join in the largest equilibrium")
    case .energy:
      .theory("x", "E of a configuration, such as energy[A+B]: Σ s_i s_j p_ij of those apart")
    case .frustration: .theory("x,n", "F_n in a configuration: Σ s_j p_nj of those n is apart from")
    case .weightedFrustration: .theory("x,n", "the same times n's own size")
    case .minimumEnergy: .theory("", "the lowest energy of all configurations")
    case .localMinima:
      .theory("", "the number of configurations whose energy no single move lowers")
    case .isLocalMinimum: .theory("x", "1 where no single move lowers the energy, otherwise 0")
    case .restPoints: .theory("", "the number of configurations that nobody is better off leaving")
    case .isAtRest: .theory("x", "1 where nobody is better off on another side, otherwise 0")
    case .absorption: .theory("x", "the chance that best-reply play from the start rests there")
    case .basin: .theory("x", "the same from a start drawn from all, sides told apart")
    case .longRunShare:
      .theory("x", "the share of time that logit play spends there in the long run")
    case .meanEnergy: .theory("", "the mean energy of logit play in the long run")
    case .configurationShare: .play("x", "the share of played games that end there")
    case .finalEnergy: .play("", "the energy at the end, averaged over played games")
    case .chiSquare: .play("x", "Pearson's χ² of where games end against Gibbs' law at precision x")
    case .degree: .theory("n", "the share of others to which n is tied")
    case .closeness: .theory("n", "one over n's mean distance to others, in ties (Freeman)")
    case .betweenness: .theory("n", "the share of others' shortest ways through n (Freeman)")
    case .weightedCloseness: .theory("n", "closeness where a tie is one over its strength long")
    case .weightedBetweenness: .theory("n", "betweenness where a tie is one over its strength long")
    case .eigenvector: .theory("n", "n's part of the leading eigenvector, of length 1 (Bonacich)")
    case .density: .theory("", "the share of possible ties that there are")
    case .components: .theory("", "the number of parts between which there are no ties")
    case .concentration: .economy("s,n", "the Herfindahl-Hirschman index of n's suppliers of s")
    }
  }

  /// Of what a measure is, and what it means.
  public struct Explanation: Sendable {
    /// What tells the number.
    public enum Source: Sendable {
      /// A trade economy.
      case economy
      /// A game in strategic form, without playing it.
      case theory
      /// Games that were played.
      case play
    }

    public let source: Source
    /// What it's of, such as `s,n` for a sector in a state.
    public let indices: String
    public let meaning: String

    static func economy(_ indices: String, _ meaning: String) -> Self {
      Self(source: .economy, indices: indices, meaning: meaning)
    }
    static func theory(_ indices: String, _ meaning: String) -> Self {
      Self(source: .theory, indices: indices, meaning: meaning)
    }
    static func play(_ indices: String, _ meaning: String) -> Self {
      Self(source: .play, indices: indices, meaning: meaning)
    }
  }

  /// Whether it's of games in strategic form, and not of economies.
  public var isOfGames: Bool { explanation.source != .economy }
  /// Whether it's what states can do to each other.
  var isOfPower: Bool {
    switch self {
    case .power, .sectorPower, .netPower, .incomeExposure, .welfareExposure,
      .opportunityCostOfWar:
      true
    default: false
    }
  }
  /// Whether only games that were played can tell it.
  public var isPlayed: Bool { explanation.source == .play }

  /// Whether it asks what changed, so that it needs an experiment.
  public var needsExperiment: Bool {
    switch self {
    case .optimalTariff, .nashTariff, .optimalExportTax, .optimalControl, .leastR,
      .firstOrderPercent,
      .secondOrderPercent:
      true
    default: false
    }
  }
}
