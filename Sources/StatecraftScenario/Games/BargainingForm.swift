internal import StatecraftCore
internal import StatecraftGames

/// `game: {bargaining: …}`: a take-it-or-leave-it offer, with war as the outside option.
enum BargainingForm: GameForm {
  static let name = "bargaining"
  static let meaning = "A take-it-or-leave-it offer over a pie of 1, with war where it's refused."

  private static let probability = Shape.number(0...1, unit: "probability")
  private static let cost = Shape.number(0...100, unit: "pies")

  static let keys: [Key] = [
    .required(
      "proposer", .reference(.state), "Who offers the other a share; the other accepts or fights."),
    .required(
      "balance", .either(probability, .list(probability)),
      "The proposer's chance to win: p. [lowest, highest] where the responder alone knows."),
    .required("proposer_cost", cost, "What war costs the proposer."),
    .required(
      "responder_cost", .either(cost, .list(cost)),
      "What it costs the other. [lowest, highest] where the other alone knows."),
    .optional(
      "discount", .number(0...0.999999, unit: "factor a period"), default: "0",
      "Discount factor δ on later periods, in which the same pie is divided."),
    .optional(
      "later_balance", probability,
      "The proposer's chance to win in all later periods; as now where missing."),
  ]

  static func make(_ record: Value, _ context: GameFormContext) -> (any StageGame)? {
    let (log, roster) = (context.log, context.roster)
    if roster.stateCount != 2 {
      log.add("two bargain: list two states, not \(roster.stateCount)", at: record)
    }
    let balance = range(record["balance"], log)
    let cost = range(record["responder_cost"], log)
    let discount = record.number("discount") ?? 0
    var privateInformation = Bargaining.PrivateInformation.nothing
    if let balance, balance.lowerBound < balance.upperBound {
      privateInformation = .balance(balance)
      if let cost, cost.lowerBound < cost.upperBound, let value = record["responder_cost"] {
        log.add("one thing may be known to the responder alone: the balance or its cost", at: value)
      }
    } else if let cost, cost.lowerBound < cost.upperBound {
      privateInformation = .cost(cost)
    }
    if privateInformation != .nothing, discount > 0, let value = record["discount"] {
      log.add("later periods are for bargaining in which both know all: give numbers", at: value)
    }
    if let later = record["later_balance"], let number = later.number {
      if discount == 0 { log.add("without a discount above 0 nothing comes later", at: later) }
      if let balance, number < balance.lowerBound {
        log.add(
          "power may shift to the proposer only: name the state that rises as proposer", at: later)
      }
    }
    guard !log.hasFaults(below: record.path), let balance, let cost,
      let proposer = roster.state(record["proposer"]),
      let responder = roster.states.first(where: { $0 != proposer }),
      let proposerCost = record.number("proposer_cost")
    else { return nil }
    return Bargaining(
      proposer: proposer, responder: responder,
      balance: (balance.lowerBound + balance.upperBound) / 2,
      laterBalance: record.number("later_balance"), discount: discount,
      proposerCost: proposerCost, responderCost: (cost.lowerBound + cost.upperBound) / 2,
      privateInformation: privateInformation)
  }

  /// A number, or from the lowest to the highest.
  private static func range(_ value: Value?, _ log: FaultLog) -> ClosedRange<Double>? {
    guard let value else { return nil }
    if let number = value.number { return number...number }
    let numbers = value.numbers
    guard numbers.count == 2, numbers[0] < numbers[1] else {
      if !log.hasFaults(below: value.path) {
        log.add("expected a number, or [lowest, highest]", at: value)
      }
      return nil
    }
    return numbers[0]...numbers[1]
  }
}
