package dev.forebell.collector.app;

import java.lang.System.Logger.Level;
import java.lang.reflect.Proxy;

/**
 * Calls back on SIGHUP. The class behind it is not part of the documented JDK and the compiler
 * warns of every direct use, so it is reached by name; where it is missing, a reload is still
 * possible through the API.
 */
public final class HangUp {
  private static final System.Logger LOG = System.getLogger(HangUp.class.getName());

  private HangUp() {}

  /** Runs the action at each SIGHUP, on a thread of the JDK. */
  public static void onSignal(Runnable action) {
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
          .invoke(Void.TYPE, signal.getConstructor(String.class).newInstance("HUP"), proxy);
    } catch (ReflectiveOperationException e) {
      LOG.log(Level.INFO, "no SIGHUP on this platform; reload through the API");
    }
  }
}
