internal import ArgumentParser
internal import Foundation
internal import StatecraftReplay

/// `statecraft lesson`: guess, play, reveal.
struct LessonCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lesson",
    abstract: "Learn a classic result by a guess, and see it come out.",
    usage: "statecraft lesson [<name>] [--guess <number>] [--sheet]",
    discussion: """
      Without a name it lists the lessons. A lesson tells the situation and asks for a guess, then \
      computes the answer and shows it beside the guess. ‘--sheet’ prints a sheet for a class, \
      without the answer:

        statecraft lesson
        statecraft lesson cascade
        statecraft lesson cascade --guess 50
        statecraft lesson cascade --sheet
      """)

  @Argument(help: "A lesson, as the list names it.")
  var name: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The guess, instead of being asked.", valueName: "number"))
  var guess: Double?

  @Flag(help: "Print a sheet for a class: the situation, the question, room for guesses.")
  var sheet = false

  func validate() throws {
    if let guess, !guess.isFinite {
      throw ValidationError("‘--guess’ is a number, such as 12.5, not \(guess).")
    }
  }

  func run() async throws {
    guard let name else {
      for lesson in Lesson.all {
        print("  " + lesson.name.padding(toLength: 22, withPad: " ", startingAt: 0) + lesson.title)
      }
      return
    }
    guard let lesson = Lesson.all.first(where: { $0.name == name }) else {
      throw unknown(
        "lesson", name, among: Lesson.all.map(\.name), otherwise: "‘statecraft lesson’ lists them.")
    }
    show([lesson.title.uppercased()] + lesson.setup)
    if sheet { return printSheet(lesson) }
    show([lesson.question])
    let guess = try guess ?? ask()
    let numbers = try await lesson.numbers(jobs: 1)
    for line in figure(lesson, numbers, guess: guess) { print(line) }
    print("")
    let answer = numbers[lesson.asked]
    if let guess {
      let distance = abs(guess - answer)
      let words =
        distance <= max(0.005, abs(answer) * 0.02)
        ? "That's it." : "You were off by \(told(distance)) \(lesson.unit)."
      show(["You guessed \(told(guess)); it's \(told(answer)). \(words)"])
    }
    show(lesson.reveal)
    print("Play it:")
    for line in lesson.play { print("  " + line) }
    print("\nTo talk about:")
    for line in lesson.talk {
      for part in wrapped(line, first: "  – ", rest: "    ") { print(part) }
    }
  }

  private func show(_ paragraphs: [String]) {
    for text in paragraphs {
      for line in wrapped(text) { print(line) }
      print("")
    }
  }

  /// Asks until a number comes; nil where nobody can be asked.
  private func ask() throws -> Double? {
    while true {
      print("Your guess: ", terminator: "")
      fflush(nil)
      guard let line = readLine() else {
        print("none")
        return nil
      }
      let word = line.trimmingCharacters(in: .whitespaces).replacing("−", with: "-")
        .replacing(",", with: ".").replacing("%", with: "")
      if let number = Double(word), number.isFinite { return number }
      print("A number, such as 12.5.")
    }
  }

  /// The numbers as bars, the guess among them.
  private func figure(_ lesson: Lesson, _ numbers: [Double], guess: Double?) -> [String] {
    var rows = zip(lesson.bars, numbers).map { ($0.label, $1) }
    if let guess { rows.insert(("your guess", guess), at: lesson.asked) }
    let width = rows.map(\.0.count).max() ?? 0
    // A wild guess mustn't make all else look alike: its bar is cut.
    let top = max(numbers.map(abs).max() ?? 1, 1e-12)
    return rows.map { label, value in
      let size = min(30 * abs(value) / top, 31)
      let bar = String(repeating: "█", count: Int(size.rounded()))
      return "  " + label.padding(toLength: width, withPad: " ", startingAt: 0) + "  "
        + bar.padding(toLength: 32, withPad: " ", startingAt: 0) + told(value)
    } + ["  in \(lesson.unit)"]
  }

  /// A number as a class reads it.
  private func told(_ value: Double) -> String { significant(value, abs(value) < 10_000 ? 4 : 6) }

  private func printSheet(_ lesson: Lesson) {
    show(["Before it's computed:", lesson.question])
    print("  My guess: ________   My neighbour's: ________   The class's middle: ________\n")
    print("After it:\n")
    print("  It came out as: ________   because ________________________________________\n")
    print("Play it:")
    for line in lesson.play { print("  " + line) }
    print("\nTo talk about:")
    for line in lesson.talk {
      for part in wrapped(line, first: "  – ", rest: "    ") { print(part) }
      print("    " + String(repeating: "_", count: 74))
    }
  }
}
