#include <editline/readline.h>

// Libedit's settings are global variables, which Swift 6 rightly refuses to touch; functions that
// set them once, before the first line is read, say what is meant.

/// Leaves signals to the program, and calls `complete` at Tab, with which files are never offered.
static inline void cedit_begin(rl_completion_func_t *complete) {
  rl_catch_signals = 0;
  rl_attempted_completion_function = complete;
  rl_initialize();
}

/// Says that the matches are all that there are.
static inline void cedit_end_completion(void) { rl_attempted_completion_over = 1; }

/// The line that is being edited.
static inline const char *cedit_line(void) { return rl_line_buffer; }
