internal import Foundation
internal import StatecraftCore

/// Tells the events of a turn in sentences; events that are alike share one.
struct EventTelling {
  private let deliberations: [String: Deliberation]
  private let roster: Roster
  /// Whether measures and changes of side are told without a reason.
  private let isBrief: Bool

  /// - Parameters:
  ///   - deliberations: what states weighed in the turn, from which their motives are told; where
  ///     there's nothing, the rule's own reason is.
  ///   - isBrief: whether measures and changes of side are told without a reason, as where motives
  ///     aren't known and the rule's own reason says nothing new.
  ///   - roster: by which moves are named.
  init(_ deliberations: [ReplayDeliberation], roster: Roster, isBrief: Bool = false) {
    self.roster = roster
    self.isBrief = isBrief
    self.deliberations = Dictionary(
      deliberations.map { ("\($0.state) \($0.deliberation.subject)", $0.deliberation) },
      uniquingKeysWith: { first, _ in first })
  }

  /// One sentence for each group of like events, in the order in which they began to happen.
  func sentences(_ events: [ReplayEvent]) -> [String] {
    var groups: [(key: String, events: [ReplayEvent])] = []
    for (index, event) in events.enumerated() {
      let key = event.likeness ?? "\(index)"
      if let group = groups.firstIndex(where: { $0.key == key }) {
        groups[group].events.append(event)
      } else {
        groups.append((key, [event]))
      }
    }
    return groups.compactMap { group in group.events.first.map { sentence($0, group.events) } }
  }

  private func sentence(_ first: ReplayEvent, _ events: [ReplayEvent]) -> String {
    guard let told = told(first, events) else { return first.line + "." }
    if first.kind.hasPrefix("move.") || isBrief && first.isChoice { return told + "." }
    return "\(told): \(motive(events) ?? first.why)."
  }

  /// What happened, without the reason; nil for kinds that have no words here.
  private func told(_ first: ReplayEvent, _ events: [ReplayEvent]) -> String? {
    let (state, target, sector) = (first.state ?? "", first.target ?? "", first.sector ?? "")
    switch first.kind {
    case "control.tightened": return "\(state) tightened its \(first.measure) \(measures(events))"
    case "control.loosened":
      return "\(state) \(first.value == 0 ? "lifted" : "eased") its \(first.measure) "
        + measures(events)
    case "tariff.raised": return "\(state) raised its tariff \(measures(events))"
    case "tariff.lowered":
      return "\(state) \(first.value == 0 ? "lifted" : "lowered") its tariff \(measures(events))"
    case "alignment.joined":
      return
        "\(state) joined the system of \(target), with alignment \(String(format: "%.2f", first.value))"
    case "alignment.left":
      return
        "\(state) left the system of \(target), with alignment \(String(format: "%.2f", first.value))"
    case "move.changed":
      return "\(state) turned to \(roster.name(move: first.value))\(partners(events))"
    case "move.trembled":
      return "By mistake \(state) did \(roster.name(move: first.value))\(partners(events))"
    case "election.changed": return "\(state) elected another government"
    case "election.confirmed": return "\(state) elected its government again"
    case "supply.disrupted":
      return "A disruption struck \(sector) in \(state), productivity "
        + percentOfLog(-first.value) + " %"
    case "inject.shock":
      return "Inject: a disruption strikes \(sector) in \(state), productivity "
        + percentOfLog(-first.value) + " %"
    case "inject.election": return "Inject: an election is called in \(state)"
    case "sector.secured":
      return "The system of \(state) is secure in \(sector): \(target)'s part in its trade is down "
        + "by \(String(format: "%.0f %%", 100 * first.value))"
    case "project.begun": return "Projects begun, in % of GDP: " + places(events, number)
    case "research.begun": return "Research begun, in % of GDP: " + places(events, number)
    case "project.finished":
      return "Projects finished, productivity in %: " + places(events, percentOfLog)
    case "project.starved":
      return "Projects finished short of inputs, productivity in %: "
        + places(events, percentOfLog)
    case "project.understaffed":
      return "Projects finished short of hands, productivity in %: "
        + places(events, percentOfLog)
    case "projects.cancelled":
      return "Projects cancelled, in % of GDP: " + places(events, number)
    case "money.spent":
      return "Public money took from real income, in %: " + places(events) { percent($0) }
    case "research.finished":
      return "Research finished, technology in %: " + places(events, percentOfLog)
    case "income.rose": return "Real income rose, in %: " + places(events) { percent($0) }
    case "income.fell": return "Real income fell, in %: " + places(events) { percent($0) }
    default: return nil
    }
  }

  /// Such as “ toward CHN USA”; nothing where a move counts toward all.
  private func partners(_ events: [ReplayEvent]) -> String {
    let codes = events.compactMap(\.target)
    return codes.isEmpty ? "" : " toward " + codes.joined(separator: " ")
  }

  /// Such as “on USA in batteries to 0.75; on AUS BRA in chips to 0.5, refining to 0.5”.
  private func measures(_ events: [ReplayEvent]) -> String {
    var places: [(sector: String, value: Double, targets: [String])] = []
    for event in events {
      let (sector, target) = (event.sector ?? "", event.target ?? "")
      if let index = places.firstIndex(where: { $0.sector == sector && $0.value == event.value }) {
        places[index].targets.append(target)
      } else {
        places.append((sector, event.value, [target]))
      }
    }
    var parts: [(targets: [String], sectors: [String])] = []
    for place in places {
      let sector = place.sector + (place.value == 0 ? "" : " to \(number(place.value))")
      if let index = parts.firstIndex(where: { $0.targets == place.targets }) {
        parts[index].sectors.append(sector)
      } else {
        parts.append((place.targets, [sector]))
      }
    }
    return parts.map {
      "on \($0.targets.joined(separator: " ")) in \($0.sectors.joined(separator: ", "))"
    }.joined(separator: "; ")
  }

  /// Such as “CAN batteries +0.20, refining +0.31; CHN equipment +4.54”.
  private func places(_ events: [ReplayEvent], _ value: (Double) -> String) -> String {
    var states: [(state: String, parts: [String])] = []
    for event in events {
      let part = [event.sector, value(event.value)].compactMap(\.self).joined(separator: " ")
      if let index = states.firstIndex(where: { $0.state == event.state }) {
        states[index].parts.append(part)
      } else {
        states.append((event.state ?? "", [part]))
      }
    }
    return states.map { "\($0.state) \($0.parts.joined(separator: ", "))" }.joined(separator: "; ")
  }

  // MARK: Motives

  /// What moved a state to measures: the terms of utility by which its choices beat what else it
  /// could have done, added up over the measures. Nil when it wasn't recorded.
  private func motive(_ events: [ReplayEvent]) -> String? {
    var margin = UtilityTerms()
    for event in events {
      guard let state = event.state, let subject = event.subject,
        let deliberation = deliberations["\(state) \(subject)"],
        let own = deliberation.margin(isTighter: event.isTighter)
      else { return nil }
      margin = margin + own
    }
    func told(_ term: UtilityTerm) -> String {
      let name =
        term == .domestic
        ? (margin[term] > 0 ? "lower domestic costs" : "domestic costs") : term.name
      return "\(name) \(String(format: "%+.2f", margin[term])) bp"
    }
    let terms = UtilityTerm.allCases.sorted {
      (abs(margin[$1]), $0.rawValue) < (abs(margin[$0]), $1.rawValue)
    }.filter { abs(margin[$0]) >= 0.005 }
    let gained = terms.filter { margin[$0] > 0 }.prefix(2).map(told).joined(separator: ", ")
    let lost = terms.filter { margin[$0] < 0 }.prefix(2).map(told).joined(separator: ", ")
    if margin.total <= 0 {
      return "a chance choice, at a cost of \(String(format: "%.2f", -margin.total)) bp"
        + (lost.isEmpty ? "" : " (\(lost))")
    }
    return "for \(gained)" + (lost.isEmpty ? "" : ", despite \(lost)")
  }
}

extension Deliberation {
  /// The terms of the option taken, less those of the mildest when a measure was tightened, or of
  /// the next stricter one when it was loosened. Nil when there's no such option.
  fileprivate func margin(isTighter: Bool) -> UtilityTerms? {
    guard options.indices.contains(chosen) else { return nil }
    let taken = options[chosen]
    let other =
      isTighter
      ? options.min { $0.level < $1.level }
      : options.filter { $0.level > taken.level }.min { $0.level < $1.level }
    guard let other, other.level != taken.level else { return nil }
    var margin = taken.terms
    margin.values -= other.terms.values
    return margin
  }
}

extension ReplayEvent {
  /// Whether a state held that hadn't decided to.
  var isHold: Bool { kind == "decision.rejected" || kind.hasPrefix("seat.") }

  /// What like events share; nil for an event that is told by itself.
  fileprivate var likeness: String? {
    switch kind {
    case "control.tightened", "tariff.raised": "\(kind) \(rule) \(state ?? "")"
    case "control.loosened", "tariff.lowered": "\(kind) \(rule) \(state ?? "") \(value == 0)"
    case "move.changed", "move.trembled": "\(kind) \(state ?? "") \(value)"
    case "project.begun", "research.begun", "project.finished", "project.starved",
      "research.finished", "income.rose", "income.fell":
      "\(kind) \(why)"
    default: nil
    }
  }

  var isTighter: Bool { kind == "control.tightened" || kind == "tariff.raised" }

  /// Whether it follows from what a state chose, so that the rule's reason is only that it did.
  fileprivate var isChoice: Bool {
    ["control.", "tariff.", "alignment.", "project.begun", "research.begun"].contains {
      kind.hasPrefix($0)
    }
  }

  /// The measure in words: `export control`.
  fileprivate var measure: String { rule.split(separator: "-").joined(separator: " ") }

  /// The order that brought the event about, as deliberations name it.
  var subject: String? {
    guard let target, let sector else { return nil }
    switch (kind, rule) {
    case ("control.tightened", "export-control"), ("control.loosened", "export-control"):
      return "control export \(sector) \(target)"
    case ("control.tightened", "import-restriction"), ("control.loosened", "import-restriction"):
      return "control import \(sector) \(target)"
    case ("tariff.raised", _), ("tariff.lowered", _): return "control tariff \(sector) \(target)"
    default: return nil
    }
  }

  /// Such as `toy.controlled BOR → ARC, chips, 0.75: it was ordered (toy-orders)`.
  var line: String { "\(what): \(why) (\(rule))" }
}

/// Four digits at most, such as `0.09545`.
func number(_ value: Double) -> String { String(format: "%.4g", value) }

/// A share in percent, with its sign where anything is left after rounding: `+0.65`.
func percent(_ share: Double) -> String {
  let text = String(format: "%+.2f", 100 * share)
  return text.contains { ("1"..."9").contains($0) } ? text : "0.00"
}

/// A change in logarithms, in percent.
private func percentOfLog(_ change: Double) -> String { percent(exp(change) - 1) }
