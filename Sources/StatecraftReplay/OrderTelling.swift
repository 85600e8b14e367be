internal import StatecraftCore

extension Decision {
  /// A line for each kind of order, in the words of decision notation: what state it is of, what
  /// it does, and the orders. Controls on the same sector at the same level share their words.
  func told(of state: String, in roster: Roster) -> [String] {
    let aligns = alignment.map { "\(roster.code($0.pole)) \($0.degree)" }
    let invests = investments.map {
      "\($0.kind.rawValue) \(roster.code($0.sector)) \($0.percentOfGDP)%gdp"
    }
    return [
      ("aligns", aligns), ("controls", toldControls(in: roster)), ("invests", invests),
      ("moves", toldMoves(in: roster)),
    ]
    .filter { !$0.1.isEmpty }
    .map { "\(state) \($0.0) \($0.1.joined(separator: ", "))" }
      + (added.isEmpty
        ? [] : ["\(state): " + added.map { $0.notation(in: roster) }.joined(separator: ", ")])
  }

  private func toldMoves(in roster: Roster) -> [String] {
    var groups: [(move: Double, targets: [String])] = []
    for order in moves {
      let target = order.target.map(roster.code)
      if let index = groups.firstIndex(where: { $0.move.bitPattern == order.move.bitPattern }) {
        groups[index].targets += [target].compactMap(\.self)
      } else {
        groups.append((order.move, [target].compactMap(\.self)))
      }
    }
    return groups.map { ([roster.name(move: $0.move)] + $0.targets).joined(separator: " ") }
  }

  private func toldControls(in roster: Roster) -> [String] {
    var groups: [(order: ControlOrder, targets: [String])] = []
    for order in controls {
      let target = roster.code(order.target)
      if let index = groups.firstIndex(where: { $0.order.isLike(order) }) {
        groups[index].targets.append(target)
      } else {
        groups.append((order, [target]))
      }
    }
    return groups.map { order, targets in
      "\(roster.code(order.instrument)) \(roster.code(order.sector)) "
        + "\(targets.joined(separator: " ")) \(order.level)"
    }
  }
}

extension ControlOrder {
  fileprivate func isLike(_ other: ControlOrder) -> Bool {
    instrument == other.instrument && sector == other.sector
      && level.bitPattern == other.level.bitPattern
  }
}
