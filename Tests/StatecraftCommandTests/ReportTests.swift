import Foundation
import Testing

/// `statecraft analyse` on stores.
@Suite struct `Reports` {
  private static let hasGnuplot = Shell.find("gnuplot") != nil

  /// A store with a batch turn by turn and a variant of it.
  private func store(_ tiny: Tiny) async throws {
    for arguments in [["--trajectories"], ["--set", "profiles.USA.r.CHN=0"]] {
      let outcome = try await Program.run(
        ["batch", "tiny.yaml", "--runs", "30", "--store", "runs.sqlite"] + arguments,
        in: tiny.scratch)
      try #require(outcome.code == 0, "\(outcome.errors)")
    }
  }

  private func report(_ tiny: Tiny) throws -> String {
    try String(contentsOfFile: tiny.scratch.path("report.html"), encoding: .utf8)
  }

  @Test
  func `A report needs nothing else, spells out what files say, and is the same again`()
    async throws
  {
    let tiny = try Tiny(
      ("A tiny world", "\"<script>alert('tiny')</script> & co\""), ("name: Chips", "name: <b>Chips")
    )
    try await store(tiny)
    var reports: [String] = []
    for _ in 1...2 {
      let outcome = try await tiny.run("analyse", "runs.sqlite", "--report", "report.html")
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(outcome.lines.allSatisfy { $0.count <= 80 })
      reports.append(try report(tiny))
    }
    #expect(reports[0] == reports[1])
    let html = reports[0]
    #expect(html.contains("<h1>&lt;script&gt;alert(&#39;tiny&#39;)&lt;/script&gt; &amp; co</h1>"))
    #expect(!html.contains("<script") && !html.contains("<b>Chips"))
    // Namespaces of SVG are names, not places.
    let places = html.matches(of: #/https?://[^"' >]+/#).map { String($0.output) }
    #expect(places.allSatisfy { $0.hasPrefix("http://www.w3.org/") })
    let ids = html.matches(of: /\bid=['"]([^'"]*)['"]/).map { String($0.output.1) }
    #expect(Set(ids).count == ids.count)
    let figures = html.matches(of: #/<svg /#).count
    #expect(Self.hasGnuplot ? figures > 10 : html.contains("gnuplot isn't installed"))
  }

  @Test
  func `Shares and differences are those of the runs`() async throws {
    let tiny = try Tiny()
    try await store(tiny)
    let batch = try await tiny.run("batch", "tiny.yaml", "--runs", "30", "--json", "-").json()
    let outcome = try await tiny.run("analyse", "runs.sqlite", "--report", "report.html")
    #expect(outcome.output.contains(try #require(batch["digest"] as? String)))
    let classes = try #require(batch["outcome"] as? [String: [String: Any]])
    for (name, numbers) in classes {
      let share = String(format: "%.1f", 100 * (try #require(numbers["share"] as? Double)))
      let interval = try #require(numbers["ci95"] as? [Double])
        .map { String(format: "%.1f", 100 * $0) }.joined(separator: ", ")
      let row = outcome.lines.first { $0.hasPrefix("\(name) in ") }
      #expect(row?.contains(" \(share)  [\(interval)]") == true, "\(name) \(share) \(interval)")
    }
    let table = try await tiny.run("export", "runs.sqlite", "--metric", "gain.USA")
    let gains = table.lines.dropFirst().compactMap { line in
      line.split(separator: ",", omittingEmptySubsequences: false).last.flatMap { Double($0) }
    }
    try #require(gains.count == 60)
    // The batch as it is comes first, then the variant.
    let difference = 100 * zip(gains[30...], gains[..<30]).map { $0 - $1 }.reduce(0, +) / 30
    let row = try #require(outcome.lines.first { $0.hasPrefix("gain.USA ") })
    let told = row.split(separator: " ").dropFirst(3).first.flatMap { Double($0) }
    #expect(abs(try #require(told) - difference) < 0.006, "\(row) \(difference)")
  }

  @Test
  func `Without gnuplot the tables remain, and the report says what is missing`()
    async throws
  {
    let tiny = try Tiny()
    try await store(tiny)
    let outcome = try await Program.run(
      ["analyse", "runs.sqlite", "--report", "report.html"], in: tiny.scratch,
      environment: ["PATH": "/nowhere"])
    #expect(outcome.code == 0)
    #expect(outcome.errors.contains("gnuplot isn't installed"))
    let html = try report(tiny)
    #expect(html.contains("<li>Outcomes: shares of runs with 95 % intervals.</li>"))
    #expect(html.contains("<td>S4 in no key sector</td>") && !html.contains("<svg"))
    let figures = try await Program.run(
      ["analyse", "runs.sqlite", "--figures", "pictures"], in: tiny.scratch,
      environment: ["PATH": "/nowhere"])
    #expect(figures.code == 1 && figures.errors.contains("‘--figures’ needs gnuplot"))
  }

  @Test func `Without trajectories the report says how to get them`() async throws {
    let tiny = try Tiny()
    _ = try await tiny.run("batch", "tiny.yaml", "--runs", "3", "--store", "runs.sqlite")
    _ = try await tiny.run("analyse", "runs.sqlite", "--report", "report.html")
    let html = try report(tiny)
    #expect(html.contains("doesn&#39;t keep this batch turn by turn"))
    #expect(html.contains("‘--trajectories’ adds that") && !html.contains("Gains over time"))
  }

  @Test func `Pictures are files, and a name that files give is never a command`() async throws {
    guard Self.hasGnuplot else {
      print("gnuplot isn't here: its pictures aren't tried.")
      return
    }
    let tiny = try Tiny()
    try await store(tiny)
    try tiny.scratch.write(
      Tiny.study.replacing("name: leakage", with: "name: \"`touch hacked`\""),
      to: "study.yaml")
    _ = try await tiny.run("sweep", "study.yaml", "--out", "swept.csv")
    let outcome = try await tiny.run(
      "analyse", "runs.sqlite", "--figures", "pictures", "--sweep", "swept.csv", "--study",
      "study.yaml")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let folder = tiny.scratch.path("pictures")
    let files = Set(try FileManager.default.contentsOfDirectory(atPath: folder))
    #expect(!files.contains("hacked"))
    for name in ["outcomes", "gains", "over-time-gain-USA", "side-by-side", "sensitivity-1"] {
      #expect(files.contains("\(name).svg") && files.contains("\(name).png"), "\(name)")
    }
    let png = try Data(contentsOf: tiny.scratch.url("pictures/gains.png"))
    #expect(png.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    let svg = try String(contentsOfFile: folder + "/sensitivity-1.svg", encoding: .utf8)
    #expect(svg.contains("'touch hacked'"))
  }

  @Test
  func `Batches that don't share luck aren't set against each other`() async throws {
    let tiny = try Tiny()
    for seed in ["1", "2"] {
      _ = try await tiny.run(
        "batch", "tiny.yaml", "--runs", "3", "--seed", seed, "--store", "runs.sqlite")
    }
    let one = try await tiny.run("analyse", "runs.sqlite")
    #expect(one.output.contains("1 other batch of ‘runs.sqlite’"))
    let both = try await tiny.run("analyse", "runs.sqlite", "--batch", "tiny-")
    #expect(both.code == 2 && both.errors.contains("don't share luck"))
    let mixed = try await tiny.run("analyse", "runs.sqlite", "runs.sqlite")
    #expect(mixed.code == 2 && mixed.errors.contains("Give one store"))
    let wrong = try await tiny.run("analyse", "runs.sqlite", "--state", "USA")
    #expect(wrong.code == 2 && wrong.errors.contains("‘--state’ is for replays."))
  }
}
