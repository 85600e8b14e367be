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
  /// The value at a place of the factor's range; each whole number, and each value that is listed,
  /// has an equal part of it.
  ///
  /// - Parameter coordinate: in `0...1`; the bounds of a range are met exactly.
  func value(at coordinate: Double) -> String {
    if let numbers = wholeNumbers {
      let (lower, count) = (numbers.lowerBound, numbers.count)
      var place = coordinate * Double(count)
      if case .logarithmic = levels {
        let (first, last) = (Double(lower), Double(numbers.upperBound + 1))
        place = first * Math.power(last / first, coordinate) - first
      }
      return "\(lower + min(max(Int(place), 0), count - 1))"
    }
    switch levels {
    case .linear(let range), .logarithmic(let range):
      switch coordinate {
      case 0: return range.lowerBound.text
      case 1: return range.upperBound.text
      default: return Self.number(at: coordinate, in: range, levels).text
      }
    case .values(let values):
      return values[min(Int(coordinate * Double(values.count)), values.count - 1)]
    case .listed:
      preconditionFailure("the values of ‘\(path)’ are listed, not spread over a range")
    }
  }

  /// The levels of a design that goes through them one by one: what each sets, and where it is in
  /// the range.
  ///
  /// - Parameter asked: the levels of a range, at least 2; listed values are levels themselves, and
  ///   levels of whole numbers are whole numbers.
  func levels(_ asked: Int) -> [(value: String, coordinate: Double)] {
    let count = levelCount(asked)
    func evenly(_ place: Int) -> Double { Double(place) / Double(max(count - 1, 1)) }
    if case .values(let values) = levels {
      return values.indices.map { (values[$0], evenly($0)) }
    }
    guard let numbers = wholeNumbers else {
      return (0..<count).map { (value(at: evenly($0)), evenly($0)) }
    }
    let range = Double(numbers.lowerBound)...Double(numbers.upperBound)
    var last = numbers.lowerBound - 1
    return (0..<count).map { place in
      // Whole numbers next to the places of the levels, all different.
      let near = Int(Self.number(at: evenly(place), in: range, levels).rounded())
      last = min(max(near, last + 1), numbers.upperBound - (count - 1 - place))
      return ("\(last)", Self.coordinate(of: Double(last), in: range, levels))
    }
  }

  private static func number(
    at coordinate: Double, in range: ClosedRange<Double>, _ levels: Levels
  ) -> Double {
    let (lower, upper) = (range.lowerBound, range.upperBound)
    if case .logarithmic = levels { return lower * Math.power(upper / lower, coordinate) }
    return lower + coordinate * (upper - lower)
  }

  private static func coordinate(
    of number: Double, in range: ClosedRange<Double>, _ levels: Levels
  ) -> Double {
    let (lower, upper) = (range.lowerBound, range.upperBound)
    if case .logarithmic = levels { return Math.log(number / lower) / Math.log(upper / lower) }
    return (number - lower) / (upper - lower)
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
