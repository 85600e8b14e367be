internal import StatecraftLiterature
internal import StatecraftScenario

/// A lesson of three screens: guess, play, reveal. Its figures are computed when it's given, from a
/// classic of the library.
struct Lesson {
  /// A bar of the figure: a number of the classic.
  struct Bar {
    /// The case of the file; nil for the file as it stands.
    let variant: String?
    let experiment: String?
    /// The measure, as the file names it.
    let measure: String
    let label: String

    init(_ label: String, _ measure: String, in variant: String? = nil, _ experiment: String? = nil)
    {
      self.label = label
      self.measure = measure
      self.variant = variant
      self.experiment = experiment
    }

    /// Whether a compared number is this one.
    func matches(_ row: PublishedRow) -> Bool {
      row.variant == variant && row.experiment == experiment && row.measure.description == measure
    }
  }

  let name: String
  let title: String
  /// The name of the classic.
  let classic: String
  /// What is to be known before guessing, a paragraph each.
  let setup: [String]
  let question: String
  /// What is guessed: the number of this bar.
  let asked: Int
  /// By what numbers are multiplied, such as 100 for percent, once ``origin`` is taken off.
  var scale = 1.0
  /// What stands for nothing: 1 where a ratio is told as a change.
  var origin = 0.0
  let unit: String
  let bars: [Bar]
  /// Why it's so.
  let reveal: [String]
  /// How to play it oneself.
  let play: [String]
  /// For the talk in class.
  let talk: [String]
}

extension Lesson {
  /// Computes the figure's numbers by running the classic.
  ///
  /// - Throws: ``Failure`` when the library's file doesn't have them.
  func numbers(jobs: Int) async throws -> [Double] {
    let library = ScenarioLibrary.ours
    guard let entry = library.entries().first(where: { $0.name == classic }) else {
      throw Failure(.faultyScenario, "The library has no ‘\(classic)’, on which the lesson rests.")
    }
    let file: Classic?
    do throws(ScenarioFaults) {
      file = try Classic(path: entry.path, in: library, set: [])
    } catch {
      throw Failure(.faultyScenario, error.description)
    }
    let rows = try await file?.compare(jobs: jobs) ?? []
    return try bars.map { bar in
      guard let number = rows.first(where: { bar.matches($0.row) })?.ours else {
        throw Failure(
          .faultyScenario, "‘\(entry.path)’ gives no ‘\(bar.measure)’, on which the lesson rests.")
      }
      return (number - origin) * scale
    }
  }
}
