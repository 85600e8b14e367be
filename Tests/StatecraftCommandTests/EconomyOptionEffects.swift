/// What the options of the commands that ask of an economy change.
enum EconomyOptionEffects {
  typealias Effect = `Every option`.Effect

  private static let counterfactual = ["counterfactual", "tiny.yaml", "--shock", "autarky"]
  private static let stress = ["stress", "tiny.yaml", "--cut", "CHN", "--leak", "0.2"]
  private static let varied = [
    "counterfactual", "three-countries", "--experiment", "decoupling",
  ]
  private static let recipes = ["counterfactual", "linear-and-exact"]
  private static let power = ["power", "tiny.yaml", "--of", "CHN"]
  private static let coalition = [
    "coalition", "tiny.yaml", "--members", "DEU", "--against", "CHN", "--rate", "0.5",
  ]
  private static let best = [
    "coalition", "three-countries", "--members", "AAA,CCC", "--against", "BBB", "--instrument",
    "tariff",
  ]
  private static let dependence = ["dependence", "tiny.yaml", "--of", "DEU"]

  static let all: [Effect] =
    shared("counterfactual", counterfactual) + shared("stress", stress)
    + shared("dependence", dependence) + shared("power", power)
    + shared("coalition", coalition) + coalitions + drawn("stress", drawnStress)
    + drawn("power", drawnPower) + drawn("coalition", drawnCoalition)
    + drawn("counterfactual", drawnBan) + [
      Effect(
        "counterfactual --experiment", ["counterfactual", "three-countries"],
        ["counterfactual", "three-countries", "--experiment", "autarky"],
        refused: (["--experiment", "x"], 2)
      ) {
        $0.output.contains("(decoupling)") && $1.output.contains("(autarky)")
          && !$1.output.contains("(decoupling)")
      },
      Effect(
        "counterfactual --shock", counterfactual,
        ["counterfactual", "tiny.yaml", "--shock", "ban supplier=USA sector=chips"],
        refused: (["--shock", "ban supplier=UAS"], 3)
      ) { $0.code == 0 && $1.code == 0 && $0.output != $1.output },
      Effect(
        "counterfactual --shocks", counterfactual,
        ["counterfactual", "tiny.yaml", "--shocks", "shocks.yaml"],
        refused: (["--shocks", "nowhere.yaml"], 3)
      ) { $0.output.contains("autarky (shock)") && $1.output.contains("A cut (cut)") },
      Effect(
        "counterfactual --measure", counterfactual,
        counterfactual + ["--measure", "share[chips,DEU,USA]"], refused: (["--measure", "x"], 3)
      ) { !$0.output.contains("share[") && $1.output.contains("share[chips,DEU,USA]  0") },
      Effect(
        "counterfactual --flows", counterfactual, counterfactual + ["--flows", "0"],
        refused: (["--flows", "-1"], 2)
      ) {
        $0.output.contains("trade that changes most")
          && !$1.output.contains("trade that changes most")
      },
      Effect(
        "counterfactual --after", varied, varied + ["--after", "0,10"],
        refused: (["--after", "soon"], 2)
      ) { !$0.output.contains("10 y") && $1.output.contains("10 y") },
      Effect(
        "counterfactual --short-theta", varied + ["--after", "0"],
        varied + ["--after", "0", "--short-theta", "0.9"], refused: (["--short-theta", "0"], 2)
      ) { $0.code == 0 && $1.code == 0 && $0.output != $1.output },
      Effect(
        "counterfactual --speed", varied + ["--after", "1"],
        varied + ["--after", "1", "--speed", "3"], refused: (["--speed", "-1"], 2)
      ) { $0.code == 0 && $1.code == 0 && $0.output != $1.output },
      Effect(
        "counterfactual --rigid-inputs", recipes + ["--after", "0"],
        recipes + ["--after", "0", "--rigid-inputs"], refused: (["--rigid-inputs"], 2)
      ) { $0.code == 0 && $1.code == 0 && $0.output != $1.output },
      Effect(
        "stress --cut", stress, ["stress", "tiny.yaml", "--cut", "CHN,USA", "--leak", "0.2"],
        refused: (["--cut", "CHM"], 2)
      ) {
        $0.output.contains("CHN China (cut off)") && !$0.output.contains("United States (cut")
          && $1.output.contains("United States (cut off)")
      },
      Effect("stress --table", stress, ["stress", "tiny.yaml", "--table"]) {
        !$0.output.contains("each supplier in turn") && $1.output.contains("each supplier in turn")
      },
      Effect(
        "stress --sector", stress, stress + ["--sector", "chips"],
        refused: (["--cut", "CHN", "--sector", "ships"], 2)
      ) { $0.output.contains("all sectors") && $1.output.contains("cut off in chips") },
      Effect(
        "stress --leak", stress, ["stress", "tiny.yaml", "--cut", "CHN", "--leak", "0.5"],
        refused: (["--cut", "CHN", "--leak", "2"], 2)
      ) { !$0.output.contains("50 % leak") && $1.output.contains("50 % leak") },
      Effect("stress --purchases", stress, stress + ["--purchases"]) {
        $0.code == 0 && $1.code == 0 && $0.output != $1.output
      },
      Effect(
        "counterfactual --closure", counterfactual, counterfactual + ["--closure", "balanced"],
        refused: (["--shock", "autarky", "--closure", "x"], 2)
      ) { !$0.output.contains("closed first") && $1.output.contains("closed first") },
      Effect(
        "stress --closure", stress, stress + ["--closure", "balanced"],
        refused: (["--cut", "CHN", "--closure", "x"], 2)
      ) { !$0.output.contains("closed first") && $1.output.contains("closed first") },
      Effect(
        "power --of", power, ["power", "tiny.yaml", "--of", "CHN,USA"],
        refused: (["--of", "CHM"], 2)
      ) { $0.output.contains("of CHN\n") && $1.output.contains("joint") },
      Effect(
        "power --over", power, power + ["--over", "DEU"],
        refused: (["--of", "CHN", "--over", "CHN"], 2)
      ) { $0.output.contains("USA United") && !$1.output.contains("USA United") },
      Effect(
        "power --sector", power, power + ["--sector", "chips"], refused: (["--sector", "x"], 2)
      ) { $0.output.contains("in all sectors") && $1.output.contains("in chips") },
      Effect("power --war", power, power + ["--war"]) {
        !$0.output.contains("to holder") && $1.output.contains("to holder")
      },
      Effect(
        "power --exposures", power, ["power", "tiny.yaml", "--exposures"],
        refused: (["--exposures", "--war"], 2)
      ) { !$0.output.contains("friends") && $1.output.contains("friends") },
      Effect(
        "power --closure", power, power + ["--closure", "proportional"],
        refused: (["--closure", "x"], 2)
      ) { $0.code == 0 && $1.code == 0 },
      Effect(
        "dependence --of", dependence, ["dependence", "tiny.yaml", "--of", "USA"],
        refused: (["--of", "x"], 2)
      ) { $0.output.contains("on whom DEU depends") && $1.output.contains("on whom USA depends") },
      Effect(
        "dependence --on", dependence, dependence + ["--on", "CHN"],
        refused: (["--of", "DEU", "--on", "DEU"], 2)
      ) { $0.output.contains("most exposed in") && $1.output.contains("dependence of DEU on CHN") },
      Effect(
        "dependence --sector", dependence, dependence + ["--sector", "chips"],
        refused: (["--of", "DEU", "--sector", "ships"], 2)
      ) { $0.output.contains("services ") && !$1.output.contains("services ") },
    ] + literature

  private static let coalitions: [Effect] = [
    Effect(
      "coalition --members", best, best.map { $0 == "AAA,CCC" ? "AAA" : $0 },
      refused: (["--members", "x", "--against", "CHN"], 2)
    ) { $0.output.contains("AAA, CCC levy") && $1.output.contains("AAA levies") },
    Effect(
      "coalition --against", best, best.map { ["AAA,CCC": "AAA", "BBB": "BBB,CCC"][$0] ?? $0 },
      refused: (["--members", "CHN", "--against", "CHN"], 2)
    ) { $0.output.contains("from BBB,") && $1.output.contains("from BBB, CCC,") },
    Effect(
      "coalition --sector", coalition, coalition + ["--sector", "chips"],
      refused: (["--members", "DEU", "--against", "CHN", "--sector", "x"], 2)
    ) { !$0.output.contains("of chips") && $1.output.contains("of chips") },
    Effect(
      "coalition --instrument", coalition, coalition + ["--instrument", "export_tax"],
      refused: (["--members", "DEU", "--against", "CHN", "--instrument", "x"], 2)
    ) { $0.output.contains("withholds 50 %") && $1.output.contains("taxes exports by 50 %") },
    Effect(
      "coalition --rate", best, best + ["--rate", "0.1"],
      refused: (["--members", "DEU", "--against", "CHN", "--rate", "2"], 2)
    ) { $0.output.contains("the best for them") && !$1.output.contains("the best for them") },
    Effect(
      "coalition --rate-max", best, best + ["--rate-max", "0.1"],
      refused: (["--members", "DEU", "--against", "CHN", "--rate-max", "2"], 2)
    ) { !$0.output.contains("tariffs of 10 %") && $1.output.contains("tariffs of 10 %") },
    Effect(
      "coalition --r", best, best + ["--r", "0.5"],
      refused: (["--members", "DEU", "--against", "CHN", "--r", "11"], 2)
    ) { $0.output.contains("with r = 0") && $1.output.contains("with r = 0.5") },
    Effect("coalition --reply", best, best + ["--reply"]) {
      !$0.output.contains("The reply is") && $1.output.contains("The reply is")
    },
    Effect(
      "coalition --candidates", coalition, coalition + ["--candidates", "USA"],
      refused: (["--members", "DEU", "--against", "CHN", "--candidates", "DEU"], 2)
    ) { !$0.output.contains("with one more") && $1.output.contains("with one more") },
    Effect(
      "coalition --closure", coalition, coalition + ["--closure", "balanced"],
      refused: (["--members", "DEU", "--against", "CHN", "--closure", "x"], 2)
    ) { !$0.output.contains("closed first") && $1.output.contains("closed first") },
  ]

  private static let drawnStress = ["stress", "three-countries", "--cut", "AAA", "--leak", "0.1"]
  private static let drawnPower = ["power", "three-countries", "--of", "AAA"]
  private static let drawnCoalition = [
    "coalition", "three-countries", "--members", "AAA", "--against", "BBB", "--rate", "0.5",
  ]
  private static let drawnBan = [
    "counterfactual", "three-countries", "--shock", "ban between=AAA,BBB leak=0.1",
  ]

  /// What all share that draw what isn't known.
  private static func drawn(_ command: String, _ line: [String]) -> [Effect] {
    let rest = Array(line.dropFirst(2))
    let nine = line + ["--draws", "9"]
    @Sendable func differs(_ without: Program.Outcome, _ with: Program.Outcome) -> Bool {
      without.code == 0 && with.code == 0 && without.output != with.output
    }
    let leaks = Effect(
      "\(command) --spread-leak", nine, nine + ["--spread-leak", "0.6"],
      refused: (rest + ["--spread-leak", "0.5"], 2)
    ) {
      // Power is of suppliers that leave for good.
      command == "power" ? $0.code == 0 && $1.output.contains("leaks 0.6") : differs($0, $1)
    }
    return [
      leaks,
      Effect(
        "\(command) --draws", line, nine, refused: (rest + ["--draws", "1"], 2)
      ) {
        !$0.output.contains("90 % of")
          && $1.output.replacing("\n", with: " ").contains("90 % of 9 draws")
      },
      Effect(
        "\(command) --spread", nine, nine + ["--spread", "0.6"],
        refused: (rest + ["--draws", "9", "--spread", "3"], 2), isSeen: differs),
      Effect(
        "\(command) --spread-shares", nine, nine + ["--spread-shares", "0.4"],
        refused: (rest + ["--spread-shares", "0.5"], 2), isSeen: differs),
      Effect(
        "\(command) --draw-seed", nine, nine + ["--draw-seed", "2"],
        refused: (rest + ["--draws", "9", "--draw-seed", "x"], 2), isSeen: differs),
    ]
  }

  private static let classic = ["literature", "prisoners-dilemma"]

  private static let literature = [
    Effect(
      "literature <names>", classic, ["literature", "two-sectors"], refused: (["x"], 2)
    ) { $0.output.contains("prisoners-dilemma: ") && $1.output.contains("two-sectors: ") },
    Effect(
      "literature --set", classic, classic + ["--set", "game.matrix.payoffs[0][0]=9"],
      refused: (["prisoners-dilemma", "--set", "turns=0"], 3)
    ) { $0.code == 0 && $1.code == 1 && $1.output.contains("differs") },
    Effect("literature --jobs", classic, classic + ["--jobs", "1"], refused: (["--jobs", "0"], 2)) {
      // The number of jobs must not show.
      $0.code == 0 && $0.output == $1.output
    },
    Effect(
      "literature --json", classic, classic + ["--json", "-"],
      refused: (["prisoners-dilemma", "--json", "nowhere/a"], 2)
    ) { $0.output.contains("claims: ") && $1.output.hasPrefix("[") },
    Effect(
      "literature --csv", classic, classic + ["--csv", "-"],
      refused: (["prisoners-dilemma", "--csv", "nowhere/a"], 2)
    ) { $0.output.contains("claims: ") && $1.output.hasPrefix("classic,source,claim,") },
  ]

  /// What all of them share.
  private static func shared(_ command: String, _ line: [String]) -> [Effect] {
    let rest = Array(line.dropFirst(2))
    return [
      Effect(
        "\(command) <scenario>", line, [command, "other.yaml"] + rest
      ) { $0.output.contains("(tiny)") && $1.output.contains("(other)") },
      Effect(
        "\(command) --set", line,
        line + ["--set", "economy.frictions[services].home_bias=2"],
        refused: (rest + ["--set", "turns=0"], 3)
      ) { $0.code == 0 && $1.code == 0 && $0.output != $1.output },
      Effect(
        "\(command) --case", [command, "optimal-tariff"] + other(rest),
        [command, "optimal-tariff", "--case", "size-10"] + other(rest),
        refused: (rest + ["--case", "x"], 2)
      ) { $0.code == 0 && $1.code == 0 && $0.output != $1.output },
      Effect(
        "\(command) --json", line, line + ["--json", "-"],
        refused: (rest + ["--json", "nowhere/a"], 2)
      ) { (try? $0.json()) == nil && (try? $1.json()) != nil },
      Effect(
        "\(command) --csv", line, line + ["--csv", "-"],
        refused: (rest + ["--csv", "nowhere/a"], 2)
      ) {
        let rows = $1.lines.dropLast().map { $0.split(separator: ",").count }
        return !$0.output.contains(",DEU,") && rows.count > 1 && Set(rows).count == 1
      },
    ]
  }

  /// The same questions to a world of two states.
  private static func other(_ rest: [String]) -> [String] {
    rest.map { ["CHN": "FOR", "DEU": "HOM"][$0] ?? $0 }
  }
}
