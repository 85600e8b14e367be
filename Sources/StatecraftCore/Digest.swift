/// A 64-bit fingerprint of values, the same on every run and thread.
///
/// It's made for telling apart two histories of one program, not for security.
public struct Digest: Sendable, Hashable {
  public private(set) var value: UInt64

  public init() { value = 0x9E37_79B9_7F4A_7C15 }

  /// A fingerprint that was written down; nil unless it's ``hexadecimal``.
  public init?(hexadecimal: String) {
    guard hexadecimal.utf8.count == 16, let value = UInt64(hexadecimal, radix: 16) else {
      return nil
    }
    self.value = value
  }

  /// Adds a word.
  @inlinable public mutating func add(_ word: UInt64) { add(mixing: word) }

  @usableFromInline mutating func add(mixing word: UInt64) {
    value = Self.fold(value ^ word, 0xA076_1D64_78BD_642F)
  }

  public mutating func add(_ number: Double) { add(number.bitPattern) }
  public mutating func add(_ number: Int) { add(UInt64(bitPattern: Int64(number))) }

  public mutating func add(_ text: String) {
    add(text.utf8.count)
    for byte in text.utf8 { add(UInt64(byte)) }
  }

  /// Adds a column of numbers in four interleaved lanes, which keeps the multiplier busy.
  public mutating func add(_ numbers: [Double]) {
    numbers.withUnsafeBufferPointer { add($0) }
  }

  mutating func add(_ buffer: UnsafeBufferPointer<Double>) {
    var (a, b, c, d) = (value, value &+ 1, value &+ 2, value &+ 3)
    var index = 0
    while index + 4 <= buffer.count {
      a = Self.fold(a ^ buffer[index].bitPattern, 0xA076_1D64_78BD_642F)
      b = Self.fold(b ^ buffer[index + 1].bitPattern, 0xE703_7ED1_A0B4_28DB)
      c = Self.fold(c ^ buffer[index + 2].bitPattern, 0x8EBC_6AF0_9C88_C6E3)
      d = Self.fold(d ^ buffer[index + 3].bitPattern, 0x5899_65CC_7537_4CC3)
      index += 4
    }
    while index < buffer.count {
      a = Self.fold(a ^ buffer[index].bitPattern, 0xA076_1D64_78BD_642F)
      index += 1
    }
    value = Self.fold(Self.fold(a, b | 1) ^ Self.fold(c, d | 1), UInt64(buffer.count) | 1)
  }

  /// Sixteen lower-case hexadecimal digits.
  public var hexadecimal: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// Both halves of a full product, folded: the mixing step of wyhash (Wang Yi 2019).
  private static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low ^ a.byteSwapped
  }
}

/// A stable number for a name: 64-bit FNV-1a over its UTF-8 bytes.
///
/// Names of states and of draws become parts of a random stream's address through it, so it
/// must never change.
public func stableHash(_ name: String) -> UInt64 {
  var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
  return hash
}
