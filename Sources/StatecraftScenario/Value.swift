/// A piece of a scenario that has the shape it should have.
///
/// A part that was faulty is simply not here: the fault is in the log, and reading goes on to
/// find the others.
struct Value: Sendable {
  enum Content: Sendable {
    case text(String)
    case number(Double)
    case flag(Bool)
    case list([Value])
    /// The entries of a record or dictionary, in the order in which they were written.
    case entries([Entry])
  }

  struct Entry: Sendable {
    let key: String
    let keyOrigin: Origin
    let value: Value
    /// Whether it says what would hold if nothing was said.
    var isDefault = false
  }

  let origin: Origin
  let path: String
  let content: Content

  var entries: [Entry] { if case .entries(let entries) = content { entries } else { [] } }
  var list: [Value] { if case .list(let list) = content { list } else { [] } }
  var text: String? { if case .text(let text) = content { text } else { nil } }
  var number: Double? { if case .number(let number) = content { number } else { nil } }
  var flag: Bool? { if case .flag(let flag) = content { flag } else { nil } }

  /// The value of a key; nil when it's missing or faulty.
  subscript(key: String) -> Value? { entries.first { $0.key == key }?.value }

  func text(_ key: String) -> String? { self[key]?.text }
  func number(_ key: String) -> Double? { self[key]?.number }
  func whole(_ key: String) -> Int? { number(key).map { Int($0) } }
  func list(_ key: String) -> [Value] { self[key]?.list ?? [] }
  func entries(_ key: String) -> [Entry] { self[key]?.entries ?? [] }
}
