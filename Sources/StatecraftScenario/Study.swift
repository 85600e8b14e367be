/// A question to a scenario's parameters: what to vary, by which design, and what to measure.
///
/// It's data. `StatecraftSensitivity` makes the points, has them played and analyses them.
public struct Study: Sendable {
  public var name: String
  public var title: String
  public var summary: String
  /// The name of a scenario of the library, or the path of its file.
  public var scenario: String
  /// Edits and rules taken out that hold for every point.
  public var set: [String]
  public var without: [String]
  /// The master seed of the games, and of the design where it draws.
  public var seed: UInt64
  /// Games at each point, at least 1.
  public var runs: Int
  public var luck: Luck
  /// The names of metrics, such as `excluded_keys`.
  public var metrics: [String]
  /// What is varied, in the order of the points' values; empty under ``Design/without(_:)``.
  public var factors: [Factor]
  public var design: Design
  /// Which outcomes are behavioural, for metrics of which the study says so.
  public var behaviours: [Behaviour]
  /// Where each metric stands in the file, for faults that are found later.
  public var metricPlaces: [Place]

  /// A study made by a program, not read from a file.
  public init(
    name: String, scenario: String = "", seed: UInt64, runs: Int, luck: Luck? = nil,
    metrics: [String], factors: [Factor], design: Design, behaviours: [Behaviour] = []
  ) {
    self.name = name
    title = name
    summary = ""
    self.scenario = scenario
    set = []
    without = []
    self.seed = seed
    self.runs = runs
    self.luck = luck ?? design.usualLuck
    self.metrics = metrics
    self.factors = factors
    self.design = design
    self.behaviours = behaviours
    metricPlaces = metrics.map { _ in .unknown }
  }

  /// Which games of two points share their draws.
  public enum Luck: String, Sendable, CaseIterable {
    /// Run k of every point has the same draws: differences between points are paired.
    case shared
    /// No two games have: points are as far apart as factors and luck make them.
    case independent
  }

  /// Which outcomes a regional analysis looks for: those within bounds.
  public struct Behaviour: Sendable, Equatable {
    public var metric: String
    /// The bounds of a point's mean, both included; unbounded where nil.
    public var from: Double?
    public var to: Double?

    public init(metric: String, from: Double?, to: Double? = nil) {
      self.metric = metric
      self.from = from
      self.to = to
    }
  }

  /// A place in the study's file.
  public struct Place: Sendable, Equatable {
    let origin: Origin
    let path: String

    /// Of what was written in no file.
    public static let unknown = Place(origin: Origin(file: "", line: 0, column: 0), path: "")

    /// A fault at this place.
    public func fault(_ message: String) -> ScenarioFault {
      ScenarioFault(
        file: origin.file, line: origin.line, column: origin.column, path: path, message: message)
    }
  }
}

/// Something that a study varies.
public struct Factor: Sendable {
  /// What `--set` would set, such as `rules.trade.leakage`; or `without`, whose values are rules.
  public var path: String
  /// The name for people; the path where none is given.
  public var name: String
  public var levels: Levels
  /// Whether the path takes whole numbers only, so that a range is of whole numbers too. Known when
  /// the scenario has been loaded.
  public var isWhole: Bool
  public var place: Study.Place
  /// Where each value of a table stands first.
  public var cells: [String: Study.Place]

  /// The values that a factor takes.
  public enum Levels: Sendable, Equatable {
    case linear(ClosedRange<Double>)
    /// Evenly spread in the logarithm; the lower bound is above 0.
    case logarithmic(ClosedRange<Double>)
    /// Any texts, in order.
    case values([String])
    /// Listed point by point in a table.
    case listed
  }

  public init(
    path: String, name: String? = nil, levels: Levels, isWhole: Bool = false,
    place: Study.Place = .unknown, cells: [String: Study.Place] = [:]
  ) {
    self.path = path
    self.cells = cells
    self.name = name ?? path
    self.levels = levels
    self.isWhole = isWhole
    self.place = place
  }

  /// The whole numbers within its range, where it takes no others; nil too where there are none.
  public var wholeNumbers: ClosedRange<Int>? {
    switch levels {
    case .linear(let range) where isWhole, .logarithmic(let range) where isWhole:
      let (first, last) = (range.lowerBound.rounded(.up), range.upperBound.rounded(.down))
      return first <= last ? Int(first)...Int(last) : nil
    case .linear, .logarithmic, .values, .listed: return nil
    }
  }

  /// How many values there are to take; nil where there's no end of them, and where a table lists
  /// them.
  public var valueCount: Int? {
    if case .values(let values) = levels { return values.count }
    return wholeNumbers?.count
  }

  /// How many levels a design has of it that goes through them one by one: all values that are
  /// listed, and no more than there are whole numbers.
  ///
  /// - Parameter asked: the levels that the design asks of a range.
  public func levelCount(_ asked: Int) -> Int {
    if case .values(let values) = levels { return values.count }
    return valueCount.map { min($0, asked) } ?? asked
  }

  /// The path under which a point takes rules out, several set apart by spaces.
  public static let withoutPath = "without"
}

/// How a study places its points.
public enum Design: Sendable, Equatable {
  /// The scenario as it is, and each factor alone at each of its levels.
  case oneAtATime(levels: Int)
  /// Every combination of levels.
  case fullFactorial(levels: Int)
  /// Each factor's range in `points` slices, each hit once (McKay, Beckman and Conover 1979).
  case latinHypercube(points: Int)
  /// The first `points` of the Sobol' sequence, a power of two, with its origin and a random
  /// digital shift.
  case sobol(points: Int)
  /// Trajectories that change one factor a step (Morris 1991), on an even number of levels; of
  /// listed values, and of few whole numbers, each value is a level.
  case morris(trajectories: Int, levels: Int)
  /// Two samples A and B of `base` points, a power of two, and A with each column of B (Saltelli
  /// et al. 2010).
  case saltelli(base: Int)
  /// Points made elsewhere: a value for each factor, nil where the scenario's own stays.
  case listed([[String?]])
  /// All rules in force, and each of these off in turn.
  case without([String])

  /// The luck of games that suits the design's analysis: shared for differences, independent for
  /// shares of variance.
  public var usualLuck: Study.Luck {
    switch self {
    case .oneAtATime, .fullFactorial, .morris, .without: .shared
    case .latinHypercube, .sobol, .saltelli, .listed: .independent
    }
  }

  /// The name in files.
  public var kind: Kind {
    switch self {
    case .oneAtATime: .oneAtATime
    case .fullFactorial: .fullFactorial
    case .latinHypercube: .latinHypercube
    case .sobol: .sobol
    case .morris: .morris
    case .saltelli: .saltelli
    case .listed: .csv
    case .without: .without
    }
  }

  public enum Kind: String, Sendable, CaseIterable {
    case oneAtATime = "one-at-a-time"
    case fullFactorial = "full-factorial"
    case latinHypercube = "latin-hypercube"
    case sobol, morris, saltelli, csv, without
  }

  /// How many points there are for these factors; nil when it's more than any machine can play.
  public func pointCount(_ factors: [Factor]) -> Int? {
    func product(_ left: Int, _ right: Int) -> Int? {
      let (value, isTooLarge) = left.multipliedReportingOverflow(by: right)
      return isTooLarge || value > Self.pointsMax ? nil : value
    }
    switch self {
    case .oneAtATime(let levels): return 1 + factors.reduce(0) { $0 + $1.levelCount(levels) }
    case .fullFactorial(let levels):
      return factors.reduce(1) { count, factor in
        count.flatMap { product($0, factor.levelCount(levels)) }
      }
    case .latinHypercube(let points), .sobol(let points): return points
    case .morris(let trajectories, _): return product(trajectories, factors.count + 1)
    case .saltelli(let base): return product(base, factors.count + 2)
    case .listed(let rows): return rows.count
    case .without(let rules): return rules.count + 1
    }
  }

  /// Points at most.
  public static let pointsMax = 1_000_000
}
