internal import CGSL

/// Points that fill the unit cube evenly: the same ones each time.
///
/// Iterate to get the points; every iterator begins anew, and ends after 2³⁰ − 2 points, where GSL's
/// counters give out. Points have `dimension` coordinates in `0..<1`. `dropFirst` skips points.
///
/// No sequence has the origin, with which the textbooks begin: GSL leaves it out of Sobol' and
/// Halton, and we out of Niederreiter. Whoever wants the balance of a whole net of 2ᵏ points adds it.
public struct QuasiRandomSequence: Sequence, Sendable {
  /// A way to place points.
  public enum Kind: CaseIterable, Sendable {
    /// Sobol' in Gray-code order, up to 40 dimensions (Bratley and Fox 1988, Antonov and Saleev 1979).
    ///
    /// Programs with the direction numbers of Joe and Kuo differ from the third dimension on.
    case sobol
    /// Niederreiter in base 2, up to 12 dimensions (Bratley, Fox and Niederreiter 1992).
    case niederreiter2
    /// Halton: the radical inverse in the first primes, up to 1,229 dimensions.
    ///
    /// Coordinates of neighbouring high dimensions move together; prefer `reverseHalton`.
    case halton
    /// Halton with the digits other than zero reversed (Vandewoestyne and Cools 2006).
    case reverseHalton

    /// The highest dimension that GSL has tables for.
    public var dimensionMax: Int { Int(type.pointee.max_dimension) }

    fileprivate var type: UnsafePointer<gsl_qrng_type> {
      switch self {
      case .sobol: cgsl_qrng_sobol()
      case .niederreiter2: cgsl_qrng_niederreiter()
      case .halton: cgsl_qrng_halton()
      case .reverseHalton: cgsl_qrng_reverse_halton()
      }
    }
  }

  public let kind: Kind
  /// The number of coordinates of a point.
  public let dimension: Int

  /// A sequence of points.
  ///
  /// - Throws: unless `dimension` is in `1...kind.dimensionMax`.
  public init(_ kind: Kind, dimension: Int) throws(GSLError) {
    try Argument.check(dimension, "dimension", in: 1...kind.dimensionMax)
    self.kind = kind
    self.dimension = dimension
  }

  public func makeIterator() -> Iterator {
    Iterator(kind, dimension: dimension)
  }

  /// Gives the points in order. It owns memory of GSL; copies share their progress.
  public final class Iterator: IteratorProtocol {
    private let generator: UnsafeMutablePointer<gsl_qrng>
    private let dimension: Int
    private var pointsLeft = (1 << 30) - 2

    fileprivate init(_ kind: Kind, dimension: Int) {
      precondition(GSL.errorHandlerIsOff)
      guard let generator = gsl_qrng_alloc(kind.type, UInt32(dimension)) else {
        preconditionFailure("There is no memory left for a quasi-random sequence.")
      }
      self.generator = generator
      self.dimension = dimension
      if kind == .niederreiter2 { _ = point() }
    }

    deinit {
      gsl_qrng_free(generator)
    }

    public func next() -> [Double]? {
      guard pointsLeft > 0 else { return nil }
      pointsLeft -= 1
      return point()
    }

    private func point() -> [Double] {
      [Double](unsafeUninitializedCapacity: dimension) { point, count in
        let status = withExtendedLifetime(self) { gsl_qrng_get(generator, point.baseAddress) }
        precondition(status == 0, "GSL gave up on a quasi-random sequence: error \(status).")
        count = dimension
      }
    }
  }
}
