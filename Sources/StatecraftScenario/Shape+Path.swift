/// What is found at a path of a scenario.
extension Shape {
  /// Every shape that a path may lead to; empty where it leads nowhere.
  func shapes(at steps: ArraySlice<Override.Step>) -> [Shape] {
    guard let step = steps.first else { return alternatives }
    let rest = steps.dropFirst()
    switch (self, step) {
    case (.either, _): return alternatives.flatMap { $0.shapes(at: steps) }
    case (.record(let keys), .key(let name)):
      return keys.first { $0.name == name }?.shape.shapes(at: rest) ?? []
    case (.dictionary(let keys, let shape), .key(let name)):
      var own = shape
      if case .names(let known) = keys, let key = known.first(where: { $0.name == name }) {
        own = key.shape
      }
      return own.shapes(at: rest)
    case (.list(let item, _), .row): return item.shapes(at: rest)
    case (.table(let table), .row):
      guard case .key(let name)? = rest.first else { return [] }
      return table.column(name)?.shape.shapes(at: rest.dropFirst()) ?? []
    default: return []
    }
  }

  /// Whether nothing but whole numbers, or a switch of 0 and 1, goes at a path.
  func takesWholeNumbers(at path: String) -> Bool {
    guard let steps = Override.steps(path[...]) else { return false }
    let shapes = shapes(at: steps[...])
    return !shapes.isEmpty
      && shapes.allSatisfy { shape in
        switch shape {
        case .whole, .flag: true
        default: false
        }
      }
  }
}

extension LoadedScenario {
  /// Whether nothing but whole numbers goes at a path, such as `rules.payoffs.every`.
  public func takesWholeNumbers(at path: String) -> Bool {
    (scenario.setting.game == nil ? schema.scenario : schema.game).takesWholeNumbers(at: path)
  }
}
