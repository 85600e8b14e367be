internal import Foundation
internal import StatecraftScenario
internal import Synchronization

/// The files that are mutated: every scenario, study and profile of the library.
final class Corpus: Sendable {
  /// A file as it is, with the tables that it names.
  struct Item: Sendable {
    enum Kind: Sendable { case scenario, economy, study }

    let kind: Kind
    let path: String
    let text: String
    let tables: [String]
    /// How often it's taken: large ones less, since they take long.
    let weight: Int
  }

  let root: String
  let items: [Item]
  let profiles: [String]
  /// Words that stand in the files, each once, in order.
  let words: [String]
  /// What files say that were mutated before.
  private let trees = Mutex<[String: Tree]>([:])

  /// - Parameters:
  ///   - root: the folder that holds `Scenarios` and `Agents`.
  ///   - names: parts of paths, of which a file's must have one; every file when empty.
  init(root: String, only names: [String]) throws {
    self.root = root
    let library = ScenarioLibrary(root: root)
    var items: [Item] = []
    for entry in library.entries() {
      let kind: Item.Kind = entry.kind == .economy ? .economy : .scenario
      items.append(try Self.item(kind, entry.path, root))
    }
    for name in library.studyNames {
      items.append(try Self.item(.study, "Scenarios/studies/\(name).yaml", root))
    }
    self.items = items.filter { item in names.isEmpty || names.contains { item.path.contains($0) } }
    let folder = root + "/Agents/Profiles"
    profiles = (try FileManager.default.contentsOfDirectory(atPath: folder))
      .filter { $0.hasSuffix(".yaml") }.sorted().map { "Agents/Profiles/" + $0 }
    var seen: Set<String> = []
    let separators = Set(" \n\t,:[]{}\"#".utf8)
    for text in items.map(\.text) {
      for word in text.utf8.split(whereSeparator: separators.contains) where word.count < 30 {
        seen.insert(String(Substring(word)))
      }
    }
    words = seen.sorted()
  }

  /// What a file says, as it's mutated.
  func tree(of item: Item) throws -> Tree {
    if let known = trees.withLock({ $0[item.path] }) { return known }
    let tree = try Tree(yaml: item.text)
    trees.withLock { $0[item.path] = tree }
    return tree
  }

  private static func item(_ kind: Item.Kind, _ path: String, _ root: String) throws -> Item {
    let text = try String(contentsOfFile: root + "/" + path, encoding: .utf8)
    let folder = path.split(separator: "/").dropLast().joined(separator: "/")
    let tables = text.matches(of: /[\w\/.-]+\.csv/).map { "\(folder)/\($0.0)" }
      .filter { FileManager.default.fileExists(atPath: root + "/" + $0) }
    let size = tables.reduce(text.utf8.count) { sum, table in
      let file = try? FileManager.default.attributesOfItem(atPath: root + "/" + table)
      return sum + ((file?[.size] as? Int) ?? 0)
    }
    return Item(
      kind: kind, path: path, text: text, tables: Array(Set(tables)).sorted(),
      weight: max(1, 2_000_000 / (2000 + size * size / 2000)))
  }

  /// An item by its weight.
  func item(_ dice: inout Dice) -> Item {
    var place = dice.below(items.reduce(0) { $0 + $1.weight })
    for item in items {
      place -= item.weight
      if place < 0 { return item }
    }
    return items[0]
  }
}

/// Files of the library, some of them in another form.
struct Overlay: FileSource {
  let disk: DiskFiles
  let changed: [String: String]

  func text(of path: String) throws(FileSourceError) -> String {
    if let text = changed[path] { return text }
    return try disk.text(of: path)
  }

  func displayName(of path: String) -> String { path }
}
