internal import CGSL
public import StatecraftCore
internal import StatecraftEngine
internal import StatecraftGames
internal import StatecraftRules

/// A game that every simulation toolkit can express: N states, three options, what others' options
/// are worth by ties and compatibility; all reply best at once, with noise.
///
/// U[i][k] = b[i][k] + Σ_j W[i][j] S[k][a[j]] + σ g, one standard normal g a state and option. Its
/// hash of all actions is what programs in C, NumPy and plain Python gave.
public struct ReferenceGame: Sendable {
  public let states: Int
  public let steps: Int
  /// σ: how much noise is in what a state thinks of an option.
  public let sigma: Double
  private let game: PolymatrixGame
  private let start: [Double]

  public init(states: Int, steps: Int, sigma: Double) {
    self.states = states
    self.steps = steps
    self.sigma = sigma
    var random = SplitMix64(state: 12345)
    let all = (0..<states).map(StateID.init(index:))
    var weights = Dyadic(repeating: 0.0, rows: states, width: states)
    for i in all {
      for j in all where i != j { weights[i, j] = random.uniform() / Double(states - 1) }
    }
    let bias = PerState(all.map { _ in (0..<3).map { _ in 0.6 * random.uniform() } })
    start = all.map { _ in (3 * random.uniform()).rounded(.down) }
    game = PolymatrixGame(
      payoffs: [[1, -0.5, 0.25], [-0.5, 1, 0.25], [0.25, 0.25, 0.25]], bias: bias,
      network: Network(weights: weights))
  }

  /// The scenario, with a policy at every seat.
  ///
  /// - Parameter policy: what decides; the noisy best reply of this game when nil.
  public func scenario(seed: UInt, policy: (any Policy)? = nil) throws -> Scenario {
    let codes = (0..<states).map { "S\(1000 + $0)" }
    let setting = Setting(
      roster: Roster(
        states: codes.map { ($0, $0) }, sectors: [], poles: [], moves: ["one", "two", "three"]),
      game: game, revision: .simultaneous, startYear: 1, turns: steps)
    var world = World(
      setting: setting, technology: SectorState(repeating: 0, rows: 0, width: states))
    for (index, move) in start.enumerated() {
      let state = StateID(index: index)
      world.moves[state, state] = move
    }
    let policy = policy ?? NoisyReply(sigma: sigma, noise: Noise(seed: seed))
    return Scenario(
      name: "reference", title: "The reference alignment game", setting: setting, start: world,
      rulebook: try Rulebook([Moves(), Payoffs()]),
      seats: PerState(
        repeating: Seat(profile: "own", policyName: "noisy-reply", policy: policy), count: states),
      hash: "reference")
  }

  /// The hash of all actions of runs 0, 1, …, each with a generator of its own.
  public func hash(runs: Int) throws -> UInt64 {
    var hash: UInt64 = 1_469_598_103_934_665_603
    for run in 0..<runs {
      let scenario = try scenario(seed: UInt(1 + run))
      var game = PolicyGame(scenario, seed: 0, replicate: UInt64(run))
      while !game.isOver {
        try game.playTurn()
        let world = game.world
        for state in scenario.setting.roster.states {
          hash = (hash ^ UInt64(world.moves[state, state])) &* 1_099_511_628_211
        }
      }
    }
    return hash
  }
}

/// The best of three options, by what moves pay and noise; of equals the first.
struct NoisyReply: Policy {
  let sigma: Double
  let noise: Noise

  func decide(_ observation: Observation, _ context: inout PolicyContext) throws -> Decision {
    guard let game = observation.setting.game else { return .hold }
    let me = observation.me
    let payoffs = game.expectedPayoffs(of: me, with: me, in: observation.profile, moves: 3)
    var (best, most) = (0.0, -Double.infinity)
    for (option, payoff) in payoffs.enumerated() {
      let utility = sigma == 0 ? payoff : payoff + sigma * noise.next()
      if utility > most { (best, most) = (Double(option), utility) }
    }
    return Decision(moves: [MoveOrder(move: best)])
  }
}

/// Standard normal numbers by GSL's ziggurat over its Mersenne twister, as the other programs have.
///
/// Unsafe to share in the eyes of the compiler: a game asks its seats one after the other, on one
/// thread.
final class Noise: @unchecked Sendable {
  private let generator: UnsafeMutablePointer<gsl_rng>

  init(seed: UInt) {
    guard let generator = gsl_rng_alloc(cgsl_rng_mt19937()) else {
      preconditionFailure("There is no memory left for a generator.")
    }
    self.generator = generator
    gsl_rng_set(generator, seed)
  }

  deinit { gsl_rng_free(generator) }

  func next() -> Double { gsl_ran_gaussian_ziggurat(generator, 1) }
}

/// The generator of the set-up (Steele, Lea and Flood 2014).
struct SplitMix64 {
  var state: UInt64

  mutating func uniform() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((z ^ (z >> 31)) >> 11) * 0x1p-53
  }
}
