internal import StatecraftCore

/// What a value in a scenario file has to look like.
///
/// One definition drives reading, the check of `--set` paths and the JSON Schema for editors.
indirect enum Shape: Sendable {
  case text(TextForm)
  case choice([String])
  case number(ClosedRange<Double>, unit: String)
  case whole(ClosedRange<Int>, unit: String)
  /// `true` or `false`; in tables also 1 or 0.
  case flag
  /// A code or name that is defined elsewhere.
  case reference(ReferenceKind)
  case list(Shape, repeats: Repeats = .allowed)
  /// Fixed keys.
  case record([Key])
  /// Keys that the author chooses.
  case dictionary(DictionaryKeys, Shape)
  case table(TableShape)
  /// Alternatives that differ in kind (keys, list, single value), so that each fault can be
  /// named after the one that was meant.
  case either(Shape, Shape)

  /// A list in which nothing is named twice.
  static func set(_ item: Shape) -> Shape { .list(item, repeats: .refused) }

  /// A list of records, no two of which have the same at a key.
  static func set(_ keys: [Key], by key: String) -> Shape {
    .list(.record(keys), repeats: .refusedOf(key))
  }

  /// Whether a list may say the same twice.
  enum Repeats: Sendable, Equatable {
    case allowed
    case refused
    /// Records may not have the same at a key.
    case refusedOf(String)
  }

  /// What a parameter of a rule or policy takes.
  static func parameter(_ info: ParameterInfo) -> Shape {
    info.isWhole
      ? .whole(Int(info.range.lowerBound)...Int(info.range.upperBound), unit: info.unit)
      : .number(info.range, unit: info.unit)
  }

  /// One code of a kind, or a list of them.
  static func oneOrMore(_ kind: ReferenceKind) -> Shape {
    .either(.reference(kind), .set(.reference(kind)))
  }

  /// What a value may look like: the shape itself, or all that an either offers.
  var alternatives: [Shape] {
    if case .either(let first, let second) = self {
      first.alternatives + second.alternatives
    } else {
      [self]
    }
  }
}

/// The form of a text.
enum TextForm: String, Sendable {
  case free
  /// Capital letters and digits, such as `USA`.
  case stateCode
  /// Lower-case letters, digits and underscores, such as `fabs_advanced`.
  case sectorCode
  /// Lower-case letters, digits and hyphens, such as `small-yard-2023`.
  case slug
  /// A relative path.
  case path

  /// A regular expression for the whole text, where there's more to ask than that it's there.
  var pattern: String? {
    switch self {
    case .free, .path: nil
    case .stateCode: "^[A-Z][A-Z0-9]*$"
    case .sectorCode: "^[a-z][a-z0-9_]*$"
    case .slug: "^[a-z0-9][a-z0-9-]*$"
    }
  }

  var words: String {
    switch self {
    case .free: "some text, without the character U+0000"
    case .path: "a path"
    case .stateCode: "a code of capital letters and digits, such as USA"
    case .sectorCode: "a code of lower-case letters, digits and underscores, such as chips"
    case .slug: "a name of lower-case letters, digits and hyphens, such as small-yard-2023"
    }
  }

  func accepts(_ text: String) -> Bool {
    let scalars = text.unicodeScalars
    guard let first = scalars.first else { return false }
    let (upper, lower, digits) =
      ("A"..."Z" as ClosedRange<Unicode.Scalar>, "a"..."z", "0"..."9")
      as (ClosedRange<Unicode.Scalar>, ClosedRange<Unicode.Scalar>, ClosedRange<Unicode.Scalar>)
    switch self {
    // Stores and C libraries end a text there.
    case .free: return !scalars.contains("\0")
    case .path: return true
    case .stateCode:
      return upper.contains(first)
        && scalars.allSatisfy { upper.contains($0) || digits.contains($0) }
    case .sectorCode:
      return lower.contains(first)
        && scalars.allSatisfy { lower.contains($0) || digits.contains($0) || $0 == "_" }
    case .slug:
      return (lower.contains(first) || digits.contains(first))
        && scalars.allSatisfy { lower.contains($0) || digits.contains($0) || $0 == "-" }
    }
  }
}

/// What a reference refers to; proven when the scenario's states and sectors are known.
enum ReferenceKind: String, Sendable {
  case state, sector, pole, instrument

  var withArticle: String { (self == .instrument ? "an " : "a ") + rawValue }
}

/// The keys of a dictionary.
enum DictionaryKeys: Sendable {
  /// Codes, or one of the given words.
  case codes(ReferenceKind, or: [String])
  /// Names that are proven later, such as parameters of a policy; of some more is known than of the
  /// rest.
  case names([Key])
}

/// A key of a record, or a column of a table.
struct Key: Sendable {
  enum Presence: Sendable, Equatable {
    case required
    case optional
    /// The text that is read when the key is missing; `{}` for a record of defaults.
    case defaulting(String)
  }

  let name: String
  let shape: Shape
  let presence: Presence
  let meaning: String

  static func required(_ name: String, _ shape: Shape, _ meaning: String) -> Key {
    Key(name: name, shape: shape, presence: .required, meaning: meaning)
  }

  static func optional(
    _ name: String, _ shape: Shape, default text: String? = nil, _ meaning: String
  ) -> Key {
    let presence = text.map(Presence.defaulting) ?? .optional
    return Key(name: name, shape: shape, presence: presence, meaning: meaning)
  }
}

/// A table: a path to a CSV file, or a list of rows in place.
struct TableShape: Sendable {
  var columns: [Key]
  /// The columns that together name a row; no two rows may have the same.
  var identity: [String]
  /// Columns for people, which are passed over.
  var informational: [String] = []
  /// Beginnings of further such columns.
  var informationalPrefixes: [String] = []
  /// Columns whose name is a prefix and a code, such as `toward_USA`.
  var prefixed: [Prefixed] = []

  /// Columns whose name begins alike.
  struct Prefixed: Sendable {
    let prefix: String
    let shape: Shape
    let meaning: String
  }

  /// Columns for people that any table may have.
  static let alwaysInformational = ["source", "confidence", "year", "note", "notes"]

  var informationalColumns: [String] { informational + Self.alwaysInformational }

  /// Whether a column is for people; not so where the table has one of that name.
  func isInformational(_ column: String) -> Bool {
    !columns.contains { $0.name == column }
      && (informationalColumns.contains(column)
        || informationalPrefixes.contains { column.hasPrefix($0) })
  }

  /// The shape of a column, or nil when there is no such column or it's for people.
  func column(_ name: String) -> Key? {
    if let key = columns.first(where: { $0.name == name }) { return key }
    return prefixed.first { name.hasPrefix($0.prefix) && name.count > $0.prefix.count }
      .map { .optional(name, $0.shape, $0.meaning) }
  }
}
