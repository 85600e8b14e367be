import GSL
import Testing

struct RandomStreamTests {
  @Test func `A stream gives the words of its place`() {
    let stream = RandomStream()
    for counter in UInt64(0)..<20 {
      let key = (7 &* counter, UInt64.max - counter)
      let place = (counter, UInt64(3), UInt64.max, counter * counter)
      var philox = Philox4x64(key: key, counter: place)
      stream.seek(key: key, counter: place)
      for _ in 0..<counter { #expect(stream.nextWord() == philox.next()) }
    }
  }

  @Test func `GSL draws from the words of the stream`() throws {
    let stream = RandomStream(key: (7, 8), counter: (1, 2, 3, 4))
    let words = (0..<9).map { _ in stream.uniform() }
    stream.seek(key: (7, 8), counter: (1, 2, 3, 4))
    for word in words { #expect(try stream.uniform(in: 0..<1) == word) }
  }

  @Test func `A draw depends on its place and not on the draws before`() throws {
    let stream = RandomStream()
    func draws() throws -> [Double] {
      try (UInt64(0)..<50).map { actor in
        stream.seek(key: (1, 0), counter: (0, 1, actor, 0))
        return try stream.normal(mean: 0, standardDeviation: 1)
      }
    }
    let first = try draws()
    for _ in 0..<3 { _ = try stream.gamma(shape: 0.5, scale: 1) }
    #expect(try draws() == first)
    #expect(Set(first).count == 50)
  }

  @Test func `A new stream begins at its place`() {
    let stream = RandomStream(key: (3, 4), counter: (5, 6, 7, 8))
    let word = stream.nextWord()
    stream.seek(key: (3, 4), counter: (5, 6, 7, 8))
    #expect(stream.nextWord() == word)
  }

  @Test func `Streams on several threads do not meet`() async throws {
    let sums = try await withThrowingTaskGroup(of: Double.self) { group in
      for _ in 0..<8 {
        group.addTask {
          let stream = RandomStream(key: (11, 12))
          return try (0..<2_000).reduce(0) { sum, _ in try sum + stream.exponential(mean: 1) }
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(Set(sums).count == 1)
  }

  @Test func `The version is that of a library`() {
    #expect(GSL.version.split(separator: ".").first.flatMap { Int($0) } ?? 0 >= 2)
  }
}
