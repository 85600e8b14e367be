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
@inline(__always)
func dot(_ a: LaneRows, _ b: LaneRows, lanes: Int) -> Double {
  var sum = Lane.zero
  for lane in 0..<lanes { sum += a[lane] * b[lane] }
  return total(sum)
}

/// The sum over a lane, in a fixed order.
@inline(__always)
func total(_ lane: Lane) -> Double { (lane[0] + lane[1]) + (lane[2] + lane[3]) }
