import Foundation
import StatecraftCore
import StatecraftScenario
import Testing

/// The institutions of the library, against the tables of the papers.
@Suite struct `The institutions of the library` {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path
  private static let library = Result { try ScenarioLibrary(root: root).institutions() }
  private static let autumn2023 = month(2023, 9)

  private static func month(_ year: Int, _ month: Int) -> Month {
    guard let found = Month(year, month) else { preconditionFailure("no month \(month)") }
    return found
  }

  /// The sixteen alliances of Table 1 of file 000.
  private func sixteen() throws -> [Institution] {
    try Self.library.get().institutions.filter { institution in
      institution.modules.contains { $0.sources.contains("000-T1") }
    }
  }

  @Test func `Table 2 of file 000 comes out of bodies and obligations`() throws {
    var codes: [Institution.Typology: Set<String>] = [:]
    for institution in try sixteen() {
      let type = try #require(institution.typology(at: Self.autumn2023), "\(institution.code)")
      codes[type, default: []].insert(institution.code)
    }
    func group(_ commitment: Module.Commitment, high: Bool) -> Set<String> {
      codes[.init(commitment: commitment, isHighlyInstitutionalised: high)] ?? []
    }
    #expect(
      group(.operational, high: true)
        == ["ttc", "ipef-chains", "quad", "core", "jucip", "sccd", "icet"])
    #expect(group(.operational, high: false) == ["camp-david", "us-jp-nl", "msp"])
    #expect(group(.consultative, high: true) == ["usmca-chains", "nals"])
    #expect(group(.consultative, high: false) == ["pgii", "apep", "chip4", "pac"])
  }

  /// How often a trait goes with a class: with and without the trait, the class and all.
  private struct Cross: Equatable {
    let with, ofWith, without, ofWithout: Int

    init(_ with: Int, _ ofWith: Int, _ without: Int, _ ofWithout: Int) {
      (self.with, self.ofWith, self.without, self.ofWithout) = (with, ofWith, without, ofWithout)
    }

    /// Fisher's exact test, two-sided: the chance of tables no likelier than this one.
    var probability: Double {
      let (size, hits, row) = (ofWith + ofWithout, with + without, ofWith)
      func choose(_ n: Int, _ k: Int) -> Double {
        k < 0 || k > n ? 0 : (0..<k).reduce(1) { $0 * Double(n - $1) / Double($1 + 1) }
      }
      func chance(_ cell: Int) -> Double {
        choose(hits, cell) * choose(size - hits, row - cell) / choose(size, row)
      }
      return (0...row).map(chance).filter { $0 <= chance(with) * (1 + 1e-9) }.reduce(0, +)
    }
  }

  private func cross(
    _ trait: (Institution) -> Bool, _ isClass: (Institution.Typology) -> Bool
  ) throws -> Cross {
    let (having, lacking) = (try sixteen().filter(trait), try sixteen().filter { !trait($0) })
    func count(_ some: [Institution]) -> Int {
      some.count { $0.typology(at: Self.autumn2023).map(isClass) ?? false }
    }
    return Cross(count(having), having.count, count(lacking), lacking.count)
  }

  @Test func `The cross-tabulations of both tables come out, with Fisher's figures`() throws {
    let operational = { (type: Institution.Typology) in type.commitment == .operational }
    let high = { (type: Institution.Typology) in type.isHighlyInstitutionalised }
    let both = { (type: Institution.Typology) in operational(type) && high(type) }
    let makesChips = { (institution: Institution) in
      institution.modules.contains {
        $0.sources.contains("000-T1") && $0.sectors.contains("chips")
      }
    }
    let isOld = { (institution: Institution) in
      institution.modules.contains {
        $0.sources.contains("000-T1") && ($0.agreed ?? Self.autumn2023) <= Self.month(2022, 5)
      }
    }
    let expected: [((Institution) -> Bool, (Institution.Typology) -> Bool, Cross, Double)] = [
      ({ $0.region.isAsiaPacific }, operational, Cross(7, 8, 3, 8), 0.12),
      ({ $0.region.isAsiaPacific }, high, Cross(6, 8, 3, 8), 0.31),
      ({ $0.region.isAsiaPacific }, both, Cross(6, 8, 1, 8), 0.04),
      (makesChips, operational, Cross(7, 9, 3, 7), 0.30),
      (makesChips, high, Cross(7, 9, 2, 7), 0.13),
      (makesChips, both, Cross(6, 9, 1, 7), 0.06),
      ({ $0.members(at: Self.autumn2023).count == 2 }, operational, Cross(5, 5, 5, 11), 0.09),
      ({ $0.members(at: Self.autumn2023).count == 2 }, high, Cross(5, 5, 4, 11), 0.03),
      ({ $0.members(at: Self.autumn2023).count == 2 }, both, Cross(5, 5, 2, 11), 0.005),
      (isOld, operational, Cross(6, 7, 4, 9), 0.15),
      (isOld, high, Cross(7, 7, 2, 9), 0.003),
      (isOld, both, Cross(6, 7, 1, 9), 0.009),
    ]
    for (trait, isClass, table, probability) in expected {
      let found = try cross(trait, isClass)
      #expect(found == table)
      // As printed: one significant digit below a hundredth, two decimals above.
      let unit = probability < 0.01 ? 0.001 : 0.01
      #expect(abs(found.probability - probability) <= 0.51 * unit, "\(found.probability)")
    }
  }

  @Test func `All thirty-seven arrangements of file 004 are there`() throws {
    let named = Set(
      try Self.library.get().institutions.flatMap(\.sources).filter { $0.hasPrefix("T1-") })
    #expect(named == Set((1...37).map { "T1-" + ($0 < 10 ? "0\($0)" : "\($0)") }))
  }

  @Test func `A proposal, a body to come and a member that left count from their day on`() throws {
    let library = try Self.library.get()
    let chip4 = try #require(library["chip4"])
    #expect(chip4.stage(at: Self.month(2022, 2)) == .unheardOf)
    #expect(chip4.stage(at: Self.month(2022, 3)) == .proposed)
    #expect(chip4.stage(at: Self.month(2023, 2)) == .inForce)
    #expect(chip4.typology(at: Self.month(2023, 1)) == nil)
    let union = try #require(library["eu"])
    #expect(union.members(at: Self.month(2019, 12)).contains("GBR"))
    #expect(!union.members(at: Self.month(2020, 6)).contains("GBR"))
    let common = try #require(library["common-code"])
    #expect(common.stage(at: Self.autumn2023) == .proposed)
    #expect(common.members(at: Self.autumn2023).isEmpty)
    #expect(library["b3w"]?.stage(at: Self.autumn2023) == .lapsed)
  }

  @Test func `India takes part in three of the four pillars`() throws {
    let library = try Self.library.get()
    let ipef = try #require(library["ipef"])
    let joined = ipef.modules.filter {
      ipef.members(of: $0.code, at: Self.autumn2023).contains("IND")
    }
    #expect(joined.map(\.code) == ["clean-economy", "fair-economy"])
    #expect(library["ipef-chains"]?.members(at: Self.autumn2023).contains("IND") == true)
  }

  @Test func `A state is in what its group is in`() throws {
    let codes = try Self.library.get().memberships(of: "DEU", at: Self.autumn2023).map(\.code)
    #expect(codes.contains("ttc") && codes.contains("eu") && codes.contains("pgii"))
    #expect(!codes.contains("chip4"))
  }

  @Test func `The three features of an alliance tell them apart`() throws {
    let library = try Self.library.get()
    func isAlliance(_ code: String) -> Bool? {
      library[code]?.allianceTest(at: Self.autumn2023).isAlliance
    }
    #expect(isAlliance("us-jp-nl") == true && isAlliance("nato") == true)
    // No joint measures; no named threat.
    #expect(isAlliance("chip4") == false && isAlliance("usmca") == false)
  }
}
