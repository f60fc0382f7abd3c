package dev.forebell.agent.check;

import dev.forebell.agent.certificate.Certificates;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import javax.net.ssl.HttpsURLConnection;

/** Asks for a page. */
final class HttpAsked {
  private static final int LARGEST_LOOK = 64 << 10;

  private final Duration patience;

  HttpAsked(Duration patience) {
    this.patience = patience;
  }

  Verdict of(Target.Http target) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) target.uri().toURL().openConnection(java.net.Proxy.NO_PROXY);
    try {
      prepare(connection, target);
      long begun = System.nanoTime();
      int status = connection.getResponseCode();
      String body = body(connection, target);
      Duration took = Asked.since(begun);
      Optional<Certificates> shown =
          connection instanceof HttpsURLConnection secure
              ? secure.getSSLSession().flatMap(Asked::shown)
              : Optional.empty();
      return new Verdict(
          wrong(target, status, body), Optional.of(took), OptionalInt.of(status), shown);
    } finally {
      connection.disconnect();
    }
  }

  private void prepare(HttpURLConnection connection, Target.Http target) {
    connection.setConnectTimeout(Math.toIntExact(patience.toMillis()));
    connection.setReadTimeout(Math.toIntExact(patience.toMillis()));
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setRequestProperty("User-Agent", "forebell-agent");
    connection.setRequestProperty("Connection", "close");
    if (connection instanceof HttpsURLConnection secure && !target.verify()) {
      secure.setSSLSocketFactory(AnyCertificate.context().getSocketFactory());
      secure.setHostnameVerifier((name, session) -> true);
    }
  }

  private static String body(HttpURLConnection connection, Target.Http target) throws IOException {
    if (target.contains().isEmpty()) {
      return "";
    }
    InputStream stream =
        connection.getErrorStream() == null
            ? connection.getInputStream()
            : connection.getErrorStream();
    return new String(stream.readNBytes(LARGEST_LOOK), StandardCharsets.UTF_8);
  }

  private static Optional<String> wrong(Target.Http target, int status, String body) {
    if (!target.accepts(status)) {
      return Optional.of("status " + status);
    }
    return target
        .contains()
        .filter(text -> !body.contains(text))
        .map(text -> "the answer does not hold \"" + text + "\"");
  }
}
