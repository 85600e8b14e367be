internal import Elementary
internal import StatecraftCore

/// Distances of trade between states and within them, in kilometres.
struct Geography {
  private static let earthRadius = 6371.0

  private struct Place {
    var center: (latitude: Double, longitude: Double)?
    var internalDistance: Double?
    var distanceToRest: Double?
  }

  private var places: [Place]
  /// By pair: every sector asks for them all.
  private var distances: [Double?] = []

  init(root: Value, roster: Roster, log: FaultLog) {
    places = Array(repeating: Place(), count: roster.stateCount)
    for row in root.list("states") {
      guard let state = roster.state(row["code"]) else { continue }
      if let latitude = row.number("centre_lat"), let longitude = row.number("centre_lon") {
        places[state.index].center = (latitude, longitude)
      } else {
        for (has, lacks) in [("centre_lat", "centre_lon"), ("centre_lon", "centre_lat")] {
          guard let value = row[has], row[lacks] == nil,
            !log.hasFaults(below: SchemaCheck.join(row.path, lacks))
          else { continue }
          log.add("this has no place without \(lacks): give both, or neither", at: value)
        }
      }
      places[state.index].internalDistance = row.number("internal_distance_km")
      places[state.index].distanceToRest = row.number("distance_to_row_km")
    }
    distances = roster.states.flatMap { first in
      roster.states.map { second in measured(first, second) }
    }
  }

  /// Whether the table says where a state is.
  func hasCenter(_ state: StateID) -> Bool { places[state.index].center != nil }

  /// The distance between two states, or within one; nil when the table doesn't say.
  ///
  /// Between two centres it's the great circle. To a state without a centre, such as the rest of
  /// the world, it's the other's own figure.
  func distance(_ first: StateID, _ second: StateID) -> Double? {
    distances[first.index * places.count + second.index]
  }

  private func measured(_ first: StateID, _ second: StateID) -> Double? {
    let (a, b) = (places[first.index], places[second.index])
    if first == second { return a.internalDistance }
    switch (a.center, b.center) {
    case (let from?, let to?):
      func radians(_ degrees: Double) -> Double { degrees * .pi / 180 }
      func squaredSine(_ angle: Double) -> Double {
        Elementary.power(Elementary.sin(angle), 2)
      }
      let haversine =
        squaredSine(radians(to.latitude - from.latitude) / 2)
        + Elementary.cos(radians(from.latitude)) * Elementary.cos(radians(to.latitude))
        * squaredSine(radians(to.longitude - from.longitude) / 2)
      // A kilometre at least, for places that share a centre.
      return max(1, 2 * Self.earthRadius * Elementary.arcsine(min(1, haversine.squareRoot())))
    case (nil, nil): return a.distanceToRest ?? b.distanceToRest
    case (_?, nil): return a.distanceToRest
    case (nil, _?): return b.distanceToRest
    }
  }
}
