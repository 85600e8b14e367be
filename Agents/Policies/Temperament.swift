public import StatecraftCore

/// The constants by which a policy turns exposures into basis points of its own GDP.
///
/// They're the scales of single motives; a government's weights (``Weights``) multiply whole
/// terms. All are data of a profile, and 0 switches a motive off.
public struct Temperament: Parametrised, Equatable {
  // MARK: Choice
  /// Precision β of logit choice.
  public var precision = 4.0
  /// Curvature of f.
  public var curvature = 0.0

  /// Smallest share of a market that is worth a thought.
  public var attention = 0.002

  // MARK: Controls
  public var denial = 8.0
  public var selfReliance = 8.0
  public var leverage = 2.0
  public var loyalty = 6.0
  public var caution = 60.0
  public var revenge = 1.0
  public var administration = 1.5
  public var inertia = 1.0
  public var changeByOrder = 0.0
  public var changeByLaw = 0.0
  public var leakage = 0.15

  // MARK: What others close, bind and answer
  public var coverage = 0.0
  public var selectivity = 0.0
  public var steepness = 0.0
  public var marketLosses = 0.0
  public var thirdPartyRisk = 0.0
  public var reciprocity = 0.0
  public var learnedAnswers = 0.0
  public var orderErosion = 0.0

  // MARK: Market access
  public var accessValue = 0.03

  // MARK: Tariffs
  public var passBack = 0.3
  public var protection = 0.05
  public var respect = 1000.0

  // MARK: Alignment
  public var protectionValue = 45.0
  public var marketValue = 40.0
  public var affinityValue = 18.0
  public var coercionValue = 20.0
  public var resentment = 0.5
  public var exclusiveness = 20.0
  public var exclusiveDemand = 0.0
  public var odds = 0.0
  public var satiation = 40.0

  // MARK: Institutions
  public var jointDenial = 6.0
  public var allianceValue = 20.0
  public var company = 6.0
  public var kinship = 3.0
  public var sharedKnowledge = 4.0
  public var sharedWarning = 4.0
  public var sharedStandards = 2.0
  public var independence = 1.0
  public var exclusion = 40.0
  public var obligation = 6.0
  public var depthCost = 2.0
  public var tiedHands = 10.0
  public var changeByAgreement = 2.0
  public var changeByTreaty = 4.0
  public var wariness = 10.0
  public var dilution = 3.0
  public var entanglement = 5.0

  // MARK: Bargaining
  public var persuasion = 1.0
  public var talkCost = 0.2
  public var audience = 10.0
  public var comity = 2.0

  // MARK: Investment
  public var costOfFunds = 0.3
  public var growthValue = 1.0
  public var investmentScale = 0.2

  public init() {}

  /// The same motives without the weight of what stands: by them conduct is inverted, so that
  /// this weight is a true margin against chance.
  var withoutWeightOfWhatStands: Self {
    var copy = self
    (copy.inertia, copy.changeByOrder, copy.changeByLaw) = (0, 0, 0)
    (copy.changeByAgreement, copy.changeByTreaty, copy.tiedHands) = (0, 0, 0)
    return copy
  }

  /// What retaliation is expected to weigh toward a state, against what `caution` says of one
  /// that answers half of what is done to it.
  func expectedAnswer(_ observation: Observation, from target: StateID) -> Double {
    learnedAnswers == 0
      ? 1
      : 1 + learnedAnswers
        * (observation.answers(by: target) / Observation.answerPrior.share - 1)
  }

  /// What it costs to change a measure at all, by its legal route.
  func change(_ instrument: InstrumentID) -> Double {
    instrument == .tariff ? changeByLaw : changeByOrder
  }

  public static let parameters: [Parameter<Temperament>] = [
    Parameter(
      "precision", \.precision, in: 0...10_000, unit: "1/bp",
      "Precision β of logit choice: 0 chooses at random, large values approach best reply."),
    Parameter(
      "curvature", \.curvature, in: 0...1, unit: "1/bp",
      "Curvature of f over gains; 0 is linear."),
    Parameter(
      "attention", \.attention, in: 0...1, unit: "share",
      "Smallest share of a market for which a control or tariff is considered at all."),
    Parameter(
      "denial", \.denial, in: 0...1000, unit: "bp",
      "Security from withholding a wholly dual-use good from a state one fears fully."),
    Parameter(
      "self_reliance", \.selfReliance, in: 0...1000, unit: "bp",
      "Autonomy from no longer buying a wholly critical good from a state one fears fully."),
    Parameter(
      "leverage", \.leverage, in: 0...1000, unit: "bp",
      "Influence from a state's full dependence on oneself in a wholly critical good."),
    Parameter(
      "loyalty", \.loyalty, in: 0...1000, unit: "bp",
      "Value of matching the control that a pole's leader keeps up, at full alignment."),
    Parameter(
      "caution", \.caution, in: 0...10_000, unit: "bp",
      "Expected retaliation, for trade with the target equal to GDP in a wholly critical good."),
    Parameter(
      "revenge", \.revenge, in: 0...1000, unit: "bp per bp",
      "Value of repaying a remembered harm with a strict control."),
    Parameter(
      "administration", \.administration, in: 0...1000, unit: "bp",
      "Cost of keeping up a control."),
    Parameter(
      "inertia", \.inertia, in: 0...1000, unit: "bp",
      "Cost of changing a policy from one end to the other."),
    Parameter(
      "change_by_order", \.changeByOrder, in: 0...1000, unit: "bp",
      "Weight of what stands: cost of changing a measure at all that an order can change."),
    Parameter(
      "change_by_law", \.changeByLaw, in: 0...1000, unit: "bp",
      "Weight of what stands: cost of changing a measure at all that takes a law (tariffs)."),
    Parameter(
      "leakage", \.leakage, in: 0...1, unit: "share",
      "Share of what is withheld that is expected to get there through third states."),
    Parameter(
      "coverage", \.coverage, in: 0...1, unit: "share",
      "How far what others close, and what one's own rules bind, counts in what a control denies."),
    Parameter(
      "selectivity", \.selectivity, in: 0...1, unit: "share",
      "How far lists begin with what matters most, so that a mild control does most of the work."),
    Parameter(
      "steepness", \.steepness, in: 0...1, unit: "share",
      "The part of the expected retaliation that rises with the square of strictness."),
    Parameter(
      "market_losses", \.marketLosses, in: 0...1, unit: "share",
      "How far lost sales count by what markets make of them (terms of trade), not as lost rent."),
    Parameter(
      "third_party_risk", \.thirdPartyRisk, in: 0...1, unit: "share",
      "How far the danger to a supplier from somebody else counts as a risk."),
    Parameter(
      "reciprocity", \.reciprocity, in: 0...1, unit: "share",
      "How far rules of trade cease to bind toward one who breaks them: up to its own mean tariff."),
    Parameter(
      "learned_answers", \.learnedAnswers, in: 0...1, unit: "share",
      "How far expected retaliation goes by how often the target has answered others."),
    Parameter(
      "order_erosion", \.orderErosion, in: 0...1000, unit: "1",
      "How fast respect for rules falls with the mean tariff on the world's trade in goods."),
    Parameter(
      "access_value", \.accessValue, in: 0...1, unit: "bp per bp",
      "Gain from full access to a leader's market, for each basis point of sales to it."),
    Parameter(
      "pass_back", \.passBack, in: 0...1, unit: "share",
      "Part of a tariff that foreign sellers are expected to bear."),
    Parameter(
      "protection", \.protection, in: 0...10, unit: "bp per bp",
      "Demand at home for protection, per basis point of tariff burden on imports."),
    Parameter(
      "respect", \.respect, in: 0...10_000, unit: "bp",
      "Respect for rules: cost of raising a tariff by 100 points against the deepest agreement."),
    Parameter(
      "protection_value", \.protectionValue, in: 0...10_000, unit: "bp",
      "Value of a full defence tie with a pole under full threat, at full alignment."),
    Parameter(
      "market_value", \.marketValue, in: 0...10_000, unit: "bp",
      "Pull of a pole with which trade equals GDP."),
    Parameter(
      "affinity_value", \.affinityValue, in: 0...10_000, unit: "bp",
      "Pull of a pole with whose leader one fully agrees."),
    Parameter(
      "coercion_value", \.coercionValue, in: 0...10_000, unit: "bp",
      "Pull of a pole on which one wholly depends for critical goods."),
    Parameter(
      "resentment", \.resentment, in: 0...1000, unit: "bp per bp",
      "Push away from a pole whose leader has done harm."),
    Parameter(
      "exclusiveness", \.exclusiveness, in: 0...10_000, unit: "bp",
      "Penalty for siding fully with two poles whose leaders are fully at odds."),
    Parameter(
      "exclusive_demand", \.exclusiveDemand, in: 0...10_000, unit: "bp",
      "Penalty for siding fully with another pole too, once a pole demands that one doesn't."),
    Parameter(
      "odds", \.odds, in: 0...1, unit: "share",
      "How far a pole protects only from those with whom its leader is at odds."),
    Parameter(
      "satiation", \.satiation, in: 0.001...10_000, unit: "bp",
      "How quickly siding with a pole loses its value: the curvature of the pull."),
    Parameter(
      "joint_denial", \.jointDenial, in: 0...1000, unit: "bp",
      "Security from taking part in joint measures, wholly of security, against one feared fully."),
    Parameter(
      "alliance_value", \.allianceValue, in: 0...1000, unit: "bp",
      "Security from full protection by overwhelming allies under full threat."),
    Parameter(
      "company", \.company, in: 0...1000, unit: "bp",
      "Affinity: taking part together with everybody with whom one trades."),
    Parameter(
      "kinship", \.kinship, in: 0...1000, unit: "bp",
      "Affinity: taking part in what the leader of a pole leads with which one wholly sides."),
    Parameter(
      "shared_knowledge", \.sharedKnowledge, in: 0...1000, unit: "bp",
      "Gain from joint research with a partner at the frontier, by one who knows nothing."),
    Parameter(
      "shared_warning", \.sharedWarning, in: 0...1000, unit: "bp",
      "Gain from shared warning by all partners, where spending on critical goods equals GDP."),
    Parameter(
      "shared_standards", \.sharedStandards, in: 0...1000, unit: "bp",
      "Gain from standards in common with all partners in trade."),
    Parameter(
      "independence", \.independence, in: 0...1000, unit: "bp",
      "Autonomy given up by taking part in full where hands are wholly tied."),
    Parameter(
      "exclusion", \.exclusion, in: 0...10_000, unit: "bp",
      "Cost of an exclusive institution of security against one with whom trade equals GDP."),
    Parameter(
      "obligation", \.obligation, in: 0...1000, unit: "bp",
      "Value of keeping to a measure that one owes in full as a member, times credibility."),
    Parameter(
      "depth_cost", \.depthCost, in: 0...1000, unit: "bp",
      "How quickly depth loses its value: the curvature of what taking part is worth."),
    Parameter(
      "tied_hands", \.tiedHands, in: 0...1000, unit: "bp",
      "Cost of leaving what is institutionalised in full."),
    Parameter(
      "change_by_agreement", \.changeByAgreement, in: 0...1000, unit: "bp",
      "Weight of what stands: cost of changing how one takes part in an executive institution."),
    Parameter(
      "change_by_treaty", \.changeByTreaty, in: 0...1000, unit: "bp",
      "Weight of what stands: cost of changing how one takes part in one that rests on a treaty."),
    Parameter(
      "wariness", \.wariness, in: 0...1000, unit: "bp",
      "Security from keeping out an applicant whom one fears fully, or who sides with the target."),
    Parameter(
      "dilution", \.dilution, in: 0...1000, unit: "bp",
      "Influence lost by whom an exclusive institution, wholly of security, takes in."),
    Parameter(
      "entanglement", \.entanglement, in: 0...1000, unit: "bp",
      "Pull of a pole in all of whose leader's institutions one takes part in full."),
    Parameter(
      "persuasion", \.persuasion, in: 0...100, unit: "bp per bp",
      "Weight of what partners' company in own measures is worth; 0 never makes a proposal."),
    Parameter(
      "talk_cost", \.talkCost, in: 0...1000, unit: "bp",
      "Cost of putting something to another at all."),
    Parameter(
      "audience", \.audience, in: 0...1000, unit: "bp",
      "Cost of being seen to give up a threat, and worth of carrying it out."),
    Parameter(
      "comity", \.comity, in: 0...1000, unit: "bp",
      "Cost of threatening a state that sides wholly with one's own pole."),
    Parameter(
      "cost_of_funds", \.costOfFunds, in: 0...10, unit: "bp per bp",
      "Marginal cost of public money beyond the money itself."),
    Parameter(
      "growth_value", \.growthValue, in: 0...100, unit: "bp per bp",
      "Weight on rents from a sector's growth."),
    Parameter(
      "investment_scale", \.investmentScale, in: 0.0001...10, unit: "share",
      "Money, as a share of the sector's size at home, that is expected to do most of its work."),
  ]
}
