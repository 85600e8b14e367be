internal import GSL
internal import StatecraftCore

/// The draws that a design needs, each at an address of its own under the study's seed.
///
/// Addresses are built as those of games are, under a replicate that no game has. A factor's draws
/// go by its path, so that a factor added to a study leaves those of the others as they were.
struct DesignDraws {
  private let stream = RandomStream()
  private let seed: UInt64
  private let purpose: UInt64

  /// - Parameters:
  ///   - seed: the study's seed.
  ///   - purpose: what the draws are for, such as `design.morris`.
  init(seed: UInt64, purpose: String) {
    self.seed = seed
    self.purpose = stableHash(purpose)
  }

  /// A number in `0..<1`.
  func uniform(_ path: String, row: Int) -> Double {
    seek(path, row: row)
    return stream.uniform()
  }

  /// 53 random bits.
  func bits(_ path: String, row: Int) -> UInt64 {
    seek(path, row: row)
    return stream.nextWord() >> 11
  }

  /// The numbers `0..<count` in random order.
  ///
  /// They're sorted by draws of their own, ties by number: a count that grows moves only few.
  func permutation(_ path: String, count: Int) -> [Int] {
    let keys = (0..<count).map { bits(path, row: $0) }
    return (0..<count).sorted { (keys[$0], $0) < (keys[$1], $1) }
  }

  /// `count` numbers of `0..<count`, drawn with replacement: a resample of as many rows.
  func resample(_ number: Int, count: Int) -> [Int] {
    seek("", row: number)
    return (0..<count).map { _ in min(Int(stream.uniform() * Double(count)), count - 1) }
  }

  private func seek(_ path: String, row: Int) {
    stream.seek(
      key: (seed, Self.replicate), counter: (0, purpose, stableHash(path), UInt64(row)))
  }

  /// No game has this number.
  private static let replicate = UInt64.max
}
