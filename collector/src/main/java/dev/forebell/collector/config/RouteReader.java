package dev.forebell.collector.config;

import dev.forebell.collector.port.Route;
import dev.forebell.common.config.Parsed;
import dev.forebell.common.config.Quantity;
import dev.forebell.common.config.Secrets;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import dev.forebell.common.model.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code allow}, {@code proxy} and {@code authority} of whatever is called by HTTP. */
record RouteReader(Secrets secrets) {
  private static final String PROXY = "an address such as http://proxy.example.com:3128";
  private static final Pattern LOGIN = Pattern.compile("([^:]+):(.+)");

  Route read(YamlMap map) {
    return new Route(
        map.each("allow", Endpoints::range),
        map.get("proxy").flatMap(this::proxy),
        map.get("authority").flatMap(this::authority));
  }

  // Never quoted in a message: it may hold a password.
  private Optional<Route.Proxy> proxy(YamlValue value) {
    return secrets
        .text(value)
        .flatMap(
            text -> {
              Optional<Route.Proxy> proxy = uri(text).flatMap(RouteReader::proxy);
              if (proxy.isEmpty()) {
                value.problem("not the address of an HTTP proxy", PROXY);
              }
              return proxy;
            });
  }

  private static Optional<URI> uri(String text) {
    try {
      return Optional.of(new URI(text));
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  private static Optional<Route.Proxy> proxy(URI uri) {
    Optional<String> user = Optional.ofNullable(uri.getUserInfo());
    Optional<Route.Login> login = user.flatMap(RouteReader::login);
    boolean plain = "http".equals(uri.getScheme()) && uri.getHost() != null && uri.getPort() > 0;
    return plain && user.isPresent() == login.isPresent()
        ? Optional.of(new Route.Proxy(uri.getHost(), uri.getPort(), login))
        : Optional.empty();
  }

  private static Optional<Route.Login> login(String text) {
    Matcher parts = LOGIN.matcher(text);
    return parts.matches()
        ? Optional.of(new Route.Login(parts.group(1), new Secret(parts.group(2))))
        : Optional.empty();
  }

  /** A PEM file of certificates. */
  Optional<String> authority(YamlValue value) {
    String expected = "a PEM file in the configuration folder";
    return value.parse(
        name -> {
          Path file = secrets.dir().resolve(name);
          if (!Files.isReadable(file)) {
            return Parsed.bad("there is no file " + Quantity.quoted(name), expected);
          }
          return holdsCertificates(file)
              ? Parsed.good(file.toString())
              : Parsed.bad(Quantity.quoted(name) + " holds no certificate", expected);
        },
        expected);
  }

  private static boolean holdsCertificates(Path file) {
    try (InputStream pem = Files.newInputStream(file)) {
      return !CertificateFactory.getInstance("X.509").generateCertificates(pem).isEmpty();
    } catch (IOException | CertificateException _) {
      return false;
    }
  }
}
