internal import StatecraftReplay

/// Text for HTML.
enum HTML {
  /// With everything that HTML reads as more than text spelt out: titles come from files.
  static func escaped(_ text: String) -> String { text.htmlText }
}
