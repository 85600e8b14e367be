/// Why there's no draw, point or probability.
public enum GSLError: Error, Equatable, Sendable {
  /// An argument is not a number, infinite, or out of its range.
  case argument(name: String, value: String, allowed: String)
  /// The arguments were fine, but GSL found no answer of the accuracy it promises.
  case noAnswer(function: String, arguments: String)
}

extension GSLError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .argument(let name, let value, let allowed):
      "‘\(name)’ is \(value): give \(allowed)."
    case .noAnswer(let function, let arguments):
      "GSL finds no accurate \(function) for \(arguments): choose less extreme arguments."
    }
  }
}
