import Foundation
import StatecraftCore
import StatecraftScenario
import Testing

@Suite struct `Studies` {
  private static let yaml = """
    format: 1
    name: question
    title: A question
    scenario: small
    runs: 4
    metrics: [gain.USA, outcome.S3]
    factors:
      - {path: rules.trade.leakage, name: leakage, range: [0.1, 0.4], scale: log}
      - {path: rules.alignment.noise, range: [0, 1]}
    design: {kind: sobol, size: 64}
    """

  private func study(
    _ replacements: (String, String)..., points: String = ""
  ) throws(ScenarioFaults) -> Study {
    let text = replacements.reduce(Self.yaml) { $0.replacing($1.0, with: $1.1) }
    let bundle = ScenarioBundle(
      main: "q.yaml",
      files: [.init(path: "data/p.csv", text: points), .init(path: "q.yaml", text: text)])
    return try StudyReader().read("q.yaml", from: BundledFiles(bundle))
  }

  private func faults(_ replacements: (String, String)..., points: String = "") -> [String] {
    do {
      let text = replacements.reduce(Self.yaml) { $0.replacing($1.0, with: $1.1) }
      let bundle = ScenarioBundle(
        main: "q.yaml",
        files: [.init(path: "data/p.csv", text: points), .init(path: "q.yaml", text: text)])
      _ = try StudyReader().read("q.yaml", from: BundledFiles(bundle))
      return []
    } catch {
      return error.faults.map(\.description)
    }
  }

  @Test func `What a file says is in the study`() throws {
    let study = try study(
      ("metrics:", "luck: shared\nseed: 9\nset: [turns=2]\nwithout: [threat]\nmetrics:"),
      ("design:", "behaviour: [{metric: gain.USA, from: 0}]\ndesign:"))
    #expect(study.name == "question" && study.title == "A question" && study.scenario == "small")
    #expect(study.runs == 4 && study.seed == 9 && study.luck == .shared)
    #expect(study.set == ["turns=2"] && study.without == ["threat"])
    #expect(study.metrics == ["gain.USA", "outcome.S3"])
    #expect(study.factors.map(\.name) == ["leakage", "rules.alignment.noise"])
    #expect(study.factors.map(\.levels) == [.logarithmic(0.1...0.4), .linear(0...1)])
    #expect(study.design == .sobol(points: 64))
    #expect(study.behaviours == [.init(metric: "gain.USA", from: 0)])
    #expect(study.factors[1].place.fault("no").description == "q.yaml:13:12: factors[1].path: no")
  }

  @Test func `Seed and luck have defaults, luck by the design`() throws {
    #expect(try study().seed == 2023)
    #expect(try study().luck == .independent)
    #expect(try study(("sobol, size: 64", "one-at-a-time")).luck == .shared)
  }

  @Test func `A table of points names the factors in its header`() throws {
    let rest = Self.yaml[(Self.yaml.firstRange(of: "factors:")?.lowerBound)!...]
    let study = try study(
      (String(rest), "design: {kind: csv, points: data/p.csv}"),
      points: "point,turns,\"relations.ties[USA,DEU].defence\"\n0,3,\n1,,2\n")
    #expect(study.factors.map(\.path) == ["turns", "relations.ties[USA,DEU].defence"])
    #expect(study.design == .listed([["3", nil], [nil, "2"]]))
  }

  @Test func `All faults are told at once, each in its place`() {
    #expect(
      faults(
        ("runs: 4", "runs: 0"), ("[gain.USA, outcome.S3]", "[]"),
        ("range: [0.1, 0.4], scale: log", "range: [0, 0.4], scale: log"),
        ("range: [0, 1]", "range: [1]"), ("kind: sobol", "kind: sobol, levels: 3"))
        == [
          "q.yaml:5:7: runs: this is 0; it must be from 1 to 1000000 (games)",
          "q.yaml:6:10: metrics: name at least one metric, such as excluded_keys",
          "q.yaml:8:55: factors[0].range: on a logarithmic scale a range begins above 0",
          "q.yaml:9:42: factors[1].range: a range is two numbers, such as [0, 1]",
          "q.yaml:10:31: design.levels: a design of kind ‘sobol’ has no ‘levels’: take it out",
        ])
  }

  @Test(arguments: [
    ("size: 64", "size: 100", "instead of 100 take 64 or 128"),
    ("size: 64", "sizes: 64", "there is no key ‘sizes’ here; did you mean ‘size’?"),
    (", size: 64", "", "a design of kind ‘sobol’ needs ‘size’"),
    ("sobol, size: 64", "morris, size: 4, levels: 5", "give an even number"),
    ("sobol, size: 64", "saltelly, size: 4", "did you mean ‘saltelli’?"),
    ("sobol, size: 64", "without", "the factors are the rules: take ‘factors’ out"),
    (
      "design: {kind: sobol, size: 64}",
      "  - {path: a, range: [0, 1]}\ndesign: {kind: full-factorial, levels: 1000}",
      "this makes too many games"
    ),
    ("range: [0, 1]", "values: [1]", "a factor needs at least two values"),
    ("range: [0, 1]", "values: [1, 2, 1]", "‘1’ is listed already in line 9: keep one"),
    ("range: [0, 1]", "values: [1, 2], range: [0, 1]", "either ‘range’ or ‘values’"),
    ("range: [0, 1]", "scale: log", "give a ‘range’ of two numbers, or ‘values’"),
    ("range: [0, 1]", "range: [1, 0]", "the range is empty"),
    ("rules.alignment.noise", "rules.trade.leakage", "is listed already in line"),
    ("rules.alignment.noise", "without", "takes rules as ‘values’"),
    ("outcome.S3", "gain.USA", "‘gain.USA’ is listed already in line 6"),
    ("design:", "behaviour: [{metric: gain.USB, to: 1}]\ndesign:", "did you mean ‘gain.USA’?"),
    ("design:", "behaviour: [{metric: gain.USA}]\ndesign:", "give ‘from’, ‘to’ or both"),
    ("design:", "behaviour: [{metric: gain.USA, from: 2, to: 1}]\ndesign:", "above ‘to’"),
  ])
  func `Each kind of mistake is found`(old: String, new: String, message: String) {
    let found = faults((old, new))
    #expect(found.contains { $0.contains(message) }, "\(found)")
    #expect(found.allSatisfy { $0.hasPrefix("q.yaml:") })
  }

  @Test func `Faults of a table of points name its file`() {
    let rest = Self.yaml[(Self.yaml.firstRange(of: "factors:")?.lowerBound)!...]
    let design = (String(rest), "design: {kind: csv, points: data/p.csv}")
    #expect(
      faults(design, points: "turns,turns\n1,2\n3\n") == [
        "data/p.csv:1:7: each column needs a path of its own, such as rules.trade.leakage",
        "data/p.csv:3:1: this row has 1 cells, and the header 2",
      ])
    #expect(
      faults(design, points: "turns\n").first?.hasSuffix(
        "the table needs a column for each factor and a row for each point") == true)
  }

  @Test func `Studies of the library are read, and their schema is JSON`() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let library = ScenarioLibrary(root: root.path)
    #expect(library.studyNames.contains("flagship-mechanisms"))
    for name in library.studyNames { #expect(try library.study(name).name == name) }
    let schema = try JSONSerialization.jsonObject(with: Data(StudySchema().json().utf8))
    let properties = (schema as? [String: Any])?["properties"] as? [String: Any]
    #expect(properties?["design"] != nil && properties?["factors"] != nil)
  }

  @Test func `A scenario relative to a loaded one is the same as one loaded alone`() throws {
    let base = try SmallWorld.load()
    for set in [["rules.trade.leakage=0.1"], ["economy.frictions[services].home_bias=5"]] {
      let bundle = SmallWorld.bundle(set: set)
      let alone = try ScenarioLoader().load(bundle)
      let relative = try ScenarioLoader().load(
        bundle.main, from: BundledFiles(bundle), set: set, relative: base)
      #expect(relative.scenario.hash == alone.scenario.hash)
      #expect(relative.scenario.start.digest() == alone.scenario.start.digest())
      #expect(relative.baseline?.shares.sourcing == alone.baseline?.shares.sourcing)
      #expect(
        (relative.baseline?.shares.sourcing == base.baseline?.shares.sourcing)
          == (set[0].hasPrefix("rules")))
    }
  }
}
