extension ScenarioSchema {
  /// A JSON Schema (draft 2020-12) of scenario files, for editors.
  ///
  /// The text is the same on every run.
  public func json() -> String {
    Self.document(scenario, title: "Statecraft scenario")
  }

  /// A JSON Schema (draft 2020-12) of files that hold a game in strategic form.
  public func gameJSON() -> String { Self.document(game, title: "Statecraft game") }

  /// A JSON Schema (draft 2020-12) of files that hold an economy and no game.
  public func economyJSON() -> String {
    Self.document(economyAlone, title: "Statecraft economy")
  }

  /// A JSON Schema (draft 2020-12) of files of shocks.
  public func shocksJSON() -> String {
    Self.document(shocks, title: "Statecraft shocks")
  }

  /// A JSON Schema (draft 2020-12) of the library's profiles.
  public func profileJSON() -> String {
    Self.document(profile, title: "Statecraft profile")
  }

  fileprivate static func document(_ shape: Shape, title: String) -> String {
    var entries: [(key: String, value: JSONText)] = [
      ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
      ("title", .string(title)),
    ]
    if case .object(let own) = json(shape) { entries += own }
    return JSONText.object(entries).text() + "\n"
  }

  private static func json(_ shape: Shape) -> JSONText {
    switch shape {
    case .text(let form):
      let demand: (key: String, value: JSONText) =
        form.pattern.map { ("pattern", .string($0)) } ?? ("minLength", .number(1))
      return .object([("type", .string("string")), demand])
    case .choice(let words):
      return .object([("enum", .list(words.map(JSONText.string)))])
    case .number(let range, _):
      return .object([
        ("type", .string("number")), ("minimum", .number(range.lowerBound)),
        ("maximum", .number(range.upperBound)),
      ])
    case .whole(let range, _):
      return .object([
        ("type", .string("integer")), ("minimum", .number(Double(range.lowerBound))),
        ("maximum", .number(Double(range.upperBound))),
      ])
    case .flag:
      return .object([("enum", .list([.flag(true), .flag(false), .number(1), .number(0)]))])
    case .reference:
      return .object([("type", .string("string"))])
    case .list(let item, let repeats):
      let unique: [(key: String, value: JSONText)] =
        repeats == .refused ? [("uniqueItems", .flag(true))] : []
      return .object([("type", .string("array")), ("items", json(item))] + unique)
    case .record(let keys):
      return object(keys, more: [])
    case .dictionary(let keys, let value):
      var known: [(key: String, value: JSONText)] = []
      if case .names(let keys) = keys, !keys.isEmpty {
        known = [("properties", .object(keys.map { ($0.name, property($0)) }))]
      }
      return .object(
        [("type", .string("object"))] + known + [("additionalProperties", json(value))])
    case .table(let table):
      return .object([
        (
          "anyOf",
          .list([
            .object([
              ("type", .string("string")),
              ("description", .string("The path of a CSV file, relative to this file.")),
            ]),
            .object([("type", .string("array")), ("items", row(of: table))]),
          ])
        )
      ])
    case .either(let first, let second):
      return .object([("anyOf", .list([json(first), json(second)]))])
    }
  }

  private static func row(of table: TableShape) -> JSONText {
    var patterns = table.informationalPrefixes.map { ("^\($0)", JSONText.object([])) }
    patterns += table.prefixed.map { ("^\($0.prefix)", described($0.shape, $0.meaning)) }
    var more: [(key: String, value: JSONText)] = []
    if !patterns.isEmpty { more.append(("patternProperties", .object(patterns))) }
    return object(table.columns, informational: table.informationalColumns, more: more)
  }

  private static func object(
    _ keys: [Key], informational: [String] = [], more: [(key: String, value: JSONText)]
  ) -> JSONText {
    var properties = keys.map { key in (key.name, property(key)) }
    properties += informational.map {
      ($0, .object([("description", .string("For people; the program passes it over."))]))
    }
    let required = keys.filter { $0.presence == .required }.map { JSONText.string($0.name) }
    return .object(
      [
        ("type", .string("object")), ("properties", .object(properties)),
        ("required", .list(required)),
      ] + more + [("additionalProperties", .flag(false))])
  }

  private static func property(_ key: Key) -> JSONText {
    guard case .object(var entries) = described(key.shape, key.meaning) else { return .object([]) }
    if case .defaulting(let text) = key.presence, text != "{}" {
      entries.append(("default", Double(text).map(JSONText.number) ?? .string(text)))
    }
    return .object(entries)
  }

  /// A shape with its meaning and unit, which editors show.
  private static func described(_ shape: Shape, _ meaning: String) -> JSONText {
    guard case .object(let entries) = json(shape) else { return .object([]) }
    let unit: String? =
      switch shape {
      case .number(_, let unit), .whole(_, let unit): unit == "1" ? nil : unit
      default: nil
      }
    let text = unit.map { "\(meaning) Unit: \($0)." } ?? meaning
    return .object([("description", .string(text))] + entries)
  }
}

extension InjectReader {
  /// A JSON Schema (draft 2020-12) of files of injects, for editors.
  public static func schemaJSON() -> String {
    ScenarioSchema.document(shape, title: "Statecraft injects")
  }
}

extension StudySchema {
  /// A JSON Schema (draft 2020-12) of study files, for editors.
  public func json() -> String { ScenarioSchema.document(study, title: "Statecraft study") }
}
