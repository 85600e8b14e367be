/// Four states side by side: the unit in which rows over states are computed.
///
/// The width is fixed, so sums are taken in the same order on every machine.
typealias Lane = SIMD4<Double>

/// How rows over states are padded to whole lanes.
struct LaneShape: Equatable {
  let states: Int

  /// How many lanes a row takes.
  var lanes: Int { (states + 3) / 4 }

  /// How many numbers a padded row holds.
  var width: Int { lanes * 4 }
}

/// Memory for rows of lanes: zero at first, freed with its owner.
///
/// Nothing else holds the pointer, and noncopyable ownership keeps it from outliving the memory.
/// Lanes are read and written as raw bytes, so numbers can be reached one by one as well.
struct LaneBuffer: ~Copyable {
  let rows: LaneRows
  let count: Int

  init(lanes: Int) {
    count = lanes
    let raw = UnsafeMutableRawPointer.allocate(
      byteCount: max(lanes, 1) * MemoryLayout<Lane>.stride, alignment: 64)
    raw.initializeMemory(as: Double.self, repeating: 0, count: max(lanes, 1) * 4)
    rows = LaneRows(raw: raw)
  }

  /// Takes rows over states and pads them.
  init(rowsOver shape: LaneShape, _ numbers: [Double]) {
    let rowCount = numbers.count / shape.states
    self.init(lanes: rowCount * shape.lanes)
    for row in 0..<rowCount {
      for state in 0..<shape.states {
        rows[number: row * shape.width + state] = numbers[row * shape.states + state]
      }
    }
  }

  deinit { rows.raw.deallocate() }
}

/// A view of lanes: valid as long as the buffer it was taken from.
struct LaneRows {
  let raw: UnsafeMutableRawPointer

  @inline(__always)
  init(raw: UnsafeMutableRawPointer) { self.raw = raw }

  /// The lanes from an offset on.
  @inline(__always)
  static func + (rows: LaneRows, lanes: Int) -> LaneRows {
    LaneRows(raw: rows.raw + lanes &* 32)
  }

  /// The lane at an index.
  @inline(__always)
  subscript(lane: Int) -> Lane {
    get { raw.load(fromByteOffset: lane &* 32, as: Lane.self) }
    nonmutating set { raw.storeBytes(of: newValue, toByteOffset: lane &* 32, as: Lane.self) }
  }

  /// Four single-precision numbers at an index, counted in quadruples.
  @inline(__always)
  subscript(single index: Int) -> SIMD4<Float> {
    get { raw.load(fromByteOffset: index &* 16, as: SIMD4<Float>.self) }
    nonmutating set {
      raw.storeBytes(of: newValue, toByteOffset: index &* 16, as: SIMD4<Float>.self)
    }
  }

  /// The single number at an index, counted in numbers.
  @inline(__always)
  subscript(number number: Int) -> Double {
    get { raw.load(fromByteOffset: number &* 8, as: Double.self) }
    nonmutating set { raw.storeBytes(of: newValue, toByteOffset: number &* 8, as: Double.self) }
  }

  /// Copies lanes from elsewhere.
  @inline(__always)
  func copy(from other: LaneRows, lanes: Int) {
    raw.copyMemory(from: other.raw, byteCount: lanes &* 32)
  }

  /// Sets lanes to zero.
  @inline(__always)
  func clear(lanes: Int) {
    for lane in 0..<lanes { self[lane] = .zero }
  }
}

/// The sum of products of two rows of lanes, in a fixed order.
///
/// Four sums run side by side, as one would wait for itself.
@inline(__always)
func dot(_ a: LaneRows, _ b: LaneRows, lanes: Int) -> Double {
  var sums = (Lane.zero, Lane.zero, Lane.zero, Lane.zero)
  var lane = 0
  while lane &+ 4 <= lanes {
    sums.0 += a[lane] * b[lane]
    sums.1 += a[lane &+ 1] * b[lane &+ 1]
    sums.2 += a[lane &+ 2] * b[lane &+ 2]
    sums.3 += a[lane &+ 3] * b[lane &+ 3]
    lane &+= 4
  }
  while lane < lanes {
    sums.0 += a[lane] * b[lane]
    lane &+= 1
  }
  return total((sums.0 + sums.1) + (sums.2 + sums.3))
}

/// The sum of products down two columns of lanes, one result for each state of the lane.
@inline(__always)
func dot(
  _ a: LaneRows, stride strideA: Int, _ b: LaneRows, stride strideB: Int, rows: Int
) -> Lane {
  var even = Lane.zero
  var odd = Lane.zero
  var a = a
  var b = b
  for _ in 0..<rows / 2 {
    even += a[0] * b[0]
    odd += a[strideA] * b[strideB]
    a = a + 2 &* strideA
    b = b + 2 &* strideB
  }
  if !rows.isMultiple(of: 2) { even += a[0] * b[0] }
  return even + odd
}

/// The sums over four consecutive lanes.
@inline(__always)
func totals(_ four: LaneRows) -> Lane {
  Lane(total(four[0]), total(four[1]), total(four[2]), total(four[3]))
}

/// Adds four consecutive rows to one, each times its weight.
@inline(__always)
func addCombination(of four: LaneRows, _ weights: Lane, to row: LaneRows, lanes: Int) {
  let (a, b, c, d) = (weights[0], weights[1], weights[2], weights[3])
  for lane in 0..<lanes {
    row[lane] +=
      (a * four[lane] + b * four[lanes &+ lane])
      + (c * four[2 &* lanes &+ lane] + d * four[3 &* lanes &+ lane])
  }
}

/// The size of each number of a lane, without its sign.
@inline(__always)
func magnitude(_ lane: Lane) -> Lane {
  let bits = unsafeBitCast(lane, to: SIMD4<UInt64>.self) & (UInt64.max >> 1)
  return unsafeBitCast(bits, to: Lane.self)
}

/// The larger of each two numbers; numbers that are not are passed over.
@inline(__always)
func larger(_ a: Lane, _ b: Lane) -> Lane { a.replacing(with: b, where: b .> a) }

/// The smaller of each two numbers; numbers that are not are passed over.
@inline(__always)
func smaller(_ a: Lane, _ b: Lane) -> Lane { a.replacing(with: b, where: b .< a) }

/// The sum over a lane, in a fixed order.
@inline(__always)
func total(_ lane: Lane) -> Double { (lane[0] + lane[1]) + (lane[2] + lane[3]) }
