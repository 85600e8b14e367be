/// The four payoffs of a game of two with two moves, to cooperate or to defect, as one player sees
/// them: temptation, reward, punishment and sucker's payoff.
///
/// In a prisoner's dilemma T > R > P > S; what is said below holds for any four numbers.
public struct Dilemma: Sendable, Equatable {
  /// Defecting from one who cooperates: T.
  public var temptation: Double
  /// Both cooperate: R.
  public var reward: Double
  /// Both defect: P.
  public var punishment: Double
  /// Cooperating with one who defects: S.
  public var sucker: Double

  public init(temptation: Double, reward: Double, punishment: Double, sucker: Double) {
    self.temptation = temptation
    self.reward = reward
    self.punishment = punishment
    self.sucker = sucker
  }

  /// The payoffs of the first of two players, whose first move is to cooperate.
  public init(_ form: StrategicForm) {
    precondition(form.moveCounts == [2, 2], "a dilemma is two by two, not \(form.moveCounts)")
    self.init(
      temptation: form.payoff(of: 0, in: [1, 0]), reward: form.payoff(of: 0, in: [0, 0]),
      punishment: form.payoff(of: 0, in: [1, 1]), sucker: form.payoff(of: 0, in: [0, 1]))
  }

  /// The least discount factor at which cooperation pays against one who never forgives (Grim):
  /// δ* = (T − R)/(T − P) (Friedman 1971); nil where it pays at none up to 1.
  ///
  /// Where the sucker's payoff is better than punishment, as in chicken, one gives in to Grim, and S
  /// is in P's place.
  public var grimThreshold: Double? {
    least(gain: temptation - reward, loss: temptation - max(punishment, sucker))
  }

  /// The least discount factor at which cooperation pays against tit for tat:
  /// max((T − R)/(T − P), (T − R)/(R − S)) (Axelrod 1984); nil where it pays at none up to 1.
  ///
  /// The first is the price of defecting for good, the second of defecting now and then: it binds
  /// where 2R is not much above T + S.
  public var titForTatThreshold: Double? {
    let gain = temptation - reward
    guard let always = least(gain: gain, loss: temptation - punishment),
      let nowAndThen = least(gain: gain, loss: reward - sucker)
    else { return nil }
    return max(always, nowAndThen)
  }

  /// The least δ in `0...1` with δ · loss ≥ gain.
  private func least(gain: Double, loss: Double) -> Double? {
    if gain <= 0 { return 0 }
    return loss >= gain ? gain / loss : nil
  }
}
