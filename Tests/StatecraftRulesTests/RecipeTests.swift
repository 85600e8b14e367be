import Foundation
import StatecraftCore
import Testing

// recipe
/// What it does, and which rows of the literature ask for it.
public struct MyRule: Rule {
  public static let name = "my-rule"
  public static let phase = Phase.relations
  public static let writes: Set<Column> = [.threat]
  public static let events = [rose]
  public static let purposes = [surprise]
  public static let sources = ["V-26"]
  public static let summary = "What it does, in a sentence."
  public static let parameters = [
    Parameter<MyRule>("size", \.size, in: 0...1, unit: "share", "What it means.")
  ]

  static let surprise = Purpose("my-rule.surprise")
  static let rose = EventKind(
    "threat.rose", "{state} came to fear {target} more", audience: .owner)

  public var size = 0.1

  public init() {}

  public func apply(to turn: inout Turn) throws {
    // Read turn.before, turn.decisions and turn.setting; write turn.after; say why.
  }
}
// end

@Test func `The recipe for a rule in CONTRIBUTING compiles as it is printed`() throws {
  let here = URL(fileURLWithPath: #filePath)
  let root = here.deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  let source = try String(contentsOf: here, encoding: .utf8)
  let guide = try String(
    contentsOf: root.appendingPathComponent("CONTRIBUTING.md"), encoding: .utf8)
  let start = try #require(source.range(of: "// recipe\n")).upperBound
  let end = try #require(source.range(of: "// end\n")).lowerBound
  let printed = guide.split(separator: "\n", omittingEmptySubsequences: false)
    .map { $0.hasPrefix("   ") ? String($0.dropFirst(3)) : String($0) }.joined(separator: "\n")
  #expect(printed.contains(source[start..<end]))
  #expect(MyRule().parameterValues.map(\.value) == [0.1])
}
