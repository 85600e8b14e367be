internal import StatecraftCore

/// Orders that stand for many: ‘lift all’, ‘lift export CHN’, ‘sanction RUS’.
extension Session {
  /// The orders of a shorthand; nil when the words are an order like any other.
  func shorthand(_ words: [String]) throws(Misunderstanding) -> [Order]? {
    switch words[0] {
    case "sanction": return try sanction(Array(words.dropFirst()))
    case "lift" where words.count < 4: return try lift(Array(words.dropFirst()))
    default: return nil
    }
  }

  /// Withholds exports in all key sectors, where less stands.
  private func sanction(_ words: [String]) throws(Misunderstanding) -> [Order] {
    let roster = facts.roster
    guard
      let instrument = roster.instrumentIDs.first(where: {
        roster[$0].side == .outbound && roster[$0].channel == .goods
      })
    else { throw Misunderstanding("there are no export controls in this game") }
    guard !words.isEmpty else {
      throw Misunderstanding(
        "expected: sanction STATE [LEVEL], such as ‘sanction \(otherLeader) .5’")
    }
    var (names, level) = (words, 1.0)
    if let last = words.last, words.count > 1, let number = try? reader.level(last, highest: 1) {
      (names, level) = (words.dropLast(), number)
    }
    let targets = try reader.targets(names, but: seat.state)
    let covered = roster.sectors.filter { setting.covers($0, instrument) }
    let key = covered.filter { setting[$0].isKey }
    let orders = targets.flatMap { target in
      (key.isEmpty ? covered : key).filter {
        seat.now.ordered(instrument, $0, seat.state, target) < level
      }.map {
        Order.control(
          ControlOrder(instrument: instrument, sector: $0, target: target, level: level))
      }
    }
    guard !orders.isEmpty else {
      throw Misunderstanding("you withhold that much or more in every key sector already")
    }
    return orders
  }

  /// Frees what the seat's own measures hold back: all of them, or those of the instruments,
  /// sectors and states that are named. Tariffs go back to those of the start, and to none where
  /// ‘tariff’ is named.
  private func lift(_ words: [String]) throws(Misunderstanding) -> [Order] {
    let roster = facts.roster
    guard !words.isEmpty else {
      throw Misunderstanding("what? ‘lift all’, or instruments, sectors and states to narrow it")
    }
    let names = Lexicon(words: roster.instrumentIDs.map(roster.code))
    var instruments: [InstrumentID] = []
    var places: [String] = []
    for word in words where word.lowercased() != "all" {
      let named = names.value(word).flatMap { name in
        roster.instrumentIDs.first { roster.code($0) == name }
      }
      if let named { instruments.append(named) } else { places.append(word) }
    }
    let filter = try reader.filter(places)
    let start = view.start
    var orders: [Order] = []
    for target in roster.states where target != seat.state && filter.contains(target) {
      for instrument in instruments.isEmpty ? roster.instrumentIDs : instruments {
        for sector in roster.sectors where filter.contains(sector) {
          let isUsual = instruments.isEmpty && roster[instrument].channel == .price
          let end = isUsual ? start.ordered(instrument, sector, seat.state, target) : 0
          guard seat.now.ordered(instrument, sector, seat.state, target) > end else { continue }
          orders.append(
            .control(
              ControlOrder(instrument: instrument, sector: sector, target: target, level: end)))
        }
      }
    }
    guard !orders.isEmpty else {
      throw Misunderstanding("nothing of yours stands there that could be lifted")
    }
    return orders
  }

  /// Many controls in few lines: those of one instrument and level on one state share a line, and so
  /// do states with the same sectors.
  func batch(_ orders: [Order]) -> [Line] {
    let roster = facts.roster
    var groups: [(kind: String, level: String, sectors: [String], targets: [String])] = []
    for target in roster.states {
      var own: [(kind: String, level: String, sectors: [String])] = []
      for case .control(let order) in orders where order.target == target {
        let (kind, level) = (roster.code(order.instrument), short(order.level))
        if let index = own.firstIndex(where: { $0.kind == kind && $0.level == level }) {
          own[index].sectors.append(roster.code(order.sector))
        } else {
          own.append((kind, level, [roster.code(order.sector)]))
        }
      }
      for one in own {
        let same = groups.firstIndex {
          $0.kind == one.kind && $0.level == one.level && $0.sectors == one.sectors
        }
        if let same {
          groups[same].targets.append(roster.code(target))
        } else {
          groups.append((one.kind, one.level, one.sectors, [roster.code(target)]))
        }
      }
    }
    return [Line("  + \(orders.count) orders (‘undo’ takes them back, ‘review’ lists all)", .good)]
      + groups.flatMap {
        paragraph(
          "control \($0.kind) \($0.sectors.joined(separator: ", ")) "
            + "\($0.targets.joined(separator: ", ")) \($0.level)", indent: 4)
      }
  }
}
