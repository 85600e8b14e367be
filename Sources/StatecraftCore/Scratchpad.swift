/// Working memory that rules may reuse from turn to turn of one game.
///
/// It saves allocations and never carries a result: a rule must give the same answer with a fresh
/// one. It belongs to one game on one lane, so it isn't `Sendable`.
public final class Scratchpad {
  private var contents: [ObjectIdentifier: AnyObject] = [:]

  public init() {}

  /// The object of a type that was made here before, or a new one.
  public func object<Object: AnyObject>(_ make: () -> Object) -> Object {
    let key = ObjectIdentifier(Object.self)
    if let found = contents[key] as? Object { return found }
    let made = make()
    contents[key] = made
    return made
  }
}
