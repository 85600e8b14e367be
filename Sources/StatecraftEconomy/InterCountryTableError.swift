/// Why numbers do not make an input-output table, or a table has no Leontief inverse.
public enum InterCountryTableError: Error, Equatable {
  /// The numbers are wrong in these places: all of them, not only the first.
  case violations([EconomyFault])

  /// Some industries use all they make among themselves, so nothing of theirs is ever finished.
  case noLeontiefInverse
}

extension InterCountryTableError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .violations(let faults):
      "The numbers do not make an input-output table:\n"
        + faults.map { "- \($0)" }.joined(separator: "\n")
    case .noLeontiefInverse:
      """
      The table has no Leontief inverse: a group of industries spends its whole output on its own \
      products. Give each industry some value added.
      """
    }
  }
}
