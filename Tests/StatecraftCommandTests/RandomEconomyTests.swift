import Foundation
import Testing

/// Economies that nobody made on purpose, through files and the program.
@Suite struct `Random economies on the command line` {
  /// How many are tried: `STATECRAFT_ECONOMIES=1000` for the whole number.
  private static let count =
    ProcessInfo.processInfo.environment["STATECRAFT_ECONOMIES"].flatMap { Int($0) } ?? 8

  /// Numbers that look random and are always the same (SplitMix64).
  private struct Numbers {
    var state: UInt64

    mutating func uniform() -> Double {
      state &+= 0x9e37_79b9_7f4a_7c15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
      return Double((mixed ^ (mixed >> 31)) >> 11) * 0x1p-53
    }

    mutating func uniform(_ low: Double, _ high: Double) -> Double {
      low + (high - low) * uniform()
    }

    mutating func index(below bound: Int) -> Int { min(Int(uniform() * Double(bound)), bound - 1) }
  }

  /// A file of 2 to 60 states with missing links, uneven sizes, inputs, tariffs and lenders.
  private static func file(_ numbers: inout Numbers) -> (text: String, states: Int) {
    let states = 2 + Int(58 * pow(numbers.uniform(), 3))
    let sectors = 1 + numbers.index(below: 3)
    var lines = ["format: 1", "name: random", "title: Random", "states:"]
    let lender = numbers.index(below: states)
    let borrower = (lender + 1) % states
    // Now and then somebody lends more than it earns.
    let lent = numbers.uniform() < 0.15 ? 3.0 : numbers.uniform(0, 0.05)
    for state in 0..<states {
      let size = exp(numbers.uniform(-3, 3))
      let transfer = state == lender ? -lent : state == borrower ? lent : 0
      lines.append("  - {code: S\(state), value_added: \(size), transfer: \(transfer)}")
    }
    lines.append("sectors:")
    for sector in 0..<sectors {
      lines.append("  - {code: g\(sector), elasticity_theta: \(numbers.uniform(0.5, 12))}")
    }
    lines += ["economy:", "  books: settle", "  recipes:"]
    for sector in 0..<sectors {
      let added = numbers.uniform(0.2, 1)
      let input = numbers.index(below: sectors)
      lines.append("    - {sector: g\(sector), input: value_added, cost_share: \(added)}")
      lines.append("    - {sector: g\(sector), input: g\(input), cost_share: \(1 - added)}")
    }
    lines.append("  final_shares:")
    let weights = (0..<sectors).map { _ in numbers.uniform(0.1, 1) }
    for sector in 0..<sectors {
      let share = weights[sector] / weights.reduce(0, +)
      lines.append("    - {sector: g\(sector), share_of_final_spending: \(share)}")
    }
    lines.append("  tariffs:")
    for _ in 0..<3 {
      let market = numbers.index(below: states)
      let supplier = (market + 1 + numbers.index(below: states - 1)) % states
      lines.append(
        "    - {sector: g\(numbers.index(below: sectors)), market: S\(market), "
          + "supplier: S\(supplier), rate: \(numbers.uniform(0, 1))}")
    }
    var seen: Set<String> = []
    // Rows that say something twice would be refused for that.
    lines = lines.filter { line in
      guard let end = line.range(of: ", rate:") else { return true }
      return seen.insert(String(line[..<end.lowerBound])).inserted
    }
    lines.append("  sourcing:")
    for sector in 0..<sectors {
      lines.append("    g\(sector):")
      for market in 0..<states {
        var row = (0..<states).map { supplier in
          supplier == market
            ? exp(numbers.uniform(-2, 4))
            : numbers.uniform() < 0.4 ? 0 : exp(numbers.uniform(-4, 1))
        }
        // Not everybody makes everything.
        if sector > 0, numbers.uniform() < 0.2,
          row.enumerated().contains(where: {
            $0.offset != market && $0.element > 0
          })
        {
          row[market] = 0
        }
        let sum = row.reduce(0, +)
        lines.append("      - [\(row.map { "\($0 / sum)" }.joined(separator: ", "))]")
      }
    }
    return (lines.joined(separator: "\n") + "\n", states)
  }

  @Test func `Whatever the economy, answers are valid JSON, or a refusal says why`() async throws {
    var (answered, refused) = (0, 0)
    for seed in 1...Self.count {
      var numbers = Numbers(state: UInt64(31 * seed))
      let (text, states) = Self.file(&numbers)
      let scratch = try Scratch()
      try scratch.write(text, to: "random.yaml")
      let closure = ["fixed", "proportional", "none", "balanced"][seed % 4]
      let shocks = [
        "autarky state=S0", "ban supplier=S1", "tariff rate=2 market=S0",
        "productivity factor=3 state=S1", "export_tax rate=0.5 supplier=S0",
        "iceberg factor=50 between=S0,S1",
      ]
      var lines = [
        [
          "counterfactual", "random.yaml", "--shock", shocks[seed % shocks.count], "--closure",
          closure, "--measure", "linear_welfare_percent[S0]",
        ],
        ["stress", "random.yaml", "--cut", "S0", "--leak", seed % 2 == 0 ? "0" : "0.01"],
      ]
      if states < 12 {
        lines += [
          ["stress", "random.yaml", "--table"], ["power", "random.yaml"],
          [
            "coalition", "random.yaml", "--members", "S0", "--against", "S1", "--rate", "0.9",
            "--closure", closure,
          ],
        ]
      }
      for line in lines {
        let outcome = try await Program.run(line + ["--json", "-"], in: scratch)
        let told = "economy \(seed): \(line.joined(separator: " "))"
        if outcome.code == 0 {
          answered += 1
          // JSON has no word for what is not a number, so that it can't hold any.
          #expect((try? outcome.json()) != nil, "\(told): \(outcome.output.prefix(300))")
        } else {
          refused += 1
          #expect([1, 3].contains(outcome.code), "\(told) ended with \(outcome.code)")
          #expect(outcome.output.isEmpty && outcome.errors.contains(" "), "\(told)")
          #expect(!outcome.errors.lowercased().contains("nan"), "\(told): \(outcome.errors)")
        }
      }
    }
    print("\(Self.count) economies: \(answered) answers, \(refused) refusals")
    #expect(answered > refused)
  }
}
