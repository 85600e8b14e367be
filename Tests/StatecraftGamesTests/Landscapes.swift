import StatecraftCore
import StatecraftGames

/// A landscape of made-up actors A, B, C, ...
func landscape(
  sizes: [Double], propensities: [[Double]], sides: Int = 2, isSizeWeighted: Bool = true
) -> Landscape {
  Landscape(
    sizes: PerState(sizes),
    propensities: Dyadic(propensities.flatMap { $0 }, width: sizes.count), sideCount: sides,
    isSizeWeighted: isSizeWeighted)
}

/// Actors A, B, C, ...
func roster(_ count: Int) -> Roster {
  let codes = "ABCDEFGHIJKLMNOPQRST".prefix(count).map(String.init)
  return Roster(states: codes.map { (code: $0, name: $0) }, sectors: [], poles: [])
}

/// Six actors of different size; expected values are from a program of its own that looks at every
/// assignment, in Python.
func sixActors(sides: Int) -> Landscape {
  landscape(
    sizes: [7, 5, 4, 3, 2, 1],
    propensities: [
      [0, -2, -1, 1, 1, -1],
      [-2, 0, -2, 1, -1, 2],
      [-1, -2, 0, 1, -1, 1],
      [1, 1, 1, 0, -2, -1],
      [1, -1, -1, -2, 0, 1],
      [-1, 2, 1, -1, 1, 0],
    ], sides: sides)
}

/// Four actors of whom some seek others that avoid them, so that play by best reply goes round among
/// ten configurations before it rests.
let seekers = landscape(
  sizes: [1, 1, 1, 3],
  propensities: [[0, 2, 0, 2], [-2, 0, -2, 0], [2, 2, 0, 0], [0, -1, 0, 0]])
