/// A piece of a scenario as it was written, before anything is known about its meaning.
///
/// YAML and CSV files both become such nodes, so that one check serves for both.
struct SourceNode: Sendable {
  enum Content: Sendable {
    case scalar(String, isQuoted: Bool)
    case list([SourceNode])
    case map([Entry])
  }

  struct Entry: Sendable {
    let key: String
    let keyOrigin: Origin
    var value: SourceNode
  }

  var origin: Origin
  var content: Content

  init(_ content: Content, at origin: Origin) {
    self.content = content
    self.origin = origin
  }

  /// Text that was written without quotes.
  init(plain text: String, at origin: Origin) {
    self.init(.scalar(text, isQuoted: false), at: origin)
  }

  /// What it is, in words that fit after “found”.
  var kind: String {
    switch content {
    case .scalar("", isQuoted: false): "nothing"
    case .scalar(let text, _): "‘\(Self.shortened(text))’"
    case .list: "a list"
    case .map: "keys with values"
    }
  }

  var isMissing: Bool {
    if case .scalar("", isQuoted: false) = content { true } else { false }
  }

  /// Text short enough for a message.
  static func shortened(_ text: String) -> String {
    let line = text.prefix { !$0.isNewline }
    return line.count > 40 || line.count < text.count ? line.prefix(40) + "…" : String(line)
  }
}
