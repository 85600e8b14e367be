internal import StatecraftAgents
internal import StatecraftCore

/// How a state judges and decides: profiles of the library and the scenario's own words, laid
/// over each other.
struct Conduct {
  /// From the most general to the most specific.
  private let layers: [Value]
  /// The profile's name.
  let profile: String

  init(layers: [Value], profile: String) {
    self.layers = layers
    self.profile = profile
  }

  /// The most specific value of a key.
  subscript(key: String) -> Value? { layers.reversed().lazy.compactMap { $0[key] }.first }

  /// The entries of a dictionary, the more specific in place of the more general.
  func merged(_ key: String) -> [Value.Entry] { Self.merged(layers.map { $0.entries(key) }) }

  /// Parameters of the policy in force; those of a policy that was replaced don't count.
  var parameters: [Value.Entry] {
    let policy = self["policy"]?.text
    let first = layers.lastIndex { $0.text("policy").map { $0 != policy } ?? false }
    return Self.merged(layers[(first.map { $0 + 1 } ?? 0)...].map { $0.entries("parameters") })
  }

  private static func merged(_ dictionaries: [[Value.Entry]]) -> [Value.Entry] {
    var result: [Value.Entry] = []
    for entry in dictionaries.joined() {
      if let index = result.firstIndex(where: { $0.key == entry.key }) {
        result[index] = entry
      } else {
        result.append(entry)
      }
    }
    return result
  }

  /// Weights by term, in the order of ``UtilityTerm/weighted``.
  ///
  /// Grieco's U = V − k(W − V) is (1 + k)(V − r W) with r = k/(1 + k).
  var weights: [Double] {
    var weights = Self.weights(merged("weights"))
    if case .grieco(let k)? = rivalry { weights[UtilityTerm.gains.index] *= 1 + k }
    return weights
  }

  /// A form in which the literature writes relative gains.
  private enum Rivalry {
    case snidal(r: Double)
    case grieco(k: Double)
  }

  /// The most specific one, unless others' weights are all given one by one.
  private var rivalry: Rivalry? {
    for layer in layers.reversed() {
      if let r = layer.number("snidal_r") { return .snidal(r: r) }
      if let k = layer.number("grieco_k") { return .grieco(k: k) }
    }
    return nil
  }

  /// Weights on each state's gains for a state, in roster order: what is said of a state by itself
  /// comes before what is said of all.
  func relativeGains(of state: StateID, in roster: Roster) -> [Double] {
    let entries = merged("r")
    func value(_ key: String) -> Double? { entries.first { $0.key == key }?.value.number }
    let common: Double? =
      switch rivalry {
      case .snidal(let r):
        roster.stateCount > 1 ? RelativeGains.snidal(r: r, states: roster.stateCount) : 0
      case .grieco(let k): RelativeGains.grieco(k: k)
      case nil: nil
      }
    return roster.states.map { other in
      guard other != state else { return 0 }
      let isRival = roster.pole(ledBy: other) != nil
      return value(roster.code(other)) ?? (isRival ? value("rivals") : nil) ?? value("all")
        ?? common ?? 0
    }
  }

  /// The governments that elections may bring, the first in office.
  func governments(of state: StateID, in roster: Roster) -> [Government] {
    let (weights, relativeGains) = (weights, relativeGains(of: state, in: roster))
    return (self["governments"]?.list ?? []).map { value in
      let factors = Self.weights(value.entries("weights"))
      let scale = value.number("r_scale") ?? 1
      return Government(
        name: value.text("name") ?? "", chance: value.number("chance") ?? 0,
        weights: zip(weights, factors).map { $0 * $1 },
        relativeGains: relativeGains.map { Math.unit($0 * scale) })
    }
  }

  private static func weights(_ entries: [Value.Entry]) -> [Double] {
    UtilityTerm.weighted.map { term in
      entries.first { $0.key == term.name }?.value.number ?? 1
    }
  }
}
