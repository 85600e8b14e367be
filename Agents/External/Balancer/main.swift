// A state that balances against threats, as a program at the table.
//
//     swift build --product balancer
//     statecraft run small-yard-2023 --seat IND=program:.build/debug/balancer
//
// It sides with the poles that it fears less, and withholds dual-use goods from whom it fears most.
// Documentation/Agent-protocol.md describes the messages.

import Foundation

/// What it needs of the greeting; other keys are passed over.
struct Game: Decodable {
  struct Pole: Decodable {
    let leader: String
  }

  struct Sector: Decodable {
    let code: String
    let dualUse: Double

    enum CodingKeys: String, CodingKey {
      case code
      case dualUse = "dual_use"
    }
  }

  let you: String
  let poles: [Pole]
  let sectors: [Sector]
}

/// What it needs of an observation. Codes that aren't there have zero.
struct Sight: Decodable {
  let turn: Int
  let threat: [String: Double]
  let exportControlOrdered: [String: [String: [String: Double]]]

  enum CodingKeys: String, CodingKey {
    case turn, threat
    case exportControlOrdered = "export_control_ordered"
  }
}

struct Greeting: Encodable {
  let type = "greeting"
  let `protocol` = 1
  let name = "balancer"
}

struct Decision: Encodable {
  let type = "decision"
  let turn: Int
  let orders: [String]
}

/// The orders for a turn, in decision notation.
func orders(_ game: Game, _ sight: Sight) -> [String] {
  var orders: [String] = []
  let leaders = game.poles.map(\.leader)
  if !leaders.contains(game.you) {
    orders += leaders.map { "align \($0) \(1 - (sight.threat[$0] ?? 0))" }
  }
  // Among equals the first by code, so that the same sight always brings the same orders.
  let feared = sight.threat.filter { $0.key != game.you }
    .max { ($0.value, $1.key) < ($1.value, $0.key) }
  guard let feared, feared.value > 0.3 else { return orders }
  for sector in game.sectors where sector.dualUse > 0 {
    let level = sector.dualUse * feared.value
    let standing = sight.exportControlOrdered[sector.code]?[game.you]?[feared.key] ?? 0
    if level > standing {
      orders.append("control export \(sector.code) \(feared.key) \(level)")
    }
  }
  return orders
}

func say(_ message: some Encodable) throws {
  let line = try JSONEncoder().encode(message) + Data("\n".utf8)
  try FileHandle.standardOutput.write(contentsOf: line)
}

struct Message: Decodable {
  let type: String
}

let decoder = JSONDecoder()
var game: Game?
while let line = readLine() {
  let data = Data(line.utf8)
  switch try decoder.decode(Message.self, from: data).type {
  case "greeting":
    game = try decoder.decode(Game.self, from: data)
    try say(Greeting())
  case "observation":
    guard let game else {
      // What is written to standard error goes to the seat's log.
      FileHandle.standardError.write(Data("An observation came before the greeting.\n".utf8))
      exit(1)
    }
    let sight = try decoder.decode(Sight.self, from: data)
    try say(Decision(turn: sight.turn, orders: orders(game, sight)))
  case "end":
    exit(0)
  default:
    // Results, and what later versions may add.
    continue
  }
}
