public import StatecraftCore

/// Things that people call by a code, by a name, or by the beginning of either.
struct Lexicon<Value: Sendable>: Sendable {
  struct Entry: Sendable {
    let value: Value
    /// How the thing is called in answers: its code.
    let label: String
    /// All that it goes by, in small letters; the label is one of them.
    let names: [String]
  }

  enum Finding {
    case found(Value)
    /// Several begin like that: their labels.
    case ambiguous([String])
    /// None does; the nearest, if one is near.
    case unknown(guess: String?)
  }

  private let entries: [Entry]

  init(_ entries: [Entry]) { self.entries = entries }

  var labels: [String] { entries.map(\.label) }

  /// What a word means: the thing that is called so, or the only one whose name begins so.
  func find(_ word: String) -> Finding {
    let word = word.lowercased()
    let exact = entries.filter { $0.names.contains(word) }
    if exact.count == 1 { return .found(exact[0].value) }
    let begun = word.isEmpty ? [] : entries.filter { $0.names.contains { $0.hasPrefix(word) } }
    // A label that begins so comes before a name that does: ‘us’ is USA before it's Australia's.
    let labelled = begun.filter { $0.label.lowercased().hasPrefix(word) }
    if begun.count == 1 { return .found(begun[0].value) }
    if labelled.count == 1 && word.count > 1 { return .found(labelled[0].value) }
    if begun.count > 1 { return .ambiguous(begun.map(\.label)) }
    let names = entries.flatMap(\.names)
    let near =
      nearestMatch(to: word, among: names)
      // Letters in the wrong order are one slip of the hand, though two edits.
      ?? names.first { $0.sorted() == word.sorted() }
    return .unknown(
      guess: entries.first { entry in near.map(entry.names.contains) ?? false }?.label)
  }

  func value(_ word: String) -> Value? {
    if case .found(let value) = find(word) { value } else { nil }
  }

  /// What a word means, or why it means nothing.
  ///
  /// - Parameter kind: what is looked for, such as ‘state’.
  func resolve(_ word: String, _ kind: String) throws(Misunderstanding) -> Value {
    switch find(word) {
    case .found(let value): return value
    case .ambiguous(let labels):
      throw Misunderstanding("‘\(word)’ may be \(alternatives(labels)): write more of it")
    case .unknown(let guess):
      let way =
        guess.map { "did you mean ‘\($0)’?" }
        ?? "there \(labels.count == 1 ? "is" : "are") \(labels.joined(separator: ", "))"
      throw Misunderstanding("there is no \(kind) ‘\(word)’; \(way)")
    }
  }
}

/// Why words mean nothing here: every reason.
struct Misunderstanding: Error, Equatable {
  var reasons: [String]

  init(_ reason: String) { reasons = [reason] }
  init(_ reasons: [String]) { self.reasons = reasons }
}

/// Such as `A, B or C`.
func alternatives(_ words: [String]) -> String {
  guard let last = words.last, words.count > 1 else { return words.first ?? "" }
  return words.dropLast().joined(separator: ", ") + " or " + last
}

extension Lexicon where Value == StateID {
  /// States by code, by name, by any long word of it, or by its initials.
  init(statesOf roster: Roster) {
    self.init(
      roster.states.map { state in
        Entry(value: state, label: roster.code(state), names: names(roster, state))
      })
  }
}

private func names(_ roster: Roster, _ state: StateID) -> [String] {
  let name = roster.name(state).lowercased()
  let words = name.split { !$0.isLetter }.map(String.init)
  let initials = words.count > 1 ? [String(words.compactMap(\.first))] : []
  return [roster.code(state).lowercased(), name] + words.filter { $0.count > 3 } + initials
    + (spoken[name] ?? [])
}

/// How people call states besides their names, by the names that they have in small letters.
private let spoken: [String: [String]] = [
  "australia": ["aussie"], "brazil": ["brasil", "brazilian"], "canada": ["canadian"],
  "china": ["prc", "chinese"], "france": ["french"],
  "germany": ["ger", "german", "deutschland"],
  "india": ["indian", "bharat"], "israel": ["israeli"], "italy": ["italian"],
  "japan": ["japanese"], "malaysia": ["malaysian"], "mexico": ["mexican"],
  "netherlands": ["the netherlands", "holland", "dutch"],
  "rest of world": ["rest", "world", "rest of the world"],
  "russia": ["russian"], "saudi arabia": ["saudis", "ksa"],
  "south korea": ["rok", "korean"], "taiwan": ["roc", "taiwanese"],
  "turkey": ["türkiye", "turkiye", "turkish"],
  "united kingdom": ["britain", "great britain", "england", "british"],
  "united states": [
    "america", "american", "us of a", "the us", "the usa", "united states of america",
  ],
  "vietnam": ["viet nam", "vietnamese"],
]

extension Roster {
  /// The state that goes by a word: its code, its name, a part of it, or what people say.
  public func stateCalled(_ word: String) -> StateID? {
    Lexicon(statesOf: self).value(word)
  }
}

extension Lexicon where Value == SectorID {
  /// Sectors by code, or by any long word of it.
  init(sectorsOf roster: Roster) {
    self.init(
      roster.sectors.map { sector in
        let code = roster.code(sector).lowercased()
        let words = code.split { !$0.isLetter }.map(String.init).filter { $0.count > 3 }
        return Entry(value: sector, label: roster.code(sector), names: [code] + words)
      })
  }
}

extension Lexicon where Value == String {
  /// Words that mean themselves, by their usual shorthands too.
  init(words: [String]) {
    self.init(
      words.map {
        Entry(value: $0, label: $0, names: [$0.lowercased()] + (shorthands[$0] ?? []))
      })
  }
}

/// How words are shortened that people don't just break off.
private let shorthands = ["control": ["ctl", "ctrl", "cntl"]]
