/// One thing that is wrong with a scenario, and where.
public struct ScenarioFault: Sendable, Hashable, CustomStringConvertible {
  /// The file as a person would open it, or the override, such as `--set turns=0`.
  public let file: String
  /// From 1; 0 where the fault belongs to no line, as with an override.
  public let line: Int
  /// From 1, in Unicode scalars; 0 where the fault belongs to no line.
  public let column: Int
  /// Where in the scenario, such as `economy.frictions[3].home_bias`; positions count from 0.
  public let path: String
  /// A sentence, with a way out where there is one.
  public let message: String

  public init(file: String, line: Int, column: Int, path: String, message: String) {
    self.file = file
    self.line = line
    self.column = column
    self.path = path
    self.message = message
  }

  public var description: String {
    let place = line > 0 ? "\(file):\(line):\(column)" : file
    return path.isEmpty ? "\(place): \(message)" : "\(place): \(path): \(message)"
  }
}

/// Everything that is wrong with a scenario, in order of file, line and column.
public struct ScenarioFaults: Error, Sendable, Equatable, CustomStringConvertible {
  public let faults: [ScenarioFault]

  /// Faults in the order in which they're to be reported.
  public init(faults: [ScenarioFault]) { self.faults = faults }

  public var description: String { faults.map(\.description).joined(separator: "\n") }
}

/// Where a piece of a scenario was written.
struct Origin: Sendable, Equatable {
  /// The file as a person would open it, or the override.
  var file: String
  /// From 1; 0 for an override.
  var line: Int
  var column: Int
}

/// The faults found so far: one log, shared by all that read a scenario.
final class FaultLog {
  private var faults: [ScenarioFault] = []
  private var known: Set<ScenarioFault> = []

  var isEmpty: Bool { faults.isEmpty }

  /// Whether anything was found at or below a path.
  func hasFaults(below path: String) -> Bool {
    faults.contains {
      $0.path == path || $0.path.hasPrefix(path + "[") || $0.path.hasPrefix(path + ".")
    }
  }

  /// Notes a fault, once.
  func add(_ message: String, at origin: Origin, path: String = "") {
    let fault = ScenarioFault(
      file: origin.file, line: origin.line, column: origin.column, path: path, message: message)
    if known.insert(fault).inserted { faults.append(fault) }
  }

  /// What is odd, but no fault: things that are more often left out than meant.
  private(set) var warnings: [ScenarioFault] = []

  /// Notes something odd, once.
  func warn(_ message: String, at value: Value) {
    let warning = ScenarioFault(
      file: value.origin.file, line: value.origin.line, column: value.origin.column,
      path: value.path, message: message)
    if !warnings.contains(warning) { warnings.append(warning) }
  }

  func add(_ message: String, at value: Value) { add(message, at: value.origin, path: value.path) }

  /// Throws when there is anything to report.
  ///
  /// - Parameter main: the scenario file, whose faults come first.
  func throwIfAny(main: String) throws(ScenarioFaults) {
    guard !faults.isEmpty else { return }
    // Overrides come last; a stable sort keeps what was found first at one place first.
    throw ScenarioFaults(
      faults: faults.enumerated().sorted { left, right in
        func rank(_ item: (offset: Int, element: ScenarioFault)) -> (Int, String, Int, Int, Int) {
          let fault = item.element
          let group = fault.file == main ? 0 : fault.line > 0 ? 1 : 2
          return (group, fault.file, fault.line, fault.column, item.offset)
        }
        return rank(left) < rank(right)
      }.map(\.element))
  }
}
