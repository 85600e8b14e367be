internal import StatecraftCore

extension Advice {
  /// What may be ordered now, with ranges and what stands.
  ///
  /// - Parameter filter: sectors and states about which more is told: the controls on each of the
  ///   states, sector by sector.
  public func legal(_ filter: Filter) -> [Line] {
    var lines = [Line("What may be ordered now", .heading)]
    let poles =
      !carriesOut(.alignment) ? [] : polesToJoin.filter { filter.contains(roster.leader(of: $0)) }
    for pole in filter.sectors.isEmpty ? poles : [] {
      lines += paragraph(
        "align \(roster.code(pole)) 0 to 1 (now \(degree(now.alignment[me, pole])))")
    }
    let sectors = roster.sectors.filter(filter.contains)
    let targets = others.filter(filter.contains)
    if instruments.isEmpty {
      // No rule in force carries controls out: there is nothing to tell of them.
    } else if targets.isEmpty {
      lines += paragraph("No control on yourself: your own trade can't be controlled.", .quiet)
    } else if filter.isEmpty {
      lines += general
    } else {
      for target in filter.states.isEmpty ? [] : targets {
        lines += controls(on: target, sectors)
      }
      if filter.states.isEmpty { for sector in sectors { lines += controls(in: sector) } }
    }
    if filter.states.isEmpty { lines += money(sectors, isNarrow: !filter.isEmpty) }
    return lines.count > 1
      ? lines : lines + paragraph("Nothing: no rule in force carries out an order.", .quiet)
  }

  /// Whether a rule in force carries out orders of a kind.
  func carriesOut(_ kind: OrderKind) -> Bool { now.setting.carriesOut(kind) }

  /// The instruments of control that rules in force carry out.
  private var instruments: [ControlInstrument] {
    ControlInstrument.allCases.filter { carriesOut(.control($0)) }
  }

  /// The controls that may be ordered, whatever the sector and the target.
  private var general: [Line] {
    var lines: [Line] = []
    if instruments.contains(.exportControl) {
      lines += paragraph("control export SECTOR STATE 0 to 1 (withhold your goods)")
    }
    if instruments.contains(.importRestriction) {
      lines += paragraph("control import SECTOR STATE 0 to 1 (keep its goods out)")
    }
    let services = roster.sectors.filter { !now.setting[$0].isGood }.map(roster.code)
    if instruments.contains(.tariff) {
      lines += paragraph(
        "control tariff SECTOR STATE 0 to \(short(view.facts.limits.tariffMax))"
          + (services.isEmpty ? "" : " (not on \(services.joined(separator: ", ")))"))
    }
    let standing = alike(others.map { ($0, view.measures(by: me, on: $0)) })
      .map { "on \(codes($0.targets)) \($0.told)" }
    lines += paragraph(
      standing.isEmpty
        ? "You have no controls on anybody, and no tariffs but those of the start."
        : "Yours stand: " + standing.joined(separator: "; ") + ".")
    lines += paragraph("States: " + codes(others) + ".", .quiet)
    return lines
      + paragraph(
        "Sectors: " + roster.sectors.map(roster.code).joined(separator: " ")
          + ". ‘legal CHN’ or ‘legal chips’ narrows this down.".replacing(
            "CHN", with: competitors.last.map(roster.code) ?? ""
          )
          .replacing("chips", with: roster.sectorCodes.first ?? ""), .quiet)
  }

  private func controls(on target: StateID, _ sectors: [SectorID]) -> [Line] {
    var table = Columns(roster.code(target), "export", "import", "tariff", "it buys", "you buy")
    for sector in sectors {
      table.add(
        [roster.code(sector)] + levels(sector, target)
          + [
            wholePercent(share(of: me, in: sector, of: target)),
            wholePercent(share(of: target, in: sector, of: me)),
          ])
    }
    return table.lines(empty: "") + range
  }

  private func controls(in sector: SectorID) -> [Line] {
    var table = Columns(roster.code(sector), "export", "import", "tariff", "it buys", "you buy")
    for target in others {
      table.add(
        [roster.code(target)] + levels(sector, target)
          + [
            wholePercent(share(of: me, in: sector, of: target)),
            wholePercent(share(of: target, in: sector, of: me)),
          ])
    }
    return table.lines(empty: "") + range
  }

  private var range: [Line] {
    paragraph(
      "Yours as ordered; export and import go from 0 to 1, tariffs to "
        + "\(short(view.facts.limits.tariffMax)) (– where none can be ordered). ‘it buys’ is your "
        + "part in what it buys of the sector, ‘you buy’ its part in what you buy.", .quiet)
  }

  private func levels(_ sector: SectorID, _ target: StateID) -> [String] {
    [
      carriesOut(.control(.exportControl))
        ? short(now.exportControlOrdered[sector, me, target]) : "–",
      carriesOut(.control(.importRestriction))
        ? short(now.importRestrictionOrdered[sector, me, target]) : "–",
      carriesOut(.control(.tariff)) && now.setting[sector].isGood
        ? short(now.tariff[sector, me, target]) : "–",
    ]
  }

  /// The part of a seller in what a buyer spends on a sector.
  func share(of seller: StateID, in sector: SectorID, of buyer: StateID) -> Double {
    let bought = now.expenditure[sector, buyer]
    return bought > 0 ? now.flows[sector, buyer, seller] / bought : 0
  }

  private func money(_ sectors: [SectorID], isNarrow: Bool) -> [Line] {
    let limit = view.facts.limits.investmentPercentMax
    let kinds = InvestmentKind.allCases.filter { carriesOut(.investment($0)) }
    guard !kinds.isEmpty else { return [] }
    let orders = kinds.map { "invest \($0.rawValue) SECTOR" }.joined(separator: ", ")
    var lines = paragraph("\(orders): 0 to \(short(limit))%gdp")
    lines += paragraph(
      "together at most \(short(limit))%gdp (\(billions(limit / 100 * now.setting.gdp[me])))",
      indent: 4)
    for sector in isNarrow && kinds.contains(.subsidy) ? sectors : [] {
      lines += paragraph(
        "A subsidy for \(roster.code(sector)) takes \(count(now.setting[sector].buildTurns, "turn"))"
          + " to build.")
    }
    return lines
  }
}
