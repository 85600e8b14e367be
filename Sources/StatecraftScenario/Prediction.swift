internal import Foundation
internal import StatecraftCore

/// A claim of the literature as something that can fail: what is played, what is measured of it, and
/// within which bounds it has to be for the claim's words to hold.
public struct Prediction: Sendable {
  /// The row of the catalogue, such as `P4-07`.
  public var id: String
  /// The claim in a sentence.
  public var claim: String
  /// Who says so.
  public var source: String
  /// What would speak against it, where the bounds alone don't say.
  public var against: String
  /// What a verdict hangs on, as found when it was run: the model's part and the claim's.
  public var hangs: String
  /// The name of a scenario of the library, or the path of its file.
  public var scenario: String
  /// What is played besides the scenario as it is, which is called ``baseName``.
  public var variants: [Variant]
  /// All must hold.
  public var tests: [Test]

  public static let baseName = "base"

  /// A change of the scenario.
  public struct Variant: Sendable, Equatable {
    public let name: String
    /// Edits as `path=value`.
    public let set: [String]
    /// Rules that are off.
    public let without: [String]
  }

  /// A sum of metrics over variants that share their luck, and what its mean has to be.
  public struct Test: Sendable, Equatable {
    public let name: String
    public let terms: [Term]
    /// The mean has to be above this, and below that; open where nil, and one of them is there.
    public let above: Double?
    public let below: Double?

    public init(name: String, terms: [Term], above: Double?, below: Double?) {
      self.name = name
      self.terms = terms
      self.above = above
      self.below = below
    }
  }

  /// A metric of a variant, times a weight.
  public struct Term: Sendable, Equatable {
    public let metric: String
    public let variant: String
    public let weight: Double

    public init(metric: String, variant: String, weight: Double) {
      self.metric = metric
      self.variant = variant
      self.weight = weight
    }
  }
}

/// Reads files of predictions: parse, then prove, and report every fault at once.
///
/// Whether a metric is there, only the scenario can tell.
public struct PredictionReader: Sendable {
  static let shape = Shape.record([
    .required("format", .whole(1...1, unit: "version"), "The version of this format."),
    .required("id", .text(.free), "The row of the catalogue that it tests."),
    .required("claim", .text(.free), "The claim in a sentence."),
    .required("source", .text(.free), "Who says so."),
    .optional("against", .text(.free), "What would speak against it besides."),
    .optional("hangs", .text(.free), "What the verdict hangs on, as found."),
    .required("scenario", .text(.free), "A scenario's name, or the path of its file."),
    .optional(
      "variants",
      .set(
        [
          .required("name", .text(.free), "What terms call it; ‘base’ is the scenario as it is."),
          .optional("set", .list(.text(.free)), "Edits as path=value."),
          .optional("without", .set(.text(.free)), "Rules that are off."),
        ], by: "name"),
      "What is played besides the scenario as it is."),
    .required(
      "tests",
      .set(
        [
          .required("name", .text(.free), "What it looks at, in a few words."),
          .required("terms", .list(.record(term)), "What is added up in each run."),
          .optional("above", bound, "The mean has to be above this."),
          .optional("below", bound, "The mean has to be below this."),
        ], by: "name"),
      "What has to hold, all of it."),
  ])

  private static let bound = Shape.number(-1e12...1e12, unit: "as the metric")
  private static let term: [Key] = [
    .required("metric", .text(.free), "A metric of runs, such as outcome.S3."),
    .optional("of", .text(.free), default: Prediction.baseName, "The variant it's measured of."),
    .optional("weight", bound, default: "1", "What it's multiplied by."),
  ]

  public init() {}

  /// Reads a prediction.
  ///
  /// - Parameters:
  ///   - main: the file's path in `source`.
  ///   - source: where the file is read from.
  /// - Throws: ``ScenarioFaults`` with every fault.
  public func read(
    _ main: String, from source: any FileSource
  ) throws(ScenarioFaults) -> Prediction {
    let file = try OpenedFile(main, from: source)
    var prediction: Prediction?
    var check = SchemaCheck(log: file.log)
    if let root = check.check(file.node, Self.shape, path: "") {
      prediction = Self.prediction(root, file.log)
    }
    try file.log.throwIfAny(main: file.name)
    guard let prediction else { preconditionFailure("A file that can't be read has a fault") }
    return prediction
  }

  private static func prediction(_ root: Value, _ log: FaultLog) -> Prediction {
    let variants = root.list("variants").map { value in
      let variant = Prediction.Variant(
        name: value.text("name") ?? "", set: value.list("set").compactMap(\.text),
        without: value.list("without").compactMap(\.text))
      if variant.name == Prediction.baseName {
        log.add("‘\(variant.name)’ is the scenario as it is: give another name", at: value)
      }
      if variant.set.isEmpty, variant.without.isEmpty {
        log.add("the variant changes nothing: give ‘set’ or ‘without’", at: value)
      }
      return variant
    }
    let names = [Prediction.baseName] + variants.map(\.name)
    let tests = root.list("tests").map { value in
      let terms = value.list("terms").map { term in
        let name = term.text("of") ?? Prediction.baseName
        if !names.contains(name) {
          log.add("there is no variant ‘\(name)’" + suggestion(for: name, among: names), at: term)
        }
        return Prediction.Term(
          metric: term.text("metric") ?? "", variant: name, weight: term.number("weight") ?? 1)
      }
      let (above, below) = (value.number("above"), value.number("below"))
      if terms.isEmpty { log.add("name at least one metric", at: value) }
      if above == nil, below == nil {
        log.add("nothing is expected: give ‘above’, ‘below’ or both", at: value)
      }
      if let above, let below, above >= below {
        log.add("nothing is above \(above) and below \(below)", at: value)
      }
      return Prediction.Test(
        name: value.text("name") ?? "", terms: terms, above: above, below: below)
    }
    if tests.isEmpty { log.add("name at least one test", at: root) }
    return Prediction(
      id: root.text("id") ?? "", claim: root.text("claim") ?? "",
      source: root.text("source") ?? "", against: root.text("against") ?? "",
      hangs: root.text("hangs") ?? "", scenario: root.text("scenario") ?? "",
      variants: variants, tests: tests)
  }
}

extension ScenarioLibrary {
  /// Reads a prediction of the library by its id, or of any place by path.
  ///
  /// - Throws: ``ScenarioFaults`` with every fault.
  public func prediction(_ idOrPath: String) throws(ScenarioFaults) -> Prediction {
    let ids = predictionIDs
    let known = ids.first { $0.lowercased() == idOrPath.lowercased() }
    guard known != nil || Self.isPath(idOrPath) || Self.isFile(idOrPath) else {
      let guess = suggestion(for: idOrPath, among: ids)
      throw ScenarioFaults(faults: [
        ScenarioFault(
          file: idOrPath, line: 0, column: 0, path: "",
          message: "there is no prediction of this id, nor such a file" + guess)
      ])
    }
    let path = known.map { "\(root)/Scenarios/predictions/\($0).yaml" } ?? idOrPath
    let (main, files) = locate(file: path)
    return try PredictionReader().read(main, from: files)
  }

  /// The ids of the library's predictions, in order.
  public var predictionIDs: [String] {
    let folder = root + "/Scenarios/predictions"
    return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
      .filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
  }
}
