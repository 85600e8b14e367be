/// The candidate that a misspelt word most likely meant, if any is near enough.
///
/// Near enough is at most one slip in three letters, counted by Levenshtein's distance. Ties go
/// to the candidate that is listed first.
public func nearestMatch(to word: String, among candidates: some Sequence<String>) -> String? {
  let limit = max(1, word.count / 3)
  var best: (word: String, distance: Int)?
  for candidate in candidates {
    let distance = editDistance(Array(word.lowercased()), Array(candidate.lowercased()))
    if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
  }
  return best?.word
}

/// A clause such as “; did you mean ‘chips’?”, or nothing.
public func suggestion(for word: String, among candidates: some Sequence<String>) -> String {
  nearestMatch(to: word, among: candidates).map { "; did you mean ‘\($0)’?" } ?? ""
}

private func editDistance(_ left: [Character], _ right: [Character]) -> Int {
  var row = Array(0...right.count)
  for (i, a) in left.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, b) in right.enumerated() {
      let substituted = diagonal + (a == b ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(substituted, row[j + 1] + 1, row[j] + 1)
    }
  }
  return row[right.count]
}
