internal import Foundation
internal import StatecraftScenario

/// How far a worker is, in a file that outlives it: written before and after each input.
struct Progress: Codable {
  /// The input that is being tried, or the next one.
  var number: Int
  var passed = 0
  var refused = 0
  /// Inputs that were passed to the program itself.
  var commanded = 0

  init(number: Int) { self.number = number }

  static func read(_ path: String) -> Progress? {
    FileManager.default.contents(atPath: path).flatMap {
      try? JSONDecoder().decode(Progress.self, from: $0)
    }
  }

  func write(_ path: String) throws {
    try JSONEncoder().encode(self).write(to: URL(fileURLWithPath: path), options: .atomic)
  }
}

/// Tries one input after another, in a process of its own so that whatever happens is caught.
struct Worker {
  let corpus: Corpus
  let seed: UInt64
  let scratch: String
  let program: String?
  /// One in so many inputs that pass goes through the program itself.
  let every: Int
  let limit: Double

  func run(_ numbers: Range<Int>) async throws {
    let trial = Trial(corpus: corpus, scratch: scratch)
    var progress = Progress(number: numbers.lowerBound)
    for number in numbers {
      progress.number = number
      try progress.write(scratch + "/progress")
      let mutation = try Mutation(corpus, seed: seed, number: number)
      do {
        switch try await trial.run(mutation) {
        case .passed:
          progress.passed += 1
          if try command(mutation) { progress.commanded += 1 }
        case .refused: progress.refused += 1
        }
      } catch {
        progress.passed += 1
        try tell("\(error)", of: mutation)
      }
    }
    progress.number = numbers.upperBound
    try progress.write(scratch + "/progress")
  }

  /// - Returns: whether the program was run on the input.
  private func command(_ mutation: Mutation) throws -> Bool {
    var dice = mutation.dice
    guard let program, mutation.item.kind == .scenario, dice.below(every) == 0 else { return false }
    let files = Overlay(disk: DiskFiles(folders: [corpus.root]), changed: mutation.changed)
    let loaded = try ScenarioLoader().load(mutation.item.path, from: files, set: mutation.set)
    let commands = Commands(program: program, folder: scratch + "/library", limit: limit)
    for failure in try commands.run(loaded, &dice) { try tell(failure, of: mutation) }
    return true
  }

  private func tell(_ failure: String, of mutation: Mutation) throws {
    try "\(failure)\n\(mutation.report)\n".write(
      toFile: scratch + "/wrong-\(mutation.number)", atomically: true, encoding: .utf8)
  }
}
