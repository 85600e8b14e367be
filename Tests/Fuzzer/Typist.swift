internal import StatecraftCore

/// Types orders and questions, some of which mean something.
struct Typist {
  let setting: Setting

  /// An order, most likely one that can be read.
  func order(_ dice: inout Dice) -> String {
    let roster = setting.roster
    let state = dice.pick(roster.stateCodes)
    let sector = roster.sectorCodes.isEmpty ? "none" : dice.pick(roster.sectorCodes)
    let number = dice.chance(80) ? "0.\(dice.below(100))" : dice.pick(Mutator.numbers)
    let move = roster.moveNames.isEmpty ? number : dice.pick(roster.moveNames)
    switch dice.below(8) {
    case 0: return "align \(state) \(number)"
    case 1: return "control export \(sector) \(state) \(number)"
    case 2: return "control import \(sector) \(state) \(number)"
    case 3: return "control tariff \(sector) \(state) \(number)"
    case 4: return "invest subsidy \(sector) \(number)%gdp"
    case 5: return "invest research \(sector) \(number)%gdp"
    case 6: return "move \(move) \(state)"
    default: return "move \(move)"
    }
  }

  func line(_ dice: inout Dice) -> String {
    let roster = setting.roster
    let state = dice.pick(roster.stateCodes)
    let sector = roster.sectorCodes.isEmpty ? "none" : dice.pick(roster.sectorCodes)
    switch dice.below(16) {
    case 0..<8: return order(&dice)
    case 8: return "estimate " + order(&dice)
    case 9: return dice.pick(["legal", "legal \(state)", "legal \(sector)", "show \(state)"])
    case 10: return dice.pick(["brief", "report", "advise", "rivals", "history", "review"])
    case 11: return dice.pick(["explain", "explain 1", "show", "show trade", "help", "help turn"])
    case 12: return dice.pick(["undo", "hold", "back 1", "save", "report all", "explain \(state)"])
    case 13: return dice.pick(Mutator.texts) + " " + dice.pick(Mutator.numbers)
    case 14: return "explain \(state)"
    default: return dice.pick(["estimate", "explain USA", "brief full", "show \(sector)"])
    }
  }
}
