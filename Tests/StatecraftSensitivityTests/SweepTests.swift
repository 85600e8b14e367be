import Foundation
import StatecraftScenario
import StatecraftSensitivity
import Testing

@Suite struct `A sweep` {
  private let noisy = KnownModel.ishigami(noise: 1)

  private func responses(_ study: Study, jobs: Int) async throws -> Responses {
    var responses = Responses(metrics: study.metrics, runs: study.runs)
    try await Sweep(Plan(study), jobs: jobs).run(noisy.model(seed: study.seed)) {
      responses.append($1)
    }
    return responses
  }

  /// Few points are played game by game, many point by point.
  @Test(arguments: [Design.latinHypercube(points: 5), .latinHypercube(points: 80)])
  func `Results are the same on any number of jobs`(design: Design) async throws {
    let study = noisy.study(design, runs: 7)
    let one = try await responses(study, jobs: 1)
    #expect(one.points == study.design.pointCount(study.factors))
    for jobs in [2, 3, 16] { #expect(try await responses(study, jobs: jobs) == one) }
  }

  @Test func `It goes on from a point as if it had never stopped`() async throws {
    let study = noisy.study(.morris(trajectories: 6, levels: 4), runs: 3)
    let whole = try await responses(study, jobs: 2)
    var halves = Responses(metrics: study.metrics, runs: study.runs)
    for point in 0..<10 { halves.append(whole.runs(at: point)) }
    let plan = try Plan(study)
    let done = try await Sweep(plan, jobs: 2).run(from: 10, noisy.model(seed: study.seed)) {
      halves.append($1)
    }
    #expect(done == plan.points.count - 10)
    #expect(halves == whole)
  }

  @Test func `A point that fails is named, after those before it`() async throws {
    struct Trouble: Error, CustomStringConvertible { let description = "It's broken." }
    let study = noisy.study(.oneAtATime(levels: 2), runs: 4)
    var handedOn = 0
    let error = await #expect(throws: SweepError.self) {
      try await Sweep(Plan(study), jobs: 4).run({ point in
        if point.index == 3 { throw Trouble() }
        return { _ in [1] }
      }) {
        handedOn = $0 + 1; _ = $1
      }
    }
    #expect(handedOn == 3)
    #expect(
      error?.description == "Point 3 failed (--set x2=-3.141592653589793). It's broken.")
  }

  // A limit ends what hangs, however busy the machine is.
  @Test(.timeLimit(.minutes(30)))
  func `Cancelling it hands on the first points, and no more`() async throws {
    let study = noisy.study(.latinHypercube(points: 1000))
    let plan = try Plan(study)
    let task = Task {
      var points: [Int] = []
      try await Sweep(plan, jobs: 2).run({ point in
        { _ in
          if point.index >= 20 { try await Task.sleep(for: .seconds(3600)) }
          return [Double(point.index)]
        }
      }) { point, _ in
        points.append(point)
        if point == 19 { withUnsafeCurrentTask { $0?.cancel() } }
      }
      return points
    }
    #expect(try await task.value == Array(0..<20))
  }

  @Test
  func `A stopped sweep is analysed by its whole rows`() async throws {
    let study = noisy.study(.saltelli(base: 64))
    let plan = try Plan(study)
    let whole = try await responses(study, jobs: 2)
    var part = Responses(metrics: study.metrics, runs: study.runs)
    for point in 0..<103 { part.append(whole.runs(at: point)) }
    #expect(try #require(try StudyAnalysis(plan, part)).points == 100)
    #expect(try StudyAnalysis(plan, Responses(metrics: ["y"], runs: 1)) == nil)
  }

  @Test func `A table of results reads back to the same numbers`() async throws {
    let study = noisy.study(.sobol(points: 8), runs: 3)
    let plan = try Plan(study)
    let whole = try await responses(study, jobs: 2)
    let table = ResultsTable(plan, fingerprint: "f")
    let text = (0..<8).reduce(table.header) { $0 + table.lines(of: $1, whole.runs(at: $1)) }
    #expect(try table.read(DataTable(csv: text, file: "r.csv"), file: "r.csv") == whole)
    // Cut off in the middle of a point, it has the points before.
    let lines = text.split(separator: "\n").prefix(1 + 3 * 5 + 2).joined(separator: "\n")
    #expect(try table.read(DataTable(csv: lines, file: "r.csv"), file: "r.csv").points == 5)
  }

  @Test func `Results of others need points, factors and metrics, in any order`() async throws {
    let study = noisy.study(.fullFactorial(levels: 2), runs: 9)
    let plan = try Plan(study)
    var csv = "y,note,x3,x2,x1,point\n"
    for point in plan.points {
      let set = point.values.reversed().map { $0 ?? "" }.joined(separator: ",")
      for run in 0..<2 { csv += "\(point.index + run),\"a, b\",\(set),\(point.index)\n" }
    }
    let table = ResultsTable(plan, fingerprint: "f")
    let read = try table.read(DataTable(csv: csv, file: "r.csv"), file: "r.csv")
    #expect(read.runs == 2 && read.points == 8)
    #expect(read.values(at: 3, of: 0) == [3, 4])
  }

  /// What the table of a plan becomes in other programs.
  enum Written: String, CaseIterable, Sendable {
    case r, r2, excel, european
  }

  @Test(arguments: Written.allCases)
  func `Tables that R and Excel wrote are read`(by written: Written) async throws {
    var study = noisy.study(.sobol(points: 16), runs: 1)
    study.factors.append(Factor(path: "relations.ties[JPN,USA].defence", levels: .linear(0...3)))
    study.factors.append(Factor(path: "small", levels: .logarithmic(1e-9...1)))
    let plan = try Plan(study)
    let isCommaDecimal = written == .r2 || written == .european
    let separator = isCommaDecimal ? ";" : ","
    let isQuoted = written == .r || written == .r2
    func cell(_ text: String) -> String {
      guard let number = Double(text) else {
        return isQuoted || text.contains(separator) ? "\"\(text)\"" : text
      }
      // Both write 15 significant digits.
      let digits = String(format: "%.15g", number)
      return isCommaDecimal ? digits.replacing(".", with: ",") : digits
    }
    func line(_ cells: [String], number: Int?) -> String {
      let own = isQuoted ? [number.map { "\"\($0)\"" } ?? "\"\""] : []
      return (own + cells.map(cell)).joined(separator: separator)
        + (written == .excel || written == .european ? "\r\n" : "\n")
    }
    var names = plan.factors.map(\.path)
    if written == .r { names[3] = "relations.ties.JPN.USA..defence" }
    var text = line(["point"] + names + ["y"], number: nil)
    for point in plan.points {
      text += line(
        ["\(point.index)"] + point.values.map { $0 ?? "" } + ["\(Double(point.index) / 3)"],
        number: point.index + 1)
    }
    if written == .european { text = "\u{FEFF}" + text }
    let table = ResultsTable(plan, fingerprint: "f")
    let read = try table.read(DataTable(csv: text, file: "r.csv"), file: "r.csv")
    #expect(read.points == 16)
    #expect((0..<16).allSatisfy { abs(read.values(at: $0, of: 0)[0] - Double($0) / 3) < 1e-12 })
    // Another value isn't taken for the planned one.
    let other = try #require(plan.points[3].values[4])
    let wrong = text.replacing(cell(other), with: cell("\((Double(other) ?? 0) * (1 + 1e-9))"))
    #expect(throws: ScenarioFaults.self) {
      try table.read(DataTable(csv: wrong, file: "r.csv"), file: "r.csv")
    }
  }

  @Test func `What doesn't fit a study is told row by row`() async throws {
    let plan = try Plan(noisy.study(.fullFactorial(levels: 2)))
    let table = ResultsTable(plan, fingerprint: "f")
    func faults(_ csv: String) -> [String] {
      do {
        _ = try table.read(DataTable(csv: csv, file: "r.csv"), file: "r.csv")
        return []
      } catch {
        return error.faults.map(\.description)
      }
    }
    let pi = "3.141592653589793"
    #expect(
      faults("point,x1,y\n") == [
        "r.csv:1:1: there is no column ‘x2’", "r.csv:1:1: there is no column ‘x3’",
      ])
    #expect(
      faults("point,x1,x2,x3,y\n0,-\(pi),-\(pi),\(pi),1\n9,0,0,0,1\n1,-\(pi),-\(pi),\(pi),nan\n")
        == [
          "r.csv:2:1: ‘x3’ is ‘\(pi)’, and ‘-\(pi)’ at point 0 of this study",
          "r.csv:3:1: there is no point ‘9’ in this study",
          "r.csv:4:1: ‘y’ is ‘nan’, which is no number",
        ])
    #expect(
      faults("study,point,x1,x2,x3,y\ng,0,0,0,0,0\n").first?.contains(
        "results of another study: its fingerprint is g, and this one's f") == true)
  }
}
