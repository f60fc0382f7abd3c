package dev.forebell.agent.exec;

import java.io.InterruptedIOException;
import java.time.Duration;

/** A program did not end in its time and was killed, with all that it had started. */
public final class ProgramTimeout extends InterruptedIOException {
  private static final long serialVersionUID = 1;

  ProgramTimeout(String program, Duration patience) {
    super(program + " did not end within " + patience.toMillis() + " ms and was killed");
  }
}
