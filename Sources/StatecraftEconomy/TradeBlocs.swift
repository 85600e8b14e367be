/// Who can still trade with whom under a change, and what that asks of balances.
///
/// A *bloc* is a largest set of states that sell to each other, directly or through others. In
/// most worlds there's one. A bloc that buys from the rest and sells it nothing has to be paid
/// for by transfers; one that only sells gives away what it lends.
struct TradeBlocs {
  /// The bloc of each state; numbers in order of their first states.
  let bloc: [Int]
  /// How many there are.
  let count: Int
  /// Whether one bloc sells to another, `sells[seller * count + buyer]`.
  let sells: [Bool]

  init(_ baseline: Baseline, _ change: Counterfactual) {
    let states = baseline.stateCount
    var reaches = [Bool](repeating: false, count: states * states)
    for sector in 0..<baseline.sectorCount {
      for market in 0..<states where baseline.expenditures[sector, market] > 0 {
        for supplier in 0..<states
        where baseline.shares.sourcing[sector, market, supplier] > 0
          && change.sourcing[sector, market, supplier] > 0
        {
          reaches[supplier * states + market] = true
        }
      }
    }
    let links = reaches
    for middle in 0..<states {
      for from in 0..<states where reaches[from * states + middle] {
        for to in 0..<states where reaches[middle * states + to] {
          reaches[from * states + to] = true
        }
      }
    }
    var bloc = [Int](repeating: -1, count: states)
    var count = 0
    for state in 0..<states where bloc[state] < 0 {
      bloc[state] = count
      for other in state + 1..<max(states, state + 1)
      where reaches[state * states + other] && reaches[other * states + state] {
        bloc[other] = count
      }
      count += 1
    }
    var sells = [Bool](repeating: false, count: count * count)
    for from in 0..<states {
      for to in 0..<states where links[from * states + to] && bloc[from] != bloc[to] {
        sells[bloc[from] * count + bloc[to]] = true
      }
    }
    (self.bloc, self.count, self.sells) = (bloc, count, sells)
  }

  /// The states of a bloc.
  func members(_ number: Int) -> [Int] { bloc.indices.filter { bloc[$0] == number } }

  /// Whether a bloc sells to another.
  func exports(_ number: Int) -> Bool {
    (0..<count).contains { sells[number * count + $0] }
  }

  /// Whether a bloc buys from another.
  func imports(_ number: Int) -> Bool {
    (0..<count).contains { sells[$0 * count + number] }
  }
}

extension Counterfactual {
  /// Ends trade that can't be paid for: who sells nothing abroad can't buy there, unless it
  /// borrows, and who buys nothing there can't be paid.
  ///
  /// The limit of what would come: as its wages fall without end, the bloc buys ever less. With
  /// balances closed, a cut of all sales is thus one of all purchases.
  ///
  /// - Returns: The states whose other trade ends.
  /// - Throws: `EquilibriumError.unpayable` where transfers ask of a bloc what it can't do.
  public mutating func endUnpaidTrade(
    _ baseline: Baseline
  ) throws(EquilibriumError) -> [Int] {
    var ended: Set<Int> = []
    let allowance = 1e-12 * baseline.prepared.worldValueAdded
    while true {
      let blocs = TradeBlocs(baseline, self)
      guard blocs.count > 1 else { break }
      var hasChanged = false
      for number in 0..<blocs.count {
        let members = blocs.members(number)
        let owed = -members.reduce(0) { $0 + transfers[$1] }
        let (exports, imports) = (blocs.exports(number), blocs.imports(number))
        guard !(exports && imports) else { continue }
        if !spendsInProportion {
          // To lend a bloc has to sell, and to borrow it has to buy.
          if owed > allowance && !exports || owed < -allowance && !imports {
            throw .unpayable(states: members, amount: owed)
          }
        }
        if (exports || imports) && !(owed > allowance && exports)
          && !(owed < -allowance && imports)
        {
          sever(members, baseline)
          ended.formUnion(members)
          hasChanged = true
        }
      }
      guard hasChanged else { break }
    }
    return ended.sorted()
  }

  private mutating func sever(_ members: [Int], _ baseline: Baseline) {
    for sector in 0..<baseline.sectorCount {
      for market in 0..<baseline.stateCount {
        for supplier in 0..<baseline.stateCount
        where members.contains(market) != members.contains(supplier) {
          sourcing[sector, market, supplier] = 0
        }
      }
    }
  }
}

extension EquilibriumError {
  /// The cause, where balances that nobody can pay are behind an economy that doesn't settle.
  func explained(_ baseline: Baseline, _ counterfactual: Counterfactual) -> EquilibriumError {
    guard case .notConverged = self else { return self }
    var change = counterfactual
    do throws(EquilibriumError) {
      _ = try change.endUnpaidTrade(baseline)
      return self
    } catch {
      return error
    }
  }
}
