internal import Foundation

/// Ctrl-C: the first cancels the work in order, a second one ends the program at once.
final class Interruption {
  private let source: any DispatchSourceSignal

  init(cancel: @escaping @Sendable () -> Void) {
    // The default action would end the program before the work is put in order.
    signal(SIGINT, SIG_IGN)
    source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
    source.setEventHandler {
      cancel()
      signal(SIGINT, SIG_DFL)
    }
    source.resume()
  }

  deinit {
    source.cancel()
    signal(SIGINT, SIG_DFL)
  }
}
