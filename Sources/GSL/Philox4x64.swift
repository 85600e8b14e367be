/// The counter-based random generator Philox4x64-10: 64-bit words as a function of a key and a
/// place.
///
/// Any four words can be had at once, without the ones before: that's what lets every draw have
/// its own address. The sequence is that of NumPy's `Philox`, which counts up *before* it makes a
/// block; so the first words after a counter c are those of block c + 1.
///
/// Source: Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3" (SC11).
public struct Philox4x64: Sendable {
  public typealias Key = (UInt64, UInt64)
  public typealias Block = (UInt64, UInt64, UInt64, UInt64)

  private var key: Key
  private var counter: Block
  /// The words of the current block, and how many of them are used up.
  private var words: Block = (0, 0, 0, 0)
  private var used = 4

  /// A sequence that begins right after a counter, its lowest word first.
  public init(key: Key, counter: Block) {
    self.key = key
    self.counter = counter
  }

  /// Goes to the place right after a counter, under a key.
  ///
  /// No words are made until one is asked for.
  mutating func seek(key: Key, counter: Block) {
    self.key = key
    self.counter = counter
    used = 4
  }

  /// The next word, each of its 2⁶⁴ values equally likely.
  public mutating func next() -> UInt64 {
    switch used {
    case 1:
      used = 2
      return words.1
    case 2:
      used = 3
      return words.2
    case 3:
      used = 4
      return words.3
    default:
      increment()
      words = Self.block(counter: counter, key: key)
      used = 1
      return words.0
    }
  }

  /// The next number in `0..<1`: the upper 53 bits of a word, as in NumPy.
  public mutating func nextUniform() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// The first number in `0..<1` after a counter, under a key: what ``RandomStream/uniform()``
  /// gives right after a seek.
  public static func firstUniform(key: Key, after counter: Block) -> Double {
    var place = Philox4x64(key: key, counter: counter)
    return place.nextUniform()
  }

  private mutating func increment() {
    counter.0 &+= 1
    guard counter.0 == 0 else { return }
    counter.1 &+= 1
    guard counter.1 == 0 else { return }
    counter.2 &+= 1
    guard counter.2 == 0 else { return }
    counter.3 &+= 1
  }

  /// The four words at a counter: ten rounds of multiplying and mixing.
  public static func block(counter: Block, key: Key) -> Block {
    var words = counter
    var key = key
    for _ in 0..<10 {
      let (high0, low0) = words.0.multipliedFullWidth(by: 0xD2E7_470E_E14C_6C93)
      let (high2, low2) = words.2.multipliedFullWidth(by: 0xCA5A_8263_9512_1157)
      words = (high2 ^ words.1 ^ key.0, low2, high0 ^ words.3 ^ key.1, low0)
      // Weyl sequences on the golden ratio and on √3 − 1.
      key.0 &+= 0x9E37_79B9_7F4A_7C15
      key.1 &+= 0xBB67_AE85_84CA_A73B
    }
    return words
  }
}
