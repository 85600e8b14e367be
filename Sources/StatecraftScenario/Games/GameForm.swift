internal import StatecraftCore
internal import StatecraftGames

/// How a form of game is written in files: the record of its name below `game`.
protocol GameForm: Sendable {
  /// The record's name.
  static var name: String { get }
  static var meaning: String { get }
  static var keys: [Key] { get }
  /// The moves by which people name them, in order; empty where moves are quantities.
  static func moveNames(_ record: Value) -> [String]
  /// Makes the game.
  ///
  /// - Returns: nil, and faults, when the parts don't fit together.
  static func make(_ record: Value, _ context: GameFormContext) -> (any StageGame)?
}

extension GameForm {
  static func moveNames(_ record: Value) -> [String] {
    record.list("moves").compactMap(\.text)
  }
}

/// What a game may be made of besides its own record.
struct GameFormContext {
  /// The whole file.
  let root: Value
  let roster: Roster
  /// Who is tied to whom: everybody where the file lists no ties.
  let network: Network
  let log: FaultLog

  /// A number that a column of the table of states gives each state, in roster order.
  ///
  /// - Returns: nil, and faults, when a state has none and there is no default.
  func column(_ name: String, default value: Double? = nil) -> PerState<Double>? {
    var numbers = PerState<Double?>(repeating: value, count: roster.stateCount)
    for row in root.list("states") {
      if let state = roster.state(row["code"]), let number = row.number(name) {
        numbers[state] = number
      }
    }
    var isComplete = true
    for row in root.list("states") {
      guard let state = roster.state(row["code"]), numbers[state] == nil else { continue }
      isComplete = false
      if !log.hasFaults(below: SchemaCheck.join(row.path, name)) {
        log.add("this game needs ‘\(name)’ of every state", at: row)
      }
    }
    return isComplete ? PerState(numbers.storage.compactMap(\.self)) : nil
  }

  /// A square table of numbers.
  ///
  /// - Returns: nil, and faults, when rows differ in length from what is wanted.
  func matrix(_ value: Value?, rows: Int, columns: Int) -> [[Double]]? {
    guard let value else { return nil }
    let numbers = value.list.map { $0.list.compactMap(\.number) }
    guard numbers.count == rows, numbers.allSatisfy({ $0.count == columns }) else {
      if !log.hasFaults(below: value.path) {
        log.add("expected \(rows) rows of \(columns) numbers", at: value)
      }
      return nil
    }
    return numbers
  }
}

/// All forms of games.
enum GameForms {
  static let all: [any GameForm.Type] = [
    MatrixForm.self, OutcomesForm.self, LandscapeForm.self, PublicGoodForm.self, CouncilForm.self,
    BargainingForm.self, ThresholdForm.self,
  ]

  /// The forms that a file names, with their records.
  static func named(in root: Value) -> [(form: any GameForm.Type, record: Value)] {
    guard let game = root["game"] else { return [] }
    return all.compactMap { form in game[form.name].map { (form, $0) } }
  }
}
