/// Changes that people, programs and bad luck make to a file.
struct Mutator {
  var dice: Dice
  /// Words that mean something in some file: what a value may be mistaken for.
  let words: [String]

  static let numbers = [
    "0", "-0", "1", "-1", "2", "0.5", "1.5", "1e-12", "1e-300", "5e-324", "1e15", "1e16", "1e300",
    "1e308", "1e309", "-1e308", "9007199254740993", "9223372036854775807", "9223372036854775808",
    "-9223372036854775808", "255", "256", "257", "65536", "100000", "0.1", "0.3333333333333333",
    "nan", "inf", "-inf", "NaN", ".nan", ".inf", "0x10", "1_000", "1,5", "007", "1e", "--1", "+1",
  ]
  static let texts = [
    "", " ", "~", "null", "true", "false", "yes", "on", "A", "a", "USA", "default", "hold",
    "\u{0}", "\u{1B}[2J", "\u{202E}abc", "é", "e\u{301}", "中文", "👩‍👩‍👧‍👦", "\u{FEFF}", "a\nb",
    "a\tb", "‘’", "\"", "'", "#", "*", "&a", "!!int 3", "|", "../../etc/passwd", "/dev/zero",
    "data/none.csv", ".", "..", "%s%n", "move", "a.b.c", "[0]", "x=y", "toward_USA", "Z:USA.chips",
  ]

  /// One to a few mutations of a tree.
  mutating func mutate(_ tree: inout Tree) {
    for _ in 0..<(1 + dice.below(dice.chance(70) ? 1 : 4)) { mutateOnce(&tree) }
  }

  private mutating func mutateOnce(_ tree: inout Tree) {
    var place = dice.below(tree.count)
    let other = tree.piece(dice.below(tree.count))
    let kind = dice.below(14)
    var own = self
    tree.change(&place) { own.apply(kind, to: &$0, other) }
    dice = own.dice
  }

  private mutating func apply(_ kind: Int, to piece: inout Tree, _ other: Tree) {
    switch (kind, piece) {
    case (0, .list(var items)) where !items.isEmpty:
      items.remove(at: dice.below(items.count))
      piece = .list(items)
    case (1, .list(var items)) where !items.isEmpty:
      items.insert(dice.pick(items), at: dice.below(items.count + 1))
      piece = .list(items)
    case (2, .list(var items)) where items.count > 1:
      items.swapAt(dice.below(items.count), dice.below(items.count))
      piece = .list(items)
    case (0, .map(var entries)) where !entries.isEmpty:
      entries.remove(at: dice.below(entries.count))
      piece = .map(entries)
    case (1, .map(var entries)) where !entries.isEmpty:
      entries.insert(dice.pick(entries), at: dice.below(entries.count + 1))
      piece = .map(entries)
    case (2, .map(var entries)) where entries.count > 1:
      let (left, right) = (dice.below(entries.count), dice.below(entries.count))
      (entries[left].value, entries[right].value) = (entries[right].value, entries[left].value)
      piece = .map(entries)
    case (3, .map(var entries)) where !entries.isEmpty:
      let index = dice.below(entries.count)
      entries[index] = (dice.pick(words), entries[index].value)
      piece = .map(entries)
    case (4, .map(var entries)):
      entries.append((dice.pick(words), other))
      piece = .map(entries)
    case (3, .list(let items)) where !items.isEmpty:
      let count = dice.chance(90) ? 2 + dice.below(20) : 300
      piece = .list((0..<count).map { _ in dice.pick(items) })
    case (4, .list): piece = .list([])
    case (5, _): piece = other
    case (6, _): piece = .list([piece])
    case (7, .scalar): piece = .scalar(dice.pick(words), isQuoted: dice.chance(10))
    case (8, .scalar(let text, _)): piece = .scalar(twisted(text), isQuoted: dice.chance(20))
    case (9, .scalar): piece = .scalar(dice.pick(Self.texts), isQuoted: dice.chance(50))
    case (10, .scalar(let text, _)) where Double(text) != nil:
      piece = .scalar(near(text), isQuoted: false)
    case (11, _) where dice.chance(10): piece = .map([])
    default:
      if case .scalar = piece {
        piece = .scalar(dice.pick(Self.numbers), isQuoted: dice.chance(10))
      } else if dice.chance(30) {
        piece = .scalar(dice.pick(Self.numbers + Self.texts), isQuoted: false)
      } else if case .list(var items) = piece, !items.isEmpty {
        items[dice.below(items.count)] = other
        piece = .list(items)
      }
    }
  }

  /// Another number of a size that may well be in range.
  private mutating func near(_ text: String) -> String {
    let number = Double(text) ?? 0
    switch dice.below(6) {
    case 0: return "\(number * 2)"
    case 1: return "\(number / 3)"
    case 2: return "\(-number)"
    case 3: return "\(number + 1)"
    case 4: return "\(Int(max(-1e9, min(1e9, number))))"
    default: return "\(Double(dice.below(1001)) / 1000)"
    }
  }

  /// A text with a letter or a piece too few, too many or another.
  mutating func twisted(_ text: String) -> String {
    var scalars = Array(text.unicodeScalars)
    let place = dice.below(scalars.count + 1)
    switch dice.below(5) {
    case 0 where place < scalars.count: scalars.remove(at: place)
    case 1: scalars.insert(contentsOf: dice.pick(Self.texts).unicodeScalars, at: place)
    case 2: scalars += scalars
    case 3: scalars = Array(scalars.prefix(place))
    default: scalars.insert(contentsOf: dice.pick(Self.numbers).unicodeScalars, at: place)
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  /// A table with cells, rows or columns too few, too many or others.
  mutating func mutate(csv text: String) -> String {
    var rows = text.split(separator: "\n", omittingEmptySubsequences: false).map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    for _ in 0..<(1 + dice.below(4)) where !rows.isEmpty {
      let row = dice.below(rows.count)
      guard !rows[row].isEmpty else { continue }
      let column = dice.below(rows[row].count)
      switch dice.below(9) {
      case 0: rows.remove(at: row)
      case 1: rows.insert(rows[row], at: dice.below(rows.count + 1))
      case 2: rows.swapAt(row, dice.below(rows.count))
      case 3:
        for index in rows.indices where column < rows[index].count {
          rows[index].remove(at: column)
        }
      case 4: rows[row].remove(at: column)
      case 5: rows[row][column] = dice.pick(words)
      case 6: rows[row][column] = dice.pick(Self.texts)
      case 7 where Double(rows[row][column]) != nil: rows[row][column] = near(rows[row][column])
      default: rows[row][column] = dice.pick(Self.numbers)
      }
    }
    let end = dice.chance(10) ? "\r\n" : "\n"
    let separator = dice.chance(5) ? ";" : ","
    return (dice.chance(5) ? "\u{FEFF}" : "")
      + rows.map { $0.joined(separator: separator) }.joined(separator: end)
  }

  /// Bytes with some of them lost, doubled or changed.
  mutating func mutate(bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<(1 + dice.below(4)) where !bytes.isEmpty {
      let place = dice.below(bytes.count)
      switch dice.below(4) {
      case 0: bytes[place] = UInt8(dice.below(256))
      case 1: bytes.removeSubrange(place..<min(bytes.count, place + 1 + dice.below(40)))
      case 2:
        let end = min(bytes.count, place + 1 + dice.below(80))
        bytes.insert(contentsOf: bytes[place..<end], at: place)
      default:
        bytes.replaceSubrange(place..<(place + 1), with: Array(dice.pick(Self.numbers).utf8))
      }
    }
    return bytes
  }
}
