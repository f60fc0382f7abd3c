package dev.forebell.collector.app;

import java.lang.System.Logger.Level;
import java.util.function.Consumer;

/** A fault in handling one input costs that input, never the engine. */
final class Guarded {
  private static final System.Logger LOG = System.getLogger(Guarded.class.getName());

  private Guarded() {}

  /**
   * Runs it.
   *
   * @param what named in the log
   * @param failed told of the fault
   */
  static void run(String what, Runnable handling, Consumer<RuntimeException> failed) {
    try {
      handling.run();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "an input was dropped, please report this: " + what, e);
      failed.accept(e);
    }
  }
}
