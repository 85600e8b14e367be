/// A column of the ``World``: what rules declare that they write, and what replays compare.
public enum Column: String, CaseIterable, Sendable {
  case alignment
  case marketAccess = "market_access"
  case exportControlOrdered = "export_control_ordered"
  case exportControl = "export_control"
  case importRestrictionOrdered = "import_restriction_ordered"
  case importRestriction = "import_restriction"
  case tariff
  case productivity
  case technology
  case disruption
  case projects
  case threat
  case grievance
  case government
  case weights
  case relativeGains = "relative_gains"
  case wage
  case price
  case expenditure
  case output
  case flows
  case realIncome = "real_income"
  case exclusionByLeader = "exclusion_by_leader"
  case exclusionBySystem = "exclusion_by_system"
  case securedByLeader = "secured_by_leader"
  case securedBySystem = "secured_by_system"
  case moves, types, payoffs, scores

  /// The columns of a world with an economy.
  public static let ofEconomies = allCases.filter {
    ![.moves, .types, .payoffs, .scores].contains($0)
  }
  /// The columns of a world in which a game of moves is played; the others are empty there.
  public static let ofGames: [Column] = [
    .government, .weights, .relativeGains, .moves, .types, .payoffs, .scores,
  ]

  /// How the column's numbers are laid out, for finding the state behind a difference.
  public enum Layout: Sendable {
    case perState, perSector, sectorState, perStatePair, sectorPair, list
    /// One row of the given width for each state.
    case rows
  }

  public var layout: Layout {
    switch self {
    case .alignment, .weights: .rows
    case .marketAccess, .threat, .grievance, .relativeGains, .moves, .payoffs, .scores:
      .perStatePair
    case .exportControlOrdered, .exportControl, .importRestrictionOrdered, .importRestriction,
      .tariff, .flows:
      .sectorPair
    case .productivity, .technology, .disruption, .price, .expenditure, .output: .sectorState
    case .government, .wage, .realIncome, .types: .perState
    case .exclusionByLeader, .exclusionBySystem, .securedByLeader, .securedBySystem: .perSector
    case .projects: .list
    }
  }
}

extension World {
  /// The columns that it has, in order.
  public var columns: [Column] {
    moves.storage.isEmpty ? Column.ofEconomies : Column.ofGames
  }

  /// The numbers of a column, in storage order. Free of copying for all but ``Column/projects``.
  public func numbers(_ column: Column) -> [Double] {
    switch column {
    case .alignment: alignment.storage
    case .marketAccess: marketAccess.storage
    case .exportControlOrdered: exportControlOrdered.storage
    case .exportControl: exportControl.storage
    case .importRestrictionOrdered: importRestrictionOrdered.storage
    case .importRestriction: importRestriction.storage
    case .tariff: tariff.storage
    case .productivity: productivity.storage
    case .technology: technology.storage
    case .disruption: disruption.storage
    case .projects: projects.flatMap(\.numbers)
    case .threat: threat.storage
    case .grievance: grievance.storage
    case .government: government.storage
    case .weights: weights.storage
    case .relativeGains: relativeGains.storage
    case .wage: wage.storage
    case .price: price.storage
    case .expenditure: expenditure.storage
    case .output: output.storage
    case .flows: flows.storage
    case .realIncome: realIncome.storage
    case .moves: moves.storage
    case .types: types.storage
    case .payoffs: payoffs.storage
    case .scores: scores.storage
    case .exclusionByLeader: exclusionByLeader.storage
    case .exclusionBySystem: exclusionBySystem.storage
    case .securedByLeader: securedByLeader.storage
    case .securedBySystem: securedBySystem.storage
    }
  }

  /// Whether a column holds the same numbers in two worlds.
  ///
  /// Worlds share the storage of columns that neither has written, so most comparisons end at
  /// the address.
  public func agrees(with other: World, on column: Column) -> Bool {
    if column == .projects { return projects == other.projects }
    return numbers(column).hasSameBits(as: other.numbers(column))
  }

  /// The column's fingerprint.
  public func digest(of column: Column) -> Digest {
    var digest = Digest()
    digest.add(numbers(column))
    return digest
  }

  /// The whole world's fingerprint, column by column.
  public func digest() -> Digest {
    var digest = Digest()
    digest.add(turn)
    for column in columns { digest.add(self.digest(of: column).value) }
    return digest
  }
}

/// Fingerprints of worlds, one after the other: a column that lies where it lay keeps its own.
///
/// Many columns of a game in strategic form never change, and some of an economy don't in most turns.
public struct WorldDigester: Sendable {
  private var columns: [(numbers: [Double], digest: Digest)] = []

  public init() {}

  /// The same as ``World/digest()``.
  public mutating func digest(of world: World) -> Digest {
    var digest = Digest()
    digest.add(world.turn)
    for (place, column) in world.columns.enumerated() {
      let numbers = world.numbers(column)
      if place == columns.count {
        columns.append((numbers, world.digest(of: column)))
      } else if !columns[place].numbers.isOneStorage(with: numbers) {
        columns[place] = (numbers, world.digest(of: column))
      }
      digest.add(columns[place].digest.value)
    }
    return digest
  }
}

extension [Double] {
  /// Whether both lie at one place: then they hold the same numbers.
  func isOneStorage(with other: [Double]) -> Bool {
    withUnsafeBufferPointer { left in
      other.withUnsafeBufferPointer { right in
        left.baseAddress == right.baseAddress && left.count == right.count
      }
    }
  }

  /// Whether it holds the same numbers, bit for bit; at once where both are one storage.
  func hasSameBits(as other: [Double]) -> Bool {
    isOneStorage(with: other) || elementsEqual(other) { $0.bitPattern == $1.bitPattern }
  }
}

extension Project {
  var numbers: [Double] {
    [
      Double(state.index), Double(sector.index), Double(kind.place), percentOfGDP,
      Double(ready),
    ]
  }
}
