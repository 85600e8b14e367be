import StatecraftReplay
import Testing

/// Text of files on a terminal.
@Suite struct `Text that is shown` {
  @Test(arguments: [
    ("plain", 5), ("", 0), ("中国", 4), ("한국", 4), ("日本 ja", 7), ("é", 1), ("e\u{301}", 1),
    ("👍🏽", 2), ("🇩🇪", 2), ("☂\u{FE0F}", 2), ("☂", 1), ("ＡＢ", 4), ("ｱ", 1), ("नि", 1),
    ("\u{200B}x", 1),
  ])
  func `takes the columns that its letters take`(_ text: String, _ columns: Int) {
    #expect(text.columns == columns)
  }

  @Test func `has no character that would steer a terminal`() {
    #expect("a\u{1B}[31mb\u{7F}\u{9B}c\r\u{8}".harmless == "a�[31mb��c��")
    #expect("\u{202E}evil\u{2066}\u{061C}\u{2028}".harmless == "�evil���")
    let plain = "tab\tand\nline, Türkiye 中国 👩‍👩‍👧 é"
    #expect(plain.harmless == plain)
    for value in UInt32(0)..<0xA0 where value != 9 && value != 10 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let isControl = value < 0x20 || value >= 0x7F
      #expect((String(Character(scalar)).harmless == "\u{FFFD}") == isControl, "\(value)")
    }
  }

  @Test func `is broken by columns`() {
    #expect(wrapped("中国 中国 x", width: 9) == ["中国 中国", "x"])
    #expect(wrapped("中国 中国 x", width: 8) == ["中国", "中国 x"])
  }
}
