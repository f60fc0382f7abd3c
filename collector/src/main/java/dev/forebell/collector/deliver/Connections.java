package dev.forebell.collector.deliver;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Connections to desks, by the address that was checked. What may be made twice goes over kept
 * ones: where the desk closes one just as it is used again, nobody knows whether the desk got the
 * request. What may not be made twice has a connection of its own. Thread-safe.
 */
final class Connections implements AutoCloseable {
  /** Most to one address; further requests wait. */
  private static final int MOST = 64;

  /** Shorter than any desk that we know of keeps them, the cleaner's round included. */
  private static final Duration IDLE = Duration.ofSeconds(1);

  private static final Duration CLEANED = Duration.ofMillis(500);

  /** Then a new one is made however busy it is: a changed authority counts within that time. */
  private static final Duration LIFE = Duration.ofMinutes(1);

  private final HttpClient kept;
  private final HttpClient single;
  // Weak: those that are closed are nobody's any more.
  private final Set<HttpConnection> proven =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  Connections(Vertx vertx) {
    kept =
        vertx
            .httpClientBuilder()
            .with(options().setKeepAlive(true).setKeepAliveTimeout((int) IDLE.toSeconds()))
            .with(
                pool()
                    .setCleanerPeriod((int) CLEANED.toMillis())
                    .setMaxLifetime((int) LIFE.toSeconds())
                    .setMaxLifetimeUnit(TimeUnit.SECONDS))
            .build();
    single = vertx.createHttpClient(options().setKeepAlive(false), pool());
  }

  private static HttpClientOptions options() {
    return new HttpClientOptions().setDecompressionSupported(false);
  }

  private static PoolOptions pool() {
    return new PoolOptions().setHttp1MaxSize(MOST);
  }

  /** For a request of its own, or for one that may be made twice. */
  HttpClient client(boolean repeatable) {
    return repeatable ? kept : single;
  }

  /**
   * It brought a whole answer.
   *
   * @param good whether the desk took the request: one in trouble is not believed to close what it
   *     had enough of
   */
  void answered(HttpConnection connection, boolean good) {
    boolean unused = good ? proven.add(connection) : proven.remove(connection);
  }

  /** Whether its last request was taken: the desk may have had enough of it since. */
  boolean isProven(HttpConnection connection) {
    return proven.contains(connection);
  }

  @Override
  public void close() {
    kept.close();
    single.close();
  }
}
