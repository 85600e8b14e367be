internal import Foundation
internal import StatecraftAnalysis

extension Histogram.Style {
  /// Blocks, unless the locale is set to one without them.
  ///
  /// It's the same on a terminal and in a pipe, so that a kept report is the report that was seen.
  /// Where no locale is set, blocks: all other text is UTF-8 too.
  static var preferred: Histogram.Style {
    let environment = ProcessInfo.processInfo.environment
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }
      .first { !$0.isEmpty }
    guard let locale else { return .blocks }
    return locale.uppercased().replacing("-", with: "").contains("UTF8") ? .blocks : .plain
  }
}
