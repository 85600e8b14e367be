internal import ArgumentParser
internal import GSL
internal import StatecraftCore
internal import StatecraftEconomy
internal import StatecraftReplay
internal import StatecraftScenario

/// What isn't known of an economy, drawn from stated distributions.
struct DrawOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Draw what isn't known so often, and give the middle and 90 % of results.",
      valueName: "number"))
  var draws: Int?

  @Option(help: "The standard deviation of the log of each sector's elasticity, with ‘--draws’.")
  var spread = 0.25

  @Option(
    name: .customLong("spread-shares"),
    help: "Of the log of each share of imports, with ‘--draws’.")
  var spreadShares = 0.0

  @Option(
    name: .customLong("spread-leak"),
    help: "Of the log of what leaks through bans and cuts, with ‘--draws’.")
  var spreadLeak = 0.0

  @Option(name: .customLong("draw-seed"), help: "The seed of ‘--draws’.")
  var seed: UInt64 = 1

  var isAsked: Bool { draws != nil }

  func validate() throws {
    if let draws, !(2...100_000).contains(draws) {
      throw ValidationError("‘--draws’ is from 2 to 100000, not \(draws).")
    }
    for (name, spread) in [
      ("spread", spread), ("spread-shares", spreadShares), ("spread-leak", spreadLeak),
    ] where !(0...2).contains(spread) {
      throw ValidationError("‘--\(name)’ is from 0 to 2, not \(spread).")
    }
    if draws == nil, spreadShares != 0 || spreadLeak != 0 {
      throw ValidationError("‘--spread-shares’ and ‘--spread-leak’ belong to ‘--draws’.")
    }
  }

  /// One draw of what isn't known.
  struct Draw {
    let economy: LoadedEconomy
    /// What leaks are multiplied by.
    let leakFactor: Double

    /// A leak as drawn: at most everything.
    func leak(_ share: Double) -> Double { min(1, share * leakFactor) }

    /// An experiment whose bans leak as drawn.
    func leaking(_ experiment: Experiment) -> Experiment {
      Experiment(
        name: experiment.name, title: experiment.title,
        shocks: experiment.shocks.map { shock in
          guard case .ban(let links, let leak) = shock else { return shock }
          return .ban(links, leak: self.leak(leak))
        }, closure: experiment.closure, from: experiment.origin)
    }
  }

  /// Does something for each draw.
  ///
  /// Draws come by number from streams of their own for elasticities, leaks and shares, so that one
  /// spread moves none of the others.
  ///
  /// - Returns: how many draws have no answer: they are left out.
  func forEachDraw(_ economy: LoadedEconomy, _ body: (Draw) throws -> Void) throws -> Int {
    guard let baseline = economy.baseline else {
      throw Failure(
        .failed,
        "‘\(economy.name)’ has no equilibrium to answer with: give each sector its "
          + "elasticity_theta.")
    }
    let isBounded = baseline.shares.technology.installedCapacity.values.contains { $0 < .infinity }
    if spreadShares > 0, isBounded {
      throw Failure(
        .usage,
        "Shares of imports can't be drawn where capacity bounds output: take ‘--spread-shares’ out."
      )
    }
    var unanswered = 0
    for draw in 0..<(draws ?? 0) {
      func normal(_ stream: RandomStream) throws -> Double {
        try Quantile.normal(stream.uniform())
      }
      func stream(_ purpose: UInt64) -> RandomStream {
        RandomStream(key: (seed, 0), counter: (UInt64(draw), purpose, 0, 0))
      }
      do {
        let ofElasticities = stream(0)
        var drawn = try baseline.replacing(
          elasticities: try baseline.shares.elasticities.map {
            $0 * Math.exp(spread * (try normal(ofElasticities)))
          })
        if spreadShares > 0 {
          let ofShares = stream(2)
          var shares = drawn.shares
          for sector in 0..<drawn.sectorCount {
            for market in 0..<drawn.stateCount {
              var sum = 0.0
              for supplier in 0..<drawn.stateCount {
                let factor = Math.exp(spreadShares * (try normal(ofShares)))
                if supplier != market { shares.sourcing[sector, market, supplier] *= factor }
                sum += shares.sourcing[sector, market, supplier]
              }
              for supplier in 0..<drawn.stateCount {
                shares.sourcing[sector, market, supplier] /= sum
              }
            }
          }
          drawn = try Baseline(
            settling: shares, valueAdded: drawn.valueAdded, transfers: drawn.transfers)
        }
        var copy = economy
        copy.baseline = drawn
        let leakFactor = spreadLeak > 0 ? Math.exp(spreadLeak * (try normal(stream(1)))) : 1
        try body(Draw(economy: copy, leakFactor: leakFactor))
      } catch is ExperimentFailure {
        unanswered += 1
      } catch is EquilibriumError {
        unanswered += 1
      } catch is BaselineError {
        unanswered += 1
      }
    }
    if unanswered == draws {
      throw Failure(.failed, "None of the \(unanswered) draws has an answer.")
    }
    return unanswered
  }

  /// What was drawn, for people.
  func words(unanswered: Int) -> String {
    var what = ["elasticities \(significant(spread, 3))"]
    if spreadShares > 0 { what.append("shares of imports \(significant(spreadShares, 3))") }
    if spreadLeak > 0 { what.append("leaks \(significant(spreadLeak, 3))") }
    return "Middle and 90 % of \(draws ?? 0) draws, log-normal with spreads of "
      + what.joined(separator: ", ") + " (seed \(seed))."
      + (unanswered > 0 ? " \(unanswered) of them have no answer and are left out." : "")
  }
}

/// What draws say together: the middle, and where 90 % lie.
struct Band: Encodable {
  static let names = ["5 %", "middle", "95 %"]

  let low, middle, high: Double

  var values: [Double] { [low, middle, high] }

  /// Quantiles, between neighbours in proportion; nil of nothing.
  init?(_ numbers: [Double]) {
    guard !numbers.isEmpty else { return nil }
    let order = numbers.sorted()
    func quantile(_ share: Double) -> Double {
      let place = share * Double(order.count - 1)
      let below = Int(place)
      let above = min(below + 1, order.count - 1)
      return order[below] + (place - Double(below)) * (order[above] - order[below])
    }
    (low, middle, high) = (quantile(0.05), quantile(0.5), quantile(0.95))
  }

  /// Its ends, in % with some places, for a table.
  static func ends(_ band: Band?, _ scale: Double = 1, _ places: Int) -> [String] {
    band.map { [fixed(scale * $0.low, places), fixed(scale * $0.high, places)] } ?? ["–", "–"]
  }
}
