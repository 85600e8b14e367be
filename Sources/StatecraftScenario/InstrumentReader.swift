internal import StatecraftCore

/// Reads a scenario's own instruments, after those of every scenario.
struct InstrumentReader {
  let root: Value
  let log: FaultLog

  func read() -> [Instrument] {
    var instruments = Instrument.standard
    for row in root.list("instruments") {
      guard let instrument = instrument(row) else { continue }
      let same = instruments.first {
        $0.word == instrument.word || $0.name == instrument.name
          || $0.word == instrument.name || $0.name == instrument.word
      }
      if let same {
        log.add(
          "there is an instrument ‘\(same.word)’ (\(same.name)) already: choose another word and "
            + "name", at: row)
      } else {
        instruments.append(instrument)
      }
    }
    return instruments
  }

  private func instrument(_ row: Value) -> Instrument? {
    guard let word = row.text("word"), let name = row.text("name"),
      let side = row.text("side").flatMap(Instrument.Side.init(rawValue:)),
      let channel = row.text("channel").flatMap(Instrument.Channel.init(rawValue:)),
      let help = row.text("help")
    else { return nil }
    var instrument = Instrument(
      word: word, name: name, side: side, channel: channel, scope: scope(row), help: help)
    for (parameter, _) in Instrument.standard[0].parameterValues {
      guard let value = row[parameter.name], let number = value.number else { continue }
      do {
        try instrument.set(parameter.name, to: number)
      } catch {
        log.add(error.description, at: value)
      }
    }
    instrument.most = row.number("most")
    instrument.leakage = row.number("leakage")
    instrument.hasWaivers = row["waivers"]?.flag ?? instrument.hasWaivers
    instrument.breaksRules = row["breaks_rules"]?.flag ?? instrument.breaksRules
    instrument.isAskedOfFollowers = row["asked"]?.flag ?? instrument.isAskedOfFollowers
    instrument.route = row.text("route").flatMap(Instrument.Route.init(rawValue:)) ?? .order
    instrument.needs = row.list("needs").compactMap(\.text).compactMap(
      Instrument.Need.init(rawValue:))
    instrument.sources = row.list("sources").compactMap(\.text)
    return instrument
  }

  private func scope(_ row: Value) -> Instrument.Scope {
    let words = row.list("scope").compactMap(\.text)
    let scope = Instrument.Scope(words: words)
    guard case .sectors = scope else { return scope }
    let (sectors, groups) = (
      root.list("sectors").compactMap { $0.text("code") }, ["all", "goods", "key"]
    )
    for cell in row["scope"]?.list ?? [] {
      guard let word = cell.text, !sectors.contains(word) else { continue }
      log.add(
        groups.contains(word)
          ? "‘\(word)’ stands for many sectors: write it alone"
          : "‘\(SourceNode.shortened(word))’ is not a sector of this scenario"
            + suggestion(for: String(word.prefix(40)), among: sectors + groups), at: cell)
    }
    return scope
  }
}

extension ScenarioSchema {
  /// A scenario's own instruments.
  static let instruments = TableShape(
    columns: [
      .required("word", .text(.slug), "In orders and files, such as screen."),
      .required("name", .text(.slug), "In sentences, and of its rule: investment-screening."),
      .required(
        "side", .choice(Instrument.Side.allCases.map(\.rawValue)),
        "Whether it's on what its author gives to the target, or on what it takes."),
      .required(
        "channel", .choice(Instrument.Channel.allCases.map(\.rawValue)), "What it moves."),
      .optional(
        "scope", .list(.text(.free)), "Where it can be ordered: all, goods, key, or sectors."),
      .optional(
        "most", .number(0.000_001...10, unit: "share or rate"),
        "The highest level: 1 unless it's said, and for prices the limit on tariffs."),
      .optional(
        "leakage", .number(0...1, unit: "share"),
        "The part that gets around it, where that isn't what the rule of its channel says."),
      .optional("waivers", .flag, "Whether its author may exempt states from it."),
      .optional("breaks_rules", .flag, "Whether rules of trade forbid it."),
      .optional("asked", .flag, "Whether a pole's leader asks its followers for it."),
      .optional("route", .choice(Instrument.Route.allCases.map(\.rawValue)), "How it's enacted."),
      .optional(
        "needs", .list(.choice(Instrument.Need.allCases.map(\.rawValue))),
        "What has to be there before it can be used."),
      .optional("sources", .list(.text(.free)), "Ids of literature rows."),
      .required("help", .text(.free), "What it does: keeps the target's money out of your firms."),
    ]
      + Instrument.parameterInfos.map {
        .optional($0.name, .number($0.range, unit: $0.unit), $0.meaning)
      },
    identity: ["word"])
}
