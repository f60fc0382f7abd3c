package dev.forebell.collector.ingest;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Connections that have not become a WebSocket yet: each has a little time for it, and one address
 * only so many of them. Whoever drips its headers or says nothing is gone before it costs anybody.
 */
final class UpgradeGuard {
  private final Vertx vertx;
  private final Duration within;
  private final int mostOfOne;
  private final Map<HttpConnection, Waiting> waiting = new ConcurrentHashMap<>();
  private final Map<String, Integer> ofAddress = new ConcurrentHashMap<>();

  private record Waiting(String address, long timer) {}

  UpgradeGuard(Vertx vertx, Duration within, int mostOfOne) {
    this.vertx = vertx;
    this.within = within;
    this.mostOfOne = mostOfOne;
  }

  /** A new connection, before its first request. */
  void opened(HttpConnection connection) {
    String address = connection.remoteAddress().hostAddress();
    if (ofAddress.merge(address, 1, Integer::sum) > mostOfOne) {
      leave(address);
      end(connection);
      return;
    }
    long timer = vertx.setTimer(within.toMillis(), _ -> expired(connection));
    waiting.put(connection, new Waiting(address, timer));
    connection.closeHandler(_ -> settled(connection));
  }

  private void expired(HttpConnection connection) {
    if (settled(connection)) {
      end(connection);
    }
  }

  /** It has become a WebSocket, or is gone. */
  boolean settled(HttpConnection connection) {
    Waiting was = waiting.remove(connection);
    if (was == null) {
      return false;
    }
    vertx.cancelTimer(was.timer());
    leave(was.address());
    return true;
  }

  private void leave(String address) {
    ofAddress.computeIfPresent(address, (_, count) -> count > 1 ? count - 1 : null);
  }

  private static void end(HttpConnection connection) {
    var _ = connection.close();
  }

  int waiting() {
    return waiting.size();
  }
}
