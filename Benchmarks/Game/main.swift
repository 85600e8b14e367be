// Plays games on one thread, with the digests that `statecraft batch` has, and times them.
//
// Counts of instructions are told by `instructions.sh`, which runs this under callgrind.

internal import Foundation
internal import StatecraftCore
internal import StatecraftEngine
internal import StatecraftScenario

let usage = """
  usage: game-benchmark                            the flagship, with the digest of 100 games
         game-benchmark SCENARIO [GAMES [SEED]]    that of another scenario, by name or path
         game-benchmark play SCENARIO GAMES SEED   plays and is silent: for a profiler
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

var arguments = Array(CommandLine.arguments.dropFirst())
let isSilent = arguments.first == "play"
if isSilent { arguments.removeFirst() }
let name = arguments.first ?? "small-yard-2023"
let games = arguments.count > 1 ? Int(arguments[1]) : 100
let seed = arguments.count > 2 ? UInt64(arguments[2]) : 2023
guard let games, let seed, games > 0, arguments.count <= 3, !name.hasPrefix("-") else { stop() }

do {
  let start = processorSeconds()
  let scenario = try ScenarioLibrary.find().load(name).scenario
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
