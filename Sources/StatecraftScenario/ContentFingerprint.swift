internal import StatecraftCore

/// The fingerprint of what a scenario says, whatever it's written in.
///
/// It's taken of proven values, tables and profiles in place and edits made: so places and names of
/// files, comments, line ends, the order of keys, ways to write a number, columns for people and
/// defaults that are spelt out make no difference, and every value does.
struct ContentFingerprint {
  private var digest = Digest()

  /// - Parameters:
  ///   - root: the whole scenario.
  ///   - profiles: what each profile that it names says.
  static func digest(of root: Value, profiles: [String: Value]) -> Digest {
    var fingerprint = ContentFingerprint()
    fingerprint.add(Self.resolved(root, profiles))
    return fingerprint.digest
  }

  /// The scenario with profiles in the place of their names.
  private static func resolved(_ root: Value, _ profiles: [String: Value]) -> Value {
    func replacing(_ value: Value, _ key: String, by change: (Value) -> Value) -> Value {
      Value(
        origin: value.origin, path: value.path,
        content: .entries(
          value.entries.map {
            $0.key == key
              ? .init(key: key, keyOrigin: $0.keyOrigin, value: change($0.value)) : $0
          }))
    }
    return replacing(root, "profiles") { all in
      Value(
        origin: all.origin, path: all.path,
        content: .entries(
          all.entries.map { entry in
            .init(
              key: entry.key, keyOrigin: entry.keyOrigin,
              value: replacing(entry.value, "profile") { name in
                name.text.flatMap { profiles[$0] } ?? name
              })
          }))
    }
  }

  private mutating func add(_ value: Value) {
    switch value.content {
    case .text(let text):
      digest.add(1)
      digest.add(text)
    case .number(let number):
      digest.add(2)
      // Minus nothing is nothing.
      digest.add(number + 0)
    case .flag(let flag):
      digest.add(3)
      digest.add(flag ? 1 : 0)
    case .list(let items):
      digest.add(4)
      digest.add(items.count)
      for item in items { add(item) }
    case .entries(let entries):
      digest.add(5)
      digest.add(entries.count)
      for entry in entries.sorted(by: { $0.key < $1.key }) {
        digest.add(entry.key)
        add(entry.value)
      }
    }
  }
}
