import Foundation
import Testing

/// Bargaining as it's asked about afterwards.
struct BargainingCommandTests {
  /// A program that asks CCC for company in the first turn and holds in all others.
  private static let asker = """
    #!/bin/sh
    read -r line; echo '{"type":"greeting","protocol":1,"name":"asker"}'
    while read -r line; do
      case "$line" in
        *'"type":"observation"'*)
          t=${line#*'"turn":'}; t=${t%%,*}; orders=
          [ "$t" = 1 ] && orders='"ask CCC equipment BBB 1","grant CCC 0.05"'
          echo "{\\"type\\":\\"decision\\",\\"turn\\":$t,\\"orders\\":[$orders]}";;
        *'"type":"end"'*) exit 0;;
      esac
    done

    """

  @Test func `Why a partner didn't follow is told, though it said nothing`() async throws {
    let scratch = try Scratch()
    let program = try scratch.write(Self.asker, to: "asker.sh")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
    let world = Program.home.appendingPathComponent("Tests/Cases/worlds/three-powers.yaml").path
    let control =
      "controls=[{instrument: export, sector: equipment, imposer: AAA, target: BBB, "
      + "strictness_or_rate: 0.5}]"
    let run = try await Program.run(
      [
        "run", world, "--set", "turns=2", "--set", "rules.bargaining={}", "--set", control, "--set",
        "profiles.CCC={policy: best-reply}", "--seat", "AAA=program:./asker.sh", "--deadline",
        "1800s", "--explain", "--replay", "game.jsonl",
      ], in: scratch)
    #expect(run.code == 0, "\(run.errors)")
    let listed = try await Program.run(["replay", "why", "game.jsonl"], in: scratch)
    let line = try #require(
      listed.lines.first { $0.contains("deal.refused CCC → AAA") }, "\(listed.output)")
    let label = try #require(line.split(separator: " ").first.map(String.init))
    let why = try await Program.run(["replay", "why", "game.jsonl", label], in: scratch)
    #expect(why.output.contains("CCC didn't order ‘accept AAA’"), "\(why.output)")
    #expect(why.output.contains("CCC weighed accept AAA"))
    #expect(why.output.contains("→ 0.0"))
  }
}
