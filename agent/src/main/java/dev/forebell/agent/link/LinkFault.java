package dev.forebell.agent.link;

import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** What went wrong with a socket, as a sentence with the likely remedy. */
final class LinkFault {
  private LinkFault() {}

  static String describe(Throwable cause) {
    Throwable root =
        Optional.ofNullable(cause.getCause()).filter(SSLException.class::isInstance).orElse(cause);
    String text = Optional.ofNullable(root.getMessage()).orElse(root.getClass().getSimpleName());
    return switch (root) {
      case UnknownHostException _ -> "the name cannot be resolved: " + text;
      case ConnectException _ -> "nobody answers there: " + text;
      case SSLException _ ->
          "TLS failed: " + text + "; check the collector's certificate and the 'trust' setting";
      case WebSocketClientHandshakeException _, WebSocketHandshakeException _ ->
          "the answer was no WebSocket upgrade: "
              + text
              + "; check the address, and that it is a Forebell collector";
      case IOException _ -> "connection lost: " + text;
      default -> text;
    };
  }
}
