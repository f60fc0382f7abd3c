package dev.forebell.collector.ingest;

import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Options of the collector's HTTP server with every default closed that would let a stranger spend
 * its memory. Vert.x by default negotiates per-message deflate, and inflates 61 KB to 62 MB before
 * anyone is authenticated; it also never closes an idle socket.
 */
public final class AgentServerOptions {
  public static final String SUBPROTOCOL = "forebell.v1";

  /**
   * Nothing read or written for so long: the socket is freed. Longer than {@link
   * AgentSettings#silence()}, so that an agent's silence is noticed by the session, which knows
   * what it means; event streams send a comment more often than this.
   */
  public static final Duration IDLE = Duration.ofSeconds(75);

  private static final Duration UNACKNOWLEDGED = Duration.ofSeconds(30);
  private static final int LONGEST_HEADERS = 8 * 1024;
  private static final int LONGEST_REQUEST_LINE = 4 * 1024;
  private static final int CLOSE_ANSWER_SECONDS = 2;

  private AgentServerOptions() {}

  /** Fresh options; the caller adds host, port and TLS. */
  public static HttpServerOptions create(AgentSettings settings) {
    return create(settings, IDLE);
  }

  static HttpServerOptions create(AgentSettings settings, Duration idle) {
    return new HttpServerOptions()
        .setPerMessageWebSocketCompressionSupported(false)
        .setPerFrameWebSocketCompressionSupported(false)
        .setDecompressionSupported(false)
        .setMaxWebSocketFrameSize(settings.wire().frameBytes())
        .setMaxWebSocketMessageSize(settings.wire().messageBytes())
        .addWebSocketSubProtocol(SUBPROTOCOL)
        .setWebSocketClosingTimeout(CLOSE_ANSWER_SECONDS)
        .setMaxHeaderSize(LONGEST_HEADERS)
        .setMaxInitialLineLength(LONGEST_REQUEST_LINE)
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
        .setIdleTimeout((int) idle.toMillis())
        .setSslHandshakeTimeout(ServerTls.HANDSHAKE_SECONDS)
        .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS)
        .setTcpKeepAlive(true)
        .setTcpNoDelay(true)
        // Takes effect with Vert.x's native transport; without it the session's own silence rules.
        .setTcpUserTimeout((int) UNACKNOWLEDGED.toMillis());
  }
}
