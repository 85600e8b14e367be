import StatecraftAnalysis
import Testing

struct SequentialTests {
  /// Lan and DeMets's spending in the manner of O'Brien and Fleming, five equal steps, as in
  /// Proschan, Lan and Wittes (2006) and every program for such trials.
  @Test func `Critical values are the published ones`() throws {
    let design = try SequentialDesign(informationFractions: [0.2, 0.4, 0.6, 0.8, 1])
    let published = [4.8769, 3.3569, 2.6803, 2.2898, 2.0310]
    for (value, expected) in zip(design.criticalValues, published) {
      #expect(abs(value - expected) < 5e-4)
    }
    let single = try SequentialDesign(informationFractions: [1])
    #expect(abs(single.criticalValues[0] - 1.959964) < 1e-5)
  }

  @Test func `Looks grow by half, end at the maximum, and widen intervals a little`() throws {
    let plan = try PrecisionPlan(upTo: 1000)
    #expect(plan.looks == [100, 150, 225, 337, 506, 759, 1000])
    #expect(plan.criticalValue > 1.96 && plan.criticalValue < 2.02)
    #expect(plan.nominalLevel > 0.95 && plan.nominalLevel < 0.957)
    let single = try PrecisionPlan(upTo: 100)
    #expect(single.looks == [100])
    #expect(abs(single.nominalLevel - 0.95) < 1e-6)
  }

  private func watch(_ halfWidths: Double...) throws -> PrecisionWatch {
    PrecisionWatch(
      halfWidths.map { PrecisionTarget(Metric("outcome.S2", .event, ""), halfWidth: $0) },
      plan: try PrecisionPlan(upTo: 400))
  }

  @Test func `A batch stops at a look only, and only when every target is reached`() throws {
    var watch = try watch(0.2, 0.09)
    var stop = 0
    for run in 1...400 where stop == 0 {
      if try watch.add([Double(run % 2), Double(run % 2)]) { stop = run }
    }
    // ±0.1 at 100 runs, ±0.081 at 150.
    #expect(stop == 150)
    #expect(watch.isReached && watch.looksTaken == 2)
  }

  @Test func `What isn't reached says how many runs would do`() throws {
    var watch = try watch(0.01)
    for run in 1...400 {
      let stops = try watch.add([Double(run % 2)])
      #expect(!stops)
    }
    #expect(!watch.isReached && watch.looksTaken == 5)
    // (z/2/0.01)² with z = 1.99.
    let runs = try #require(try watch.runsNeeded(for: 0))
    #expect((9600...10_100).contains(runs))
  }

  @Test func `A quantity that hasn't varied yet isn't taken for known`() throws {
    let target = PrecisionTarget(Metric("excluded_keys", .quantity, ""), halfWidth: 0.1)
    var watch = PrecisionWatch([target], plan: try PrecisionPlan(upTo: 200))
    for _ in 0..<200 {
      let stops = try watch.add([0])
      #expect(!stops)
    }
    #expect(try watch.runsNeeded(for: 0) == nil)
  }
}
