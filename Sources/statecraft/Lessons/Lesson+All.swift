extension Lesson {
  /// All lessons, in the order in which a course would take them.
  static let all = [
    dilemma, relativeGains, landscape, tariff, chokepoint, burden, cascade, coalition,
  ]

  private static let dilemma = Lesson(
    name: "prisoners-dilemma", title: "The dilemma, two hundred times",
    classic: "iterated-dilemma",
    setup: [
      "Two states meet two hundred times. Each time both may cooperate (3 each) or defect (1 "
        + "each); who defects on a cooperator gets 5, and the other 0.",
      "Always defecting never loses a single meeting. Tit for tat begins with cooperation and then "
        + "does what the other did last.",
    ],
    question:
      "What does tit for tat score in all against another tit for tat (a number up to 1000)?",
    asked: 2, unit: "points",
    bars: [
      Bar("defector meets cooperator", "score[ALLD1,ALLC2]"),
      Bar("defector meets defector", "score[ALLD1,ALLD2]"),
      Bar("tit for tat meets itself", "score[TFT1,TFT2]"),
      Bar("tit for tat meets defector", "score[TFT1,ALLD2]"),
      Bar("defector meets tit for tat", "score[ALLD1,TFT2]"),
    ],
    reveal: [
      "Tit for tat never scores more than whom it meets, and yet does best on average: it makes "
        + "others' cooperation pay. The defector beats it by five points and loses four hundred."
    ],
    play: [
      "statecraft play prisoners-dilemma --as A --set turns=20 \\",
      "  --set profiles.B.profile=tit-for-tat", "statecraft batch iterated-dilemma --runs 1",
    ],
    talk: [
      "Who loses by being nice first?", "What changes when one move in twenty is a mistake?",
      "Which states meet each other only once?",
    ])

  private static let relativeGains = Lesson(
    name: "relative-gains", title: "Does it matter who gains more?",
    classic: "relative-gains-axelrod-payoffs",
    setup: [
      "The same dilemma, but states mind others' gains: each takes off r times the mean of what the "
        + "others get. Cooperation lasts only if the future weighs enough: above a threshold.",
      "With r = 0 the threshold is 0.5. With r = 1/4 it's higher between two states.",
    ],
    question: "And among three states, at the same r = 1/4: what is the threshold (0 to 1)?",
    asked: 2, unit: "units of weight on the future",
    bars: [
      Bar("r = 0, two states", "grim_threshold[A,B]", in: "r-0-n-2"),
      Bar("r = 1/4, two states", "grim_threshold[A,B]", in: "r-1-4-n-2"),
      Bar("r = 1/4, three states", "grim_threshold[A,B]", in: "r-1-4-n-3"),
    ],
    reveal: [
      "Relative gains hinder cooperation between two. With more states they weigh less, since one "
        + "partner's gain is a smaller part of all others' (Snidal 1991)."
    ],
    play: ["statecraft compare small-yard-2023 --set profiles.USA.r.CHN=0"],
    talk: [
      "Is the world of great powers a world of two?",
      "Which of your own country's policies look like r above 0?",
    ])

  private static let landscape = Lesson(
    name: "landscape", title: "Who ends up in one camp?", classic: "middle-east-2016",
    setup: [
      "Eleven actors of the Middle East of 2016, large and small, like some and dislike others. A "
        + "division into two camps has an energy: the more friends apart and foes together, the "
        + "higher. Actors drift to where the energy is lowest.",
      "Everybody in one camp has an energy of about −1,600.",
    ],
    question: "How low does the energy get in the best of all 1,024 divisions (a negative number)?",
    asked: 0, unit: "units of energy",
    bars: [
      Bar("the lowest", "energy[US+RUS+SYR+SA+IRAN+HEZ+IQKRD+IRAQ]"),
      Bar("Turkey changes sides", "energy[US+RUS+SYR+TUR+SA+IRAN+HEZ+IQKRD+IRAQ]"),
      Bar("all but one's own camp", "energy[US]"),
    ],
    reveal: [
      "There is one valley only: Turkey, ISIS and Nusra against all others. Turkey alone changing "
        + "sides costs next to nothing (800 of 83,200): it's the actor to watch, and with a weaker "
        + "Syria it does change (Axelrod and Bennett 1993, Furnas 2016)."
    ],
    play: ["statecraft play middle-east-2016 --as TUR"],
    talk: ["Which pair of friends is apart, and why?", "What would the map of 2024 look like?"])

  private static let tariff = Lesson(
    name: "optimal-tariff", title: "The tariff that serves a state best", classic: "optimal-tariff",
    setup: [
      "Two states of one size trade one good; the trade elasticity is 5. A tariff makes the other's "
        + "goods cheaper before the tariff: the larger the market, the more so.",
      "A state that is a thousandth of the other's size does best with about 20 %, if nobody answers.",
    ],
    question: "And one that is ten times the other's size (in percent)?",
    asked: 3, scale: 100, unit: "%",
    bars: [
      Bar("a thousandth of the other", "optimal_tariff[HOM]", in: "size-0-001", "best"),
      Bar("half of it", "optimal_tariff[HOM]", in: "size-0-5", "best"),
      Bar("as large", "optimal_tariff[HOM]", in: nil, "best"),
      Bar("ten times as large", "optimal_tariff[HOM]", in: "size-10", "best"),
    ],
    reveal: [
      "The level doesn't grow much with size: the elasticity sets the level (1/θ is 20 %), size "
        + "adds to it (Gros 1987). What the state gains the other loses, and more: answers in kind "
        + "leave both poorer."
    ],
    play: ["statecraft counterfactual optimal-tariff", "statecraft play small-yard-2023 --as USA"],
    talk: ["Why doesn't everybody do it?", "What is left of it when all answer?"])

  private static let chokepoint = Lesson(
    name: "chokepoint", title: "A small input, cut off", classic: "critical-input",
    setup: [
      "An input is a hundredth part of an economy's costs, and 30 % of its supply is cut. What "
        + "is lost depends on how well other things can take its place: the elasticity σ.",
      "With σ = 1 the economy loses less than half a percent of its real income.",
    ],
    question: "And if nothing at all can take its place, σ = 0 (in percent)?",
    asked: 3, unit: "% of real income",
    bars: [
      Bar("σ = 1", "real_income_loss_percent[DEU]", in: "gas-sigma-1", "cut"),
      Bar("σ = 0.5", "real_income_loss_percent[DEU]", in: "gas-sigma-0-5", "cut"),
      Bar("σ = 0.1", "real_income_loss_percent[DEU]", in: "gas-sigma-0-1", "cut"),
      Bar("σ = 0", "real_income_loss_percent[DEU]", in: "gas-sigma-0", "cut"),
    ],
    reveal: [
      "Without substitutes everything that needs the input shrinks with it; the smallest chance to "
        + "replace it makes most of that go away (Bachmann et al. 2022). Power over a chokepoint "
        + "is power over those who can't do without, for as long as they can't."
    ],
    play: [
      "statecraft stress small-yard-2023 --cut CHN --sector refining",
      "statecraft dependence small-yard-2023 --of USA --on CHN",
    ],
    talk: ["How does σ change with time?", "Who pays to make σ larger before it's needed?"])

  private static let burden = Lesson(
    name: "alliance-burden", title: "Who pays for an alliance?", classic: "five-allies",
    setup: [
      "Five allies of different size share a public good: each unit serves all. Each gives what "
        + "serves itself best, the others' gifts as they are. Best for all together would be 63."
    ],
    question: "How much do all five give together?",
    asked: 2, unit: "units",
    bars: [
      Bar("the largest gives", "nash_contribution[A]"),
      Bar("the second largest gives", "nash_contribution[B]"),
      Bar("all together", "nash_provision"), Bar("best for all", "efficient_provision"),
    ],
    reveal: [
      "The largest gives all, and half of what would serve the alliance; the small ride free, "
        + "since what the largest gives for itself is enough for them (Olson and Zeckhauser 1966)."
    ],
    play: ["statecraft play five-allies --as B"],
    talk: ["What would make B give?", "Is a target of 2 % of GDP an answer?"])

  private static let cascade = Lesson(
    name: "cascade", title: "One in a hundred", classic: "riot",
    setup: [
      "A hundred people. The first joins a riot in any case, the second if one has joined, the "
        + "third if two have, and so on to the last. All hundred join.",
      "Now the second, who needed one, is replaced by somebody who needs two.",
    ],
    question: "How many join then?", asked: 1, unit: "people",
    bars: [
      Bar("thresholds 0, 1, 2, 3 …", "cascade_size"),
      Bar("thresholds 0, 2, 2, 3 …", "cascade_size", in: "one-replaced"),
    ],
    reveal: [
      "The chain breaks at its second link. Two crowds that are as good as alike end as unlike as can "
        + "be (Granovetter 1978): from what people did one can't read what they wanted. The same "
        + "goes for states that join sanctions or a standard."
    ],
    play: ["statecraft literature riot", "statecraft play ring-of-standards --as A"],
    talk: ["Which state would be the second link of a coalition?", "What can a first mover do?"])

  private static let coalition = Lesson(
    name: "sanctions-coalition", title: "The one who stays out", classic: "three-countries",
    setup: [
      "Three countries trade. AAA and BBB decouple from each other; CCC goes on trading with both. "
        + "AAA loses about 2.2 % of its real income, BBB 2.3 %."
    ],
    question: "How does CCC's real income change (in percent, with its sign)?",
    asked: 2, scale: 100, origin: 1, unit: "% of real income",
    bars: [
      Bar("AAA, which decouples", "real_income[AAA]", in: nil, "decoupling"),
      Bar("BBB, which decouples", "real_income[BBB]", in: nil, "decoupling"),
      Bar("CCC, which stays out", "real_income[CCC]", in: nil, "decoupling"),
    ],
    reveal: [
      "Whoever stays out of a coalition gains by it: trade goes round. So a coalition costs its "
        + "members more and its target less with each that stays out, and each has a reason to."
    ],
    play: ["statecraft counterfactual three-countries --experiment decoupling"],
    talk: ["What could a coalition offer CCC?", "When does staying out cost more than it brings?"])
}
