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
    if first.kind.origin == .move || isBrief && first.kind.isChoice { return told + "." }
    return "\(told): \(motive(events) ?? first.why)."
  }

  /// What happened, without the reason; nil for kinds that have no words.
  private func told(_ first: ReplayEvent, _ events: [ReplayEvent]) -> String? {
    let kind = first.kind
    guard let sentence = first.value == 0 ? kind.sentenceOfZero ?? kind.sentence : kind.sentence
    else { return nil }
    return sentence.filled { place in
      switch place {
      case "state": first.state ?? ""
      case "target": first.target ?? ""
      case "sector": first.sector ?? ""
      case "module": first.module ?? ""
      case "measure": first.measure
      case "value": size(first)
      case "measures": measures(events)
      case "places": places(events)
      case "modules": modules(events)
      case "partners": partners(events)
      case "targets": unique(events.compactMap(\.target)).joined(separator: " ")
      default: nil
      }
    }
  }

  /// The size of what happened, in the kind's unit.
  private func size(_ event: ReplayEvent) -> String {
    switch event.kind.unit {
    case .nothing: ""
    case .number: number(event.value)
    case .degree: String(format: "%.2f", event.value)
    case .share: percent(event.value)
    case .wholeShare: String(format: "%.0f %%", 100 * event.value)
    case .log: percentOfLog(event.value)
    case .logLoss: percentOfLog(-event.value)
    case .move: roster.name(move: event.value)
    }
  }

  private func unique(_ codes: [String]) -> [String] {
    codes.enumerated().filter { codes.firstIndex(of: $0.element) == $0.offset }.map(\.element)
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
  private func places(_ events: [ReplayEvent]) -> String {
    var states: [(state: String, parts: [String])] = []
    for event in events {
      let part = [event.sector, size(event)].compactMap(\.self).joined(separator: " ")
      if let index = states.firstIndex(where: { $0.state == event.state }) {
        states[index].parts.append(part)
      } else {
        states.append((event.state ?? "", [part]))
      }
    }
    return states.map { "\($0.state) \($0.parts.joined(separator: ", "))" }.joined(separator: "; ")
  }

  /// Such as “quad (4 modules), cptpp.trade to 1.00”.
  private func modules(_ events: [ReplayEvent]) -> String {
    var clubs: [(code: String, events: [ReplayEvent])] = []
    for event in events {
      let club = String((event.module ?? "").prefix { $0 != "." })
      if let index = clubs.firstIndex(where: { $0.code == club }) {
        clubs[index].events.append(event)
      } else {
        clubs.append((club, [event]))
      }
    }
    return clubs.map { club in
      let depths = Set(club.events.map(\.value))
      let name =
        club.events.count == 1
        ? club.events[0].module ?? "" : "\(club.code) (\(club.events.count) modules)"
      guard club.events[0].kind.unit == .degree else { return name }
      return name + " to "
        + depths.sorted().map { String(format: "%.2f", $0) }
        .joined(separator: " and ")
    }.joined(separator: ", ")
  }

  // MARK: Motives

  /// What moved a state to measures: the terms of utility by which its choices beat what else it
  /// could have done, added up over the measures. Nil when it wasn't recorded.
  private func motive(_ events: [ReplayEvent]) -> String? {
    var margin = UtilityTerms()
    for event in events {
      let isTighter = event.module == nil ? event.kind.step == .tighter : event.value > 0
      guard let state = event.state, event.kind.isMeasure || event.module != nil,
        let subject = event.order(in: roster),
        let deliberation = deliberations["\(state) \(subject)"],
        let own = deliberation.margin(isTighter: isTighter)
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
  /// What like events share; nil for an event that is told by itself.
  fileprivate var likeness: String? {
    let kind = kind
    func has(_ place: String) -> Bool { kind.sentence?.contains(place) ?? false }
    if has("{measures}") {
      let isZero = kind.sentenceOfZero == nil ? "" : " \(value == 0)"
      return "\(kind) \(rule) \(state ?? "")\(isZero)"
    }
    if has("{modules}") { return "\(kind) \(state ?? "") \(why)" }
    if has("{partners}") || has("{targets}") { return "\(kind) \(state ?? "") \(value)" }
    return has("{places}") ? "\(kind) \(why)" : nil
  }

  /// The measure in words: `export control`.
  fileprivate var measure: String { rule.split(separator: "-").joined(separator: " ") }

  /// The order that brought the event about, as deliberations name it; nil where none did.
  func order(in roster: Roster) -> String? {
    let order: String
    switch kind.origin {
    case .order(let template, _), .course(let template): order = template
    case .move, .polls, .consequence, .seat: return nil
    }
    var isWhole = true
    let filled = order.filled { place in
      let word: String? =
        switch place {
        case "target": target
        case "sector": sector
        case "module": module
        case "instrument": roster.instruments.first { $0.name == rule }?.word
        default: nil
        }
      isWhole = isWhole && word != nil
      return word
    }
    return isWhole ? filled : nil
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

extension String {
  /// The text with what stands in for each `{place}`; places that mean nothing stay as they are.
  fileprivate func filled(_ word: (Substring) -> String?) -> String {
    var text = ""
    var rest = self[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      text += rest[..<open]
      let place = rest[rest.index(after: open)..<close]
      text += word(place) ?? "{\(place)}"
      rest = rest[rest.index(after: close)...]
    }
    return text + rest
  }
}
