internal import StatecraftScenario

/// One input: a file of the library, and what was made of it. The same seed and number give the
/// same input.
struct Mutation: Sendable {
  let number: Int
  let item: Corpus.Item
  /// What is changed, by path.
  let changed: [String: String]
  /// Edits, as on the command line.
  let set: [String]
  let dice: Dice

  init(_ corpus: Corpus, seed: UInt64, number: Int) throws {
    var dice = Dice(seed: seed, number: number)
    let item = corpus.item(&dice)
    var mutator = Mutator(dice: dice, words: corpus.words)
    var changed: [String: String] = [:]
    var set: [String] = []
    let files = Overlay(disk: DiskFiles(folders: [corpus.root]), changed: [:])
    switch mutator.dice.below(20) {
    case 0..<3 where !item.tables.isEmpty:
      let table = mutator.dice.pick(item.tables)
      changed[table] = mutator.mutate(csv: try files.text(of: table))
    case 3 where item.kind == .scenario:
      let profile = mutator.dice.pick(corpus.profiles)
      var tree = try Tree(yaml: try files.text(of: profile))
      mutator.mutate(&tree)
      changed[profile] = tree.text
    case 4:
      let line = mutator.dice.pick(
        ["turns=", "states[0].code=", "rules.", "profiles.default.", "game.", "economy."])
      set = [mutator.twisted(line + mutator.dice.pick(corpus.words + Mutator.numbers))]
    case 5:
      let bytes = mutator.mutate(bytes: Array(item.text.utf8))
      changed[item.path] = String(decoding: bytes, as: UTF8.self)
    default:
      var tree = try corpus.tree(of: item)
      mutator.mutate(&tree)
      changed[item.path] = tree.text
    }
    self.number = number
    self.item = item
    self.changed = changed
    self.set = set
    self.dice = mutator.dice
  }

  /// What it is in a line, and the files that were changed: enough to try it by hand.
  var report: String {
    var text = "input \(number) of \(item.path)"
    if !set.isEmpty { text += " with \(set.map { "--set '\($0)'" }.joined(separator: " "))" }
    for (path, content) in changed.sorted(by: { $0.key < $1.key }) {
      text += "\n--- \(path)\n\(content)"
    }
    return text
  }
}
