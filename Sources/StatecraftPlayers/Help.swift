internal import StatecraftCore

/// What `help` says, by topic.
struct Help {
  let facts: GameFacts
  /// Who is helped: examples can be typed by this seat as they stand; nil for the umpire.
  let me: StateID?
  /// How moves are given, in a game of moves.
  var moves: MoveReader?

  var topics: [String] {
    me == nil
      ? ["turn", "inject", "advice", "time"]
      : facts.isGameOfMoves
        ? ["turn", "orders", "advice", "time", "table", "inject"]
        : [
          "turn", "orders", "align", "control", "invest", "advice", "time", "table", "inject",
        ]
  }

  private var roster: Roster { facts.roster }
  private var pole: String {
    roster.poles.first { roster.leader(of: $0) != me }.map(roster.code) ?? ""
  }
  private var target: String {
    let other = roster.poleLeaders.last { $0 != me } ?? roster.states.first { $0 != me }
    return other.map(roster.code) ?? ""
  }
  private var sector: String {
    roster.sectorCodes.first { $0 == "chips" } ?? roster.sectorCodes.first ?? ""
  }

  func lines(_ topic: String?) -> [Line] {
    switch topic {
    case "inject": inject
    case "turn" where me == nil: umpiresTurn
    case "advice" where me == nil: umpiresQuestions
    case nil where me == nil: umpiresOverview
    case "turn": turn
    case "orders": moves.map(orders) ?? orders
    case "align": align
    case "control": control
    case "invest": invest
    case "advice": facts.isGameOfMoves ? adviceOnMoves : advice
    case "time": time
    case "table": table
    default: moves.map(overview) ?? overview
    }
  }

  func page(_ title: String, _ rows: [(String, String)], _ end: String = "") -> [Line] {
    var lines = [Line(title, .heading)]
    for (command, meaning) in rows {
      lines.append(Line("  " + command.padded(to: 36) + meaning))
    }
    return lines + (end.isEmpty ? [] : paragraph(end))
  }

  private var overview: [Line] {
    page(
      "Help (topics: \(topics.joined(separator: ", ")))",
      [
        ("align \(pole) 0.6", "an order; ‘help orders’ has all kinds"),
        ("estimate \(example)", "what it might do"),
        ("legal, show, advise, rivals", "what may be done, tables, counsel"),
        ("undo, review", "take back, look over"),
        ("end", "close the turn"),
        ("back 1", "play the last turn another way"),
        ("save NAME, quit", "keep a copy, leave (nothing is lost)"),
      ],
      "The beginning of a word does: ‘al \(pole.lowercased()) .6’. Case doesn't matter.")
  }

  private var example: String { "export \(sector) \(target) 0.5" }

  private var turn: [Line] {
    page(
      "A turn",
      [
        ("brief", "what is new, again"), ("brief full", "all that you should know"),
        ("report", "the last turn's report in full"),
        ("report all", "with all that became public"), ("review", "your orders so far"),
        ("undo", "take back the last change"), ("hold", "take back all: order nothing"),
        ("end", "close the turn"), ("end 3", "close it, and hold in the two that follow"),
      ],
      "Who decides in a turn decides at once: nobody sees your orders before they're carried out.")
  }

  private var orders: [Line] {
    page(
      "Orders, one a line",
      [("align POLE DEGREE", "align \(pole) 0.6")]
        + roster.instruments.map {
          (
            "control \($0.word) SECTOR TARGET LEVEL",
            "control \($0.word) \(sector) \(target) \($0.channel == .price ? 0.25 : 0.75)"
          )
        }
        + InvestmentKind.allCases.map {
          ("invest \($0.rawValue) SECTOR SHARE%gdp", "invest \($0.rawValue) \(sector) 0.2%gdp")
        } + roster.acts.map { ($0.usage, $0.help) },
      "Shorter: ‘export \(sector) \(target) 75%’, ‘tariff …’, ‘subsidy \(sector) .2’, ‘lift export "
        + "\(sector) \(target)’. States go by name too, and several sectors and states share an "
        + "order: ‘\(target),\(pole)’, ‘all’. ‘lift all’, ‘lift export’ and ‘lift \(target)’ free what "
        + "your measures hold back; ‘sanction \(target) .5’ withholds all key sectors. A later order "
        + "about the same thing takes the earlier's place.")
  }

  private var align: [Line] {
    [Line("align POLE DEGREE", .heading)]
      + paragraph(
        "Sides with a pole to a degree from 0 to 1. You move a part of the way each turn you order "
          + "it, and chance moves you a little. From \(short(facts.outcome.allyAlignment)) you "
          + "belong to the pole's system. You may side with several poles, or none.")
  }

  private var control: [Line] {
    [Line("control INSTRUMENT SECTOR TARGET LEVEL", .heading)]
      + roster.instruments.flatMap { row in
        let most = row.highest(under: facts.limits)
        return paragraph(
          "\(row.word): \(row.help), from 0 to \(short(most))"
            + (row.channel == .price ? " (25 % is 0.25 or 25%)" : "")
            + (row.scope == .all ? "" : "; only \(row.scope.told)")
            + (row.isImmediate ? ", at once." : ", over two turns."))
      }
      + paragraph("What the target can buy elsewhere, it will; some of what is withheld leaks.")
      + paragraph("It stands until you order another level: ‘lift’ orders 0.")
  }

  private var invest: [Line] {
    [Line("invest KIND SECTOR SHARE%gdp", .heading)]
      + paragraph(
        "subsidy: money for capacity at home, which takes the sector's time to build and yields "
          + "less when its inputs are withheld. research: money for knowledge.")
      + paragraph(
        "All of a turn's money together is at most \(short(facts.limits.investmentPercentMax)) % of "
          + "GDP. It's spent once: order it again next turn for more.")
  }

  private var advice: [Line] {
    page(
      "Advice",
      [
        ("legal [STATE|SECTOR]", "what may be ordered now"),
        ("estimate [ORDER]", "what an order, or all of them, might do"),
        ("advise", "what your own staff would order, and why"),
        ("explain STATE", "what a state did, as far as you can know"),
        ("rivals", "what is known of others' aims"),
        ("show [TABLE] [STATE|SECTOR]", "tables"),
      ],
      "Estimates are to first order; the economy settles everything at once, so outcomes differ. bp "
        + "are basis points: hundredths of a percent of GDP.")
  }

  private var time: [Line] {
    page(
      "Time",
      [
        ("back N", "go back N turns: same luck, new file"),
        ("history", "your turns so far; after ‘back’, both ways"),
        ("save NAME", "keep a copy of the game so far"),
        ("quit", "leave"),
      ],
      "Every closed turn is in the game's file at once. ‘statecraft play FILE’ takes it up again, "
        + "‘statecraft replay show FILE’ tells it.")
  }

  private var table: [Line] {
    [Line("At the table", .heading)]
      + paragraph(
        "Give ‘--as’ several times and people take turns at one terminal: the screen is cleared "
          + "between them, and nobody sees another's briefing or orders. ‘--umpire’ seats an umpire "
          + "after them, who sees everything.")
  }
}

extension Instrument.Scope {
  fileprivate var told: String {
    switch self {
    case .all: "in all sectors"
    case .goods: "on goods, not on services"
    case .key: "in key sectors"
    case .sectors(let codes): "in \(codes.joined(separator: ", "))"
    }
  }
}
