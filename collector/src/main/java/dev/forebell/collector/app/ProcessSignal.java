package dev.forebell.collector.app;

import java.lang.System.Logger.Level;
import java.lang.reflect.Proxy;

/**
 * Calls back on a signal instead of what the JVM does by itself. The class behind it is not part of
 * the documented JDK and the compiler warns of every direct use, so it is reached by name; where it
 * or the signal is missing, the JVM's own way stays.
 */
public final class ProcessSignal {
  private static final System.Logger LOG = System.getLogger(ProcessSignal.class.getName());

  private ProcessSignal() {}

  /**
   * Runs the action at each such signal, on a thread of the JDK.
   *
   * @param name without SIG: HUP, INT, TERM
   */
  public static void on(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) -> {
                action.run();
                return Void.TYPE;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(Void.TYPE, signal.getConstructor(String.class).newInstance(name), proxy);
    } catch (ReflectiveOperationException e) {
      LOG.log(Level.DEBUG, "SIG{0} cannot be handled on this platform", name);
    }
  }
}
