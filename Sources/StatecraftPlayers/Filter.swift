public import StatecraftCore

/// What a table or a list is narrowed to: the states and sectors named; all where none is.
public struct Filter: Sendable, Equatable {
  public var states: [StateID]
  public var sectors: [SectorID]

  public init(states: [StateID] = [], sectors: [SectorID] = []) {
    self.states = states
    self.sectors = sectors
  }

  public var isEmpty: Bool { states.isEmpty && sectors.isEmpty }
  public func contains(_ state: StateID) -> Bool { states.isEmpty || states.contains(state) }
  public func contains(_ sector: SectorID) -> Bool { sectors.isEmpty || sectors.contains(sector) }
}

extension OrderReader {
  /// Reads states and sectors, in any order.
  func filter(_ words: [String]) throws(Misunderstanding) -> Filter {
    var filter = Filter()
    var faults: [String] = []
    for word in words.flatMap({ $0.split(separator: ",").map(String.init) }) {
      if let sector = sectors.value(word) {
        filter.sectors.append(sector)
      } else {
        do throws(Misunderstanding) {
          filter.states.append(try states.resolve(word, "state or sector"))
        } catch {
          faults += error.reasons
        }
      }
    }
    if !faults.isEmpty { throw Misunderstanding(faults) }
    return filter
  }
}
