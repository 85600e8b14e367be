@preconcurrency internal import Dispatch
internal import Foundation
internal import Synchronization

/// Ctrl-C: the first cancels the work in order, a second one ends the program at once.
///
/// It's noticed from the moment on that `init` returns. (A signal source of Dispatch is registered
/// some time later, and whoever interrupts before is ignored.)
final class Interruption: Sendable {
  private struct Works {
    var next = 0
    var cancels: [Int: @Sendable () -> Void] = [:]
  }

  private static let works = Mutex(Works())
  /// The handler writes to it, which is all that it may do; the source reads it.
  private static let ends: (reading: Int32, writing: Int32) = {
    var ends: [Int32] = [0, 0]
    precondition(pipe(&ends) == 0, "No pipe can be opened")
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    return (ends[0], ends[1])
  }()
  private static let source: any DispatchSourceRead = {
    let source = DispatchSource.makeReadSource(
      fileDescriptor: ends.reading, queue: .global())
    source.setEventHandler {
      var byte: UInt8 = 0
      while read(ends.reading, &byte, 1) > 0 {}
      let cancels = works.withLock { $0.cancels.sorted { $0.key < $1.key }.map(\.value) }
      for cancel in cancels { cancel() }
      signal(SIGINT, SIG_DFL)
    }
    source.resume()
    return source
  }()

  private let number: Int

  init(cancel: @escaping @Sendable () -> Void) {
    number = Self.works.withLock { works in
      works.next += 1
      works.cancels[works.next] = cancel
      return works.next
    }
    _ = Self.source
    signal(SIGINT) { _ in
      let reason = errno
      var byte: UInt8 = 0
      _ = write(Interruption.ends.writing, &byte, 1)
      errno = reason
    }
  }

  deinit {
    let isLast = Self.works.withLock { works in
      works.cancels[number] = nil
      return works.cancels.isEmpty
    }
    if isLast { signal(SIGINT, SIG_DFL) }
  }
}
