/// A number of a rule or policy that a scenario may set.
///
/// The same definition gives the key in files, the bounds that are checked, the help text and
/// the JSON Schema.
public struct Parameter<Owner>: Sendable {
  public let info: ParameterInfo
  let read: @Sendable (Owner) -> Double
  let write: @Sendable (inout Owner, Double) -> Void

  /// - Parameters:
  ///   - name: the key in files, in snake case.
  ///   - path: where the owner keeps it.
  ///   - range: the values that make sense.
  ///   - unit: such as `share`, `turns`, `bp` (basis points of GDP) or `1`.
  ///   - meaning: a sentence.
  public init(
    _ name: String, _ path: any WritableKeyPath<Owner, Double> & Sendable,
    in range: ClosedRange<Double>, unit: String, _ meaning: String
  ) {
    info = ParameterInfo(name: name, range: range, unit: unit, meaning: meaning)
    read = { $0[keyPath: path] }
    write = { $0[keyPath: path] = $1 }
  }

  /// A parameter that counts something, such as turns, or is a switch of 0 and 1: a whole number.
  public init(
    _ name: String, _ path: any WritableKeyPath<Owner, Int> & Sendable,
    in range: ClosedRange<Int>, unit: String, _ meaning: String
  ) {
    info = ParameterInfo(
      name: name, range: Double(range.lowerBound)...Double(range.upperBound), unit: unit,
      meaning: meaning, isWhole: true)
    read = { Double($0[keyPath: path]) }
    write = { $0[keyPath: path] = Int($1) }
  }
}

/// A parameter without its owner's type.
public struct ParameterInfo: Sendable, Equatable {
  public let name: String
  public let range: ClosedRange<Double>
  public let unit: String
  public let meaning: String
  /// Whether it takes whole numbers only.
  public let isWhole: Bool

  public init(
    name: String, range: ClosedRange<Double>, unit: String, meaning: String, isWhole: Bool = false
  ) {
    self.name = name
    self.range = range
    self.unit = unit
    self.meaning = meaning
    self.isWhole = isWhole
  }
}

/// What has parameters.
public protocol Parametrised: Sendable {
  static var parameters: [Parameter<Self>] { get }
}

/// A parameter that doesn't exist, or a value that makes no sense for it.
public struct ParameterError: Error, Sendable, Equatable, CustomStringConvertible {
  public let description: String
  public init(description: String) { self.description = description }
}

extension Parametrised {
  public static var parameterInfos: [ParameterInfo] { parameters.map(\.info) }

  public var parameterValues: [(info: ParameterInfo, value: Double)] {
    Self.parameters.map { ($0.info, $0.read(self)) }
  }

  /// Sets a parameter by name.
  public mutating func set(_ name: String, to value: Double) throws(ParameterError) {
    guard let parameter = Self.parameters.first(where: { $0.info.name == name }) else {
      let names = Self.parameters.map(\.info.name)
      throw ParameterError(
        description: "there is no parameter ‘\(name)’" + suggestion(for: name, among: names)
          + (names.isEmpty ? "" : " (there are: \(names.joined(separator: ", ")))"))
    }
    let range = parameter.info.range
    guard range.contains(value) else {
      throw ParameterError(
        description:
          "‘\(name)’ is \(value); it must be from \(range.lowerBound) to \(range.upperBound)")
    }
    guard !parameter.info.isWhole || value == value.rounded() else {
      throw ParameterError(description: "‘\(name)’ is \(value); it must be a whole number")
    }
    parameter.write(&self, value)
  }
}
