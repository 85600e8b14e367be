import Testing

/// The same bytes on every processor: the C library is told that the processor has neither fused
/// multiply-add nor wide vectors, upon which it takes other code for its elementary functions.
@Suite struct ProcessorTests {
  private let older = ["GLIBC_TUNABLES": "glibc.cpu.hwcaps=-FMA,-AVX2"]

  @Test(arguments: ["logit", "best-reply", "scripted"])
  func `Golden replays verify on an older processor`(_ name: String) async throws {
    let outcome = try await Program.run(
      ["replay", "verify", "Replays/golden/\(name).jsonl"], environment: older)
    #expect(outcome.code == 0, "\(outcome.output)\(outcome.errors)")
  }

  /// `make processors` plays 300 games.
  @Test
  func `A batch has the same digest on an older processor`() async throws {
    let arguments = ["batch", "small-yard-2023", "--runs", "3", "--seed", "2023"]
    let here = try await Program.run(arguments)
    let there = try await Program.run(arguments, environment: older)
    #expect(here.code == 0 && there.code == 0)
    #expect(here.digest != nil && here.digest == there.digest)
  }
}
