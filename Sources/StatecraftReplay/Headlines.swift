public import StatecraftCore

/// The news of a turn: what mattered most, a short sentence each, the weightiest first.
///
/// Weight goes by what happened and to whom, not by its size: an inject comes before all; a sector
/// that is secured, a great power's measures on the other and who joined or left a system before
/// elections, disruptions and the measures of small states on each other. Motives aren't told.
public struct Headlines: Sendable {
  /// A piece of news.
  public struct Item: Sendable, Equatable {
    public let text: String
    /// The events behind it, by their position in the turn's record, from 1.
    public let positions: [Int]
    /// The codes of all states in it, in the order in which they are named.
    public let states: [String]
    /// How much it matters, in `0...100`.
    public let weight: Int

    public init(text: String, positions: [Int], states: [String], weight: Int) {
      self.text = text
      self.positions = positions
      self.states = states
      self.weight = weight
    }
  }

  private let roster: Roster
  private let leaders: Set<String>

  public init(_ roster: Roster) {
    self.roster = roster
    leaders = Set(roster.poleLeaders.map(roster.code))
  }

  /// The news among a game's events, those of like kind and author in one sentence.
  public func items(of events: [Event], count: Int = 6) -> [Item] {
    items(of: events.map { ReplayEvent($0, in: roster) }, count: count)
  }

  /// The news among a replay's events.
  public func items(of events: [ReplayEvent], count: Int = 6) -> [Item] {
    var groups: [(key: String, members: [(position: Int, event: ReplayEvent)])] = []
    for (index, event) in events.enumerated() where weight(of: event) > 0 {
      let key = key(of: event)
      if let place = groups.firstIndex(where: { $0.key == key }) {
        groups[place].members.append((index + 1, event))
      } else {
        groups.append((key, [(index + 1, event)]))
      }
    }
    let items = groups.map { group in
      Item(
        text: sentence(group.members.map(\.event)), positions: group.members.map(\.position),
        states: states(group.members.map(\.event)),
        weight: group.members.map { weight(of: $0.event) }.max() ?? 0)
    }
    // The order of the record decides among equals.
    return items.enumerated().sorted {
      ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset)
    }
    .prefix(count).map(\.element)
  }

  private func weight(of event: ReplayEvent) -> Int {
    func isLeader(_ code: String?) -> Bool { code.map(leaders.contains) ?? false }
    let (acts, suffers) = (isLeader(event.state), isLeader(event.target))
    // What weighs nothing is no news, whoever does it.
    if let weight = event.kind.weight { return acts && weight > 0 ? weight + 10 : weight }
    let family = event.kind.family
    switch family {
    case "inject": return 100
    case "sector": return 85
    case "control", "tariff":
      let rank = acts && suffers ? 80 : acts ? 55 : suffers ? 45 : 15
      return family == "tariff" ? rank - 5 : rank
    case "alignment": return 65
    case "election": return event.kind.isNews ? (acts ? 70 : 25) : 0
    // One in a hundred that fails is no news.
    case "supply": return abs(event.value) < 0.01 ? 0 : acts ? 50 : 30
    case "move": return 40
    case "income", "money", "project", "research", "decision", "seat": return 0
    default: return 35
    }
  }

  /// What like events share.
  private func key(of event: ReplayEvent) -> String {
    let way =
      event.kind.isMeasure
      ? "\(event.rule) \(event.value == 0)" : ""
    switch event.kind.family {
    case "control", "tariff": return "\(event.kind) \(event.state ?? "") \(way)"
    case "alignment": return "\(event.kind) \(event.target ?? "")"
    case "election": return "\(event.kind)"
    case "move": return "\(event.kind) \(event.state ?? "") \(event.value)"
    default: return "\(event.kind) \(event.state ?? "") \(event.sector ?? "")"
    }
  }

  private func states(_ events: [ReplayEvent]) -> [String] {
    var codes: [String] = []
    for code in events.flatMap({ [$0.state, $0.target] }).compactMap(\.self)
    where !codes.contains(code) {
      codes.append(code)
    }
    return codes
  }

  private func sentence(_ events: [ReplayEvent]) -> String {
    guard let first = events.first else { return "" }
    let (state, target) = (first.state ?? "", first.target ?? "")
    switch first.kind.description {
    case "control.tightened": return "\(state) tightens \(measures(events))"
    case "control.loosened":
      return "\(state) \(first.value == 0 ? "lifts" : "eases") \(measures(events))"
    case "tariff.raised": return "\(state) raises tariffs \(places(events))"
    case "tariff.lowered":
      return "\(state) \(first.value == 0 ? "lifts" : "lowers") tariffs \(places(events))"
    case "alignment.joined":
      return "\(listed(events.compactMap(\.state))) \(join(events)) the system of \(target)"
    case "alignment.left":
      return "\(listed(events.compactMap(\.state))) \(leave(events)) the system of \(target)"
    case "election.changed":
      return "Another government is elected in \(listed(events.compactMap(\.state)))"
    default:
      let told = EventTelling([], roster: roster, isBrief: true).sentences(events).joined(
        separator: " ")
      // The rule's own reason is for those who ask.
      let sentence = told.split(separator: ": ", maxSplits: 1).first.map(String.init) ?? told
      return ["inject", "sector"].contains(first.kind.family)
        ? told.trimmingFullStop : sentence.trimmingFullStop
    }
  }

  private func join(_ events: [ReplayEvent]) -> String { events.count > 1 ? "join" : "joins" }
  private func leave(_ events: [ReplayEvent]) -> String { events.count > 1 ? "leave" : "leaves" }

  private func measures(_ events: [ReplayEvent]) -> String {
    let rule = events.first?.rule ?? ""
    let name =
      rule == "export-control"
      ? "export controls" : rule == "import-restriction" ? "import restrictions" : rule
    return "\(name) \(places(events))"
  }

  /// Such as “on CHN in chips, equipment (to 0.95)”.
  private func places(_ events: [ReplayEvent]) -> String {
    var targets: [String] = []
    var sectors: [String] = []
    for event in events {
      if let target = event.target, !targets.contains(target) { targets.append(target) }
      if let sector = event.sector, !sectors.contains(sector) { sectors.append(sector) }
    }
    // Great powers are named before others.
    targets = targets.filter(leaders.contains) + targets.filter { !leaders.contains($0) }
    let top = events.map(\.value).max() ?? 0
    return "on \(listed(targets)) in \(listed(sectors))" + (top > 0 ? " (to \(number(top)))" : "")
  }

  /// Up to four names; of more, three and how many others.
  private func listed(_ names: [String]) -> String {
    guard names.count > 4 else {
      guard let last = names.last, names.count > 1 else { return names.first ?? "" }
      return names.dropLast().joined(separator: ", ") + " and " + last
    }
    return names.prefix(3).joined(separator: ", ") + " and \(names.count - 3) others"
  }
}

extension String {
  fileprivate var trimmingFullStop: String { hasSuffix(".") ? String(dropLast()) : self }
}
