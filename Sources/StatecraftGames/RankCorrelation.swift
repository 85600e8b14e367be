/// Spearman's rank correlation, in `−1...1`; those of equal value share the mean of their ranks.
///
/// - Returns: nil where the values of one side are all the same.
/// - Precondition: as many of both.
public func spearmanCorrelation(_ first: [Double], _ second: [Double]) -> Double? {
  precondition(first.count == second.count, "\(first.count) values against \(second.count)")
  let (first, second) = (ranks(first), ranks(second))
  let mean = Double(first.count + 1) / 2
  var (together, ofFirst, ofSecond) = (0.0, 0.0, 0.0)
  for (x, y) in zip(first, second) {
    together += (x - mean) * (y - mean)
    ofFirst += (x - mean) * (x - mean)
    ofSecond += (y - mean) * (y - mean)
  }
  let variation = (ofFirst * ofSecond).squareRoot()
  return variation > 0 ? together / variation : nil
}

/// The rank of each, from 1 for the lowest.
private func ranks(_ values: [Double]) -> [Double] {
  values.map { value in
    let (below, equal) = (values.count { $0 < value }, values.count { $0 == value })
    return Double(below) + Double(equal + 1) / 2
  }
}
