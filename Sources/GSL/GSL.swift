internal import CGSL

/// The GNU Scientific Library that this program runs with.
public enum GSL {
  /// The version of the library that is loaded, such as `2.7.1`.
  ///
  /// It's asked at run time: the headers of the build may be older. Replays keep it, since GSL may
  /// change how a distribution uses its words.
  public static let version = String(cString: cgsl_version())

  /// Turns off the handler with which GSL aborts the program at an error.
  ///
  /// Everything here that calls a function of GSL that can fail goes through this first. The
  /// handler is one global variable of the library; a `static let` is set by one thread, once,
  /// before any other gets past it.
  static let errorHandlerIsOff: Bool = {
    gsl_set_error_handler_off()
    return true
  }()
}
