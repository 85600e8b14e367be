internal import StatecraftCore
internal import StatecraftGames

/// `game: {council: …}`: votes on a motion, decided by weighted majorities and vetoes.
enum CouncilForm: GameForm {
  static let name = "council"
  static let meaning = "A vote on a motion, decided by weighted majorities and vetoes."

  private static let weight = Shape.number(0...1e9, unit: "votes")

  static let keys: [Key] = [
    .required(
      "quota", .either(weight, .list(weight)),
      "Votes that pass a motion: q. Several where several majorities must be met."),
    .optional(
      "sufficient_members", .whole(1...1000, unit: "members"),
      "So many in favour pass a motion whatever they weigh; no number does where missing."),
    .optional(
      "insincerity_cost", .number(0...1e9, unit: "payoff"), default: "0",
      "What a vote against one's own benefit costs."),
    .required("members", .table(members), "Who votes, all states of the file."),
  ]

  private static let members = TableShape(
    columns: [
      .required("state", .reference(.state), "The state."),
      .required(
        "weight", .either(weight, .list(weight)),
        "Its votes, one number for each quota; decimals of at most six places."),
      .optional("veto", .flag, default: "false", "Whether it can stop a motion alone."),
      .optional(
        "benefit", .number(-1e9...1e9, unit: "payoff"), default: "0",
        "What the motion is worth to it if it passes."),
    ],
    identity: ["state"])

  static func moveNames(_ record: Value) -> [String] { ["against", "for"] }

  static func make(_ record: Value, _ context: GameFormContext) -> (any StageGame)? {
    guard let quota = record["quota"] else { return nil }
    let (log, quotas) = (context.log, quota.numbers)
    if quotas.isEmpty { log.add("a motion needs a majority", at: quota) }
    let rows = context.members(record)
    let missing = context.roster.states.filter { rows[$0] == nil }
    if !missing.isEmpty, !log.hasFaults(below: record.path) {
      log.add("\(context.words(missing)) must be listed below ‘members’ too", at: record)
    }
    let members = rows.storage.compactMap(\.self)
    for row in members {
      if let weight = row["weight"], weight.numbers.count != quotas.count {
        log.add("expected as many weights as quotas: \(quotas.count)", at: weight)
      }
    }
    guard !log.hasFaults(below: record.path) else { return nil }
    let majorities = quotas.enumerated().map { index, quota in
      VotingRule.Majority(
        weights: PerState(members.map { $0["weight"]?.numbers[index] ?? 0 }), quota: quota)
    }
    let vetoes = PerState(members.map { $0["veto"]?.flag ?? false })
    do throws(VotingRuleError) {
      return CouncilGame(
        rule: try VotingRule(
          majorities: majorities, vetoes: vetoes,
          sufficientMembers: record.whole("sufficient_members")),
        benefits: PerState(members.map { $0.number("benefit") ?? 0 }),
        insincerityCost: record.number("insincerity_cost") ?? 0)
    } catch {
      log.add("\(error)", at: record)
      return nil
    }
  }
}
