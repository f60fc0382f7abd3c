package dev.forebell.agent.link;

import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.proxy.ProxyConnectException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** What went wrong with a socket, as a sentence with the likely remedy. */
final class LinkFault {
  private static final int DEEPEST = 12;

  private LinkFault() {}

  static String describe(Throwable failure) {
    List<Throwable> causes = causes(failure);
    Optional<SSLException> tls =
        causes.stream()
            .filter(SSLException.class::isInstance)
            .map(SSLException.class::cast)
            .findFirst();
    if (tls.isPresent()) {
      return tls(causes, message(tls.get()));
    }
    String text = message(failure);
    return switch (failure) {
      case NoIdentity _ -> text;
      case ProxyConnectException _ -> proxy(text);
      case UnknownHostException _ -> "the name cannot be resolved: " + text;
      case ConnectException _ -> "nobody answers there: " + text;
      case WebSocketClientHandshakeException _, WebSocketHandshakeException _ ->
          "the answer was no WebSocket upgrade: "
              + text
              + "; check the address, and that it is a Forebell collector";
      case IOException _ -> "connection lost: " + text;
      default -> text;
    };
  }

  private static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    Optional<Throwable> next = Optional.of(failure);
    while (next.isPresent() && causes.size() < DEEPEST) {
      causes.add(next.get());
      next = Optional.ofNullable(next.get().getCause());
    }
    return causes;
  }

  private static String message(Throwable cause) {
    return Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getSimpleName());
  }

  private static String proxy(String text) {
    if (text.contains("407")) {
      return "the proxy asks for a login (407): give 'user' and 'password' of 'proxy' in"
          + " agent.yaml, or correct them";
    }
    if (text.contains("403")) {
      return "the proxy forbids the collector's address (403): have it allowed there";
    }
    return "the proxy did not connect: " + text;
  }

  private static String tls(List<Throwable> causes, String text) {
    for (Throwable cause : causes) {
      Optional<String> known = certificate(cause);
      if (known.isPresent()) {
        return known.get();
      }
    }
    return handshake(text);
  }

  private static Optional<String> certificate(Throwable cause) {
    return switch (cause) {
      case PinnedTrust.WrongAuthority wrong ->
          Optional.of(
              "the collector's authority is not the pinned one ("
                  + wrong.getMessage()
                  + "): something between here and there answers in its place, or the collector was"
                  + " set up anew and this host must enrol again");
      case CertificateExpiredException expired ->
          Optional.of(
              "the collector's certificate has expired ("
                  + expired.getMessage()
                  + "): renew it there, and check this host's clock");
      case CertificateNotYetValidException early ->
          Optional.of(
              "the collector's certificate is not valid yet ("
                  + early.getMessage()
                  + "): check this host's clock");
      case CertificateException e when namesDiffer(message(e)) ->
          Optional.of(
              "the collector's certificate is for another name ("
                  + message(e)
                  + "): dial a name that stands in it, or add this one to 'tls.names' of the"
                  + " collector");
      case Throwable e when message(e).contains("unable to find valid certification path") ->
          Optional.of(
              "the collector's certificate was signed by an authority that is not trusted here:"
                  + " name it with 'trust' or 'pin' in agent.yaml");
      default -> Optional.empty();
    };
  }

  private static boolean namesDiffer(String text) {
    return text.contains("subject alternative") || text.contains("No name matching");
  }

  private static String handshake(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.contains("protocol_version") || lower.contains("handshake_failure")) {
      return "no TLS version or cipher in common ("
          + text
          + "): the other side must speak TLS 1.2 or 1.3";
    }
    if (lower.contains("fatal alert: certificate_")
        || lower.contains("fatal alert: bad_cert")
        || lower.contains("fatal alert: unknown_ca")) {
      return "the collector did not accept this agent's certificate (" + text + "): enrol again";
    }
    if (lower.contains("not an ssl/tls record")) {
      return "the other side does not speak TLS; check address and port";
    }
    return "TLS failed: " + text;
  }
}
