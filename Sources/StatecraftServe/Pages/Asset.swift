/// A file of the pages, part of the program.
struct Asset {
  let type: String
  let bytes: [UInt8]

  /// The file at a path; nil where there's none.
  init?(_ path: String) {
    switch path {
    case "/": self.init("text/html; charset=utf-8", PackageResources.index_html)
    case "/style.css": self.init("text/css; charset=utf-8", PackageResources.style_css)
    case "/app.js": self.init("text/javascript; charset=utf-8", PackageResources.app_js)
    case "/map.js": self.init("text/javascript; charset=utf-8", PackageResources.map_js)
    case "/map.svg": self.init("image/svg+xml", Array(WorldMap.shared.svg().utf8))
    case "/favicon.svg": self.init("image/svg+xml", PackageResources.favicon_svg)
    default: return nil
    }
  }

  private init(_ type: String, _ bytes: [UInt8]) {
    self.type = type
    self.bytes = bytes
  }
}
