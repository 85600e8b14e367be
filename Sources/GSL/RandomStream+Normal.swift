internal import Elementary

// The algorithms of GSL, step by step, with elementary functions that have the same bits on every
// processor: GSL takes them from the C library, which doesn't.
extension RandomStream {
  /// Where the ziggurat's tail begins.
  private static let tail = 3.44428647676

  /// A draw from the standard normal distribution, as `gsl_ran_gaussian_ziggurat` makes it.
  func standardNormal() -> Double {
    while true {
      let word = nextWord()
      let level = Int(word & 0x7F)
      let step = (word >> 8) & 0xFF_FFFF
      var x = Double(step) * zigguratSteps[level]
      let height: Double
      if step < zigguratInsides[level] {
        return word & 0x80 == 0 ? -x : x
      } else if level < 127 {
        let (top, bottom) = (zigguratHeights[level], zigguratHeights[level + 1])
        height = bottom + (top - bottom) * uniform()
      } else {
        let (first, second) = (1 - uniform(), uniform())
        x = Self.tail - Elementary.log(first) / Self.tail
        height = Elementary.exp(-Self.tail * (x - 0.5 * Self.tail)) * second
      }
      if height < Elementary.exp(-0.5 * x * x) { return word & 0x80 == 0 ? -x : x }
    }
  }

  /// A number in `0..<1` that isn't 0.
  func positiveUniform() -> Double {
    while true {
      let draw = uniform()
      if draw > 0 { return draw }
    }
  }

  /// A draw from the standard normal distribution by the polar method, of which one number is used.
  func polarNormal() -> Double {
    while true {
      let u = -1 + 2 * uniform()
      let v = -1 + 2 * uniform()
      let square = u * u + v * v
      if square <= 1 && square != 0 {
        return u * (-2 * Elementary.log(square) / square).squareRoot()
      }
    }
  }

  /// A draw from the gamma distribution, as `gsl_ran_gamma` makes it (Marsaglia and Tsang
  /// 2000).
  func gammaDraw(shape: Double, scale: Double) -> Double {
    if shape < 1 {
      let u = positiveUniform()
      return gammaDraw(shape: 1 + shape, scale: scale) * Elementary.power(u, 1 / shape)
    }
    let d = shape - 1.0 / 3
    let c = (1.0 / 3) / d.squareRoot()
    while true {
      var (x, v) = (0.0, 0.0)
      repeat {
        x = standardNormal()
        v = 1 + c * x
      } while v <= 0
      v = v * v * v
      let u = positiveUniform()
      if u < 1 - 0.0331 * x * x * x * x { return scale * d * v }
      if Elementary.log(u) < 0.5 * x * x + d * (1 - v + Elementary.log(v)) { return scale * d * v }
    }
  }

  /// A draw from the beta distribution, as `gsl_ran_beta` makes it: by Jöhnk's method (1964) where
  /// both exponents are 1 or less.
  func betaShare(_ alpha: Double, _ beta: Double) -> Double {
    guard alpha <= 1 && beta <= 1 else {
      let first = gammaDraw(shape: alpha, scale: 1)
      let second = gammaDraw(shape: beta, scale: 1)
      return first / (first + second)
    }
    while true {
      let (u, v) = (positiveUniform(), positiveUniform())
      let x = Elementary.power(u, 1 / alpha)
      let y = Elementary.power(v, 1 / beta)
      guard x + y <= 1 else { continue }
      if x + y > 0 { return x / (x + y) }
      var (logX, logY) = (Elementary.log(u) / alpha, Elementary.log(v) / beta)
      let larger = max(logX, logY)
      logX -= larger
      logY -= larger
      return Elementary.exp(logX - Elementary.log(Elementary.exp(logX) + Elementary.exp(logY)))
    }
  }
}
