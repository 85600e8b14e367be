internal import Foundation

/// The program that draws: gnuplot, if this machine has it.
public struct Gnuplot: Sendable {
  /// A picture couldn't be drawn.
  public struct Fault: Error, CustomStringConvertible {
    public let description: String
  }

  /// What a picture is drawn as.
  public enum Form: String, CaseIterable, Sendable {
    case svg, png
  }

  private let executable: String

  /// Finds it in the folders of a search path.
  ///
  /// - Returns: nil where there is none.
  public static func find(path: String? = nil) -> Gnuplot? {
    let path = path ?? ProcessInfo.processInfo.environment["PATH"] ?? ""
    let folders = path.split(separator: ":").map(String.init)
    return folders.map { $0 + "/gnuplot" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }.map(Gnuplot.init)
  }

  /// Draws pictures into a folder that is there, one file for each, named after it.
  public func draw(_ figures: [Figure], as form: Form, into folder: String) throws(Fault) {
    let script = figures.map { figure in
      """
      \(terminal(form, figure))
      set output '\(figure.name).\(form.rawValue)'
      \(figure.commands)
      unset output
      """
    }.joined(separator: "\n")
    try run(script, in: folder)
    guard form == .svg else { return }
    for figure in figures {
      let file = URL(fileURLWithPath: folder).appendingPathComponent("\(figure.name).svg")
      do {
        let text = try String(contentsOf: file, encoding: .utf8)
        try Data(Self.tidied(text, name: figure.name).utf8).write(to: file)
      } catch {
        throw Fault(description: "gnuplot left no picture ‘\(file.path)’.")
      }
    }
  }

  /// The same as elements of HTML, in order.
  public func elements(_ figures: [Figure]) throws(Fault) -> [String] {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("statecraft-\(UUID().uuidString)")
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw Fault(description: "‘\(folder.path)’ can't be made: \(error.localizedDescription)")
    }
    defer { try? FileManager.default.removeItem(at: folder) }
    try draw(figures, as: .svg, into: folder.path)
    var elements: [String] = []
    for figure in figures {
      let file = folder.appendingPathComponent("\(figure.name).svg")
      guard let text = try? String(contentsOf: file, encoding: .utf8),
        let start = text.range(of: "<svg")
      else { throw Fault(description: "gnuplot left no picture ‘\(figure.name)’.") }
      elements.append(
        "<svg role=\"img\" aria-label=\"\(HTML.escaped(figure.caption))\""
          + text[start.upperBound...])
    }
    return elements
  }

  private func terminal(_ form: Form, _ figure: Figure) -> String {
    switch form {
    case .svg:
      "set terminal svg size \(figure.width),\(figure.height) dynamic "
        + "font 'Helvetica,Arial,sans-serif,13' noenhanced background '#FFFFFF'"
    case .png:
      "set terminal pngcairo size \(2 * figure.width),\(2 * figure.height) font 'sans,13' "
        + "fontscale 2 linewidth 2 pointscale 2 noenhanced"
    }
  }

  private func run(_ script: String, in folder: String) throws(Fault) {
    let place = URL(fileURLWithPath: folder)
    let log = FileManager.default.temporaryDirectory
      .appendingPathComponent("statecraft-\(UUID().uuidString).log")
    defer { try? FileManager.default.removeItem(at: log) }
    do {
      try Data(script.utf8).write(to: log)
      let source = try FileHandle(forReadingFrom: log)
      let errors = Pipe()
      let process = Process()
      process.executableURL = URL(fileURLWithPath: executable)
      // Whatever a person's own settings are.
      process.arguments = ["-d", "-"]
      process.currentDirectoryURL = place
      process.standardInput = source
      process.standardOutput = FileHandle.nullDevice
      process.standardError = errors
      process.environment = ProcessInfo.processInfo.environment.merging(["LC_ALL": "C.UTF-8"]) {
        $1
      }
      try process.run()
      let said = try errors.fileHandleForReading.readToEnd() ?? Data()
      process.waitUntilExit()
      guard process.terminationStatus == 0 else {
        let text = String(decoding: said, as: UTF8.self)
          .split(whereSeparator: \.isNewline).suffix(3).joined(separator: " ")
        throw Fault(description: "gnuplot can't draw: \(text)")
      }
    } catch let fault as Fault {
      throw fault
    } catch {
      throw Fault(description: "gnuplot can't be run: \(error.localizedDescription)")
    }
  }

  /// Without what hangs on the version, and with names that are its own among many pictures.
  private static func tidied(_ text: String, name: String) -> String {
    text.replacing(/<desc>[^<]*<\/desc>/, with: "")
      .replacing(/<title>[^<]*<\/title>/, with: "")
      .replacing(/\b(id=['"])/) { "\($0.output.1)\(name)-" }
      .replacing("href='#", with: "href='#\(name)-")
      .replacing("url(#", with: "url(#\(name)-")
  }
}
