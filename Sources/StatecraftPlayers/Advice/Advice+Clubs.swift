internal import StatecraftAgents
internal import StatecraftCore

// Institutions as a seat sees them: what it's in, what it owes, who asks to be let in.

extension Advice {
  private var institutions: Institutions { now.setting.institutions }

  /// Who takes part in what; nil where no rule lets states join anything.
  private var memberships: Memberships? {
    institutions.isEmpty || !now.addedColumns.contains(.membership)
      ? nil : Memberships(now[.membership], states: roster.stateCount)
  }

  /// Who has asked to join a module, with the depth.
  private func applicants(_ module: ModuleID) -> [(state: StateID, depth: Double)] {
    let asked = now[.application]
    return roster.states.compactMap { state in
      let depth = asked[module.index * roster.stateCount + state.index]
      return depth > 0 ? (state, depth) : nil
    }
  }

  /// The modules that states of the filter are in, their own where it names none, or everything
  /// that another state might join.
  func clubsTable(_ filter: Filter) -> [Line] {
    guard let memberships else {
      return [Line("There are no institutions in this scenario.", .quiet)]
    }
    let states = filter.states.isEmpty ? [me] : filter.states
    var table = Columns("module", "depth", "firm", "who takes part")
    for module in institutions.modules {
      let depth = states.map { memberships[module, $0] }.max() ?? 0
      guard depth > 0 else { continue }
      let firm = now[.institutionalisation][institutions[module].institution.index]
      table.add(
        [roster.code(module), short(depth), degree(firm)],
        rest: codes(memberships.members(of: module)))
    }
    var lines = table.lines(empty: "No part is taken in anything.")
    if filter.states.isEmpty {
      lines += debts(memberships) + asking(memberships) + open(memberships)
    }
    return lines
  }

  /// What the seat owes as a member, against what it orders.
  private func debts(_ memberships: Memberships) -> [Line] {
    var told: [String] = []
    institutions.visitObligations(of: me, memberships, now.measures) { due, level, module in
      let own = now.ordered(due.instrument, due.sector, me, due.target)
      guard own < level - 0.005 else { return }
      told.append(
        "\(roster.code(due.instrument)) \(roster.code(due.sector)) \(roster.code(due.target)) "
          + "\(short(level)) by \(roster.code(module)) (you order \(short(own)))")
    }
    return told.isEmpty
      ? []
      : paragraph("You owe more than you order: " + told.joined(separator: "; ") + ".", .caution)
  }

  /// Who asks to be let into what the seat is in, and how to keep it out.
  func asking(_ memberships: Memberships) -> [Line] {
    institutions.modules.filter { memberships[$0, me] > 0 }.flatMap { module in
      applicants(module).filter { $0.state != me }.flatMap { applicant in
        paragraph(
          "\(roster.code(applicant.state)) asks to join \(roster.code(module)), to "
            + "\(short(applicant.depth)): silence is consent, ‘block \(roster.code(module)) "
            + "\(roster.code(applicant.state))’ objects.", .caution)
      }
    }
  }

  /// What the seat may ask to join, near it.
  private func open(_ memberships: Memberships) -> [Line] {
    let may = institutions.modules.filter { module in
      memberships[module, me] == 0 && institutions.entry(of: module).neighbours[me]
        && institutions.refusal(of: me, in: module, roster) == nil
    }
    guard !may.isEmpty else { return [] }
    return paragraph(
      "You may ask to join (‘join MODULE DEPTH’): "
        + may.map { roster.code($0) }.joined(separator: ", ")
        + ".", .quiet)
  }

  /// What is new in the seat's institutions: who asks to be let in.
  var clubNews: [Line] { memberships.map(asking) ?? [] }
}
