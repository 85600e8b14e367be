internal import Foundation
internal import Synchronization

/// Ctrl-C: the first cancels the work in order, a second one ends the program at once.
///
/// Several may be wanted at a time, as by a server and by a terminal beside it; all are told.
final class Interruption {
  private let number: Int

  init(cancel: @escaping @Sendable () -> Void) {
    number = Self.listeners.withLock {
      let number = ($0.keys.max() ?? 0) + 1
      $0[number] = cancel
      return number
    }
    var handler = Self.source.handler
    sigaction(SIGINT, &handler, nil)
  }

  deinit {
    let isLast = Self.listeners.withLock {
      $0[number] = nil
      return $0.isEmpty
    }
    if isLast { signal(SIGINT, SIG_DFL) }
  }

  private static let listeners = Mutex<[Int: @Sendable () -> Void]>([:])

  /// One source for all: a second one of the same signal, or one that comes after another was
  /// cancelled, would be registered without its handler being put in force.
  private static let source = Source()

  private struct Source: @unchecked Sendable {
    private let signals: any DispatchSourceSignal
    /// What the source has put in force.
    let handler: sigaction

    init() {
      signals = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
      signals.setEventHandler {
        let cancels = Interruption.listeners.withLock { Array($0.values) }
        for cancel in cancels { cancel() }
        signal(SIGINT, SIG_DFL)
      }
      // It's registered by another thread: a signal that came before would be lost.
      let isListening = DispatchSemaphore(value: 0)
      signals.setRegistrationHandler { isListening.signal() }
      signals.resume()
      isListening.wait()
      var handler = sigaction()
      sigaction(SIGINT, nil, &handler)
      self.handler = handler
    }
  }
}
