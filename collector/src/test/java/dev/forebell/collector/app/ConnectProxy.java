package dev.forebell.collector.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An HTTP proxy as RFC 9110 has it (CONNECT only), which wants to know who asks. Every name is at
 * one port of loopback: nothing but this proxy can look it up.
 */
final class ConnectProxy implements AutoCloseable {
  private static final Pattern HEAD =
      Pattern.compile("CONNECT (\\S+) HTTP/1\\.1\r\n(.*)\r\n\r\n", Pattern.DOTALL);

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final NetServer server;

  // Held as long as its connections: Vert.x closes those of a client that nobody refers to.
  private final NetClient client;

  private final int behind;
  private final String login;

  ConnectProxy(Vertx vertx, int behind, String login) {
    this.behind = behind;
    this.login = "Basic " + Base64.getEncoder().encodeToString(login.getBytes(UTF_8));
    client = vertx.createNetClient();
    server = vertx.createNetServer();
    server.connectHandler(this::accept);
    server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
  }

  int port() {
    return server.actualPort();
  }

  /** What was let through and what was turned away, such as {@code chat.example:443 200}. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  private void accept(NetSocket socket) {
    Buffer head = Buffer.buffer();
    socket.handler(
        bytes -> {
          head.appendBuffer(bytes);
          Matcher matcher = HEAD.matcher(head.toString(ISO_8859_1));
          if (matcher.matches()) {
            answer(socket, matcher.group(1), matcher.group(2));
          }
        });
  }

  private void answer(NetSocket socket, String place, String headers) {
    boolean known =
        headers.lines().anyMatch(line -> line.equalsIgnoreCase("Proxy-Authorization: " + login));
    asked.add(place + (known ? " 200" : " 407"));
    if (!known) {
      socket.write("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");
      return;
    }
    socket.pause();
    client
        .connect(behind, "127.0.0.1")
        .onSuccess(
            inner -> {
              inner.handler(socket::write).closeHandler(_ -> socket.close());
              socket.handler(inner::write).closeHandler(_ -> inner.close());
              socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
              socket.resume();
            });
  }

  @Override
  public void close() {
    server.close().toCompletionStage().toCompletableFuture().join();
  }
}
