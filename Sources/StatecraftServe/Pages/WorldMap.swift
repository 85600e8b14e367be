/// Outlines of the world's countries: Natural Earth 1:110m, public domain, in an equal-area
/// projection.
package struct WorldMap: Sendable {
  package struct Country: Sendable {
    package let code: String
    package let name: String
    /// Where its mark goes.
    package let x: Int
    package let y: Int
    /// Its outline as an SVG path; empty where it's too small to have one.
    package let path: String
  }

  /// The box of all coordinates.
  package static let (width, height) = (1600, 730)
  package let countries: [Country]
  private let places: [String: Int]

  package static let shared = WorldMap(
    String(decoding: PackageResources.world_txt, as: UTF8.self))

  /// - Parameter text: a line a country: code, name, x, y and path, with tabs between them.
  init(_ text: String) {
    countries = text.split(separator: "\n").compactMap { line in
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 5, let x = Int(parts[2]), let y = Int(parts[3]) else { return nil }
      return Country(code: parts[0], name: parts[1], x: x, y: y, path: parts[4])
    }
    places = Dictionary(
      countries.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
  }

  package subscript(code: String) -> Country? { places[code].map { countries[$0] } }

  /// The map alone: a path or a dot for each country, with its code.
  package func svg() -> String {
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(Self.width) \(Self.height)\">"
    ]
    for country in countries {
      lines.append(
        country.path.isEmpty
          ? "<circle id=\"c-\(country.code)\" cx=\"\(country.x)\" cy=\"\(country.y)\" r=\"6\" "
            + "data-x=\"\(country.x)\" data-y=\"\(country.y)\"/>"
          : "<path id=\"c-\(country.code)\" d=\"\(country.path)\" data-x=\"\(country.x)\" "
            + "data-y=\"\(country.y)\"/>")
    }
    return (lines + ["</svg>"]).joined(separator: "\n")
  }
}
