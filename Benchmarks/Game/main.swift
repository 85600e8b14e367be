// Plays games on one thread, with the digests that `statecraft batch` has, and times them.
//
// Counts of instructions are told by `instructions.sh`, which runs this under callgrind.

internal import Foundation
internal import ReferenceGame
internal import StatecraftCore
internal import StatecraftEngine
internal import StatecraftScenario

let usage = """
  usage: game-benchmark                            the flagship, with the digest of 100 games
         game-benchmark SCENARIO [GAMES [SEED]]    that of another scenario, by name or path
         game-benchmark play SCENARIO GAMES SEED   plays and is silent: for a profiler
         game-benchmark reference [N ...]          the reference game, a line of JSON for each N
  Edits of the scenario come last, as path=value.
  """

func stop() -> Never {
  FileHandle.standardError.write(Data((usage + "\n").utf8))
  exit(2)
}

func processorSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// Plays runs 0, 1, … and returns the batch's digest and the processor time of each, in ms.
func play(_ scenario: Scenario, games: Int, seed: UInt64) throws -> (Digest, [Double]) {
  var digest = Digest()
  var times: [Double] = []
  for replicate in 0..<UInt64(games) {
    let start = processorSeconds()
    var game = PolicyGame(scenario, seed: seed, replicate: replicate)
    digest.add(try game.finish().digest.value)
    times.append((processorSeconds() - start) * 1000)
  }
  return (digest, times)
}

/// Prints the median of five times 20 runs of 100 steps, set-up not counted, as the game's
/// description asks for.
func timeReference(states: Int) throws {
  let (steps, runs) = (100, 20)
  let reference = ReferenceGame(states: states, steps: steps, sigma: 0.1)
  var (hash, times): (UInt64, [Double]) = (0, [])
  for _ in 0..<5 {
    let start = processorSeconds()
    hash = try reference.hash(runs: runs)
    times.append(processorSeconds() - start)
  }
  times.sort()
  print(
    """
    {"impl":"statecraft","n":\(states),"steps":\(steps),"runs":\(runs),"sigma":0.1,\
    "agent_steps":\(states * steps * runs),"cpu_s":\(String(format: "%.4f", times[2])),\
    "hash":"\(String(hash, radix: 16))"}
    """)
  // What programs in C and NumPy gave.
  let anchors: [Int: UInt64] = [
    10: 0xe308_bbb9_c096_1165, 50: 0x9c9b_b054_56ac_d5c1, 200: 0x36d4_57ea_8fc4_55f9,
  ]
  if let anchor = anchors[states], anchor != hash {
    FileHandle.standardError.write(Data("the hash should be \(String(anchor, radix: 16))\n".utf8))
    exit(1)
  }
}

var arguments = Array(CommandLine.arguments.dropFirst())
let edits = arguments.filter { $0.contains("=") }
arguments.removeAll { $0.contains("=") }
if arguments.first == "reference" {
  let sizes = arguments.count == 1 ? [10, 50, 200] : arguments.dropFirst().compactMap { Int($0) }
  guard !sizes.isEmpty, sizes.allSatisfy({ $0 > 1 }) else { stop() }
  for states in sizes { try timeReference(states: states) }
  exit(0)
}
let isSilent = arguments.first == "play"
if isSilent { arguments.removeFirst() }
let name = arguments.first ?? "small-yard-2023"
let games = arguments.count > 1 ? Int(arguments[1]) : 100
let seed = arguments.count > 2 ? UInt64(arguments[2]) : 2023
guard let games, let seed, games > 0, arguments.count <= 3, !name.hasPrefix("-") else { stop() }

do {
  let start = processorSeconds()
  let scenario = try ScenarioLibrary.find().load(name, set: edits).scenario
  let loading = (processorSeconds() - start) * 1000
  let (digest, times) = try play(scenario, games: games, seed: seed)
  if !isSilent {
    let sorted = times.sorted()
    let roster = scenario.setting.roster
    print(
      """
      \(name): \(roster.stateCount) states, \(roster.sectorCount) sectors, \
      \(scenario.setting.turns) turns; \(games) games of seed \(seed), digest \(digest.hexadecimal)
      loading            \(String(format: "%8.1f", loading)) ms of processor time
      a game, least      \(String(format: "%8.2f", sorted[0])) ms
      a game, median     \(String(format: "%8.2f", sorted[sorted.count / 2])) ms
      """)
  }
} catch {
  FileHandle.standardError.write(Data("\(error)\n".utf8))
  exit(1)
}
