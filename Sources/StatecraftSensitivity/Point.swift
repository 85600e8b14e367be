internal import StatecraftCore
public import StatecraftScenario

/// A place in the space of a study's factors, at which games are played.
public struct Point: Sendable, Equatable {
  /// From 0, in the order of the plan.
  public let index: Int
  /// What each factor is set to; the scenario's own value where nil.
  public let values: [String?]
  /// Where each factor is in its range, in `0...1`; nil where that has no meaning.
  public let coordinates: [Double?]

  init(index: Int, values: [String?], coordinates: [Double?]) {
    self.index = index
    self.values = values
    self.coordinates = coordinates
  }

  /// The values as numbers.
  public var numbers: [Double?] { values.map { $0.flatMap(Double.init) } }
}

extension Factor {
  /// The value at a place of the factor's range.
  ///
  /// - Parameter coordinate: in `0...1`; the bounds of a range are met exactly.
  func value(at coordinate: Double) -> String {
    switch levels {
    case .linear(let range):
      switch coordinate {
      case 0: return range.lowerBound.text
      case 1: return range.upperBound.text
      default:
        let value = range.lowerBound + coordinate * (range.upperBound - range.lowerBound)
        return value.text
      }
    case .logarithmic(let range):
      switch coordinate {
      case 0: return range.lowerBound.text
      case 1: return range.upperBound.text
      default:
        return
          (range.lowerBound * Math.power(range.upperBound / range.lowerBound, coordinate)).text
      }
    case .values(let values):
      return values[min(Int(coordinate * Double(values.count)), values.count - 1)]
    case .listed:
      preconditionFailure("the values of ‘\(path)’ are listed, not spread over a range")
    }
  }

  /// The coordinates of the levels of a design that goes through them one by one.
  ///
  /// - Parameter count: the levels of a range; listed values are levels themselves.
  func levelCoordinates(_ count: Int) -> [Double] {
    if case .values(let values) = levels {
      return values.indices.map { Double($0) / Double(max(values.count - 1, 1)) }
    }
    return (0..<count).map { Double($0) / Double(count - 1) }
  }
}

extension Double {
  /// The shortest text that reads back as this number, whole numbers without a fraction.
  var text: String {
    self == rounded() && abs(self) < 1e15 ? "\(Int(self))" : "\(self)"
  }
}

extension Point {
  /// The edits that make the point, as `path=value`.
  func edits(_ factors: [Factor]) -> [String] {
    zip(factors, values).compactMap { factor, value in
      guard let value, factor.path != Factor.withoutPath else { return nil }
      return "\(factor.path)=\(value)"
    }
  }

  /// The rules that are off at the point.
  func rulesOff(_ factors: [Factor]) -> [String] {
    zip(factors, values).flatMap { factor, value in
      factor.path == Factor.withoutPath
        ? (value ?? "").split(separator: " ").map(String.init) : []
    }
  }

  /// What makes the point, as on a command line.
  public func options(_ factors: [Factor]) -> [String] {
    edits(factors).map { "--set \($0)" } + rulesOff(factors).map { "--without \($0)" }
  }
}
